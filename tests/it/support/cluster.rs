//! One private server for every test of this folder, and one database for each, copied from a migrated template.
//!
//! The server is started or adopted by whichever process comes first, and left running for the next. The template is named
//! by all that shapes it, so that a change of a migration makes a new one.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use rustix::process::{Pid, test_kill_process};
use sha2::{Digest, Sha256};
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use tokio::sync::OnceCell;
use ump::postgres_embedded::{EmbeddedPostgres, Settings, start_or_adopt_shared};

struct Cluster {
    server: EmbeddedPostgres,
    template: String,
}

static CLUSTER: OnceCell<Cluster> = OnceCell::const_new();
static COPIES: AtomicU32 = AtomicU32::new(0);

/// A test's own database.
pub struct TestDatabase {
    cluster: &'static Cluster,
    name: String,
}

impl TestDatabase {
    /// A fresh copy of the template.
    pub async fn create() -> Self {
        Self::copy_of(None).await
    }

    /// A copy of another one, to which nobody may be connected meanwhile, or of the template.
    pub async fn copy_of(original: Option<&Self>) -> Self {
        let cluster = CLUSTER.get_or_init(Cluster::open).await;
        let copy = COPIES.fetch_add(1, Ordering::Relaxed);
        let name = format!("test_{}_{copy}", std::process::id());
        // The template is small, and many tests copy it at once; what is large is copied by its files.
        let (template, strategy) = match original {
            Some(original) => (&original.name, "file_copy"),
            None => (&cluster.template, "wal_log"),
        };
        cluster.run(format!("CREATE DATABASE {name} TEMPLATE {template} STRATEGY {strategy}")).await;
        Self { cluster, name }
    }

    /// As the owner, whom row level security does not bind: to look, and to arrange what no page can.
    pub fn owner(&self) -> PgConnectOptions {
        self.cluster.server.owner(&self.name)
    }

    /// As the portal.
    pub fn application(&self) -> PgConnectOptions {
        self.cluster.server.application(&self.name)
    }

    /// Nobody is connected to it any more, and nobody can connect.
    pub async fn shut(&self) {
        let name = &self.name;
        self.cluster.run(format!("ALTER DATABASE {name} ALLOW_CONNECTIONS false")).await;
        let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname";
        self.cluster.run(format!("{end} = '{name}'")).await;
    }

    /// It can be connected to again.
    pub async fn open(&self) {
        self.cluster.run(format!("ALTER DATABASE {} ALLOW_CONNECTIONS true", self.name)).await;
    }

    /// Throws the database away. A test that fails leaves it for whoever wants to look, until the next run.
    pub async fn remove(self) {
        let name = self.name;
        self.cluster.run(format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
    }
}

impl Cluster {
    async fn open() -> Self {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
        let settings = Settings {
            data_dir: target.join("test-postgres"),
            data_dir_is_explicit: false,
            bin_dir: std::env::var_os("UMP_POSTGRES_BIN").map(PathBuf::from),
            durable: false,
        };
        let server = start_or_adopt_shared(&settings).await.unwrap();
        let cluster = Self { template: format!("template_{}", fingerprint()), server };
        let gate = File::create(settings.data_dir.join("template.lock")).unwrap();
        gate.lock().unwrap();
        cluster.sweep().await;
        if !cluster.databases().await.contains(&cluster.template) {
            cluster.make_template().await;
        }
        cluster
    }

    /// Migrated under another name first, so that a template that exists is whole.
    async fn make_template(&self) {
        let template = &self.template;
        let draft = format!("draft_{template}");
        self.run(format!("DROP DATABASE IF EXISTS {draft} WITH (FORCE)")).await;
        self.run(format!("CREATE DATABASE {draft}")).await;
        ump::db::migrate(&self.server.owner(&draft), "ump_app").await.unwrap();
        self.run(format!("ALTER DATABASE {draft} RENAME TO {template}")).await;
    }

    /// Drops templates of other migrations, and databases of test processes that have ended.
    async fn sweep(&self) {
        for name in self.databases().await {
            let stale_template = name.starts_with("template_") && name != self.template;
            if stale_template || belongs_to_a_dead_process(&name) {
                self.run(format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
            }
        }
    }

    async fn databases(&self) -> Vec<String> {
        let mut connection = self.connect().await;
        let names =
            sqlx::query_scalar("SELECT datname::text FROM pg_database WHERE datname ~ '^(test|template)_'")
                .fetch_all(&mut connection)
                .await
                .unwrap();
        connection.close().await.unwrap();
        names
    }

    async fn run(&self, statement: String) {
        let mut connection = self.connect().await;
        connection.execute(AssertSqlSafe(statement)).await.unwrap();
        connection.close().await.unwrap();
    }

    async fn connect(&self) -> PgConnection {
        PgConnection::connect_with(&self.server.owner("postgres")).await.unwrap()
    }
}

fn belongs_to_a_dead_process(name: &str) -> bool {
    let process = name
        .strip_prefix("test_")
        .and_then(|rest| rest.split('_').next()?.parse().ok())
        .and_then(Pid::from_raw);
    process.is_some_and(|process| test_kill_process(process).is_err())
}

/// All that shapes a new database: roles, migrations, how they are run, and the version of the job queue.
fn fingerprint() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<PathBuf> =
        fs::read_dir(root.join("migrations")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.extend(["src/db/roles.sql", "src/db/migrate.rs"].map(|file| root.join(file)));
    let mut digest = Sha256::new();
    for file in files {
        digest.update(fs::read(file).unwrap());
    }
    let lock = fs::read_to_string(root.join("Cargo.lock")).unwrap();
    let queue = lock.split("[[package]]").filter(|package| package.contains("name = \"graphile_worker"));
    queue.for_each(|package| digest.update(package));
    digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
