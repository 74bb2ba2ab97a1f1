//! Runs of a large school: everybody new, everybody changed, nobody changed.
//!
//! The floor writes, in one transaction as the owner, the very rows that the portal wrote, into the same tables of a database
//! in the same state. Where nothing changes it offers the school's accounts and memberships to an upsert that compares.
//! Taking the file in and preparing the floor's vectors are outside the clock.

use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use sqlx::{Connection, PgConnection};
use ump::base::id::{BatchId, Ids, UploadId};
use ump::base::random::OsRandom;
use ump::db::{Patience, Reason};
use ump::provisioning::{
    Received, Step, TokenFor, TokenScope, apply_next, create_token, read_upload, receive,
};
use ump::services::Services;
use ump::tenancy::{Phase, School, add_school};

use crate::report::Report;
use crate::roll::{Roll, Version};
use crate::rows::Rows;
use crate::stage::Stage;
use crate::wire::Tally;

const DFES_NUMBER: u32 = 6_812_001;
const LARGE: (u32, u32) = (2_400, 150);
const SMALL: (u32, u32) = (10, 2);
const ROUNDS: usize = 5;
const VERSIONS: [(Version, &str); 3] =
    [(Version::First, "created"), (Version::Later, "all changed"), (Version::SameAgain, "nothing changed")];

/// Everything that a first run writes for its rows, in an order that foreign keys allow.
const WRITTEN: [&str; 7] =
    ["account", "username", "enrolment", "credential", "teaching_group", "group_member", "sync_change"];
/// The columns in which [`Version::Later`] differs from [`Version::First`].
const CHANGED: [&str; 4] = ["id", "year_group", "registration_group", "start_date"];

/// Measures and prints; whether the targets are met.
pub async fn measure() -> anyhow::Result<bool> {
    let (learners, staff) = LARGE;
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        rounds.push(run_round().await?);
    }
    let mut report = Report::begin(&format!(
        "Applying a run: {learners} learners, {staff} staff, 8 classes each; rows per second, median of {ROUNDS} rounds"
    ))?;
    let rate = |time: Duration| f64::from(learners + staff) / time.as_secs_f64();
    for (place, (_, what)) in VERSIONS.iter().enumerate() {
        let rates = |round: &[Times; 3]| (rate(round[place].portal), rate(round[place].floor));
        let pairs: Vec<(f64, f64)> = rounds.iter().map(rates).collect();
        report.compare(what, &pairs, 1.0 / 3.0)?;
    }
    for (learners, staff) in [SMALL, LARGE] {
        for ((_, what), tally) in VERSIONS.iter().zip(count_statements(learners, staff).await?) {
            let what = format!("statements, {learners} learners, {what}");
            report.limit(&what, f64::from(tally.statements), 30.0, "")?;
            let Tally { usernames, jobs, borders, .. } = tally;
            report.tell(
                "  besides: usernames, jobs, BEGIN and COMMIT",
                &format!("{usernames}, {jobs}, {borders}"),
                "",
            )?;
        }
    }
    Ok(report.holds())
}

struct Times {
    portal: Duration,
    floor: Duration,
}

/// The three runs, one after the other, each followed by the floor's writing of the same.
async fn run_round() -> anyhow::Result<[Times; 3]> {
    let portal = Portal::begin().await?;
    let bare = Stage::begin(Patience::Job).await?;
    let (mut source, mut target) = (portal.stage.owner().await?, bare.owner().await?);
    copy(&mut source, &mut target, &["school", "provisioning_token"], "true").await?;
    let created = portal.time(LARGE, Version::First).await?;
    copy_batch(&mut source, &mut target, created.batch).await?;
    let bare_created = insert_all(&mut source, &mut target).await?;
    for connection in [&mut source, &mut target] {
        sqlx::query("ANALYZE").execute(connection).await?;
    }
    let changed = portal.time(LARGE, Version::Later).await?;
    copy_batch(&mut source, &mut target, changed.batch).await?;
    let bare_changed = update_all(&mut source, &mut target, changed.batch).await?;
    let same = portal.time(LARGE, Version::SameAgain).await?;
    let bare_same = compare_all(&mut source, &mut target).await?;
    source.close().await?;
    target.close().await?;
    portal.stage.end().await;
    bare.end().await;
    let times = |run: Run, floor| Times { portal: run.time, floor };
    Ok([times(created, bare_created), times(changed, bare_changed), times(same, bare_same)])
}

/// A portal with one school.
struct Portal {
    stage: Stage,
    school: School,
    scope: TokenScope,
}

struct Run {
    batch: BatchId,
    time: Duration,
}

impl Portal {
    async fn begin() -> anyhow::Result<Self> {
        let stage = Stage::begin(Patience::Job).await?;
        let services = &stage.services;
        let dfes_number = DFES_NUMBER.to_string().parse()?;
        let school = School {
            id: Ids::new(&services.clock, &mut OsRandom).fresh(),
            dfes_number,
            authority_code: dfes_number.authority_code(),
            name_en: "Large School".to_owned(),
            name_cy: "Ysgol Fawr".to_owned(),
            phase: Phase::Secondary,
        };
        let mut tx = services.database.system(Reason::Operator).await?;
        add_school(&mut tx, &school, false, services.clock.now()).await?;
        tx.commit().await?;
        let (scope, _) = create_token(services, TokenFor::School(dfes_number)).await?;
        Ok(Self { stage, school, scope })
    }

    /// Takes a roll in and applies it; only the latter is timed.
    async fn time(&self, (learners, staff): (u32, u32), version: Version) -> anyhow::Result<Run> {
        let roll = Roll { dfes_number: DFES_NUMBER, learners, staff, version };
        let batch = self.take_in(roll).await?;
        let begun = Instant::now();
        self.apply(&self.stage.services, batch).await?;
        let time = begun.elapsed();
        self.check(batch, roll).await?;
        Ok(Run { batch, time })
    }

    async fn take_in(&self, roll: Roll) -> anyhow::Result<BatchId> {
        let services = &self.stage.services;
        let received = Received { content: roll.zip()?.into(), dry_run: false };
        let accepted = receive(services, self.scope, received).await?;
        let batch = accepted.first().context("the file makes a batch")?.batch;
        let upload = sqlx::query_scalar("SELECT upload_id FROM sync_batch WHERE id = $1")
            .bind(batch.0)
            .fetch_one(&mut self.stage.owner().await?)
            .await?;
        read_upload(services, UploadId(upload)).await?;
        Ok(batch)
    }

    async fn apply(&self, services: &Services, batch: BatchId) -> anyhow::Result<()> {
        let step = apply_next(services, self.school.id).await?;
        ensure!(step == Step::Finished(batch), "the run did not end: {step:?}");
        Ok(())
    }

    /// Every row came to what its version is for.
    async fn check(&self, batch: BatchId, roll: Roll) -> anyhow::Result<()> {
        let counts: (i32, i32, i32) =
            sqlx::query_as("SELECT created, updated, unchanged FROM sync_batch WHERE id = $1")
                .bind(batch.0)
                .fetch_one(&mut self.stage.owner().await?)
                .await?;
        let people = i32::try_from(roll.people())?;
        let expected = match roll.version {
            Version::First => (people, 0, 0),
            Version::Later => (0, people, 0),
            Version::SameAgain => (0, 0, people),
        };
        ensure!(counts == expected, "{:?} came to {counts:?}", roll.version);
        Ok(())
    }
}

async fn insert_all(source: &mut PgConnection, target: &mut PgConnection) -> anyhow::Result<Duration> {
    let mut written = Vec::new();
    for table in WRITTEN {
        written.push(Rows::read(source, table, "true").await?);
    }
    let begun = Instant::now();
    let mut tx = target.begin().await?;
    for rows in &written {
        rows.insert(&mut tx).await?;
    }
    tx.commit().await?;
    Ok(begun.elapsed())
}

async fn update_all(
    source: &mut PgConnection,
    target: &mut PgConnection,
    batch: BatchId,
) -> anyhow::Result<Duration> {
    let accounts = Rows::read(source, "account", "true").await?.only(&CHANGED);
    let changes = Rows::read(source, "sync_change", &format!("batch_id = '{batch}'")).await?;
    let begun = Instant::now();
    let mut tx = target.begin().await?;
    accounts.update(&mut tx, &["id"]).await?;
    changes.insert(&mut tx).await?;
    tx.commit().await?;
    Ok(begun.elapsed())
}

async fn compare_all(source: &mut PgConnection, target: &mut PgConnection) -> anyhow::Result<Duration> {
    let accounts = Rows::read(source, "account", "true").await?;
    let members = Rows::read(source, "group_member", "true").await?;
    let begun = Instant::now();
    let mut tx = target.begin().await?;
    let key = ["school_id", "group_id", "account_id", "role", "started_at"];
    let written = accounts.upsert(&mut tx, &["id"]).await? + members.upsert(&mut tx, &key).await?;
    tx.commit().await?;
    let time = begun.elapsed();
    ensure!(written == 0, "the floor's rows differ from the portal's in {written} places");
    Ok(time)
}

/// What a run's outcomes point to.
async fn copy_batch(
    source: &mut PgConnection,
    target: &mut PgConnection,
    batch: BatchId,
) -> sqlx::Result<()> {
    let upload = format!("id = (SELECT upload_id FROM sync_batch WHERE id = '{batch}')");
    copy(source, target, &["upload"], &upload).await?;
    copy(source, target, &["sync_batch"], &format!("id = '{batch}'")).await
}

async fn copy(
    source: &mut PgConnection,
    target: &mut PgConnection,
    tables: &[&'static str],
    condition: &str,
) -> sqlx::Result<()> {
    for table in tables {
        Rows::read(source, table, condition).await?.insert(target).await?;
    }
    Ok(())
}

/// What the three runs of a school ask of the database, from the look for a run to its end.
async fn count_statements(learners: u32, staff: u32) -> anyhow::Result<Vec<Tally>> {
    let portal = Portal::begin().await?;
    let (services, wire) = portal.stage.counted().await?;
    let mut tallies = Vec::new();
    for (version, _) in VERSIONS {
        let roll = Roll { dfes_number: DFES_NUMBER, learners, staff, version };
        let batch = portal.take_in(roll).await?;
        wire.take();
        portal.apply(&services, batch).await?;
        tallies.push(wire.take());
        portal.check(batch, roll).await?;
    }
    services.database.close().await;
    portal.stage.end().await;
    Ok(tallies)
}
