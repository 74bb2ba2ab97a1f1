//! Every school's first roll of the new year: everybody a year up, a new year's classes, those who left released and, from Year 6,
//! claimed by their secondary school. Two workers side by side, schools in no order, so that some must wait for others.

use std::time::{Duration, Instant};

use anyhow::ensure;
use chrono::TimeDelta;
use ump::base::id::BatchId;
use ump::base::random::{Random, SeededRandom};
use ump::demo::nation::{Loading, NationSchool, share_work};
use ump::provisioning::ApplySchool;

use super::floor::{self, Floor, Round};
use super::ground::Ground;
use crate::report::Report;

/// The portal and the floor take turns, so that whatever else the machine does meets both.
const ROUNDS: usize = 20;

/// Measures and prints; whether the target is met.
pub async fn measure(ground: &Ground, bare: &Ground, batches: &[BatchId]) -> anyhow::Result<bool> {
    let times = take_turns(ground, bare, batches).await?;
    let expected = Counts::expected(&ground.loading);
    check(ground, expected).await?;
    floor::compare(ground, bare).await?;
    let (portal, floor): (Vec<Duration>, Vec<Duration>) = times.into_iter().unzip();
    let [portal, floor] = [portal, floor].map(|times| times.iter().sum::<Duration>());
    let schools = ground.loading.nation().schools();
    let learners: u32 = schools.iter().map(NationSchool::learners).sum();
    let mut report = Report::begin(&format!(
        "Year end: {} schools, {learners} learners, {} of them claimed; two workers",
        schools.len(),
        expected.transferred
    ))?;
    let rate = |time: Duration| f64::from(learners) / time.as_secs_f64();
    report.tell(
        "time",
        &format!("{:.1} s", portal.as_secs_f64()),
        &format!("{:.1} s", floor.as_secs_f64()),
    )?;
    report.compare("learners a second", &[(rate(portal), rate(floor))], 1.0 / 3.0)?;
    Ok(report.holds())
}

/// Some schools after the other, each time first by the portal, then by the floor. At last the secondary schools are woken, whose
/// learners others have released meanwhile.
async fn take_turns(
    ground: &Ground,
    bare: &Ground,
    batches: &[BatchId],
) -> anyhow::Result<Vec<(Duration, Duration)>> {
    let order = in_no_order(batches.len());
    let secondaries = secondaries(&ground.loading);
    let runs = order.chunks(order.len().div_ceil(ROUNDS)).map(|places| (places, true));
    let floor = Floor::begin(bare).await?;
    let mut moment = ground.stage.services.clock.now();
    let mut times = Vec::new();
    for (places, is_run) in runs.chain([(secondaries.as_slice(), false)]) {
        moment += TimeDelta::seconds(1);
        let begun = Instant::now();
        work(&ground.loading.at(moment), places.to_vec(), if is_run { 2 } else { 1 }).await?;
        let portal = begun.elapsed();
        times.push((portal, floor.write(ground, batches, &Round { places, moment, is_run }).await?));
    }
    Ok(times)
}

fn secondaries(loading: &Loading) -> Vec<usize> {
    let schools = loading.nation().schools();
    (0..schools.len()).filter(|place| !schools[*place].feeders.is_empty()).collect()
}

/// Applies what every school has received, as the jobs do: a run, then what is done once nothing is left.
pub async fn apply_all(loading: &Loading, order: Vec<usize>) -> anyhow::Result<Duration> {
    let begun = Instant::now();
    work(loading, order, 2).await?;
    Ok(begun.elapsed())
}

async fn work(loading: &Loading, places: Vec<usize>, jobs: u32) -> anyhow::Result<()> {
    let loading = loading.clone();
    share_work(places, move |place| {
        let loading = loading.clone();
        async move {
            let school = ApplySchool { school_id: loading.school(place)?.id };
            for _ in 0..jobs {
                school.apply(&loading.services).await.map_err(|error| anyhow::anyhow!("{error:?}"))?;
            }
            Ok(())
        }
    })
    .await
}

/// Places in an order that is the same each time.
pub fn in_no_order(schools: usize) -> Vec<usize> {
    let mut random = SeededRandom::new("in no order");
    let mut places: Vec<usize> = (0..schools).collect();
    for left in (1..schools).rev() {
        let chosen = random.below(u32::try_from(left + 1).unwrap_or(u32::MAX));
        places.swap(left, chosen as usize);
    }
    places
}

/// What became of learners.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Counts {
    pub created: i64,
    pub updated: i64,
    pub released: i64,
    pub transferred: i64,
    pub active: i64,
    pub all: i64,
}

impl Counts {
    /// What must become of the nation.
    pub fn expected(loading: &Loading) -> Self {
        let mut counts = Self::default();
        for school in loading.nation().schools() {
            let beginners = i64::from(school.cohort(school.years.0));
            let is_primary_or_alone = school.feeders.is_empty();
            *(if is_primary_or_alone { &mut counts.created } else { &mut counts.transferred }) += beginners;
            for year in 0..=13 {
                let (before, after) = (school.cohort(year), school.cohort(year + 1));
                counts.updated += i64::from(before.min(after));
                counts.released += i64::from(before.saturating_sub(after));
            }
            counts.active += i64::from(school.learners());
        }
        counts.all = counts.active + counts.created;
        counts
    }
}

/// Everybody is a year up or has left, and nobody is lost.
async fn check(ground: &Ground, expected: Counts) -> anyhow::Result<()> {
    let found: Counts = sqlx::query_as(
        "SELECT sum(created)::bigint AS created, sum(updated)::bigint AS updated, sum(released)::bigint AS released,
                sum(transferred)::bigint AS transferred,
                (SELECT count(*) FROM account WHERE kind = 'learner' AND state = 'active') AS active,
                (SELECT count(*) FROM account WHERE kind = 'learner') AS all
         FROM sync_batch WHERE state = 'applied' AND academic_year = (SELECT max(academic_year) FROM sync_batch)",
    )
    .fetch_one(&mut ground.owner().await?)
    .await?;
    ensure!(found == expected, "the year end came to {found:?} instead of {expected:?}");
    Ok(())
}
