//! Builds the portal from its settings, serves web and worker, and stops gracefully: requests end, the running job is handed
//! back, the embedded database shuts down last.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use secrecy::ExposeSecret;
use sqlx::ConnectOptions;
use sqlx::postgres::PgConnectOptions;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::base::Clock;
use crate::base::random::OsRandom;
use crate::config::Config;
use crate::connectors::{Connectors, Sandbox, sandbox};
use crate::credentials::{Hasher, Keyring, Vault, check_keys};
use crate::db::{Database, Patience, Reason, is_migrated, migrate};
use crate::postgres_embedded::{self, EmbeddedPostgres};
use crate::router::{MENUS, router};
use crate::services::Services;
use crate::web::{AppState, HeaderSettings, WebSettings};
use crate::{telemetry, worker};

/// Connections for pages.
const PAGE_CONNECTIONS: u32 = 16;
/// Connections for the sandbox of the services downstream.
const SANDBOX_CONNECTIONS: u32 = 4;
/// Threads that check passwords: as many as a small machine has cores.
const HASHER_THREADS: usize = 2;
/// How long requests may go on after the stop.
const GRACE: Duration = Duration::from_secs(15);

/// The portal's database: its own, or the operator's.
pub struct Site {
    embedded: Option<EmbeddedPostgres>,
    owner: PgConnectOptions,
    application: PgConnectOptions,
    data_dir: PathBuf,
    key_file: PathBuf,
}

/// Whether the process is the portal itself or a command beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tenure {
    /// The portal: a second one from the same folder is refused.
    Portal,
    /// A command: it joins a portal that runs.
    Command,
}

impl Site {
    /// Starts or finds the database.
    pub async fn open(config: &Config, tenure: Tenure) -> anyhow::Result<Self> {
        let key_file = match &config.master_key_file {
            Some(file) => file.clone(),
            None => default_key_file(config),
        };
        let data_dir = config.data_dir.clone();
        if let Some(url) = &config.database_url {
            let parse =
                |url: &str| PgConnectOptions::from_str(url).map(ConnectOptions::disable_statement_logging);
            let application = parse(url.expose_secret())?;
            let owner = match &config.owner_database_url {
                Some(owner) => parse(owner.expose_secret())?,
                None => application.clone(),
            };
            return Ok(Self { embedded: None, owner, application, data_dir, key_file });
        }
        let settings = postgres_embedded::Settings {
            data_dir: data_dir.clone(),
            data_dir_is_explicit: config.data_dir_is_explicit,
            bin_dir: config.postgres_bin.clone(),
            durable: true,
        };
        let embedded = match tenure {
            Tenure::Portal => postgres_embedded::start(&settings).await?,
            Tenure::Command => postgres_embedded::start_or_adopt_shared(&settings).await?,
        };
        let (owner, application) = (embedded.owner("ump"), embedded.application("ump"));
        Ok(Self { embedded: Some(embedded), owner, application, data_dir, key_file })
    }

    /// Joins a portal that was started before, whether it runs now or not: for commands that have nothing to do without one.
    pub async fn join(config: &Config) -> anyhow::Result<Self> {
        let is_embedded = config.database_url.is_none();
        ensure!(
            !is_embedded || postgres_embedded::has_database(&config.data_dir),
            "no portal was ever started from {}: start one there (`ump serve`), or set UMP_DATA_DIR to its folder",
            config.data_dir.display()
        );
        let site = Self::open(config, Tenure::Command).await?;
        if !is_migrated(&site.application).await? {
            site.close().await?;
            bail!("the database is not prepared yet: start the portal once, or run `ump migrate`");
        }
        Ok(site)
    }

    /// Whether the portal runs its own database.
    pub fn is_embedded(&self) -> bool {
        self.embedded.is_some()
    }

    /// Where the portal keeps what is its own.
    pub fn data_dir(&self) -> &PathBuf {
        &self.data_dir
    }

    /// The application's login, for the job queue.
    pub fn application(&self) -> &PgConnectOptions {
        &self.application
    }

    /// Migrates the database.
    pub async fn migrate(&self) -> anyhow::Result<()> {
        Ok(migrate(&self.owner, self.application.get_username()).await?)
    }

    /// The services, with keys that fit the database.
    pub async fn services(&self, connections: u32, patience: Patience) -> anyhow::Result<Services> {
        if self.is_embedded() && !self.key_file.exists() {
            Keyring::create(&self.key_file, &mut OsRandom)?;
        }
        let vault = Vault::new(Keyring::read(&self.key_file)?);
        let database = Database::connect(self.application.clone(), connections, patience).await?;
        let mut tx = database.system(Reason::Operator).await?;
        check_keys(&mut tx, &vault, &mut OsRandom).await?;
        tx.commit().await?;
        Ok(Services {
            database,
            vault,
            hasher: Hasher::start(HASHER_THREADS),
            clock: Clock::system(),
            connectors: Connectors::default(),
        })
    }

    /// Lets the database go; the embedded one shuts down with its last user.
    pub async fn close(self) -> anyhow::Result<()> {
        match self.embedded {
            Some(embedded) => Ok(embedded.stop().await?),
            None => Ok(()),
        }
    }
}

/// Under the user's configuration folder, so that a copy of the data directory holds no key.
fn default_key_file(config: &Config) -> PathBuf {
    let home = std::env::var_os("HOME").map(PathBuf::from).filter(|home| home.is_dir());
    let folder = std::env::var_os("XDG_CONFIG_HOME")
        .map(PathBuf::from)
        .or_else(|| home.map(|home| home.join(".config")));
    match folder {
        Some(folder) => folder.join("ump").join(key_name(config)),
        None => {
            tracing::warn!(
                "there is no configuration folder: the master key stays in the data directory, beside what it opens"
            );
            config.data_dir.join("master.key")
        }
    }
}

/// One key file for each data directory: two portals of one user must not share theirs by accident.
fn key_name(config: &Config) -> String {
    use sha2::{Digest, Sha256};
    let path = std::path::absolute(&config.data_dir).unwrap_or_else(|_| config.data_dir.clone());
    let digest = Sha256::digest(path.as_os_str().as_encoded_bytes());
    let short: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    format!("master-{short}.key")
}

/// Which parts of the portal run in this process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// Pages and API.
    pub web: bool,
    /// Background work.
    pub worker: bool,
}

/// Serves until `stop`. `listener` is where pages are answered.
pub async fn serve(
    config: &Config,
    site: &Site,
    listener: Option<TcpListener>,
    parts: Parts,
    stop: CancellationToken,
) -> anyhow::Result<()> {
    let mut running = tokio::task::JoinSet::new();
    let (connectors, _sandbox) = connect(config, site).await?;
    if parts.worker {
        let mut services = site.services(worker::connections() + 2, Patience::Job).await?;
        services.connectors = connectors.clone();
        running.spawn(worker::run(site.application().clone(), services, stop.clone()));
    }
    if let Some(listener) = listener.filter(|_| parts.web) {
        let mut services = site.services(PAGE_CONNECTIONS, Patience::Page).await?;
        services.connectors = connectors;
        let app = router(state(config, services)?).into_make_service_with_connect_info::<SocketAddr>();
        let stopped = stop.clone().cancelled_owned();
        running.spawn(async move {
            if let Err(error) = axum::serve(listener, app).with_graceful_shutdown(stopped).await {
                tracing::error!(%error, "the listener failed");
            }
        });
    }
    tokio::select! {
        () = stop.cancelled() => {}
        Some(_) = running.join_next() => stop.cancel(), // a part ended by itself: the other must not go on alone
    }
    let ended = async { while running.join_next().await.is_some() {} };
    if tokio::time::timeout(GRACE, ended).await.is_err() {
        tracing::warn!("some requests or jobs did not end in time and are cut off");
        running.shutdown().await;
    }
    Ok(())
}

/// The services downstream, and the sandbox where one of them is not configured. It ends when it is dropped.
async fn connect(config: &Config, site: &Site) -> anyhow::Result<(Connectors, Option<Sandbox>)> {
    let (settings, clock) = (&config.connectors, Clock::system());
    if settings.is_complete() {
        let access = sandbox::Access::nowhere();
        return Ok((Connectors::open(settings, &config.mail_domain, &access, &clock)?, None));
    }
    let database = Database::connect(site.application.clone(), SANDBOX_CONNECTIONS, Patience::Page).await?;
    let sandbox = Sandbox::start(database, clock.clone(), &config.mail_domain, settings.sandbox)
        .await
        .context("the sandbox of Microsoft 365 and Google Workspace cannot listen on this machine")?;
    let connectors = Connectors::open(settings, &config.mail_domain, sandbox.access(), &clock)?;
    Ok((connectors, Some(sandbox)))
}

/// The router's state.
pub fn state(config: &Config, services: Services) -> anyhow::Result<AppState> {
    let headers = match &config.public_url {
        Some(url) => HeaderSettings::new(url).context("UMP_PUBLIC_URL")?,
        None => HeaderSettings::default(),
    };
    let settings = WebSettings {
        headers,
        origin: config.public_url.clone().unwrap_or_else(|| format!("http://{}", config.listen)),
        menus: &MENUS,
        trusted_proxies: config.trusted_proxies.clone(),
        mail_domain: config.mail_domain.clone(),
        service_desk: config.service_desk.clone(),
        metrics: telemetry::metrics(),
    };
    Ok(AppState { services, settings: Arc::new(settings) })
}
