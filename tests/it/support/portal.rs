//! A whole portal in a test: its own database and keys, the real router, and the worker when the test says so.

use std::net::SocketAddr;
use std::process::{Command, Stdio};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request, StatusCode, header};
use chrono::TimeDelta;
use http_body_util::BodyExt;
use scraper::{Html, Selector};
use sqlx::{ConnectOptions, Connection, PgConnection};
use tempfile::TempDir;
use tower::ServiceExt;
use ump::base::Clock;
use ump::base::id::UploadId;
use ump::base::random::OsRandom;
use ump::config::{Config, SandboxSettings};
use ump::connectors::{Connectors, Sandbox};
use ump::credentials::{Hasher, Keyring, Vault, check_keys};
use ump::db::{Database, Patience, Reason};
use ump::services::Services;

use super::browser::Browser;
use super::cluster::TestDatabase;
use super::people::Person;

/// Background work that takes longer than this wakes itself again and again.
const LONGEST_DRAIN: Duration = Duration::from_secs(180);

/// When every test begins: a Monday morning in term.
pub const BEGINNING: &str = "2026-11-23T09:00:00Z";

/// The portal of one test.
pub struct Portal {
    /// Database, vault, hasher and clock, as the portal itself has them.
    pub services: Services,
    /// What stands in for Microsoft 365 and Google Workspace.
    pub sandbox: Sandbox,
    router: Router,
    /// Its own database.
    pub database: TestDatabase,
    keys: TempDir,
}

impl Portal {
    /// An empty portal at [`BEGINNING`].
    pub async fn start() -> Self {
        let database = TestDatabase::create().await;
        let keys = tempfile::tempdir().unwrap();
        let key_file = keys.path().join("master.key");
        Keyring::create(&key_file, &mut OsRandom).unwrap();
        let mut services = Services {
            // Every statement is logged, as if it were a slow one, so that a test can count them.
            database: Database::connect(
                database.application().log_slow_statements("debug".parse().unwrap(), Duration::ZERO),
                8,
                Patience::Page,
            )
            .await
            .unwrap(),
            vault: Vault::new(Keyring::read(&key_file).unwrap()),
            hasher: Hasher::start(1),
            clock: Clock::fixed(BEGINNING.parse().unwrap()),
            connectors: Connectors::default(),
        };
        let sandbox = start_sandbox(&mut services).await;
        let mut tx = services.database.system(Reason::Operator).await.unwrap();
        check_keys(&mut tx, &services.vault, &mut OsRandom).await.unwrap();
        tx.commit().await.unwrap();
        let config = Config::read(|_| None).unwrap();
        Self {
            router: ump::router::router(ump::app::state(&config, services.clone()).unwrap()),
            services,
            sandbox,
            database,
            keys,
        }
    }

    /// Lets time pass.
    pub fn wait(&self, by: TimeDelta) {
        self.services.clock.advance(by);
    }

    /// A connection as the owner.
    pub async fn owner(&self) -> PgConnection {
        PgConnection::connect_with(&self.database.owner()).await.unwrap()
    }

    /// A number that the owner's question is answered with.
    pub async fn count(&self, question: &'static str) -> i64 {
        sqlx::query_scalar(question).fetch_one(&mut self.owner().await).await.unwrap()
    }

    /// Somebody's browser, which has never been here.
    pub fn browser(&self) -> Browser<'_> {
        Browser::new(self)
    }

    /// A browser in which `person` has just signed in.
    pub async fn sign_in(&self, person: &Person) -> Browser<'_> {
        let browser = self.browser();
        let answer = browser.sign_in(&person.username, &person.password).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{} signs in", person.username);
        browser
    }

    /// Sends a request as it is.
    pub async fn send(&self, mut request: Request<Body>, from: SocketAddr) -> Answer {
        request.extensions_mut().insert(ConnectInfo(from));
        let address = request.uri().to_string();
        let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        Answer {
            address,
            status: parts.status,
            headers: parts.headers,
            body: body.collect().await.unwrap().to_bytes().to_vec(),
        }
    }

    /// Runs background work until none is left. Work that is to begin a little later begins now.
    pub async fn drain_jobs(&self) {
        let mut owner = self.owner().await;
        for _ in 0..40 {
            let waiting = sqlx::query(
                "UPDATE graphile_worker._private_jobs SET run_at = now() WHERE attempts < max_attempts",
            )
            .execute(&mut owner)
            .await
            .unwrap();
            if waiting.rows_affected() == 0 {
                return;
            }
            let application = self.database.application();
            let drained = ump::worker::drain(&application, &self.services);
            match tokio::time::timeout(LONGEST_DRAIN, drained).await {
                Ok(drained) => drained.unwrap(),
                Err(_) => break,
            }
        }
        panic!("background work does not come to an end: {:?}", self.jobs().await);
    }

    /// A worker in a process of its own, on this portal's database, by the machine's clock.
    pub fn worker_process(&self) -> Command {
        let mut command = self.command();
        command.args(["serve", "--worker-only"]).stdin(Stdio::null()).stdout(Stdio::null());
        command
    }

    /// The portal's program on this portal's database, by the machine's clock.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ump"));
        command
            .env("DATABASE_URL", self.database.application().to_url_lossy().as_str())
            .env("UMP_OWNER_DATABASE_URL", self.database.owner().to_url_lossy().as_str())
            .env("UMP_MASTER_KEY_FILE", self.keys.path().join("master.key"))
            .env("UMP_LOG", "error");
        command
    }

    /// The portal's program on another database of the same cluster.
    pub fn command_on(&self, database: &str) -> Command {
        let application = self.database.application().database(database);
        let mut command = self.command();
        command.env("DATABASE_URL", application.to_url_lossy().as_str());
        command
    }

    /// Reads what was uploaded, and leaves the applying to the test.
    pub async fn read_uploads(&self) {
        let mut owner = self.owner().await;
        let uploads: Vec<UploadId> =
            sqlx::query_scalar("SELECT id FROM upload WHERE content IS NOT NULL ORDER BY received_at, id")
                .fetch_all(&mut owner)
                .await
                .unwrap();
        for upload in uploads {
            ump::provisioning::read_upload(&self.services, upload).await.unwrap();
        }
    }

    /// Every job that is left: its task, how often it was tried, and its last error.
    pub async fn jobs(&self) -> Vec<(String, i16, Option<String>)> {
        sqlx::query_as(
            "SELECT t.identifier, j.attempts, j.last_error FROM graphile_worker._private_jobs j
             JOIN graphile_worker._private_tasks t ON t.id = j.task_id ORDER BY j.id",
        )
        .fetch_all(&mut self.owner().await)
        .await
        .unwrap()
    }

    /// Ends the test: background work comes to its end, and none has failed.
    pub async fn finish(self) {
        self.drain_jobs().await;
        assert_eq!(self.jobs().await, [], "no job has failed");
        let closed = tokio::time::timeout(Duration::from_secs(20), self.services.database.close()).await;
        assert!(closed.is_ok(), "a transaction was left open");
        self.database.remove().await;
    }
}

/// The sandbox on the portal's own database; what takes a while elsewhere is done at once, unless a test says otherwise.
async fn start_sandbox(services: &mut Services) -> Sandbox {
    let sandbox = Sandbox::start(
        services.database.clone(),
        services.clock.clone(),
        "hwbcymru.net",
        SandboxSettings::default(),
    )
    .await
    .unwrap();
    sandbox.controls().set_delay(TimeDelta::zero());
    services.connectors = Connectors::in_sandbox(sandbox.access(), &services.clock);
    sandbox
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// What was asked for.
    pub address: String,
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn html(&self) -> Html {
        Html::parse_document(&self.text())
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|_| panic!("{} is not JSON: {}", self.address, self.text()))
    }

    /// The texts of all elements that the CSS selector names.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.html()
            .select(&Selector::parse(selector).unwrap())
            .map(|element| element.text().collect::<Vec<_>>().join(" ").trim().to_owned())
            .collect()
    }

    pub fn header(&self, name: header::HeaderName) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Where it leads.
    pub fn location(&self) -> &str {
        self.header(header::LOCATION)
    }

    #[track_caller]
    pub fn assert_ok(&self) -> &Self {
        assert_eq!(self.status, StatusCode::OK, "{}", self.address);
        self
    }

    #[track_caller]
    pub fn assert_not_found(&self) -> &Self {
        assert_eq!(self.status, StatusCode::NOT_FOUND, "{}", self.address);
        self
    }

    #[track_caller]
    pub fn assert_redirect(&self, to: &str) -> &Self {
        assert_eq!((self.status, self.location()), (StatusCode::SEE_OTHER, to), "{}", self.address);
        self
    }

    /// A problem document with this code.
    #[track_caller]
    pub fn assert_problem(&self, status: u16, code: &str) -> &Self {
        assert_eq!(self.status.as_u16(), status, "{}: {}", self.address, self.text());
        assert_eq!(self.header(header::CONTENT_TYPE), "application/problem+json");
        let problem = self.json();
        assert_eq!((&problem["code"], &problem["status"]), (&code.into(), &status.into()), "{problem}");
        for member in ["type", "title", "detail"] {
            assert!(problem[member].as_str().is_some_and(|text| !text.is_empty()), "{problem}");
        }
        self
    }
}
