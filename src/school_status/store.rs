//! SQL of the schools' summaries.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{EXPIRY_NOTICE_DAYS, RunDay, SchoolStatus};
use crate::base::id::{AccountId, BatchId, SchoolId};
use crate::db::{AuthorityTx, SystemTx, TenantTx};

/// Counts the school anew.
pub async fn refresh(tx: &mut TenantTx, now: DateTime<Utc>) -> sqlx::Result<()> {
    let school = tx.school();
    count_anew(tx, school, now).await
}

/// Counts a school anew, where what changed concerns more than one.
pub async fn refresh_school(tx: &mut SystemTx, school: SchoolId, now: DateTime<Utc>) -> sqlx::Result<()> {
    count_anew(tx, school, now).await
}

async fn count_anew(connection: &mut PgConnection, school: SchoolId, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "WITH people AS (
             SELECT count(*) FILTER (WHERE kind IN ('learner', 'non_mis_learner')) AS learners,
                    count(*) FILTER (WHERE kind IN ('staff', 'non_mis_staff')) AS staff,
                    count(*) FILTER (WHERE kind IN ('learner', 'non_mis_learner') AND NOT has_consent) AS without_consent,
                    count(*) FILTER (WHERE expires_on <= ($2 AT TIME ZONE 'Europe/London')::date + $3::bigint::integer) AS expiring
             FROM account WHERE school_id = $1 AND state = 'active'
         )
         UPDATE school_status s
         SET learners = p.learners, staff = p.staff, without_consent = p.without_consent, expiring = p.expiring,
             champions = (SELECT count(*) FROM role_grant g JOIN account a ON a.id = g.account_id
                          WHERE a.school_id = $1 AND a.state = 'active' AND g.role = 'digital_champion'),
             waiting = (SELECT count(*) FROM waiting_learner w WHERE w.school_id = $1),
             waiting_for_admission = (SELECT count(*) FROM waiting_learner w
                                      WHERE w.school_id = $1 AND w.reason = 'not_admitted_yet'),
             held_batch_id = h.id, held_at = h.received_at, held_reason = h.hold_reason,
             held_would_release = h.would_release, held_threshold = h.threshold, held_final_year = h.final_year,
             last_rejected = coalesce((SELECT b.rejected FROM sync_batch b
                 WHERE b.school_id = $1 AND b.state IN ('applied', 'held') ORDER BY b.number DESC LIMIT 1), 0),
             counted_at = $2
         FROM people p LEFT JOIN LATERAL (
             SELECT b.id, b.received_at, b.hold_reason, b.would_release, b.threshold, b.final_year FROM sync_batch b
             WHERE b.school_id = $1 AND b.state = 'held' ORDER BY b.number DESC LIMIT 1) h ON true
         WHERE s.school_id = $1",
        school.0,
        now,
        i64::try_from(EXPIRY_NOTICE_DAYS).unwrap_or(i64::MAX)
    )
    .execute(connection)
    .await
    .map(|_| ())
}

/// The school's active Digital Champions, counted now.
pub async fn count_champions(tx: &mut TenantTx) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"SELECT count(*) AS "champions!" FROM role_grant g JOIN account a ON a.id = g.account_id
           WHERE a.school_id = $1 AND a.state = 'active' AND g.role = 'digital_champion'"#,
        tx.school().0
    )
    .fetch_one(&mut **tx)
    .await
}

/// The school's active Digital Champions, of whom nobody else makes more or fewer until the transaction ends: of two who
/// ask at once, the later counts those whom the earlier left.
pub async fn lock_champions(tx: &mut TenantTx) -> sqlx::Result<i64> {
    sqlx::query!("SELECT FROM school_status WHERE school_id = $1 FOR UPDATE", tx.school().0)
        .execute(&mut **tx)
        .await?;
    count_champions(tx).await
}

/// Whether these are all of the school's active Digital Champions: without them it has none.
pub async fn are_last_champions(tx: &mut TenantTx, leaving: &[AccountId]) -> sqlx::Result<bool> {
    let leaving: Vec<Uuid> = leaving.iter().map(|account| account.0).collect();
    sqlx::query_scalar!(
        r#"SELECT count(*) > 0 AND bool_and(a.id = ANY ($2)) AS "are_last!"
           FROM role_grant g JOIN account a ON a.id = g.account_id
           WHERE a.school_id = $1 AND a.state = 'active' AND g.role = 'digital_champion'"#,
        tx.school().0,
        &leaving
    )
    .fetch_one(&mut **tx)
    .await
}

/// The school's figures.
pub async fn find_status(tx: &mut TenantTx) -> sqlx::Result<SchoolStatus> {
    let status = sqlx::query_as!(
        SchoolStatus,
        r#"SELECT learners, staff, without_consent, expiring, champions, waiting, held_batch_id AS "held_batch: BatchId",
                  last_run_at, last_outcome, last_rejected
           FROM school_status WHERE school_id = $1"#,
        tx.school().0
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(status.unwrap_or_default())
}

/// The days on which the client ran, from `since` on.
pub async fn find_run_days(tx: &mut TenantTx, since: NaiveDate) -> sqlx::Result<Vec<RunDay>> {
    sqlx::query_as!(
        RunDay,
        "SELECT day, runs, outcome FROM run_day WHERE school_id = $1 AND day >= $2 ORDER BY day",
        tx.school().0,
        since
    )
    .fetch_all(&mut **tx)
    .await
}

/// The figures of every school in the transaction's scope.
pub async fn list_statuses(tx: &mut AuthorityTx) -> sqlx::Result<Vec<(SchoolId, SchoolStatus)>> {
    let rows = sqlx::query!(
        r#"SELECT school_id AS "school: SchoolId", learners, staff, without_consent, expiring, champions, waiting,
                  held_batch_id AS "held_batch: BatchId", last_run_at, last_outcome, last_rejected
           FROM school_status"#
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let status = SchoolStatus {
                learners: row.learners,
                staff: row.staff,
                without_consent: row.without_consent,
                expiring: row.expiring,
                champions: row.champions,
                waiting: row.waiting,
                held_batch: row.held_batch,
                last_run_at: row.last_run_at,
                last_outcome: row.last_outcome,
                last_rejected: row.last_rejected,
            };
            (row.school, status)
        })
        .collect())
}
