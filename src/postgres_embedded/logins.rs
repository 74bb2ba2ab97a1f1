//! The two logins of the cluster: the owner, who migrates and backs up, and the application, who may do nothing by itself.
//!
//! Both prove themselves with a random password (`scram-sha-256`), although only the cluster's own user can reach the
//! socket: under root that user may be the `postgres` whom other clusters share, and without passwords any process that
//! reaches the socket could call itself the owner and step around row level security.

use std::path::Path;

use secrecy::{ExposeSecret, SecretString};
use sqlx::postgres::{PgConnectOptions, PgSslMode};
use sqlx::{AssertSqlSafe, ConnectOptions, PgConnection};

use super::error::EmbeddedError;
use super::secret;
use super::socket::{PORT, SocketFolder};

/// The superuser that `initdb` makes.
pub(super) const OWNER: &str = "ump_owner";
/// The login of web and worker; what it may do comes from the roles it steps into.
const APPLICATION: &str = "ump_app";
/// The portal's database.
const DATABASE: &str = "ump";

/// The passwords of both logins.
pub(super) struct Logins {
    owner_password: SecretString,
    application_password: SecretString,
}

impl Logins {
    /// Reads the passwords from their files in `home`, or makes them.
    pub(super) fn read_or_make(home: &Path) -> Result<Self, EmbeddedError> {
        let read = |name: &str| secret::read_or_make(&home.join(name)).map(SecretString::from);
        Ok(Self {
            owner_password: read("owner-password")?,
            application_password: read("application-password")?,
        })
    }

    pub(super) fn owner(&self, socket: &SocketFolder, database: &str) -> PgConnectOptions {
        options(socket, database, OWNER, &self.owner_password)
    }

    pub(super) fn application(&self, socket: &SocketFolder, database: &str) -> PgConnectOptions {
        options(socket, database, APPLICATION, &self.application_password)
    }

    /// The owner's password, for programs that connect by themselves.
    pub(super) fn owner_password(&self) -> &str {
        self.owner_password.expose_secret()
    }

    /// Makes the application's login and the portal's database where they are missing.
    pub(super) async fn create_missing(&self, owner: &mut PgConnection) -> sqlx::Result<()> {
        let login_exists: bool =
            sqlx::query_scalar("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1)")
                .bind(APPLICATION)
                .fetch_one(&mut *owner)
                .await?;
        if !login_exists {
            // A utility statement takes no parameters; the password consists of letters, digits, `-` and `_`.
            let statement = format!(
                "CREATE ROLE {APPLICATION} LOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE \
                 NOREPLICATION PASSWORD '{}'",
                self.application_password.expose_secret()
            );
            sqlx::query(AssertSqlSafe(statement)).execute(&mut *owner).await?;
        }
        let database_exists: bool =
            sqlx::query_scalar("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)")
                .bind(DATABASE)
                .fetch_one(&mut *owner)
                .await?;
        if !database_exists {
            sqlx::query(AssertSqlSafe(format!("CREATE DATABASE {DATABASE}"))).execute(owner).await?;
        }
        Ok(())
    }
}

/// Where and who is set in full: what is left out, the driver would take from the environment's `PG…` variables.
fn options(
    socket: &SocketFolder,
    database: &str,
    username: &str,
    password: &SecretString,
) -> PgConnectOptions {
    PgConnectOptions::new_without_pgpass()
        .socket(socket.path())
        .port(PORT)
        .ssl_mode(PgSslMode::Disable)
        .username(username)
        .password(password.expose_secret())
        .database(database)
        .application_name("ump")
        .disable_statement_logging()
}
