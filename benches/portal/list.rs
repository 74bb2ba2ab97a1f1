//! The list of learners: a school of 1,500 in a nation of 466,000, eight browsers at once, over loopback.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::ensure;
use axum::Router;
use axum::http::StatusCode;
use tokio::net::TcpListener;
use tokio::task::{JoinHandle, JoinSet};
use ump::base::random::OsRandom;
use ump::config::Config;
use ump::db::{Patience, Reason};
use ump::services::Services;
use ump::sessions::{Token, start_session};

use crate::client::Client;
use crate::floor;
use crate::report::{Report, percentiles};
use crate::seed::{self, ACCOUNTS, LEARNERS, Nation};
use crate::stage::Stage;
use crate::wire::Tally;

const BROWSERS: usize = 8;
/// The portal and the floor take turns, so that whatever else the machine does meets both.
const ROUNDS: usize = 6;
const ROUND: Duration = Duration::from_secs(3);
const WARM_UP: Duration = Duration::from_secs(1);

/// Measures and prints; whether the targets are met.
pub async fn measure() -> anyhow::Result<bool> {
    let stage = Stage::begin(Patience::Page).await?;
    let nation = seed::fill(&stage).await?;
    let visit = Visit {
        path: format!("/schools/{}/learners", nation.school.dfes_number),
        cookie: format!("ump_session={}", sign_in(&stage, &nation).await?.expose()),
    };
    let portal = Server::start(portal_router(stage.services.clone())?).await?;
    let bare = Server::start(floor::router(stage.services.clone(), &nation.school)).await?;
    let (mut of_portal, mut of_floor) = (Load::default(), Load::default());
    for server in [&portal, &bare] {
        Load::default().add(server.address, &visit, WARM_UP).await?;
    }
    for _ in 0..ROUNDS {
        of_portal.add(portal.address, &visit, ROUND).await?;
        of_floor.add(bare.address, &visit, ROUND).await?;
    }
    let (services, wire) = stage.counted().await?;
    let counted = [portal_router(services.clone())?, floor::router(services.clone(), &nation.school)];
    let mut tallies = Vec::new();
    for router in counted {
        let server = Server::start(router).await?;
        let mut client = Client::connect(server.address).await?;
        visit.pay(&mut client).await?;
        wire.take();
        visit.pay(&mut client).await?;
        tallies.push(wire.take());
    }
    services.database.close().await;
    let holds = print(&of_portal, &of_floor, &tallies)?;
    drop((portal, bare));
    stage.end().await;
    Ok(holds)
}

fn print(portal: &Load, floor: &Load, tallies: &[Tally]) -> std::io::Result<bool> {
    let rounds: Vec<(f64, f64)> = portal.rates.iter().copied().zip(floor.rates.iter().copied()).collect();
    let mut report = Report::begin(&format!(
        "List page: {LEARNERS} learners among {ACCOUNTS} accounts, {BROWSERS} clients, median of {ROUNDS} rounds of {ROUND:?}"
    ))?;
    report.compare("requests per second", &rounds, 0.6)?;
    report.tell(
        "a half and 99 % answered within",
        &percentiles(&portal.times),
        &percentiles(&floor.times),
    )?;
    report.tell("size of the answer", &format!("{} B", portal.size), &format!("{} B", floor.size))?;
    let statements: Vec<String> = tallies.iter().map(|tally| tally.statements.to_string()).collect();
    let borders: Vec<String> = tallies.iter().map(|tally| tally.borders.to_string()).collect();
    if let ([portal, floor], [portal_borders, floor_borders]) = (statements.as_slice(), borders.as_slice()) {
        report.tell("statements of a request", portal, floor)?;
        report.tell("  besides: BEGIN and COMMIT", portal_borders, floor_borders)?;
    }
    Ok(report.holds())
}

/// The portal as it serves pages.
pub fn portal_router(services: Services) -> anyhow::Result<Router> {
    let config = Config::read(|_| None)?;
    Ok(ump::router::router(ump::app::state(&config, services)?))
}

/// A session of the measured school's Digital Champion.
pub async fn sign_in(stage: &Stage, nation: &Nation) -> anyhow::Result<Token> {
    let token = Token::generate(&mut OsRandom);
    let services = &stage.services;
    let mut tx = services.database.system(Reason::SignIn).await?;
    start_session(&mut tx, &token, nation.reader, false, services.clock.now()).await?;
    tx.commit().await?;
    Ok(token)
}

/// A server on loopback, until it is dropped.
pub struct Server {
    pub address: SocketAddr,
    task: JoinHandle<()>,
}

impl Server {
    /// Serves from now on.
    pub async fn start(router: Router) -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        let task = tokio::spawn(async move {
            // `axum::serve` ends with its task alone.
            let _ = axum::serve(listener, service).await;
        });
        Ok(Self { address, task })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// What a browser asks for.
#[derive(Clone)]
pub struct Visit {
    pub path: String,
    pub cookie: String,
}

impl Visit {
    /// Asks once; the size of the answer.
    pub async fn pay(&self, client: &mut Client) -> anyhow::Result<usize> {
        let (status, body) = client.get(&self.path, &self.cookie).await?;
        ensure!(status == StatusCode::OK, "{} answered {status}", self.path);
        Ok(body.len())
    }
}

/// What several rounds came to.
#[derive(Default)]
pub struct Load {
    pub rates: Vec<f64>,
    pub times: Vec<Duration>,
    size: usize,
}

impl Load {
    /// One more round.
    pub async fn add(&mut self, address: SocketAddr, visit: &Visit, length: Duration) -> anyhow::Result<()> {
        let begun = Instant::now();
        let mut browsers = JoinSet::new();
        for _ in 0..BROWSERS {
            let visit = visit.clone();
            browsers.spawn(async move { browse(address, &visit, begun + length).await });
        }
        let mut times = Vec::new();
        while let Some(browser) = browsers.join_next().await {
            let (browser_times, size) = browser??;
            times.extend(browser_times);
            self.size = size;
        }
        self.rates.push(times.len() as f64 / begun.elapsed().as_secs_f64());
        self.times.extend(times);
        Ok(())
    }
}

/// Asks again and again until `end`; how long each answer took, and the size of the last.
async fn browse(address: SocketAddr, visit: &Visit, end: Instant) -> anyhow::Result<(Vec<Duration>, usize)> {
    let mut client = Client::connect(address).await?;
    let (mut times, mut size) = (Vec::new(), 0);
    while Instant::now() < end {
        let asked = Instant::now();
        size = visit.pay(&mut client).await?;
        times.push(asked.elapsed());
    }
    Ok((times, size))
}
