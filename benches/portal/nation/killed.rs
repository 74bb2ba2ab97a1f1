//! Two worker processes share the nation's runs, and every few seconds one of them is killed and another started in its place. In
//! the end everybody is where an undisturbed year end leaves them: by UPN or staff code, with state, year, groups and outcome.

use std::collections::BTreeMap;
use std::process::Child;
use std::time::{Duration, Instant};

use anyhow::ensure;
use futures_util::TryStreamExt;
use sqlx::{Executor, PgConnection};

use super::ground::Ground;
use crate::report::Report;

const LIFE: Duration = Duration::from_secs(4);
const PATIENCE: Duration = Duration::from_mins(45);

/// Measures and prints; whether everybody is where they are without it.
pub async fn measure(rough: &Ground, undisturbed: &Ground) -> anyhow::Result<bool> {
    let begun = Instant::now();
    let kills = work(rough).await?;
    let time = begun.elapsed();
    let differences = compare(rough, undisturbed).await?;
    let mut report = Report::begin("Two worker processes, of which one is killed every 4 seconds")?;
    report.tell("killed", &kills.to_string(), "")?;
    report.tell("until the last run was applied", &format!("{:.0} s", time.as_secs_f64()), "")?;
    report.limit("people who are not as without it", differences as f64, 0.0, "")?;
    Ok(report.holds())
}

/// Until nothing is left to do; how many were killed.
async fn work(rough: &Ground) -> anyhow::Result<u32> {
    let mut owner = rough.owner().await?;
    let mut workers =
        [rough.stage.process(&["--worker-only"]).spawn()?, rough.stage.process(&["--worker-only"]).spawn()?];
    let begun = Instant::now();
    let mut kills = 0;
    while count_left(&mut owner).await? > 0 {
        ensure!(begun.elapsed() < PATIENCE, "the year end does not come to its end");
        tokio::time::sleep(LIFE).await;
        let victim = &mut workers[kills as usize % 2];
        end(victim)?;
        *victim = rough.stage.process(&["--worker-only"]).spawn()?;
        kills += 1;
    }
    for worker in &mut workers {
        end(worker)?;
    }
    Ok(kills)
}

/// SIGKILL: nothing is put in order.
fn end(worker: &mut Child) -> std::io::Result<()> {
    worker.kill()?;
    worker.wait().map(|_| ())
}

/// Runs that are not finished, and schools whose rows are to be looked at again. The queue keeps a job that another took the
/// place of as one that has used up its tries.
async fn count_left(owner: &mut PgConnection) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "SELECT (SELECT count(*) FROM sync_batch WHERE state IN ('received', 'validating', 'applying'))
              + (SELECT count(*) FROM graphile_worker._private_jobs j
                 JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'apply_school' AND j.attempts < j.max_attempts)",
    )
    .fetch_one(owner)
    .await
}

/// How many people differ.
async fn compare(rough: &Ground, undisturbed: &Ground) -> anyhow::Result<usize> {
    let (left, right) = (everybody(rough).await?, everybody(undisturbed).await?);
    let lost = right.keys().filter(|person| !left.contains_key(*person)).count();
    Ok(lost + left.iter().filter(|(person, state)| right.get(*person) != Some(state)).count())
}

/// What is to be the same of each person, as a digest.
async fn everybody(ground: &Ground) -> anyhow::Result<BTreeMap<String, String>> {
    let mut owner = ground.owner().await?;
    owner.execute("SET work_mem = '256MB'").await?;
    let people = sqlx::query_as(
        "WITH seat AS (
             SELECT m.account_id, string_agg(concat_ws(' ', g.academic_year, g.sourced_id, m.role, m.ended_at IS NULL), ','
                 ORDER BY g.academic_year, g.sourced_id, m.role, m.ended_at IS NULL) AS seats
             FROM group_member m JOIN teaching_group g ON g.school_id = m.school_id AND g.id = m.group_id
             GROUP BY m.account_id
         ), told AS (
             SELECT c.account_id, string_agg(concat_ws(' ', s.dfes_number, c.outcome, c.cause, c.field, c.before, c.after), ','
                 ORDER BY s.dfes_number, c.outcome, c.cause, c.field, c.before, c.after) AS outcomes
             FROM sync_change c JOIN school s ON s.id = c.school_id
             GROUP BY c.account_id
         )
         SELECT coalesce(a.upn, s.dfes_number || ' ' || a.staff_code), md5(concat_ws('|', s.dfes_number, a.state, a.year_group,
             a.registration_group, a.leaving_date, seat.seats, told.outcomes))
         FROM account a JOIN school s ON s.id = a.school_id
         LEFT JOIN seat ON seat.account_id = a.id LEFT JOIN told ON told.account_id = a.id
         WHERE a.kind IN ('learner', 'staff')",
    );
    Ok(people.fetch(&mut owner).try_collect().await?)
}
