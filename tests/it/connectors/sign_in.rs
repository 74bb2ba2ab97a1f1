//! Real tenants from the settings: secret, certificate, service account; and what may not be seen of them.

use std::fs;
use std::path::Path;

use serde_json::json;
use tempfile::TempDir;
use ump::config::{Config, ConfigError};
use ump::connectors::sandbox::Access;
use ump::connectors::{ConnectorError, Connectors, Service};

use super::{AUTHORITY, key};
use crate::support::portal::Portal;

const KEY: &str = include_str!("../../../src/connectors/sandbox/opens_nothing.key.pem");
const CERTIFICATE: &str = include_str!("../../../src/connectors/sandbox/opens_nothing.crt.pem");

/// Settings that lead to the sandbox as if it were an authority's own tenants.
struct Settings {
    names: Vec<(String, String)>,
    files: TempDir,
}

impl Settings {
    fn new(access: &Access) -> Self {
        let mut settings = Self { names: Vec::new(), files: tempfile::tempdir().unwrap() };
        for (name, value) in [
            ("UMP_MICROSOFT_TENANT", access.tenant.to_string()),
            ("UMP_MICROSOFT_CLIENT_ID", access.client_id.to_string()),
            ("UMP_MICROSOFT_SIGN_IN_URL", format!("{}/login", access.base)),
            ("UMP_MICROSOFT_GRAPH_URL", format!("{}/graph", access.base)),
            ("UMP_MICROSOFT_EXCHANGE_URL", format!("{}/exchange", access.base)),
            ("UMP_GOOGLE_ADMIN", access.admin.clone()),
            ("UMP_GOOGLE_CUSTOMER", access.customer.clone()),
            ("UMP_GOOGLE_DIRECTORY_URL", format!("{}/directory", access.base)),
            ("UMP_GOOGLE_CLASSROOM_URL", format!("{}/classroom", access.base)),
        ] {
            settings.set(name, value);
        }
        settings.file("UMP_GOOGLE_KEY_FILE", &key_file(access, "token").to_string());
        settings
    }

    fn set(&mut self, name: &str, value: impl Into<String>) {
        self.names.push((format!("{name}_{AUTHORITY}"), value.into()));
    }

    fn file(&mut self, name: &str, content: &str) {
        let path = self.files.path().join(name);
        fs::write(&path, content).unwrap();
        self.set(name, path.display().to_string());
    }

    /// The latest value counts.
    fn open(&self, portal: &Portal) -> Result<Connectors, ConfigError> {
        let config = Config::read(|name| {
            self.names.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.clone())
        })?;
        let clock = &portal.services.clock;
        Connectors::open(&config.connectors, &config.mail_domain, &Access::nowhere(), clock)
    }
}

fn key_file(access: &Access, endpoint: &str) -> serde_json::Value {
    json!({
        "type": "service_account", "client_email": access.account, "private_key_id": access.key_id,
        "private_key": KEY, "token_uri": format!("{}/google/{endpoint}", access.base),
    })
}

fn secret(access: &Access) -> String {
    use secrecy::ExposeSecret as _;
    access.client_secret.expose_secret().to_owned()
}

#[tokio::test]
async fn an_authority_signs_in_with_a_secret_or_a_certificate_and_a_service_account() {
    let portal = Portal::start().await;
    let access = portal.sandbox.access();
    let mut with_secret = Settings::new(access);
    with_secret.file("UMP_MICROSOFT_CLIENT_SECRET_FILE", &format!("{}\n", secret(access)));
    let mut with_certificate = Settings::new(access);
    with_certificate.file("UMP_MICROSOFT_CERTIFICATE_FILE", CERTIFICATE);
    with_certificate.file("UMP_MICROSOFT_KEY_FILE", KEY);
    for settings in [with_secret, with_certificate] {
        let connectors = settings.open(&portal).unwrap();
        for service in Service::ALL {
            assert!(!connectors.is_sandbox(service, AUTHORITY) && connectors.is_sandbox(service, 680));
            assert_eq!(connectors.connector(service, AUTHORITY).find_person(key(1)).await, Ok(None));
            let elsewhere = connectors.connector(service, 680).find_person(key(1)).await;
            assert_eq!(elsewhere, Err(ConnectorError::Unavailable));
        }
        assert_eq!(connectors.exchange(AUTHORITY).find_mailbox("x@hwbcymru.net").await, Ok(None));
    }
    portal.finish().await;
}

#[tokio::test]
async fn a_sign_in_that_the_service_refuses_is_told_as_such() {
    let portal = Portal::start().await;
    let access = portal.sandbox.access();
    let mut wrong_secret = Settings::new(access);
    wrong_secret.file("UMP_MICROSOFT_CLIENT_SECRET_FILE", "not this one");
    wrong_secret.set("UMP_GOOGLE_ADMIN", "somebody@hwbcymru.net");
    let mut wrong_certificate = Settings::new(access);
    wrong_certificate.file("UMP_MICROSOFT_CERTIFICATE_FILE", CERTIFICATE);
    wrong_certificate.file("UMP_MICROSOFT_KEY_FILE", KEY);
    wrong_certificate.set("UMP_MICROSOFT_CLIENT_ID", "0b1c4a6e-5d0e-4f2f-9d57-6f6f6b2f6a11");
    let mut account = key_file(access, "token");
    account["client_email"] = "another@sandbox.invalid".into();
    wrong_certificate.file("UMP_GOOGLE_KEY_FILE", &account.to_string());
    for settings in [wrong_secret, wrong_certificate] {
        let connectors = settings.open(&portal).unwrap();
        for service in Service::ALL {
            let told = connectors.connector(service, AUTHORITY).find_person(key(1)).await.unwrap_err();
            assert_eq!(told, ConnectorError::SignIn);
            assert!(told.tells_that_the_service_is_down());
        }
    }
    portal.finish().await;
}

#[tokio::test]
async fn a_file_that_cannot_be_used_stops_the_start_with_one_line() {
    let portal = Portal::start().await;
    let access = portal.sandbox.access();
    for (name, content, problem) in [
        ("UMP_MICROSOFT_CLIENT_SECRET_FILE", Some("  \n"), "must hold the secret as text"),
        ("UMP_MICROSOFT_CLIENT_SECRET_FILE", None, "names a file that cannot be read"),
        ("UMP_GOOGLE_KEY_FILE", Some("{}"), "must be a service account's key file (JSON)"),
    ] {
        let mut settings = Settings::new(access);
        settings.file("UMP_MICROSOFT_CLIENT_SECRET_FILE", "some secret");
        match content {
            Some(content) => settings.file(name, content),
            None => settings.set(name, Path::new("/nowhere").display().to_string()),
        }
        let told = settings.open(&portal).unwrap_err();
        assert_eq!(told.to_string(), format!("{name}_681 {problem}"));
    }
    portal.finish().await;
}

#[tokio::test]
async fn no_secret_is_shown_by_debug() {
    let portal = Portal::start().await;
    let access = portal.sandbox.access();
    let mut settings = Settings::new(access);
    settings.file("UMP_MICROSOFT_CLIENT_SECRET_FILE", &secret(access));
    let connectors = settings.open(&portal).unwrap();
    connectors.connector(Service::Microsoft, AUTHORITY).find_person(key(1)).await.unwrap();
    portal.sandbox.controls().record();
    connectors.connector(Service::Microsoft, AUTHORITY).find_person(key(1)).await.unwrap();
    let recorded = &portal.sandbox.controls().recorded()[0];
    let token = recorded.headers["authorization"].to_str().unwrap().trim_start_matches("Bearer ");
    let shown = format!("{connectors:?} {:?} {:?}", portal.sandbox, portal.services);
    for hidden in [&secret(access), token, KEY.lines().nth(1).unwrap()] {
        assert!(!shown.contains(hidden), "{hidden} is shown");
    }
    portal.finish().await;
}
