//! Undoes an applied run. Rows that it changed come from its before-image; what it made and ended carries its moment.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::super::undo::{Change, ChangedPerson, RestoredPeople};
use crate::audit::EventKind;
use crate::base::id::{AccountId, BatchId};
use crate::db::TenantTx;

/// The run that can be undone.
#[derive(Debug)]
pub struct UndoableBatch {
    /// Which.
    pub id: BatchId,
    /// Everything that it wrote carries this moment.
    pub applied_at: DateTime<Utc>,
    /// What it changed, as it was before, packed.
    pub before: Vec<u8>,
}

/// The school's last applied run, where it can be undone. What it wrote is known by its moment: no other may have the same.
pub async fn find_undoable(tx: &mut TenantTx) -> sqlx::Result<Option<UndoableBatch>> {
    sqlx::query_as!(
        UndoableBatch,
        r#"SELECT id AS "id: BatchId", finished_at AS "applied_at!", before_image AS "before!"
           FROM sync_batch b WHERE school_id = $1 AND state = 'applied' AND before_image IS NOT NULL
             AND number = (SELECT max(number) FROM sync_batch WHERE school_id = $1 AND state = 'applied')
             AND NOT EXISTS (SELECT FROM sync_batch o WHERE o.school_id = $1 AND o.id <> b.id
                 AND o.state IN ('applied', 'undone') AND o.finished_at = b.finished_at)"#,
        tx.school().0
    )
    .fetch_optional(&mut **tx)
    .await
}

/// Whether the run can be undone.
pub async fn is_undoable(tx: &mut TenantTx, batch: BatchId) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM sync_batch b WHERE school_id = $1 AND id = $2 AND before_image IS NOT NULL
             AND number = (SELECT max(number) FROM sync_batch WHERE school_id = $1 AND state = 'applied')
             AND NOT EXISTS (SELECT FROM sync_batch o WHERE o.school_id = $1 AND o.id <> b.id
                 AND o.state IN ('applied', 'undone') AND o.finished_at = b.finished_at)) AS "is_undoable!""#,
        tx.school().0,
        batch.0
    )
    .fetch_one(&mut **tx)
    .await
}

/// Takes away what the school's last applied run left behind to be undone.
pub async fn forget_before_image(tx: &mut TenantTx) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE sync_batch SET before_image = NULL WHERE school_id = $1 AND before_image IS NOT NULL",
        tx.school().0
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Whether the run was undone.
pub async fn is_undone(tx: &mut TenantTx, batch: BatchId) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM sync_batch WHERE school_id = $1 AND id = $2 AND state = 'undone') AS "is_undone!""#,
        tx.school().0,
        batch.0
    )
    .fetch_one(&mut **tx)
    .await
}

/// Locks those whom the run changed and whom the school still has, in the order of their UPNs, as a run does.
pub async fn lock_changed_people(tx: &mut TenantTx, batch: BatchId) -> sqlx::Result<()> {
    sqlx::query!(
        "SELECT FROM account
         WHERE school_id = $1 AND id IN (SELECT account_id FROM sync_change
             WHERE school_id = $1 AND batch_id = $2 AND outcome = ANY ($3::text[]))
         ORDER BY upn, id FOR UPDATE",
        tx.school().0,
        batch.0,
        &Change::ALL.map(Change::as_str) as &[&str]
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Those whom the run changed, in the file's order, each with what became of them since.
pub async fn list_changed_people(
    tx: &mut TenantTx,
    batch: &UndoableBatch,
) -> sqlx::Result<Vec<ChangedPerson>> {
    let rows = sqlx::query!(
        r#"SELECT c.account_id AS "account!: AccountId", c.name, coalesce(c.username, '') AS "username!", c.outcome,
                  a.id IS NOT NULL AS "is_here!", coalesce(a.last_sign_in_at > $4, false) AS "signed_in!",
                  ARRAY(SELECT DISTINCT e.kind FROM audit_subject s
                        JOIN audit_event e ON e.school_id = s.school_id AND e.id = s.event_id
                        WHERE s.school_id = $1 AND s.account_id = c.account_id AND e.at > $4) AS "acts!"
           FROM (SELECT DISTINCT ON (account_id) account_id, name, username, outcome, row, position FROM sync_change
                 WHERE school_id = $1 AND batch_id = $2 AND outcome = ANY ($3::text[]) ORDER BY account_id, position) c
           LEFT JOIN account a ON a.id = c.account_id AND a.school_id = $1
           ORDER BY c.row, c.position"#,
        tx.school().0,
        batch.id.0,
        &Change::ALL.map(Change::as_str) as &[&str],
        batch.applied_at
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let corrupt = || sqlx::Error::Decode(format!("change of {}: outcome", row.account).into());
            Ok(ChangedPerson {
                change: Change::from_code(&row.outcome).ok_or_else(corrupt)?,
                acts: row.acts.iter().filter_map(|kind| EventKind::from_code(kind)).collect(),
                account: row.account,
                name: row.name,
                username: row.username,
                is_here: row.is_here,
                signed_in: row.signed_in,
            })
        })
        .collect()
}

/// Ends the memberships that the run began, and opens those that it ended: by itself, or by a leaving date that it brought
/// and that has taken effect since. Whoever is not here afterwards is in no class.
pub async fn restore_memberships(
    tx: &mut TenantTx,
    batch: &UndoableBatch,
    people: &RestoredPeople<'_>,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "WITH ended AS (
             UPDATE group_member SET ended_at = $3
             WHERE school_id = $1 AND ended_at IS NULL
               AND (account_id = ANY ($5) OR (started_at = $2 AND account_id <> ALL ($6)))
         )
         UPDATE group_member m SET ended_at = NULL
         FROM account a
         WHERE m.school_id = $1 AND a.id = m.account_id AND a.school_id = $1 AND m.started_at < $2
           AND m.account_id <> ALL ($5) AND m.account_id <> ALL ($6)
           AND (a.state IN ('active', 'deactivated') OR a.id = ANY ($4))
           AND (m.ended_at = $2
             OR (a.id = ANY ($4) AND a.state = 'left' AND a.state_changed_at > $2 AND m.ended_at = a.state_changed_at))
           AND NOT EXISTS (SELECT FROM group_member open
               WHERE open.school_id = m.school_id AND open.group_id = m.group_id AND open.account_id = m.account_id
                 AND open.role = m.role AND open.ended_at IS NULL)",
        tx.school().0,
        batch.applied_at,
        now,
        &uuids(people.own),
        &uuids(people.gone),
        &uuids(&people.stay)
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Makes accounts what they were, and opens the enrolments of those who belong to the school again.
pub async fn restore_accounts(tx: &mut TenantTx, before: &Value, own: &[AccountId]) -> sqlx::Result<()> {
    sqlx::query!(
        "WITH was AS (
             SELECT * FROM json_populate_recordset(NULL::account, $2::json) w WHERE w.id = ANY ($3)
         ), opened AS (
             UPDATE enrolment e SET ended_at = NULL FROM was
             WHERE e.school_id = $1 AND e.account_id = was.id AND was.state IN ('active', 'deactivated')
         )
         UPDATE account a
         SET sourced_id = was.sourced_id, upn = was.upn, former_upns = was.former_upns,
             admission_number = was.admission_number, admission_date = was.admission_date, staff_code = was.staff_code,
             start_date = was.start_date, year_group = was.year_group, registration_group = was.registration_group,
             leaving_date = was.leaving_date, active_until = was.active_until, state = was.state,
             state_changed_at = was.state_changed_at
         FROM was WHERE a.school_id = $1 AND a.id = was.id",
        tx.school().0,
        before,
        &uuids(own)
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Ends accounts that the run made, and their enrolments.
pub async fn close_created(tx: &mut TenantTx, created: &[AccountId], now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "WITH closed AS (
             UPDATE enrolment SET ended_at = coalesce(ended_at, $2) WHERE school_id = $1 AND account_id = ANY ($3)
         )
         UPDATE account SET state = 'undone', state_changed_at = $2, active_until = NULL
         WHERE school_id = $1 AND id = ANY ($3)",
        tx.school().0,
        now,
        &uuids(created)
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Makes groups that the run changed what they were.
pub async fn restore_groups(tx: &mut TenantTx, before: &Value) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE teaching_group g
         SET title = was.title, is_registration = was.is_registration, subject = was.subject,
             subject_code = was.subject_code, year_group = was.year_group, ended_at = was.ended_at
         FROM json_populate_recordset(NULL::teaching_group, $2::json) was WHERE g.school_id = $1 AND g.id = was.id",
        tx.school().0,
        before
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Groups that the run ended are taught again. Those that it made end, unless somebody who stays is in them.
pub async fn restore_group_ends(
    tx: &mut TenantTx,
    batch: &UndoableBatch,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE teaching_group g SET ended_at = CASE WHEN g.created_at = $2 THEN $3::timestamptz END
         WHERE g.school_id = $1 AND CASE WHEN g.created_at = $2
             THEN g.ended_at IS NULL AND NOT EXISTS (SELECT FROM group_member m
                 WHERE m.school_id = $1 AND m.group_id = g.id AND m.ended_at IS NULL)
             ELSE g.ended_at = $2 END",
        tx.school().0,
        batch.applied_at,
        now
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Gives claimed learners back to the schools that they came from; returns how many.
pub async fn return_learners(
    tx: &mut TenantTx,
    learners: &[AccountId],
    now: DateTime<Utc>,
) -> sqlx::Result<usize> {
    let returned = sqlx::query!("SELECT return_learners($1, $2) AS id", &uuids(learners), now);
    Ok(returned.fetch_all(&mut **tx).await?.len())
}

/// Earlier stays that the run had opened again end as they had ended.
pub async fn restore_enrolments(tx: &mut TenantTx, before: &Value, back: &[AccountId]) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE enrolment e
         SET started_at = was.started_at, ended_at = was.ended_at, moved_at = was.moved_at, before_move = was.before_move,
             username = was.username, forename = was.forename, surname = was.surname, search_name = was.search_name,
             admission_number = was.admission_number, staff_code = was.staff_code, year_group = was.year_group,
             registration_group = was.registration_group, leaving_date = was.leaving_date
         FROM json_populate_recordset(NULL::enrolment, $2::json) was
         WHERE e.school_id = $1 AND e.account_id = was.account_id AND was.account_id = ANY ($3)",
        tx.school().0,
        before,
        &uuids(back)
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Makes the list of those who wait what it was, but for those who are here by now.
pub async fn restore_waiting(tx: &mut TenantTx, before: &Value) -> sqlx::Result<()> {
    sqlx::query!(
        "WITH was AS (
             SELECT * FROM json_populate_recordset(NULL::waiting_learner, $2::json) w
             WHERE NOT EXISTS (SELECT FROM account a WHERE a.school_id = $1 AND a.upn = w.upn)
         ), gone AS (
             DELETE FROM waiting_learner WHERE school_id = $1 AND upn NOT IN (SELECT upn FROM was)
         )
         INSERT INTO waiting_learner (school_id, upn, id, batch_id, sourced_id, name, admission_date, since, reason)
         SELECT $1, upn, id, batch_id, sourced_id, name, admission_date, since, reason FROM was
         ON CONFLICT (school_id, upn) DO UPDATE SET batch_id = excluded.batch_id, sourced_id = excluded.sourced_id,
             name = excluded.name, admission_date = excluded.admission_date, since = excluded.since,
             reason = excluded.reason",
        tx.school().0,
        before
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!("SELECT note_waiting_moves()").execute(&mut **tx).await.map(|_| ())
}

/// The run was undone; what it kept for that goes, and the summary no longer says that the last run is applied. A run that
/// was held or failed after it stays the last.
pub async fn mark_undone(tx: &mut TenantTx, batch: BatchId, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "WITH undone AS (
             UPDATE sync_batch SET state = 'undone', undone_at = $3, before_image = NULL, snapshot = NULL
             WHERE school_id = $1 AND id = $2
         )
         UPDATE school_status
         SET last_outcome = CASE last_outcome WHEN 'applied' THEN 'undone' ELSE last_outcome END,
             last_applied_at = (SELECT max(finished_at) FROM sync_batch
                                WHERE school_id = $1 AND state = 'applied' AND id <> $2)
         WHERE school_id = $1",
        tx.school().0,
        batch.0,
        now
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

fn uuids(accounts: &[AccountId]) -> Vec<Uuid> {
    accounts.iter().map(|id| id.0).collect()
}
