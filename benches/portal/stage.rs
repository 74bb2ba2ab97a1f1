//! A portal's services on a database of their own.

use std::process::{Command, Stdio};
use std::sync::Arc;

use sqlx::{ConnectOptions, Connection, PgConnection};
use tempfile::TempDir;
use ump::base::Clock;
use ump::base::random::OsRandom;
use ump::connectors::Connectors;
use ump::credentials::{Hasher, Keyring, Vault, check_keys};
use ump::db::{Database, Patience, Reason};
use ump::services::Services;

use crate::support::cluster::TestDatabase;
use crate::wire::Wire;

/// A Monday morning in term.
const NOW: &str = "2026-11-23T09:00:00Z";

/// As many as the portal opens for its pages.
const CONNECTIONS: u32 = 16;

/// Services, and the database below them.
pub struct Stage {
    pub services: Services,
    patience: Patience,
    database: TestDatabase,
    keys: Arc<TempDir>,
}

impl Stage {
    /// A migrated database in which there is nobody, for pages or for jobs.
    pub async fn begin(patience: Patience) -> anyhow::Result<Self> {
        let database = TestDatabase::create().await;
        let keys = tempfile::tempdir()?;
        let key_file = keys.path().join("master.key");
        Keyring::create(&key_file, &mut OsRandom)?;
        let services = Services {
            database: Database::connect(database.application(), CONNECTIONS, patience).await?,
            vault: Vault::new(Keyring::read(&key_file)?),
            hasher: Hasher::start(1),
            clock: Clock::fixed(NOW.parse()?),
            connectors: Connectors::default(),
        };
        let mut tx = services.database.system(Reason::Operator).await?;
        check_keys(&mut tx, &services.vault, &mut OsRandom).await?;
        tx.commit().await?;
        Ok(Self { services, patience, database, keys: Arc::new(keys) })
    }

    /// A stage on a copy of the database as it stands. Nobody may be connected meanwhile, so this stage begins anew.
    pub async fn copy(&mut self) -> anyhow::Result<Self> {
        self.services.database.close().await;
        let database = TestDatabase::copy_of(Some(&self.database)).await;
        self.services.database = self.connect(&self.database, self.patience).await?;
        let services =
            Services { database: self.connect(&database, self.patience).await?, ..self.services.clone() };
        Ok(Self { services, patience: self.patience, database, keys: Arc::clone(&self.keys) })
    }

    /// The services as pages have them.
    pub async fn pages(&self) -> anyhow::Result<Services> {
        let database = self.connect(&self.database, Patience::Page).await?;
        Ok(Services { database, ..self.services.clone() })
    }

    async fn connect(&self, database: &TestDatabase, patience: Patience) -> sqlx::Result<Database> {
        Database::connect(database.application(), CONNECTIONS, patience).await
    }

    /// The portal in a process of its own, on this database, by the machine's clock.
    pub fn process(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ump"));
        command
            .arg("serve")
            .args(arguments)
            .env("DATABASE_URL", self.database.application().to_url_lossy().as_str())
            .env("UMP_OWNER_DATABASE_URL", self.database.owner().to_url_lossy().as_str())
            .env("UMP_MASTER_KEY_FILE", self.keys.path().join("master.key"))
            .env("UMP_LOG", "error")
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        command
    }

    /// A connection as the owner, whom nothing binds.
    pub async fn owner(&self) -> sqlx::Result<PgConnection> {
        PgConnection::connect_with(&self.database.owner()).await
    }

    /// The services over one connection that counts what it is asked.
    pub async fn counted(&self) -> anyhow::Result<(Services, Wire)> {
        let (options, wire) = Wire::tap(self.database.application())?;
        let database = Database::connect(options, 1, self.patience).await?;
        let services = Services { database, ..self.services.clone() };
        Ok((services, wire))
    }

    /// Throws the database away.
    pub async fn end(self) {
        self.services.database.close().await;
        self.database.remove().await;
    }
}
