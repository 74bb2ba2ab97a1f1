//! The one door to the database. The pool is private: feature code gets a transaction under the role it needs.
//!
//! An idle connection has the role `ump_none`, which may read nothing. [`TenantTx`] sees one school, [`AuthorityTx`]
//! summaries of schools, [`SystemTx`] everything, and says why. A transaction is never open while a body is read, a password
//! hashed, a connector called or a response streamed; [`Hold`] guards what must not be done twice at once meanwhile.

mod authority_tx;
mod error;
mod hold;
mod migrate;
mod system_tx;
mod tenant_tx;

use std::time::Duration;

use sqlx::AssertSqlSafe;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Executor, PgConnection, Postgres, Transaction};

pub use authority_tx::{AuthorityTx, Scope};
pub use error::{constraint, describe, is_retryable};
pub use hold::Hold;
pub use migrate::{MigrateError, is_migrated, migrate};
pub use system_tx::{Reason, SystemTx};
pub use tenant_tx::TenantTx;

use crate::base::id::SchoolId;

/// Who waits for the database: how long a statement may take before it is ended.
#[derive(Clone, Copy, Debug)]
pub enum Patience {
    /// A page: somebody waits for it.
    Page,
    /// A job: a large school's first run takes a while.
    Job,
}

impl Patience {
    const fn statement_timeout(self) -> &'static str {
        match self {
            Self::Page => "15s",
            Self::Job => "120s",
        }
    }

    const fn lock_timeout(self) -> &'static str {
        match self {
            Self::Page => "5s",
            Self::Job => "60s",
        }
    }

    /// A page finds what it shows by keys, in the same way whatever is asked: its statements are planned once a connection,
    /// which else takes as long as running them. Where the best plan depends on what is asked, the statement says so. A job
    /// writes thousands of rows or three: how many, the plan should know.
    const fn plan_cache_mode(self) -> &'static str {
        match self {
            Self::Page => "force_generic_plan",
            Self::Job => "auto",
        }
    }
}

/// The portal's database, as the application's login sees it.
#[derive(Clone, Debug)]
pub struct Database {
    #[expect(clippy::disallowed_types, reason = "this is where the pool lives")]
    pool: sqlx::PgPool,
}

impl Database {
    /// Opens at most `connections` connections, the first at once; each starts under `ump_none`.
    pub async fn connect(
        options: PgConnectOptions,
        connections: u32,
        patience: Patience,
    ) -> sqlx::Result<Self> {
        let options = options.options([
            ("statement_timeout", patience.statement_timeout()),
            ("lock_timeout", patience.lock_timeout()),
            ("plan_cache_mode", patience.plan_cache_mode()),
            ("idle_in_transaction_session_timeout", "10s"),
            ("timezone", "UTC"),
        ]);
        let pool = PgPoolOptions::new()
            .max_connections(connections)
            .acquire_timeout(Duration::from_secs(10))
            .after_connect(|connection, _| {
                Box::pin(async move { connection.execute("SET ROLE ump_none").await.map(|_| ()) })
            })
            .connect_with(options)
            .await?;
        Ok(Self { pool })
    }

    /// A transaction that sees one school's rows and no other's.
    pub async fn tenant(&self, school: SchoolId) -> sqlx::Result<TenantTx> {
        let begin = format!("BEGIN; SET LOCAL ROLE ump_tenant; SET LOCAL ump.school_id = '{school}'");
        Ok(TenantTx::new(self.begin(begin).await?, school))
    }

    /// A transaction that sees summaries of the schools in `scope`, and no account.
    pub async fn authority(&self, scope: Scope) -> sqlx::Result<AuthorityTx> {
        let begin = format!("BEGIN; SET LOCAL ROLE ump_authority; SET LOCAL ump.authority = '{scope}'");
        Ok(AuthorityTx::new(self.begin(begin).await?))
    }

    /// A transaction that sees everything, for a reason that no single school covers.
    pub async fn system(&self, reason: Reason) -> sqlx::Result<SystemTx> {
        tracing::trace!(reason = ?reason, "system transaction");
        Ok(SystemTx::new(self.begin("BEGIN; SET LOCAL ROLE ump_system".to_owned()).await?))
    }

    /// A connection that may read nothing but call the functions granted to `ump_none`.
    pub async fn bare(&self) -> sqlx::Result<sqlx::pool::PoolConnection<Postgres>> {
        #[expect(clippy::disallowed_methods, reason = "this is `db`")]
        self.pool.acquire().await
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> sqlx::Result<()> {
        self.bare().await?.execute("SELECT 1").await.map(|_| ())
    }

    /// Connections in use and open, for the metrics.
    pub fn connections(&self) -> (u32, u32) {
        let open = self.pool.size();
        (open.saturating_sub(u32::try_from(self.pool.num_idle()).unwrap_or(open)), open)
    }

    /// Waits for the connections in use and closes them all.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    async fn begin(&self, statement: String) -> sqlx::Result<Transaction<'static, Postgres>> {
        // Role and setting are this module's own words and a UUID: nothing in them came from outside.
        #[expect(clippy::disallowed_methods, reason = "this is `db`")]
        self.pool.begin_with(AssertSqlSafe(statement)).await
    }
}

/// What the three kinds of transaction share: the connection, to run queries on, and the commit.
macro_rules! transaction {
    ($name:ident) => {
        impl $name {
            /// Makes what was done permanent; dropping the transaction undoes it.
            pub async fn commit(self) -> sqlx::Result<()> {
                self.tx.commit().await
            }

            /// Undoes what was done, and returns when its locks are free.
            pub async fn rollback(self) -> sqlx::Result<()> {
                self.tx.rollback().await
            }
        }

        impl std::ops::Deref for $name {
            type Target = PgConnection;

            fn deref(&self) -> &PgConnection {
                &self.tx
            }
        }

        impl std::ops::DerefMut for $name {
            fn deref_mut(&mut self) -> &mut PgConnection {
                &mut self.tx
            }
        }
    };
}
transaction!(TenantTx);
transaction!(AuthorityTx);
transaction!(SystemTx);
