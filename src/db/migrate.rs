//! Brings the database to the state that this version needs: roles, our tables, the job queue's tables.
//!
//! Runs as the owner, under an advisory lock of the database, so that any number of processes may start at once.

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Connection, Executor, PgConnection};
use thiserror::Error;

/// Why the database could not be brought up to date.
#[derive(Debug, Error)]
pub enum MigrateError {
    /// The server is older than 15.
    #[error("PostgreSQL 15 or newer is needed; this server is {0}")]
    TooOld(String),
    /// The owner's login may not do what a migration must.
    #[error("the database could not be prepared: {0}")]
    Database(#[from] sqlx::Error),
    /// A migration failed, or the database was migrated by a newer version.
    #[error("the database could not be migrated: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// The job queue's tables could not be made.
    #[error("the job queue could not be prepared: {0}")]
    Queue(String),
}

/// SQLSTATE of a database that does not exist.
const INVALID_CATALOG_NAME: &str = "3D000";

/// Serialises preparation within one database; any constant will do.
const LOCK: i64 = 0x756d_705f_6d69_6772;

/// Migrates the database of `owner`, and lets the login `application` take the portal's roles.
pub async fn migrate(owner: &PgConnectOptions, application: &str) -> Result<(), MigrateError> {
    let mut connection = PgConnection::connect_with(owner).await?;
    let version: i32 = sqlx::query_scalar("SELECT current_setting('server_version_num')::integer")
        .fetch_one(&mut connection)
        .await?;
    if version < 150_000 {
        return Err(MigrateError::TooOld((version / 10_000).to_string()));
    }
    sqlx::query("SELECT pg_advisory_lock($1)").bind(LOCK).execute(&mut connection).await?;
    connection.execute(include_str!("roles.sql")).await?;
    grant_roles(&mut connection, application).await?;
    sqlx::migrate!().run(&mut connection).await?;
    prepare_queue(&mut connection, owner).await?;
    connection.close().await?;
    Ok(())
}

/// Whether the database that this login opens was ever migrated. One that does not exist was not.
pub async fn is_migrated(application: &PgConnectOptions) -> sqlx::Result<bool> {
    let mut connection = match PgConnection::connect_with(application).await {
        Ok(connection) => connection,
        Err(sqlx::Error::Database(error)) if error.code().as_deref() == Some(INVALID_CATALOG_NAME) => {
            return Ok(false);
        }
        Err(error) => return Err(error),
    };
    let is_migrated = sqlx::query_scalar("SELECT EXISTS (SELECT FROM pg_class WHERE relname = 'school')")
        .fetch_one(&mut connection)
        .await?;
    connection.close().await?;
    Ok(is_migrated)
}

/// The roles belong to the cluster: a database prepared beside this one may grant them at the same moment, and then they
/// are granted.
async fn grant_roles(connection: &mut PgConnection, application: &str) -> sqlx::Result<()> {
    let mut tx = connection.begin().await?;
    sqlx::query("SELECT set_config('ump.application', $1, true)").bind(application).execute(&mut *tx).await?;
    tx.execute(
        "DO $$
         DECLARE
             wanted text;
             login text;
         BEGIN
             FOREACH wanted IN ARRAY ARRAY['ump_none', 'ump_tenant', 'ump_authority', 'ump_system', 'ump_jobs'] LOOP
                 FOREACH login IN ARRAY ARRAY[current_setting('ump.application'), current_user::text] LOOP
                     IF NOT EXISTS (
                         SELECT FROM pg_auth_members m
                         WHERE m.roleid = wanted::regrole AND m.member = quote_ident(login)::regrole) THEN
                         BEGIN
                             EXECUTE format('GRANT %I TO %I', wanted, login);
                         EXCEPTION WHEN unique_violation OR internal_error THEN
                             NULL;
                         END;
                     END IF;
                 END LOOP;
             END LOOP;
         END
         $$",
    )
    .await?;
    tx.commit().await
}

/// The queue's schema belongs to `ump_jobs`; creating it takes a right on the database that is taken back at once.
async fn prepare_queue(connection: &mut PgConnection, owner: &PgConnectOptions) -> Result<(), MigrateError> {
    grant_create(connection, "GRANT CREATE ON DATABASE %I TO ump_jobs").await?;
    let pool = PgPoolOptions::new()
        .max_connections(2)
        .after_connect(|connection, _| {
            Box::pin(async { connection.execute("SET ROLE ump_jobs").await.map(|_| ()) })
        })
        .connect_with(owner.clone())
        .await?;
    let made = graphile_worker::WorkerOptions::default().pg_pool(pool.clone()).init().await;
    pool.close().await;
    grant_create(connection, "REVOKE CREATE ON DATABASE %I FROM ump_jobs").await?;
    made.map(|_| ()).map_err(|error| MigrateError::Queue(error.to_string()))
}

async fn grant_create(connection: &mut PgConnection, statement: &'static str) -> sqlx::Result<()> {
    let statement: String = sqlx::query_scalar("SELECT format($1, current_database())")
        .bind(statement)
        .fetch_one(&mut *connection)
        .await?;
    connection.execute(sqlx::AssertSqlSafe(statement)).await.map(|_| ())
}
