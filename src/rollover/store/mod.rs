//! SQL of the year end: its lists and how far they are worked off. `state` reads the school, `pages` what is shown, `summary`
//! the nation.

pub(super) mod pages;
pub(super) mod state;
pub(super) mod summary;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::plan::{GroupPlan, Plan};
use super::{Purpose, Rollover};
use crate::base::AcademicYear;
use crate::base::id::{AccountId, GroupId};
use crate::db::TenantTx;

/// Keeps runs of the provisioning client and other parts of the year end away from the school until the transaction ends.
pub(super) async fn lock_school(tx: &mut TenantTx) -> sqlx::Result<()> {
    sqlx::query!("SELECT FROM intake WHERE school_id = $1 FOR UPDATE", tx.school().0)
        .execute(&mut **tx)
        .await
        .map(|_| ())
}

/// The year end as it stands; one that was not thought of yet is written down.
pub(super) async fn find_or_add(tx: &mut TenantTx, year: AcademicYear) -> sqlx::Result<Rollover> {
    sqlx::query!(
        "INSERT INTO rollover (school_id, start_year) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        tx.school().0,
        year.0
    )
    .execute(&mut **tx)
    .await?;
    Ok(pages::find_rollover(tx, year).await?.unwrap_or_default())
}

/// Drops the list of an earlier rehearsal.
pub(super) async fn forget_list(tx: &mut TenantTx, year: AcademicYear) -> sqlx::Result<()> {
    sqlx::query!(
        "WITH accounts AS (DELETE FROM rollover_account WHERE school_id = $1 AND start_year = $2)
         DELETE FROM rollover_group WHERE school_id = $1 AND start_year = $2",
        tx.school().0,
        year.0
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Settles what was rehearsed and is not to be done any more: either it has happened by itself, or somebody decided otherwise.
pub(super) async fn settle_unplanned(tx: &mut TenantTx, year: AcademicYear, plan: &Plan) -> sqlx::Result<()> {
    let accounts: Vec<Uuid> = plan.accounts.iter().map(|account| account.0).collect();
    let groups: Vec<Uuid> = plan.groups.iter().map(|group| group.id.0).collect();
    sqlx::query!(
        "WITH accounts AS (
             UPDATE rollover_account p SET outcome = CASE a.state WHEN 'expired' THEN 'done' ELSE 'kept' END
             FROM account a
             WHERE p.school_id = $1 AND p.start_year = $2 AND p.account_id <> ALL ($3)
               AND a.school_id = p.school_id AND a.id = p.account_id
         )
         UPDATE rollover_group p SET outcome = CASE WHEN g.ended_at IS NULL THEN 'kept' ELSE 'done' END
         FROM teaching_group g
         WHERE p.school_id = $1 AND p.start_year = $2 AND p.group_id <> ALL ($4)
           AND g.school_id = p.school_id AND g.id = p.group_id",
        tx.school().0,
        year.0,
        &accounts,
        &groups
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Stores the list. What a rehearsal had foreseen is there already, and stays marked as foreseen.
pub(super) async fn put_list(
    tx: &mut TenantTx,
    year: AcademicYear,
    purpose: Purpose,
    plan: &Plan,
) -> sqlx::Result<()> {
    let is_rehearsed = purpose == Purpose::Rehearsal;
    let accounts: Vec<Uuid> = plan.accounts.iter().map(|account| account.0).collect();
    sqlx::query!(
        "INSERT INTO rollover_account (school_id, start_year, account_id, is_rehearsed)
         SELECT $1, $2, id, $4 FROM unnest($3::uuid[]) AS planned (id) ON CONFLICT DO NOTHING",
        tx.school().0,
        year.0,
        &accounts,
        is_rehearsed
    )
    .execute(&mut **tx)
    .await?;
    let groups = &plan.groups;
    let ids: Vec<Uuid> = groups.iter().map(|group| group.id.0).collect();
    let memberships: Vec<i32> = groups.iter().map(|group| group.memberships).collect();
    let flags = |get: fn(&GroupPlan) -> bool| groups.iter().map(get).collect::<Vec<bool>>();
    sqlx::query!(
        "INSERT INTO rollover_group (school_id, start_year, group_id, ends, memberships, archives_team, archives_classroom,
             is_rehearsed)
         SELECT $1, $2, p.id, p.ends, p.memberships, p.team, p.classroom, $8
         FROM unnest($3::uuid[], $4::boolean[], $5::integer[], $6::boolean[], $7::boolean[])
             AS p (id, ends, memberships, team, classroom)
         ON CONFLICT (school_id, start_year, group_id) DO UPDATE
         SET ends = excluded.ends, memberships = excluded.memberships, archives_team = excluded.archives_team,
             archives_classroom = excluded.archives_classroom",
        tx.school().0,
        year.0,
        &ids,
        &flags(|group| group.ends),
        &memberships,
        &flags(|group| group.archives_team),
        &flags(|group| group.archives_classroom),
        is_rehearsed
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Stores what the list adds up to, and that it is a rehearsal's or is being carried out from now on.
pub(super) async fn put_figures(
    tx: &mut TenantTx,
    (year, purpose): (AcademicYear, Purpose),
    plan: &Plan,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let count = |length: usize| i32::try_from(length).unwrap_or(i32::MAX);
    sqlx::query!(
        "UPDATE rollover
         SET accounts = $3, groups = $4, memberships = $5, workspaces = $6, client_ran = $7, learners_behind = $8,
             rehearsed_at = CASE WHEN $9 THEN $10 ELSE rehearsed_at END,
             began_at = CASE WHEN NOT $9 THEN $10 ELSE began_at END
         WHERE school_id = $1 AND start_year = $2",
        tx.school().0,
        year.0,
        count(plan.accounts.len()),
        count(plan.groups.len()),
        plan.memberships(),
        plan.workspaces(),
        plan.client_ran,
        count(plan.learners_behind),
        purpose == Purpose::Rehearsal,
        now
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// The next of those whose term is over and who are not settled.
pub(super) async fn list_open_accounts(
    tx: &mut TenantTx,
    year: AcademicYear,
    limit: i64,
) -> sqlx::Result<Vec<AccountId>> {
    sqlx::query_scalar!(
        r#"SELECT account_id AS "id: AccountId" FROM rollover_account
           WHERE school_id = $1 AND start_year = $2 AND outcome IS NULL ORDER BY account_id LIMIT $3"#,
        tx.school().0,
        year.0,
        limit
    )
    .fetch_all(&mut **tx)
    .await
}

/// Notes what became of them: who was extended or closed by a person meanwhile has been kept from expiring.
pub(super) async fn settle_accounts(
    tx: &mut TenantTx,
    year: AcademicYear,
    accounts: &[AccountId],
) -> sqlx::Result<()> {
    let ids: Vec<Uuid> = accounts.iter().map(|account| account.0).collect();
    sqlx::query!(
        "WITH settled AS (
             UPDATE rollover_account p SET outcome = CASE WHEN EXISTS (
                 SELECT FROM account a WHERE a.school_id = p.school_id AND a.id = p.account_id AND a.state = 'expired')
                 THEN 'done' ELSE 'kept' END
             WHERE p.school_id = $1 AND p.start_year = $2 AND p.account_id = ANY ($3)
         )
         UPDATE rollover SET chunks = chunks + 1 WHERE school_id = $1 AND start_year = $2",
        tx.school().0,
        year.0,
        &ids
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// The next groups that are not settled: as many as have about `rows` memberships together, and at least one.
pub(super) async fn list_open_groups(
    tx: &mut TenantTx,
    year: AcademicYear,
    rows: i64,
) -> sqlx::Result<Vec<GroupId>> {
    sqlx::query_scalar!(
        r#"SELECT group_id AS "id: GroupId"
           FROM (
               SELECT group_id, sum(memberships + 1) OVER (ORDER BY group_id) - memberships - 1 AS before
               FROM rollover_group WHERE school_id = $1 AND start_year = $2 AND outcome IS NULL
           ) open WHERE before < $3 ORDER BY group_id"#,
        tx.school().0,
        year.0,
        rows
    )
    .fetch_all(&mut **tx)
    .await
}

/// Ends groups with their memberships; both stay as history.
pub(super) async fn end_groups(tx: &mut TenantTx, groups: &[GroupId], at: DateTime<Utc>) -> sqlx::Result<()> {
    let ids: Vec<Uuid> = groups.iter().map(|group| group.0).collect();
    sqlx::query!(
        "WITH members AS (
             UPDATE group_member SET ended_at = $3 WHERE school_id = $1 AND group_id = ANY ($2) AND ended_at IS NULL
         )
         UPDATE teaching_group SET ended_at = $3 WHERE school_id = $1 AND id = ANY ($2) AND ended_at IS NULL",
        tx.school().0,
        &ids,
        at
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Notes that these groups are done.
pub(super) async fn settle_groups(
    tx: &mut TenantTx,
    year: AcademicYear,
    groups: &[GroupId],
) -> sqlx::Result<()> {
    let ids: Vec<Uuid> = groups.iter().map(|group| group.0).collect();
    sqlx::query!(
        "WITH settled AS (
             UPDATE rollover_group SET outcome = 'done' WHERE school_id = $1 AND start_year = $2 AND group_id = ANY ($3)
         )
         UPDATE rollover SET chunks = chunks + 1 WHERE school_id = $1 AND start_year = $2",
        tx.school().0,
        year.0,
        &ids
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Whose account has expired with the year.
pub(super) async fn list_expired(tx: &mut TenantTx, year: AcademicYear) -> sqlx::Result<Vec<AccountId>> {
    sqlx::query_scalar!(
        r#"SELECT account_id AS "id: AccountId" FROM rollover_account
           WHERE school_id = $1 AND start_year = $2 AND outcome = 'done' ORDER BY account_id"#,
        tx.school().0,
        year.0
    )
    .fetch_all(&mut **tx)
    .await
}

/// Marks the year end as over.
pub(super) async fn conclude(tx: &mut TenantTx, year: AcademicYear, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE rollover SET finished_at = $3 WHERE school_id = $1 AND start_year = $2",
        tx.school().0,
        year.0,
        now
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}
