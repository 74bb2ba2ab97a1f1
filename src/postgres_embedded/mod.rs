//! The portal's own private database server, for when no `DATABASE_URL` names another.
//!
//! The data directory holds it all: `postgres/cluster` and, beside it, the passwords of its two logins and the locks that
//! keep a second portal out. The server listens on a Unix socket in a private folder and on nothing else. It outlives a
//! portal that is killed, and the next one adopts it; a portal that ends in good order stops it, unless a command of the
//! portal is still using it.

mod binaries;
mod cluster;
mod cluster_user;
mod error;
mod home;
mod locks;
mod logins;
mod process;
mod secret;
mod server_settings;
mod socket;

use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, PgConnection};
use tokio::process::{Child, Command};

pub use binaries::Binaries;
pub use error::EmbeddedError;
pub use home::has_database;

use cluster::Cluster;
use home::Home;
use locks::Held;

/// How long a server may take until it accepts connections; after a crash it recovers in this time.
const PATIENCE: Duration = Duration::from_secs(120);
const PAUSE: Duration = Duration::from_millis(20);

/// SQLSTATE of a server that is starting or stopping.
const CANNOT_CONNECT_NOW: &str = "57P03";

/// Where the private server lives and how it runs.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The portal's data directory; made where it is missing.
    pub data_dir: PathBuf,
    /// Whether someone chose that directory. One that the database's user cannot reach is then an error; for the default
    /// the cluster moves to `/var/lib/ump`.
    pub data_dir_is_explicit: bool,
    /// The folder of PostgreSQL's programs; `None` has the usual places searched.
    pub bin_dir: Option<PathBuf>,
    /// Whether committed data survives a power cut. `false` is for tests.
    pub durable: bool,
}

/// A running private server. Dropping it leaves the server running, for the next start to adopt.
pub struct EmbeddedPostgres {
    data_dir: PathBuf,
    cluster: Cluster,
    server: Option<Child>,
    user: Held,
    _portal: Option<Held>,
}

/// Starts the server for the portal itself, or adopts the one that a killed portal left.
///
/// # Errors
///
/// [`EmbeddedError::AlreadyRunning`] where another portal runs from the same data directory, and whatever keeps the server
/// from starting.
pub async fn start(settings: &Settings) -> Result<EmbeddedPostgres, EmbeddedError> {
    let data_dir = home::make_data_dir(&settings.data_dir)?;
    let home = Home::open(&data_dir, settings).await?;
    let Some(portal) = locks::become_portal(&home.folder)? else {
        return Err(EmbeddedError::AlreadyRunning { data_dir });
    };
    open(data_dir, home, settings, Some(portal)).await
}

/// Joins the server that a portal or a test runs, or starts it: for commands beside a portal, and for tests, whose
/// processes share one server and leave it running.
///
/// # Errors
///
/// Whatever keeps the server from starting.
pub async fn start_or_adopt_shared(settings: &Settings) -> Result<EmbeddedPostgres, EmbeddedError> {
    let data_dir = home::make_data_dir(&settings.data_dir)?;
    let home = Home::open(&data_dir, settings).await?;
    open(data_dir, home, settings, None).await
}

impl EmbeddedPostgres {
    /// The real path of the data directory. The portal's other files stay here even where the cluster had to move.
    pub fn data_dir(&self) -> &Path {
        &self.data_dir
    }

    /// Connects as the owner, for migrations and backups only.
    pub fn owner(&self, database: &str) -> PgConnectOptions {
        self.cluster.logins.owner(&self.cluster.socket, database)
    }

    /// Connects as the application, who may do nothing before it steps into a role.
    pub fn application(&self, database: &str) -> PgConnectOptions {
        self.cluster.logins.application(&self.cluster.socket, database)
    }

    /// One of PostgreSQL's programs (`pg_dump`, `pg_restore`), set to connect to `database` as the owner.
    pub fn owner_command(&self, program: &str, database: &str) -> Command {
        self.cluster.owner_command(program, database)
    }

    /// Ends the use of the server, and stops it where nobody else uses it; returns when it has ended.
    ///
    /// # Errors
    ///
    /// The server could not be stopped.
    pub async fn stop(self) -> Result<(), EmbeddedError> {
        let home = &self.cluster.home;
        let _gate = locks::pass_gate(home).await?;
        if locks::was_last_user(&self.user, home)? {
            self.cluster.stop().await?;
            if let Some(mut server) = self.server {
                server.wait().await.map_err(|source| EmbeddedError::Io { path: home.clone(), source })?;
            }
        }
        Ok(())
    }
}

async fn open(
    data_dir: PathBuf,
    home: Home,
    settings: &Settings,
    portal: Option<Held>,
) -> Result<EmbeddedPostgres, EmbeddedError> {
    let _gate = locks::pass_gate(&home.folder).await?;
    let cluster = Cluster::open(home, settings).await?;
    let (mut owner, server) = tokio::time::timeout(PATIENCE, connect(&cluster))
        .await
        .unwrap_or_else(|_| Err(EmbeddedError::NotReady { log: cluster.log() }))?;
    let refused = |error| refused(&cluster, &error);
    cluster.logins.create_missing(&mut owner).await.map_err(refused)?;
    owner.close().await.map_err(refused)?;
    let user = locks::become_user(&cluster.home)?;
    Ok(EmbeddedPostgres { data_dir, cluster, server, user, _portal: portal })
}

/// Connects as the owner, and launches the server as soon as it is clear that none listens. One that is starting, or
/// stopping under a portal that was killed meanwhile, is waited for.
async fn connect(cluster: &Cluster) -> Result<(PgConnection, Option<Child>), EmbeddedError> {
    let options = cluster.logins.owner(&cluster.socket, "postgres");
    let mut server: Option<Child> = None;
    loop {
        match PgConnection::connect_with(&options).await {
            Ok(connection) => return Ok((connection, server)),
            Err(error) if is_final(&error) => return Err(refused(cluster, &error)),
            Err(_) => {}
        }
        match &mut server {
            Some(server) => check_alive(server, cluster)?,
            None if !cluster.socket.answers() => server = Some(cluster.launch().await?),
            None => {}
        }
        tokio::time::sleep(PAUSE).await;
    }
}

fn is_final(error: &sqlx::Error) -> bool {
    matches!(error, sqlx::Error::Database(error) if error.code().as_deref() != Some(CANNOT_CONNECT_NOW))
}

fn check_alive(server: &mut Child, cluster: &Cluster) -> Result<(), EmbeddedError> {
    match server.try_wait() {
        Ok(None) => Ok(()),
        Ok(Some(status)) => Err(EmbeddedError::ProgramFailed {
            program: "postgres",
            reason: cluster::last_words(&cluster.log()).unwrap_or_else(|| status.to_string()),
            log: cluster.log(),
        }),
        Err(source) => Err(EmbeddedError::Io { path: cluster.log(), source }),
    }
}

fn refused(cluster: &Cluster, error: &sqlx::Error) -> EmbeddedError {
    let code = error.as_database_error().and_then(|error| error.code());
    EmbeddedError::Refused { home: cluster.home.clone(), code: code.unwrap_or("none".into()).into_owned() }
}

#[cfg(test)]
mod tests;
