//! Settings from the environment; `.env.example` lists them all. A wrong one stops the start with one clear line.

mod connectors;

use std::env;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::str::FromStr;

use secrecy::{ExposeSecret, SecretString};
use sqlx::postgres::PgConnectOptions;
use thiserror::Error;

pub use connectors::{
    ConnectorSettings, GoogleSettings, MicrosoftCredential, MicrosoftSettings, SandboxSettings, Whose,
};

/// All settings.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The database of the operator; without one the portal runs its own.
    pub database_url: Option<SecretString>,
    /// The owner's login for migrations and backups; the application's where there is no other.
    pub owner_database_url: Option<SecretString>,
    /// Where the portal keeps what is its own.
    pub data_dir: PathBuf,
    /// Whether the data directory was named.
    pub data_dir_is_explicit: bool,
    /// The master key file, where one is named.
    pub master_key_file: Option<PathBuf>,
    /// The address by which browsers reach the portal; by default the one listened on.
    pub public_url: Option<String>,
    /// The domain of mail addresses.
    pub mail_domain: String,
    /// Where PostgreSQL's programs are.
    pub postgres_bin: Option<PathBuf>,
    /// Proxies whose word on the browser's address counts.
    pub trusted_proxies: Vec<IpAddr>,
    /// Whom to ask: `UMP_SERVICE_DESK_EMAIL` and `UMP_SERVICE_DESK_TELEPHONE`.
    pub service_desk: Option<ServiceDeskContact>,
    /// What is logged, and whether as JSON.
    pub log: LogSettings,
    /// The services downstream; without any, the sandbox.
    pub connectors: ConnectorSettings,
}

/// Whom to ask.
#[derive(Clone, Debug)]
pub struct ServiceDeskContact {
    /// The mail address.
    pub email: String,
    /// The telephone number as people write it.
    pub telephone: String,
}

/// `UMP_LOG`: a filter, and `json` in front of it for JSON lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogSettings {
    /// A `tracing` filter: `info`, `ump=debug`. Where none is set, the portal tells what it does, and a command beside it only
    /// what goes wrong.
    pub filter: Option<String>,
    /// JSON lines instead of text.
    pub is_json: bool,
}

/// A setting that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{name} {problem}")]
pub struct ConfigError {
    name: String,
    problem: &'static str,
}

impl ConfigError {
    /// The setting `name` and what is the matter with it.
    pub fn new(name: impl Into<String>, problem: &'static str) -> Self {
        Self { name: name.into(), problem }
    }
}

impl Config {
    /// Reads the process's environment.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::read(|name| env::var(name).ok().filter(|value| !value.trim().is_empty()))
    }

    /// Reads settings from wherever `get` finds them by name.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let data_dir = get("UMP_DATA_DIR");
        let trusted = get("UMP_TRUSTED_PROXIES").unwrap_or_default();
        let config = Self {
            listen: parse(
                "UMP_LISTEN",
                get("UMP_LISTEN").as_deref().unwrap_or("127.0.0.1:8080"),
                "must be an address and a port, like 127.0.0.1:8080",
            )?,
            database_url: get("DATABASE_URL").map(SecretString::from),
            owner_database_url: get("UMP_OWNER_DATABASE_URL").map(SecretString::from),
            data_dir_is_explicit: data_dir.is_some(),
            data_dir: data_dir.map_or_else(|| PathBuf::from(".ump"), PathBuf::from),
            master_key_file: get("UMP_MASTER_KEY_FILE").map(PathBuf::from),
            public_url: get("UMP_PUBLIC_URL").map(|url| url.trim_end_matches('/').to_owned()),
            mail_domain: get("UMP_MAIL_DOMAIN").unwrap_or_else(|| "hwbcymru.net".to_owned()),
            postgres_bin: get("UMP_POSTGRES_BIN").map(PathBuf::from),
            trusted_proxies: trusted
                .split(',')
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .map(|part| parse("UMP_TRUSTED_PROXIES", part, "must be addresses, separated by commas"))
                .collect::<Result<_, _>>()?,
            service_desk: get("UMP_SERVICE_DESK_EMAIL").map(|email| ServiceDeskContact {
                email,
                telephone: get("UMP_SERVICE_DESK_TELEPHONE").unwrap_or_default(),
            }),
            log: LogSettings::parse(get("UMP_LOG").as_deref().unwrap_or_default()),
            connectors: ConnectorSettings::read(&get)?,
        };
        config.check()
    }

    fn check(self) -> Result<Self, ConfigError> {
        let wrong = |name, problem| Err(ConfigError::new(name, problem));
        for (name, url) in
            [("DATABASE_URL", &self.database_url), ("UMP_OWNER_DATABASE_URL", &self.owner_database_url)]
        {
            if url.as_ref().is_some_and(|url| !is_postgres(url.expose_secret())) {
                return wrong(
                    name,
                    "must be a PostgreSQL address, like postgres://user:password@host/database",
                );
            }
        }
        if self.database_url.is_some() && self.master_key_file.is_none() {
            return wrong("UMP_MASTER_KEY_FILE", "must name the master key file when DATABASE_URL is set");
        }
        let is_web = |url: &String| url.starts_with("http://") || url.starts_with("https://");
        if self.public_url.as_ref().is_some_and(|url| !is_web(url)) {
            return wrong("UMP_PUBLIC_URL", "must start with http:// or https://");
        }
        if self.mail_domain.contains('@') || !self.mail_domain.contains('.') {
            return wrong("UMP_MAIL_DOMAIN", "must be a domain, like hwbcymru.net");
        }
        Ok(self)
    }
}

impl LogSettings {
    fn parse(text: &str) -> Self {
        let (filter, is_json) = match text.strip_prefix("json") {
            Some(rest) => (rest.trim_start_matches([',', ':', ' ']), true),
            None => (text, false),
        };
        Self { filter: (!filter.is_empty()).then(|| filter.to_owned()), is_json }
    }
}

fn is_postgres(url: &str) -> bool {
    let scheme = url.starts_with("postgres://") || url.starts_with("postgresql://");
    scheme && PgConnectOptions::from_str(url).is_ok()
}

fn parse<T: FromStr>(name: &str, text: &str, problem: &'static str) -> Result<T, ConfigError> {
    text.trim().parse().map_err(|_| ConfigError::new(name, problem))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(settings: &[(&'static str, &str)]) -> Result<Config, ConfigError> {
        Config::read(|name| {
            settings.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn nothing_set_is_the_embedded_portal_on_loopback() {
        let config = read(&[]).unwrap();
        assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
        assert!(config.database_url.is_none() && !config.data_dir_is_explicit);
    }

    #[test]
    fn a_wrong_setting_is_named() {
        for (name, value) in [
            ("UMP_LISTEN", "8080"),
            ("UMP_PUBLIC_URL", "portal.example"),
            ("UMP_TRUSTED_PROXIES", "10.0.0.1,proxy"),
            ("UMP_MAIL_DOMAIN", "@hwbcymru.net"),
            ("DATABASE_URL", "mysql:nothing"),
        ] {
            assert_eq!(read(&[(name, value)]).unwrap_err().name, name);
        }
        let secret = read(&[("DATABASE_URL", "postgres://u:secret@h/d")]).unwrap_err();
        assert_eq!(secret.name, "UMP_MASTER_KEY_FILE");
        assert!(!secret.to_string().contains("secret"));
    }

    #[test]
    fn json_logs_on_demand() {
        assert_eq!(LogSettings::parse("json"), LogSettings { filter: None, is_json: true });
        assert_eq!(
            LogSettings::parse("json,ump=debug"),
            LogSettings { filter: Some("ump=debug".into()), is_json: true }
        );
        assert_eq!(LogSettings::parse("warn"), LogSettings { filter: Some("warn".into()), is_json: false });
    }
}
