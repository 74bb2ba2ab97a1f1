//! Having something to oneself while no transaction is open: for work that waits for another service.

use sqlx::Postgres;
use sqlx::pool::PoolConnection;

use super::Database;

/// Something that this process alone works on, until it is let go or the process ends, however it ends.
///
/// It is an advisory lock of a connection. A hold that is dropped closes its connection, so that nothing stays locked.
#[derive(Debug)]
pub struct Hold {
    connection: Option<PoolConnection<Postgres>>,
    what: String,
}

impl Database {
    /// Takes hold of what is named so, unless somebody has it.
    pub async fn try_hold(&self, what: impl Into<String>) -> sqlx::Result<Option<Hold>> {
        let mut hold = Hold { connection: Some(self.bare().await?), what: what.into() };
        match hold.ask().await? {
            true => Ok(Some(hold)),
            false => {
                hold.connection.take();
                Ok(None)
            }
        }
    }
}

impl Hold {
    async fn ask(&mut self) -> sqlx::Result<bool> {
        let Some(connection) = self.connection.as_mut() else { return Ok(false) };
        sqlx::query_scalar!(
            r#"SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS "is_mine!""#,
            self.what
        )
        .fetch_one(&mut **connection)
        .await
    }

    /// Lets it go; the connection serves others again.
    pub async fn release(mut self) -> sqlx::Result<()> {
        if let Some(connection) = self.connection.as_mut() {
            sqlx::query_scalar!("SELECT pg_advisory_unlock(hashtextextended($1, 0))", self.what)
                .fetch_one(&mut **connection)
                .await?;
        }
        self.connection.take();
        Ok(())
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            drop(connection.detach());
        }
    }
}
