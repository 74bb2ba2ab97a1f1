//! Logs and metrics. A log line names no person, password, token or UPN.

use std::sync::OnceLock;

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::config::LogSettings;

/// Starts logging to standard error, by the filter `otherwise` where none is set. Database statements are never logged: their
/// parameters are people.
pub fn start(settings: &LogSettings, otherwise: &str) -> anyhow::Result<()> {
    let quiet =
        ["sqlx=warn", "hyper=warn", "rustls=warn", "graphile_worker=warn", "sqlx::postgres::notice=off"];
    let wanted = settings.filter.as_deref().unwrap_or(otherwise);
    let mut filter = EnvFilter::try_new(wanted)?;
    for directive in quiet {
        let target = directive.split('=').next().unwrap_or_default();
        if !wanted.contains(target) {
            filter = filter.add_directive(directive.parse()?);
        }
    }
    let registry = tracing_subscriber::registry().with(filter);
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    if settings.is_json {
        registry.with(lines.json()).try_init()?;
    } else {
        registry.with(lines.with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr()))).try_init()?;
    }
    Ok(())
}

/// The process's counters, for Prometheus; counting starts with the first call.
pub fn metrics() -> Option<PrometheusHandle> {
    static METRICS: OnceLock<Option<PrometheusHandle>> = OnceLock::new();
    METRICS.get_or_init(|| PrometheusBuilder::new().install_recorder().ok()).clone()
}
