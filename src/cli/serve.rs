//! `ump serve`: the portal itself.

use std::io::Write as _;
use std::net::SocketAddr;

use anyhow::{Context, ensure};
use tokio::net::TcpListener;
use tokio::process::Command;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

use crate::app::{self, Parts, Site, Tenure};
use crate::config::Config;
use crate::db::Patience;
use crate::demo;

/// What to serve.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct ServeArgs {
    /// Where to listen, instead of UMP_LISTEN
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<SocketAddr>,
    /// Pages and API only
    #[arg(long, conflicts_with = "worker_only")]
    web_only: bool,
    /// Background work only
    #[arg(long)]
    worker_only: bool,
    /// Leave an empty embedded database empty
    #[arg(long)]
    no_demo: bool,
}

/// Serves until SIGINT or SIGTERM.
pub async fn serve(mut config: Config, args: ServeArgs) -> anyhow::Result<()> {
    config.listen = args.listen.unwrap_or(config.listen);
    let stop = stop_on_signal()?;
    let parts = Parts { web: !args.worker_only, worker: !args.web_only };
    let listener = match parts.web {
        true => Some(bind(config.listen).await?),
        false => None,
    };
    if let Some(listener) = &listener {
        config.listen = listener.local_addr()?; // port 0 stands for any that is free
    }
    let site = Site::open(&config, Tenure::Portal).await?;
    let served = serve_site(&config, &site, listener, (parts, args.no_demo), stop).await;
    site.close().await?;
    served
}

async fn serve_site(
    config: &Config,
    site: &Site,
    listener: Option<TcpListener>,
    (parts, no_demo): (Parts, bool),
    stop: CancellationToken,
) -> anyhow::Result<()> {
    ensure!(
        !site.is_embedded() || !demo::is_unfinished(site.data_dir()),
        "the demo was not loaded to its end: wait if it is being loaded now, else empty the folder {} and start again",
        site.data_dir().display()
    );
    site.migrate().await?;
    if site.is_embedded() && !no_demo && is_empty(site).await? {
        load_demo().await?;
    }
    if listener.is_some() {
        writeln!(std::io::stdout(), "The portal answers at http://{}", config.listen)?;
    }
    app::serve(config, site, listener, parts, stop).await
}

async fn is_empty(site: &Site) -> anyhow::Result<bool> {
    let services = site.services(1, Patience::Job).await?;
    let is_empty = demo::is_empty(&services).await;
    services.database.close().await;
    Ok(is_empty?)
}

/// Runs `ump demo load` beside the portal: the memory that loading takes goes with that process. A stop, which a terminal sends to
/// all processes of a group, waits for its end.
async fn load_demo() -> anyhow::Result<()> {
    let portal = std::env::current_exe()?;
    let ended = Command::new(portal).args(["demo", "load"]).process_group(0).status().await?;
    ensure!(
        ended.success(),
        "the demo could not be loaded: empty the portal's data directory and start again"
    );
    Ok(())
}

async fn bind(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address)
        .await
        .with_context(|| format!("nothing can listen on {address}: set UMP_LISTEN to another address"))
}

fn stop_on_signal() -> anyhow::Result<CancellationToken> {
    let stop = CancellationToken::new();
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    let stopping = stop.clone();
    tokio::spawn(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        tracing::info!("stopping");
        stopping.cancel();
    });
    Ok(stop)
}
