//! The list of a large school's learners, from the portal as one process, at rest and while it applies the nation's year end.

use std::time::Duration;

use anyhow::ensure;

use super::ground::Ground;
use super::people;
use super::site::Site;
use crate::list::{Load, Visit};
use crate::report::{Report, milliseconds, percentile, percentiles};

const WARM_UP: Duration = Duration::from_secs(2);
const LENGTH: Duration = Duration::from_secs(20);
/// How much longer 99 % of the answers may take.
const LIMIT: f64 = 3.0;

/// Measures and prints; whether the target is met.
pub async fn measure(ground: &Ground) -> anyhow::Result<bool> {
    let readers = people::sign_in(ground).await?;
    let path = format!("/schools/{}/learners", readers.school.dfes_number);
    let visit = Visit { path, cookie: readers.champion };
    let at_rest = load(ground, &visit, &["--web-only"]).await?;
    let before = count_open(ground).await?;
    let busy = load(ground, &visit, &[]).await?;
    let after = count_open(ground).await?;
    ensure!(after > 0, "the year end was over before the measuring was");
    let mut report = Report::begin(&format!(
        "List page of {} learners while {} runs are applied, {} s each",
        ground.loading.nation().schools().iter().map(|school| school.learners()).max().unwrap_or_default(),
        before - after,
        LENGTH.as_secs()
    ))?;
    report.tell("at rest: a half and 99 % answered within", &percentiles(&at_rest.times), "")?;
    report.tell("meanwhile", &percentiles(&busy.times), "")?;
    let [rest, meanwhile] = [at_rest, busy].map(|load| milliseconds(percentile(&load.times, 99)));
    report.limit("99 %: times as long as at rest", meanwhile / rest, LIMIT, "")?;
    Ok(report.holds())
}

async fn load(ground: &Ground, visit: &Visit, arguments: &[&str]) -> anyhow::Result<Load> {
    let site = Site::start(&ground.stage, arguments).await?;
    Load::default().add(site.address, visit, WARM_UP).await?;
    let mut load = Load::default();
    load.add(site.address, visit, LENGTH).await?;
    site.kill().await?;
    Ok(load)
}

async fn count_open(ground: &Ground) -> anyhow::Result<i64> {
    let open = "SELECT count(*) FROM sync_batch WHERE state IN ('received', 'validating', 'applying')";
    Ok(sqlx::query_scalar(open).fetch_one(&mut ground.owner().await?).await?)
}
