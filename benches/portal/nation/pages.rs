//! The pages of authorities and of the nation in the middle of a year end: some runs are held, some schools have not run, learners
//! wait. Each is asked for alone, over loopback.

use std::time::{Duration, Instant};

use indicatif::ProgressBar;
use ump::demo::nation::tell_year_end;
use ump::readiness::keep_yesterday;

use super::ground::{Ground, say};
use super::people;
use crate::client::Client;
use crate::list::{Server, Visit, portal_router};
use crate::report::{Report, milliseconds, percentile};

const VISITS: usize = 30;
/// Milliseconds that one screen's data may take.
const LIMIT: f64 = 100.0;

/// The screens of the nation, and those of an authority.
const DESK: &[&str] = &[
    "",
    "?q=bryn",
    "?not_run_since=2026-11-01",
    "/readiness",
    "/readiness?sort=-leavers",
    "/readiness.csv",
    "/work",
    "/rollover",
    "/transfers",
    "/academic-years",
];
const OFFICE: &[&str] =
    &["", "?q=bryn", "/readiness", "/readiness.csv", "/held-runs", "/moves", "/administrators"];

/// Measures and prints; whether the targets are met.
pub async fn measure(ground: &Ground) -> anyhow::Result<bool> {
    let begun = Instant::now();
    tell_year_end(&ground.loading, &ProgressBar::hidden()).await?;
    say("The year end as far as its fourth day", begun.elapsed())?;
    let begun = Instant::now();
    keep_yesterday(&ground.stage.services).await?;
    say("The night's look at how ready every school is", begun.elapsed())?;
    let readers = people::sign_in(ground).await?;
    let pages = ground.stage.pages().await?;
    let server = Server::start(portal_router(pages.clone())?).await?;
    let authority = format!("/authorities/{}", readers.school.authority_code);
    let mut report =
        Report::begin(&format!("Pages of authorities and the nation: the worst of {VISITS} visits"))?;
    let screens =
        [(DESK, "/service-desk", &readers.service_desk), (OFFICE, &authority, &readers.administrator)];
    for (screens, office, cookie) in screens {
        for path in screens {
            time(&mut report, server.address, visit(format!("{office}{path}"), cookie)).await?;
        }
    }
    drop(server);
    pages.database.close().await;
    Ok(report.holds())
}

fn visit(path: String, cookie: &str) -> Visit {
    Visit { path, cookie: cookie.to_owned() }
}

async fn time(report: &mut Report, address: std::net::SocketAddr, visit: Visit) -> anyhow::Result<()> {
    let mut client = Client::connect(address).await?;
    let mut size = visit.pay(&mut client).await?; // the first warms up
    let mut times = Vec::with_capacity(VISITS);
    for _ in 0..VISITS {
        let asked = Instant::now();
        size = visit.pay(&mut client).await?;
        times.push(asked.elapsed());
    }
    let worst = times.iter().max().copied().unwrap_or(Duration::ZERO);
    report.limit(&visit.path, milliseconds(worst), LIMIT, "ms")?;
    let half = milliseconds(percentile(&times, 50));
    report.tell("  a half within; size", &format!("{half:.1} ms"), &format!("{size} B"))?;
    Ok(())
}
