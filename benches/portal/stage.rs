//! A portal's services on a database of their own.

use sqlx::{Connection, PgConnection};
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
    _keys: TempDir,
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
        Ok(Self { services, patience, database, _keys: keys })
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
