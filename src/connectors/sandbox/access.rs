//! How the connectors reach the sandbox: addresses and credentials, made up at each start.

use std::net::{Ipv4Addr, SocketAddr};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::Url;
use secrecy::SecretString;
use uuid::{Uuid, uuid};

use crate::base::random::{OsRandom, bytes};
use crate::connectors::google::{self, ServiceAccount};
use crate::connectors::jwt::SigningKey;
use crate::connectors::microsoft::{self, Credential};

/// The key beside this file, which opens nothing: see the README there.
pub const KEY: &[u8] = include_bytes!("opens_nothing.key.pem");
/// Its certificate.
pub const CERTIFICATE: &[u8] = include_bytes!("opens_nothing.crt.pem");

/// Products that the sandbox's tenant has: one for learners, one for staff.
pub const LICENCES: [Uuid; 2] =
    [uuid!("5a4db0c5-0000-4000-8000-00000000000a"), uuid!("5a4db0c5-0000-4000-8000-00000000000b")];

/// How to reach a sandbox.
#[derive(Clone, Debug)]
pub struct Access {
    /// Where it listens: `http://127.0.0.1:PORT`.
    pub base: String,
    /// The Microsoft tenant's id.
    pub tenant: Uuid,
    /// The application's id there.
    pub client_id: Uuid,
    /// The application's secret there.
    pub client_secret: SecretString,
    /// The service account at Google.
    pub account: String,
    /// The id of the service account's key.
    pub key_id: String,
    /// The administrator for whom the service account acts.
    pub admin: String,
    /// The customer's id at Google.
    pub customer: String,
    /// The domain of addresses.
    pub domain: String,
}

impl Access {
    /// Fresh credentials for a sandbox that listens on `address`.
    pub(super) fn new(address: SocketAddr, mail_domain: &str) -> Self {
        Self {
            base: format!("http://{address}"),
            tenant: fresh_uuid(),
            client_id: fresh_uuid(),
            client_secret: secret().into(),
            account: format!("portal-{}@sandbox.invalid", fresh_uuid().simple()),
            key_id: fresh_uuid().simple().to_string(),
            admin: format!("admin@{mail_domain}"),
            customer: "C0sandbox".to_owned(),
            domain: mail_domain.to_owned(),
        }
    }

    /// A sandbox that nobody started: nothing answers there.
    pub fn nowhere() -> Self {
        Self::new(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), "sandbox.invalid")
    }

    /// The sandbox's tenant of Microsoft 365.
    pub(in crate::connectors) fn microsoft(&self) -> microsoft::Tenant {
        microsoft::Tenant {
            name: self.tenant.to_string(),
            client_id: self.client_id,
            credential: Credential::Secret(self.client_secret.clone()),
            graph: self.below("/graph"),
            sign_in: self.below("/login"),
            exchange: self.below("/exchange"),
            terms: microsoft::Terms {
                domain: self.domain.clone(),
                usage_location: "GB".to_owned(),
                learner_licences: vec![LICENCES[0]],
                staff_licences: vec![LICENCES[1]],
            },
        }
    }

    /// The sandbox's tenant of Google Workspace.
    pub(in crate::connectors) fn google(&self) -> google::Tenant {
        google::Tenant {
            account: ServiceAccount::new(
                self.account.clone(),
                self.key_id.clone(),
                signing_key(),
                self.below("/google/token"),
            ),
            admin: self.admin.clone(),
            directory: self.below("/directory"),
            classroom: self.below("/classroom"),
            terms: google::Terms {
                customer: self.customer.clone(),
                domain: self.domain.clone(),
                learner_unit: "/Learners".to_owned(),
                staff_unit: "/Staff".to_owned(),
            },
        }
    }

    #[expect(clippy::expect_used, reason = "the base is an address that this module wrote")]
    fn below(&self, path: &str) -> Url {
        Url::parse(&format!("{}{path}", self.base)).expect("an address")
    }
}

/// The key that opens nothing.
#[expect(clippy::expect_used, reason = "the file is part of the program, and a test reads it")]
pub fn signing_key() -> SigningKey {
    SigningKey::from_pem(KEY).expect("the sandbox's own key")
}

/// A secret that nobody can guess.
pub fn secret() -> String {
    URL_SAFE_NO_PAD.encode(bytes::<24>(&mut OsRandom))
}

fn fresh_uuid() -> Uuid {
    uuid::Builder::from_random_bytes(bytes::<16>(&mut OsRandom)).into_uuid()
}
