//! Which tenant a school works in: its authority's, else the nation's, else the sandbox.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use reqwest::Url;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use secrecy::SecretString;

use super::google::{self, Google, ServiceAccount};
use super::http::Http;
use super::jwt::SigningKey;
use super::microsoft::{self, Credential, Exchange, Microsoft};
use super::sandbox::Access;
use super::{Connector, Service};
use crate::base::Clock;
use crate::config::{
    ConfigError, ConnectorSettings, GoogleSettings, MicrosoftCredential, MicrosoftSettings, Whose,
};

/// Every tenant that the portal works in.
#[derive(Clone, Debug)]
pub struct Connectors(Arc<Tenants>);

#[derive(Debug)]
struct Tenants {
    microsoft: Places<Connector>,
    exchange: Places<Exchange>,
    google: Places<Connector>,
}

/// A service's tenants.
#[derive(Debug)]
struct Places<T> {
    real: BTreeMap<Whose, T>,
    sandbox: T,
}

impl<T> Places<T> {
    fn real(&self, authority: i16) -> Option<&T> {
        self.real.get(&Whose::Authority(authority)).or_else(|| self.real.get(&Whose::Nation))
    }

    fn get(&self, authority: i16) -> &T {
        self.real(authority).unwrap_or(&self.sandbox)
    }
}

impl Default for Connectors {
    /// For commands that reach no service: every request is answered as unavailable.
    fn default() -> Self {
        Self::in_sandbox(&Access::nowhere(), &Clock::system())
    }
}

impl Connectors {
    /// The tenants that the settings name; `sandbox` stands in where they name none. No request is made yet.
    ///
    /// # Errors
    /// A setting that names a file which cannot be used.
    pub fn open(
        settings: &ConnectorSettings,
        mail_domain: &str,
        sandbox: &Access,
        clock: &Clock,
    ) -> Result<Self, ConfigError> {
        let mut tenants = Tenants::in_sandbox(sandbox, clock);
        for (whose, settings) in &settings.microsoft {
            let tenant = microsoft_tenant(*whose, settings, mail_domain)?;
            let microsoft = Microsoft::new(&Http::new(&tenant.graph), &tenant, clock);
            tenants.exchange.real.insert(*whose, microsoft.exchange().clone());
            tenants.microsoft.real.insert(*whose, Connector::Microsoft(microsoft));
        }
        for (whose, settings) in &settings.google {
            let tenant = google_tenant(*whose, settings, mail_domain)?;
            let google = Google::new(&Http::new(&tenant.directory), &tenant, clock);
            tenants.google.real.insert(*whose, Connector::Google(google));
        }
        Ok(Self(Arc::new(tenants)))
    }

    /// No real tenant at all.
    pub fn in_sandbox(sandbox: &Access, clock: &Clock) -> Self {
        Self(Arc::new(Tenants::in_sandbox(sandbox, clock)))
    }

    /// The tenant for the schools of an authority: its own, else the nation's, else the sandbox.
    pub fn connector(&self, service: Service, authority: i16) -> &Connector {
        self.0.places(service).get(authority)
    }

    /// The mailboxes of the authority's Microsoft tenant.
    pub fn exchange(&self, authority: i16) -> &Exchange {
        self.0.exchange.get(authority)
    }

    /// Whether the authority's schools work in the sandbox.
    pub fn is_sandbox(&self, service: Service, authority: i16) -> bool {
        self.0.places(service).real(authority).is_none()
    }
}

impl Tenants {
    fn in_sandbox(sandbox: &Access, clock: &Clock) -> Self {
        let tenant = sandbox.microsoft();
        let http = Http::new(&tenant.graph);
        let microsoft = Microsoft::new(&http, &tenant, clock);
        let google = Google::new(&http, &sandbox.google(), clock);
        let exchange = microsoft.exchange().clone();
        Self {
            microsoft: Places { real: BTreeMap::new(), sandbox: Connector::Microsoft(microsoft) },
            exchange: Places { real: BTreeMap::new(), sandbox: exchange },
            google: Places { real: BTreeMap::new(), sandbox: Connector::Google(google) },
        }
    }

    fn places(&self, service: Service) -> &Places<Connector> {
        match service {
            Service::Microsoft => &self.microsoft,
            Service::Google => &self.google,
        }
    }
}

fn microsoft_tenant(
    whose: Whose,
    settings: &MicrosoftSettings,
    mail_domain: &str,
) -> Result<microsoft::Tenant, ConfigError> {
    let url = |name, address| url(whose, name, address);
    Ok(microsoft::Tenant {
        name: settings.tenant.clone(),
        client_id: settings.client_id,
        credential: credential(whose, &settings.credential)?,
        graph: url("UMP_MICROSOFT_GRAPH_URL", &settings.graph_url)?,
        sign_in: url("UMP_MICROSOFT_SIGN_IN_URL", &settings.sign_in_url)?,
        exchange: url("UMP_MICROSOFT_EXCHANGE_URL", &settings.exchange_url)?,
        terms: microsoft::Terms {
            domain: mail_domain.to_owned(),
            usage_location: settings.usage_location.clone(),
            learner_licences: settings.learner_licences.clone(),
            staff_licences: settings.staff_licences.clone(),
        },
    })
}

fn credential(whose: Whose, credential: &MicrosoftCredential) -> Result<Credential, ConfigError> {
    match credential {
        MicrosoftCredential::Secret(file) => {
            let name = "UMP_MICROSOFT_CLIENT_SECRET_FILE";
            let wrong = || ConfigError::new(whose.setting(name), "must hold the secret as text");
            let secret = String::from_utf8(read(whose, name, file)?).map_err(|_| wrong())?;
            if secret.trim().is_empty() {
                return Err(wrong());
            }
            Ok(Credential::Secret(SecretString::from(secret.trim())))
        }
        MicrosoftCredential::Certificate { certificate, key } => {
            let name = "UMP_MICROSOFT_CERTIFICATE_FILE";
            let wrong = || ConfigError::new(whose.setting(name), "must be a PEM file with a certificate");
            let der =
                CertificateDer::from_pem_slice(&read(whose, name, certificate)?).map_err(|_| wrong())?;
            let name = "UMP_MICROSOFT_KEY_FILE";
            let wrong = || ConfigError::new(whose.setting(name), "must be a PEM file with an RSA key");
            let key = SigningKey::from_pem(&read(whose, name, key)?).ok_or_else(wrong)?;
            Ok(Credential::certificate(&der, key))
        }
    }
}

fn google_tenant(
    whose: Whose,
    settings: &GoogleSettings,
    mail_domain: &str,
) -> Result<google::Tenant, ConfigError> {
    let name = "UMP_GOOGLE_KEY_FILE";
    let file = read(whose, name, &settings.key_file)?;
    let wrong = || ConfigError::new(whose.setting(name), "must be a service account's key file (JSON)");
    Ok(google::Tenant {
        account: ServiceAccount::from_json(&file).ok_or_else(wrong)?,
        admin: settings.admin.clone(),
        directory: url(whose, "UMP_GOOGLE_DIRECTORY_URL", &settings.directory_url)?,
        classroom: url(whose, "UMP_GOOGLE_CLASSROOM_URL", &settings.classroom_url)?,
        terms: google::Terms {
            customer: settings.customer.clone(),
            domain: mail_domain.to_owned(),
            learner_unit: settings.learner_unit.clone(),
            staff_unit: settings.staff_unit.clone(),
        },
    })
}

fn read(whose: Whose, name: &str, file: &Path) -> Result<Vec<u8>, ConfigError> {
    fs::read(file).map_err(|_| ConfigError::new(whose.setting(name), "names a file that cannot be read"))
}

fn url(whose: Whose, name: &str, address: &str) -> Result<Url, ConfigError> {
    Url::parse(address).map_err(|_| ConfigError::new(whose.setting(name), "is not an address"))
}
