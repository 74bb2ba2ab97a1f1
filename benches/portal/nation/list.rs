//! The list of a large school's learners, from the portal as one process, at rest and while it applies the nation's year end.

use std::time::{Duration, Instant};

use anyhow::ensure;

use super::ground::Ground;
use super::people;
use super::site::Site;
use crate::list::{Load, Visit};
use crate::report::{Report, milliseconds, percentile, percentiles};

const WARM_UP: Duration = Duration::from_secs(2);
const LENGTH: Duration = Duration::from_secs(20);
const PAUSE: Duration = Duration::from_millis(100);
const PATIENCE: Duration = Duration::from_secs(120);
/// Each run that is applied lets its school be looked at.
const FEW: i64 = 20;
/// How much longer 99 % of the answers may take.
const LIMIT: f64 = 3.0;

/// Measures and prints; whether the target is met.
pub async fn measure(ground: &Ground) -> anyhow::Result<bool> {
    let readers = people::sign_in(ground).await?;
    let path = format!("/schools/{}/learners", readers.school.dfes_number);
    let visit = Visit { path, cookie: readers.champion };
    let at_rest = Site::start(&ground.stage, &["--web-only"]).await?;
    let rest = load(at_rest, &visit).await?;
    let busy = Site::start(&ground.stage, &[]).await?;
    let before = await_runs(ground).await?;
    let meanwhile = load(busy, &visit).await?;
    let (after, _) = count_left(ground).await?;
    ensure!(after < before, "no run was applied while it was measured");
    ensure!(after > 0, "the year end was over before the measuring was");
    let mut report = Report::begin(&format!(
        "List page of {} learners while {} runs are applied, {} s each",
        ground.loading.nation().schools().iter().map(|school| school.learners()).max().unwrap_or_default(),
        before - after,
        LENGTH.as_secs()
    ))?;
    report.tell("at rest: a half and 99 % answered within", &percentiles(&rest.times), "")?;
    report.tell("meanwhile", &percentiles(&meanwhile.times), "")?;
    let [rest, meanwhile] = [rest, meanwhile].map(|load| milliseconds(percentile(&load.times, 99)));
    report.limit("99 %: times as long as at rest", meanwhile / rest, LIMIT, "")?;
    Ok(report.holds())
}

/// Waits until the portal, which looks at every school when it starts, is through with that and applies runs; how many are left.
async fn await_runs(ground: &Ground) -> anyhow::Result<i64> {
    let begun = Instant::now();
    let (all, _) = count_left(ground).await?;
    loop {
        let (runs, looks) = count_left(ground).await?;
        if runs < all && looks < FEW {
            return Ok(runs);
        }
        ensure!(begun.elapsed() < PATIENCE, "{runs} of {all} runs and {looks} schools to look at are left");
        tokio::time::sleep(PAUSE).await;
    }
}

async fn load(site: Site, visit: &Visit) -> anyhow::Result<Load> {
    Load::default().add(site.address, visit, WARM_UP).await?;
    let mut load = Load::default();
    load.add(site.address, visit, LENGTH).await?;
    site.kill().await?;
    Ok(load)
}

/// Runs that are not applied yet, and schools that wait to be looked at.
async fn count_left(ground: &Ground) -> anyhow::Result<(i64, i64)> {
    let left = "SELECT (SELECT count(*) FROM sync_batch WHERE state IN ('received', 'validating', 'applying')),
                    (SELECT count(*) FROM graphile_worker._private_jobs j
                     JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'people_changed')";
    Ok(sqlx::query_as(left).fetch_one(&mut ground.owner().await?).await?)
}
