//! What came of each row: changes, rejections, and who waits.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::super::plan::{Cause, Outcome, PersonPlan, Plan};
use super::super::snapshot::{LearnerRow, RejectionCode};
use crate::base::id::{AccountId, BatchId};
use crate::db::TenantTx;

/// Forgets what a run told.
pub async fn delete_outcomes(tx: &mut TenantTx, batch: BatchId) -> sqlx::Result<()> {
    sqlx::query!(
        "WITH changes AS (DELETE FROM sync_change WHERE school_id = $1 AND batch_id = $2)
         DELETE FROM sync_rejection WHERE school_id = $1 AND batch_id = $2",
        tx.school().0,
        batch.0
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Stores every outcome of the plan but the unchanged rows that have nothing to say. `with_accounts` is false where nothing
/// was done: then accounts that the plan would make do not exist.
pub async fn store_outcomes(
    tx: &mut TenantTx,
    batch: BatchId,
    plan: &Plan,
    with_accounts: bool,
) -> sqlx::Result<()> {
    if !plan.people.is_empty() {
        insert_changes(tx, batch, &plan.people, with_accounts).await?;
    }
    if !plan.missing.is_empty() {
        insert_missing(tx, batch, &plan.missing).await?;
    }
    if !plan.rejections.is_empty() {
        insert_rejections(tx, batch, plan).await?;
    }
    Ok(())
}

/// One line of `sync_change`.
struct Line<'p> {
    person: &'p PersonPlan,
    account: Option<Uuid>,
    field: Option<&'static str>,
    before: Option<String>,
    after: Option<String>,
}

fn lines(people: &[PersonPlan], with_accounts: bool) -> Vec<Line<'_>> {
    let mut lines = Vec::with_capacity(people.len());
    for person in people {
        let exists = with_accounts || !matches!(person.outcome, Outcome::Created | Outcome::Transferred);
        let account = person.account.filter(|_| exists).map(|account| account.0);
        let line = |field, before, after| Line { person, account, field, before, after };
        let tells_fields = !matches!(person.outcome, Outcome::Created | Outcome::Waiting | Outcome::Skipped);
        if person.changes.is_empty() || !tells_fields {
            lines.push(line(None, None, None));
        } else {
            lines.extend(
                person
                    .changes
                    .iter()
                    .map(|c| line(Some(c.field.as_str()), c.before.clone(), c.after.clone())),
            );
        }
    }
    lines
}

async fn insert_changes(
    tx: &mut TenantTx,
    batch: BatchId,
    people: &[PersonPlan],
    with_accounts: bool,
) -> sqlx::Result<()> {
    let lines = lines(people, with_accounts);
    let text = |get: &dyn Fn(&Line<'_>) -> Option<String>| lines.iter().map(get).collect::<Vec<_>>();
    let rows: Vec<i32> =
        lines.iter().map(|line| i32::try_from(line.person.row).unwrap_or(i32::MAX)).collect();
    let accounts: Vec<Option<Uuid>> = lines.iter().map(|line| line.account).collect();
    sqlx::query!(
        "INSERT INTO sync_change (school_id, batch_id, position, row, sourced_id, account_id, name, username, outcome, field,
             before, after, cause)
         SELECT $1, $2, l.position, l.row, l.sourced_id, l.account_id, l.name, coalesce(l.username, a.username), l.outcome,
             l.field, l.before, l.after, l.cause
         FROM unnest($3::integer[], $4::text[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
                     $11::text[], $12::text[]) WITH ORDINALITY
             AS l (row, sourced_id, account_id, name, username, outcome, field, before, after, cause, position)
         LEFT JOIN account a ON a.id = l.account_id",
        tx.school().0,
        batch.0,
        &rows,
        &text(&|l| Some(l.person.sourced_id.clone())) as &[Option<String>],
        &accounts as &[Option<Uuid>],
        &text(&|l| Some(l.person.name.to_string())) as &[Option<String>],
        &text(&|l| l.person.username.clone()) as &[Option<String>],
        &text(&|l| Some(l.person.outcome.as_str().to_owned())) as &[Option<String>],
        &text(&|l| l.field.map(str::to_owned)) as &[Option<String>],
        &text(&|l| l.before.clone()) as &[Option<String>],
        &text(&|l| l.after.clone()) as &[Option<String>],
        &text(&|l| Some(l.person.cause.as_str().to_owned())) as &[Option<String>],
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Missing people stand behind the changes, numbered downwards from zero so that the two never meet.
async fn insert_missing(tx: &mut TenantTx, batch: BatchId, missing: &[AccountId]) -> sqlx::Result<()> {
    let ids: Vec<Uuid> = missing.iter().map(|id| id.0).collect();
    sqlx::query!(
        "INSERT INTO sync_change (school_id, batch_id, position, row, sourced_id, account_id, name, username, outcome, cause)
         SELECT $1, $2, -m.position, 0, coalesce(a.sourced_id, ''), a.id, a.legal_forename || ' ' || a.legal_surname,
             a.username, 'missing', 'not_in_file'
         FROM unnest($3::uuid[]) WITH ORDINALITY AS m (id, position) JOIN account a ON a.id = m.id",
        tx.school().0,
        batch.0,
        &ids
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

async fn insert_rejections(tx: &mut TenantTx, batch: BatchId, plan: &Plan) -> sqlx::Result<()> {
    let rows: Vec<i32> = plan.rejections.iter().map(|r| i32::try_from(r.row).unwrap_or(i32::MAX)).collect();
    let files: Vec<String> = plan.rejections.iter().map(|r| r.file.clone()).collect();
    let sourced_ids: Vec<String> = plan.rejections.iter().map(|r| r.sourced_id.clone()).collect();
    let names: Vec<String> = plan.rejections.iter().map(|r| r.name.clone()).collect();
    let codes: Vec<&'static str> = plan.rejections.iter().map(|r| RejectionCode::as_str(r.code)).collect();
    sqlx::query!(
        "INSERT INTO sync_rejection (school_id, batch_id, position, file, row, sourced_id, name, code)
         SELECT $1, $2, r.position, r.file, r.row, r.sourced_id, r.name, r.code
         FROM unnest($3::text[], $4::integer[], $5::text[], $6::text[], $7::text[]) WITH ORDINALITY
             AS r (file, row, sourced_id, name, code, position)",
        tx.school().0,
        batch.0,
        &files,
        &rows,
        &sourced_ids,
        &names,
        &codes as &[&str]
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Somebody whose row waits.
#[derive(Debug)]
pub struct Waiting<'s> {
    /// The row.
    pub row: &'s LearnerRow,
    /// Why.
    pub cause: Cause,
}

/// Makes `waiting` the school's list: who is no longer on it waits no more; who stays keeps the day since when. Returns the
/// list as it was.
pub async fn replace_waiting(
    tx: &mut TenantTx,
    batch: BatchId,
    waiting: &[Waiting<'_>],
    now: DateTime<Utc>,
) -> sqlx::Result<Value> {
    let upns: Vec<String> = waiting.iter().map(|w| w.row.upn.as_str().to_owned()).collect();
    let sourced_ids: Vec<String> = waiting.iter().map(|w| w.row.sourced_id.clone()).collect();
    let names: Vec<String> = waiting.iter().map(|w| w.row.name.to_string()).collect();
    let admissions: Vec<NaiveDate> = waiting.iter().map(|w| w.row.admission_date).collect();
    let reasons: Vec<String> = waiting.iter().map(|w| w.cause.as_str().to_owned()).collect();
    let list = sqlx::query!(
        r#"WITH gone AS (
             DELETE FROM waiting_learner WHERE school_id = $1 AND upn <> ALL ($3::text[]) RETURNING upn
         ), put AS (
             INSERT INTO waiting_learner (school_id, upn, batch_id, sourced_id, name, admission_date, since, reason)
             SELECT $1, w.upn, $2, w.sourced_id, w.name, w.admission_date, $8, w.reason
             FROM unnest($3::text[], $4::text[], $5::text[], $6::date[], $7::text[])
                 AS w (upn, sourced_id, name, admission_date, reason)
             ON CONFLICT (school_id, upn) DO UPDATE SET batch_id = excluded.batch_id, sourced_id = excluded.sourced_id,
                 name = excluded.name, admission_date = excluded.admission_date, reason = excluded.reason
             RETURNING upn
         )
         SELECT coalesce((SELECT json_agg(w) FROM waiting_learner w WHERE w.school_id = $1), '[]') AS "before!",
             EXISTS (SELECT FROM gone) OR EXISTS (SELECT FROM put) AS "is_touched!""#,
        tx.school().0,
        batch.0,
        &upns,
        &sourced_ids,
        &names,
        &admissions,
        &reasons,
        now
    )
    .fetch_one(&mut **tx)
    .await?;
    // A statement of its own, because it counts what the one before has written.
    if list.is_touched {
        sqlx::query!("SELECT note_waiting_moves()").execute(&mut **tx).await?;
    }
    Ok(list.before)
}

/// The UPNs that wait in this school.
pub async fn list_waiting_upns(tx: &mut TenantTx) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar!("SELECT upn FROM waiting_learner WHERE school_id = $1", tx.school().0)
        .fetch_all(&mut **tx)
        .await
}

/// Rows that waited and are here now: in the run that brought them, `waiting` becomes what they are.
pub async fn complete_waiting(tx: &mut TenantTx, batch: BatchId, people: &[&PersonPlan]) -> sqlx::Result<()> {
    let rows: Vec<i32> = people.iter().map(|p| i32::try_from(p.row).unwrap_or(i32::MAX)).collect();
    let accounts: Vec<Option<Uuid>> = people.iter().map(|p| p.account.map(|account| account.0)).collect();
    let outcomes: Vec<String> = people.iter().map(|p| p.outcome.as_str().to_owned()).collect();
    let causes: Vec<String> = people.iter().map(|p| p.cause.as_str().to_owned()).collect();
    sqlx::query!(
        "WITH here AS (
             UPDATE sync_change c SET outcome = p.outcome, cause = p.cause, account_id = p.account_id, username = a.username
             FROM unnest($3::integer[], $4::uuid[], $5::text[], $6::text[]) AS p (row, account_id, outcome, cause)
             LEFT JOIN account a ON a.id = p.account_id
             WHERE c.school_id = $1 AND c.batch_id = $2 AND c.row = p.row AND c.outcome = 'waiting'
             RETURNING p.outcome
         )
         UPDATE sync_batch SET waiting = waiting - (SELECT count(*) FROM here)::integer,
             transferred = transferred + (SELECT count(*) FILTER (WHERE outcome = 'transferred') FROM here)::integer,
             created = created + (SELECT count(*) FILTER (WHERE outcome = 'created') FROM here)::integer,
             skipped = skipped + (SELECT count(*) FILTER (WHERE outcome = 'skipped') FROM here)::integer
         WHERE school_id = $1 AND id = $2",
        tx.school().0,
        batch.0,
        &rows,
        &accounts as &[Option<Uuid>],
        &outcomes,
        &causes
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}
