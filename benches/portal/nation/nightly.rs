//! A night on which nothing has changed: every school sends the same roll in other bytes. The floor offers the school's accounts
//! and seats to an upsert that compares, as in [`crate::apply`], from two connections.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use chrono::TimeDelta;
use sqlx::{Connection, PgConnection};
use ump::demo::nation::{Chapter, NationSchool, share_work};

use super::ground::Ground;
use super::intake::take_in_all;
use super::year_end::{apply_all, in_no_order};
use crate::report::Report;
use crate::rows::Rows;

/// Schools of a turn.
const AT_ONCE: usize = 73;
const SEAT: [&str; 5] = ["school_id", "group_id", "account_id", "role", "started_at"];

/// Measures and prints; whether the target is met.
pub async fn measure(ground: &Ground) -> anyhow::Result<bool> {
    let loading = ground.loading.at(ground.stage.services.clock.now() + TimeDelta::days(1));
    take_in_all(&loading, Chapter::Again).await?.print("Intake of the same rolls again")?;
    let mut source = ground.owner().await?;
    let connections = Arc::new(Mutex::new(vec![ground.owner().await?, ground.owner().await?]));
    let (mut portal, mut floor) = (Duration::ZERO, Duration::ZERO);
    // Both take turns, so that whatever else the machine does meets both.
    for places in in_no_order(loading.schools().len()).chunks(AT_ONCE) {
        portal += apply_all(&loading, places.to_vec()).await?;
        floor += compare_all(ground, places, (&mut source, &connections)).await?;
    }
    check(ground).await?;
    let schools = loading.nation().schools();
    let people: u32 = schools.iter().map(NationSchool::learners).sum();
    let mut report = Report::begin(&format!(
        "A night with nothing changed: {} schools, {people} learners; two workers",
        schools.len()
    ))?;
    let rate = |time: Duration| f64::from(people) / time.as_secs_f64();
    report.tell(
        "time",
        &format!("{:.1} s", portal.as_secs_f64()),
        &format!("{:.1} s", floor.as_secs_f64()),
    )?;
    report.compare("learners a second", &[(rate(portal), rate(floor))], 1.0 / 3.0)?;
    Ok(report.holds())
}

/// Each school has a run to which nobody is anything but unchanged.
async fn check(ground: &Ground) -> anyhow::Result<()> {
    let (schools, busy): (i64, i64) = sqlx::query_as(
        "SELECT count(*), count(*) FILTER (WHERE created + updated + transferred + reactivated + rejected + missing > 0)
         FROM (SELECT DISTINCT ON (school_id) * FROM sync_batch ORDER BY school_id, number DESC) last
         WHERE state = 'applied'",
    )
    .fetch_one(&mut ground.owner().await?)
    .await?;
    let all = i64::try_from(ground.loading.schools().len())?;
    ensure!((schools, busy) == (all, 0), "{schools} schools ran, of which {busy} changed something");
    Ok(())
}

/// Offers the rows of some schools; how long that took without the reading of them.
async fn compare_all(
    ground: &Ground,
    places: &[usize],
    (source, connections): (&mut PgConnection, &Arc<Mutex<Vec<PgConnection>>>),
) -> anyhow::Result<Duration> {
    let mut offers = Vec::with_capacity(places.len());
    for place in places {
        let id = ground.loading.school(*place)?.id;
        let accounts =
            format!("school_id = '{id}' AND kind IN ('learner', 'staff') AND state <> 'superseded'");
        let seats = format!(
            "school_id = '{id}' AND ended_at IS NULL AND group_id IN (SELECT g.id FROM teaching_group g
             WHERE g.school_id = '{id}' AND g.academic_year = (SELECT max(academic_year) FROM sync_batch))"
        );
        let accounts = Rows::read(source, "account", &accounts).await?;
        offers.push((accounts, Rows::read(source, "group_member", &seats).await?));
    }
    offer(offers, connections).await
}

async fn offer(
    offers: Vec<(Rows, Rows)>,
    connections: &Arc<Mutex<Vec<PgConnection>>>,
) -> anyhow::Result<Duration> {
    let (offers, connections) = (Arc::new(offers), Arc::clone(connections));
    let begun = Instant::now();
    share_work((0..offers.len()).collect(), move |place| {
        let (offers, connections) = (Arc::clone(&offers), Arc::clone(&connections));
        async move {
            let free = || connections.lock().unwrap_or_else(PoisonError::into_inner);
            let mut connection = free().pop().context("a connection for each worker")?;
            let (accounts, seats) = &offers[place];
            let mut tx = connection.begin().await?;
            let written = accounts.upsert(&mut tx, &["id"]).await? + seats.upsert(&mut tx, &SEAT).await?;
            tx.commit().await?;
            ensure!(written == 0, "the floor's rows differ from the portal's in {written} places");
            free().push(connection);
            Ok(())
        }
    })
    .await?;
    Ok(begun.elapsed())
}
