//! The tenants of Microsoft 365 and Google Workspace: the nation's, and with a code at the end of the name
//! (`UMP_MICROSOFT_TENANT_681`) an authority's own. Secrets stand in files that the settings name.

use std::path::PathBuf;
use std::time::Duration;

use uuid::Uuid;

use super::{ConfigError, parse};

/// Every tenant that is configured, and how the sandbox behaves that stands in where none is.
#[derive(Clone, Debug, Default)]
pub struct ConnectorSettings {
    /// Tenants of Microsoft 365.
    pub microsoft: Vec<(Whose, MicrosoftSettings)>,
    /// Tenants of Google Workspace.
    pub google: Vec<(Whose, GoogleSettings)>,
    /// The sandbox.
    pub sandbox: SandboxSettings,
}

/// Whose schools work in a tenant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Whose {
    /// All that have no other.
    Nation,
    /// One authority's, by its code.
    Authority(i16),
}

impl Whose {
    /// The nation, and every code that an authority can have: three digits.
    fn all() -> impl Iterator<Item = Self> {
        std::iter::once(Self::Nation).chain((100..=999).map(Self::Authority))
    }

    /// The name of a setting for these schools.
    pub fn setting(self, name: &str) -> String {
        match self {
            Self::Nation => name.to_owned(),
            Self::Authority(code) => format!("{name}_{code}"),
        }
    }
}

/// A tenant of Microsoft 365 and the portal's application in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MicrosoftSettings {
    /// The tenant's id or domain.
    pub tenant: String,
    /// The application's id.
    pub client_id: Uuid,
    /// What the application signs in with.
    pub credential: MicrosoftCredential,
    /// Products that a learner's account gets, by SKU.
    pub learner_licences: Vec<Uuid>,
    /// Products that an adult's account gets, by SKU.
    pub staff_licences: Vec<Uuid>,
    /// The country of use that licences demand, in two letters.
    pub usage_location: String,
    /// Where to sign in; national clouds have their own.
    pub sign_in_url: String,
    /// Microsoft Graph.
    pub graph_url: String,
    /// Exchange Online.
    pub exchange_url: String,
}

/// What the portal's application signs in with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MicrosoftCredential {
    /// A file that holds the client secret.
    Secret(PathBuf),
    /// PEM files of a certificate and its RSA key: nothing secret travels.
    Certificate {
        /// The certificate that is registered with the application.
        certificate: PathBuf,
        /// Its key, PKCS#8 or PKCS#1.
        key: PathBuf,
    },
}

/// A tenant of Google Workspace and the portal's service account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoogleSettings {
    /// The service account's key file, as Google hands it out.
    pub key_file: PathBuf,
    /// The administrator for whom the service account acts.
    pub admin: String,
    /// The customer's id.
    pub customer: String,
    /// The organisational unit of learners.
    pub learner_unit: String,
    /// The organisational unit of adults.
    pub staff_unit: String,
    /// The Directory API.
    pub directory_url: String,
    /// The Classroom API.
    pub classroom_url: String,
}

/// How the sandbox behaves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SandboxSettings {
    /// How long each answer takes.
    pub latency: Duration,
    /// Of a hundred answers, how many are 429 or 503.
    pub fault_percent: u8,
}

const ADDRESS_PROBLEM: &str = "must be an https address";

impl ConnectorSettings {
    /// Whether both services are configured for the nation, so that no school works in the sandbox.
    pub fn is_complete(&self) -> bool {
        let is_national = |whose: &Whose| *whose == Whose::Nation;
        self.microsoft.iter().any(|(whose, _)| is_national(whose))
            && self.google.iter().any(|(whose, _)| is_national(whose))
    }

    pub(super) fn read(get: &impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let mut settings = Self { sandbox: SandboxSettings::read(get)?, ..Self::default() };
        for whose in Whose::all() {
            let tenant = Tenant { whose, get };
            if tenant.is_any(&["UMP_MICROSOFT_TENANT", "UMP_MICROSOFT_CLIENT_ID"]) {
                settings.microsoft.push((whose, tenant.microsoft()?));
            }
            if tenant.is_any(&["UMP_GOOGLE_KEY_FILE", "UMP_GOOGLE_ADMIN"]) {
                settings.google.push((whose, tenant.google()?));
            }
        }
        Ok(settings)
    }
}

impl SandboxSettings {
    fn read(get: &impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let number = |name: &str, most: u64, problem| {
            let number = parse(name, get(name).as_deref().unwrap_or("0"), problem)?;
            if number > most { Err(ConfigError::new(name, problem)) } else { Ok(number) }
        };
        let latency = number("UMP_SANDBOX_LATENCY_MS", 60_000, "must be milliseconds, at most 60000")?;
        let percent = number("UMP_SANDBOX_FAULT_PERCENT", 100, "must be a number from 0 to 100")?;
        Ok(Self {
            latency: Duration::from_millis(latency),
            fault_percent: u8::try_from(percent).unwrap_or(u8::MAX),
        })
    }
}

/// The settings of one tenant.
struct Tenant<'g, G> {
    whose: Whose,
    get: &'g G,
}

impl<G: Fn(&str) -> Option<String>> Tenant<'_, G> {
    fn is_any(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.optional(name).is_some())
    }

    fn optional(&self, name: &str) -> Option<String> {
        (self.get)(&self.whose.setting(name)).map(|value| value.trim().to_owned())
    }

    fn required(&self, name: &str) -> Result<String, ConfigError> {
        self.optional(name).ok_or_else(|| self.wrong(name, "is missing: its tenant is not complete"))
    }

    fn wrong(&self, name: &str, problem: &'static str) -> ConfigError {
        ConfigError::new(self.whose.setting(name), problem)
    }

    /// A base address: https, or http on this machine.
    fn address(&self, name: &str, usual: &str) -> Result<String, ConfigError> {
        let address = self.optional(name).unwrap_or_else(|| usual.to_owned());
        let is_local = ["http://127.0.0.1:", "http://localhost:", "http://[::1]:"]
            .iter()
            .any(|local| address.starts_with(local));
        if address.starts_with("https://") || is_local {
            Ok(address.trim_end_matches('/').to_owned())
        } else {
            Err(self.wrong(name, ADDRESS_PROBLEM))
        }
    }

    fn microsoft(&self) -> Result<MicrosoftSettings, ConfigError> {
        let tenant = self.required("UMP_MICROSOFT_TENANT")?;
        let is_tenant = tenant.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.');
        if !is_tenant {
            return Err(self.wrong("UMP_MICROSOFT_TENANT", "must be the tenant's id or domain"));
        }
        let client_id = self.required("UMP_MICROSOFT_CLIENT_ID")?;
        let usage_location = self.optional("UMP_MICROSOFT_USAGE_LOCATION").unwrap_or_else(|| "GB".to_owned());
        if usage_location.len() != 2 || !usage_location.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Err(self.wrong("UMP_MICROSOFT_USAGE_LOCATION", "must be two capital letters, like GB"));
        }
        Ok(MicrosoftSettings {
            tenant,
            client_id: parse(
                &self.whose.setting("UMP_MICROSOFT_CLIENT_ID"),
                &client_id,
                "must be the application's id, a UUID",
            )?,
            credential: self.credential()?,
            learner_licences: self.licences("UMP_MICROSOFT_LICENCES_LEARNER")?,
            staff_licences: self.licences("UMP_MICROSOFT_LICENCES_STAFF")?,
            usage_location,
            sign_in_url: self.address("UMP_MICROSOFT_SIGN_IN_URL", "https://login.microsoftonline.com")?,
            graph_url: self.address("UMP_MICROSOFT_GRAPH_URL", "https://graph.microsoft.com")?,
            exchange_url: self.address("UMP_MICROSOFT_EXCHANGE_URL", "https://outlook.office365.com")?,
        })
    }

    fn credential(&self) -> Result<MicrosoftCredential, ConfigError> {
        let file = |name| self.optional(name).map(PathBuf::from);
        let (secret, certificate, key) = (
            file("UMP_MICROSOFT_CLIENT_SECRET_FILE"),
            file("UMP_MICROSOFT_CERTIFICATE_FILE"),
            file("UMP_MICROSOFT_KEY_FILE"),
        );
        match (secret, certificate, key) {
            (Some(secret), None, None) => Ok(MicrosoftCredential::Secret(secret)),
            (None, Some(certificate), Some(key)) => Ok(MicrosoftCredential::Certificate { certificate, key }),
            (None, Some(_), None) => {
                Err(self.wrong("UMP_MICROSOFT_KEY_FILE", "must name the certificate's key"))
            }
            (None, None, Some(_)) => {
                Err(self.wrong("UMP_MICROSOFT_CERTIFICATE_FILE", "must name the key's certificate"))
            }
            (None, None, None) => Err(self.wrong(
                "UMP_MICROSOFT_CLIENT_SECRET_FILE",
                "must name a secret's file; or set UMP_MICROSOFT_CERTIFICATE_FILE and UMP_MICROSOFT_KEY_FILE",
            )),
            (Some(_), ..) => Err(self.wrong(
                "UMP_MICROSOFT_CLIENT_SECRET_FILE",
                "cannot stand beside a certificate: choose one of the two",
            )),
        }
    }

    fn licences(&self, name: &str) -> Result<Vec<Uuid>, ConfigError> {
        self.optional(name)
            .unwrap_or_default()
            .split(',')
            .filter(|sku| !sku.trim().is_empty())
            .map(|sku| parse(&self.whose.setting(name), sku, "must be SKU ids (UUIDs) with commas between"))
            .collect()
    }

    fn google(&self) -> Result<GoogleSettings, ConfigError> {
        let admin = self.required("UMP_GOOGLE_ADMIN")?;
        if !admin.contains('@') {
            return Err(self.wrong("UMP_GOOGLE_ADMIN", "must be an administrator's mail address"));
        }
        let unit = |name: &str| {
            let unit = self.optional(name).unwrap_or_else(|| "/".to_owned());
            let problem = "must be the path of an organisational unit, like /Learners";
            if unit.starts_with('/') { Ok(unit) } else { Err(self.wrong(name, problem)) }
        };
        Ok(GoogleSettings {
            key_file: PathBuf::from(self.required("UMP_GOOGLE_KEY_FILE")?),
            customer: self.optional("UMP_GOOGLE_CUSTOMER").unwrap_or_else(|| "my_customer".to_owned()),
            learner_unit: unit("UMP_GOOGLE_LEARNER_UNIT")?,
            staff_unit: unit("UMP_GOOGLE_STAFF_UNIT")?,
            directory_url: self.address("UMP_GOOGLE_DIRECTORY_URL", "https://admin.googleapis.com")?,
            classroom_url: self.address("UMP_GOOGLE_CLASSROOM_URL", "https://classroom.googleapis.com")?,
            admin,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "0b1c4a6e-5d0e-4f2f-9d57-6f6f6b2f6a11";

    fn read(settings: &[(&str, &str)]) -> Result<ConnectorSettings, ConfigError> {
        ConnectorSettings::read(&|name: &str| {
            settings.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn an_authority_has_a_tenant_of_its_own_beside_the_nations() {
        let settings = read(&[
            ("UMP_MICROSOFT_TENANT", "hwb.onmicrosoft.com"),
            ("UMP_MICROSOFT_CLIENT_ID", ID),
            ("UMP_MICROSOFT_CERTIFICATE_FILE", "/etc/ump/portal.crt"),
            ("UMP_MICROSOFT_KEY_FILE", "/etc/ump/portal.key"),
            ("UMP_MICROSOFT_TENANT_681", ID),
            ("UMP_MICROSOFT_CLIENT_ID_681", ID),
            ("UMP_MICROSOFT_CLIENT_SECRET_FILE_681", "/etc/ump/681"),
            ("UMP_MICROSOFT_LICENCES_LEARNER_681", ID),
            ("UMP_GOOGLE_KEY_FILE_681", "/etc/ump/681.json"),
            ("UMP_GOOGLE_ADMIN_681", "portal@ysgol.example"),
        ])
        .unwrap();
        let whose: Vec<Whose> = settings.microsoft.iter().map(|(whose, _)| *whose).collect();
        assert_eq!(whose, [Whose::Nation, Whose::Authority(681)]);
        assert_eq!(settings.microsoft[1].1.learner_licences.len(), 1);
        assert_eq!(settings.microsoft[0].1.graph_url, "https://graph.microsoft.com");
        assert_eq!(settings.google[0].1.customer, "my_customer");
    }

    #[test]
    fn a_tenant_that_is_wrong_or_not_complete_is_named() {
        let secret = ("UMP_MICROSOFT_CLIENT_SECRET_FILE_681", "/etc/ump/681");
        let complete =
            [("UMP_MICROSOFT_TENANT_681", "hwb.example"), ("UMP_MICROSOFT_CLIENT_ID_681", ID), secret];
        let with = |more: (&'static str, &'static str)| read(&[&complete[..], &[more]].concat());
        assert!(read(&complete).is_ok());
        for (problem, name) in [
            (read(&complete[..2]), "UMP_MICROSOFT_CLIENT_SECRET_FILE_681"),
            (read(&complete[1..]), "UMP_MICROSOFT_TENANT_681"),
            (with(("UMP_MICROSOFT_KEY_FILE_681", "/k")), "UMP_MICROSOFT_CLIENT_SECRET_FILE_681"),
            (with(("UMP_MICROSOFT_LICENCES_STAFF_681", "A3")), "UMP_MICROSOFT_LICENCES_STAFF_681"),
            (with(("UMP_MICROSOFT_GRAPH_URL_681", "http://graph.example")), "UMP_MICROSOFT_GRAPH_URL_681"),
            (with(("UMP_MICROSOFT_USAGE_LOCATION_681", "Wales")), "UMP_MICROSOFT_USAGE_LOCATION_681"),
            (read(&[("UMP_GOOGLE_ADMIN", "portal@hwb.example")]), "UMP_GOOGLE_KEY_FILE"),
            (read(&[("UMP_GOOGLE_KEY_FILE", "/k"), ("UMP_GOOGLE_ADMIN", "x")]), "UMP_GOOGLE_ADMIN"),
            (read(&[("UMP_SANDBOX_FAULT_PERCENT", "101")]), "UMP_SANDBOX_FAULT_PERCENT"),
            (read(&[("UMP_SANDBOX_LATENCY_MS", "slow")]), "UMP_SANDBOX_LATENCY_MS"),
        ] {
            assert_eq!(problem.unwrap_err().name, name);
        }
    }
}
