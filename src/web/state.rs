//! What every handler can reach: the services, and how the portal presents itself.

use std::net::IpAddr;
use std::sync::Arc;

use metrics_exporter_prometheus::PrometheusHandle;

use crate::authz::Permission;
use crate::services::Services;
use crate::web::{HeaderSettings, Messages, ServiceDeskContact};

/// The state of the router.
#[derive(Clone)]
pub struct AppState {
    /// The database, the vault, the hasher, the time.
    pub services: Services,
    /// How the portal presents itself.
    pub settings: Arc<WebSettings>,
}

/// How the portal presents itself; the same for every request.
pub struct WebSettings {
    /// The address that browsers use.
    pub headers: HeaderSettings,
    /// The same address in words, as it stands on paper: `https://ump.example.org`, without a path.
    pub origin: String,
    /// The menus of a school, of an authority and of the nation, as data from the router.
    pub menus: &'static Menus,
    /// Proxies whose word on the browser's address counts.
    pub trusted_proxies: Vec<IpAddr>,
    /// The domain of mail addresses.
    pub mail_domain: String,
    /// Whom to ask.
    pub service_desk: Option<ServiceDeskContact>,
    /// What was counted, for Prometheus.
    pub metrics: Option<PrometheusHandle>,
}

/// Every menu.
pub struct Menus {
    /// Those of a school.
    pub school: &'static [MenuPlan],
    /// Those of an authority; paths are below its own address.
    pub authority: &'static [MenuPlan],
    /// Those of the service desk; paths are below `/service-desk`.
    pub service_desk: &'static [MenuPlan],
}

/// A menu.
pub struct MenuPlan {
    /// What it is called.
    pub label: fn(&Messages) -> String,
    /// What is in it; only what the actor may use is shown.
    pub entries: &'static [EntryPlan],
}

/// A line of a menu.
pub struct EntryPlan {
    /// What it is called.
    pub label: fn(&Messages) -> String,
    /// What it asks for.
    pub permission: Permission,
    /// Where it leads, below the address of the school or the office: `/learners`. A line without it is the heading of those below it.
    pub path: Option<&'static str>,
}
