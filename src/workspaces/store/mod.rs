//! SQL of Teams and Classrooms: what a job reads and writes. `asking` writes what is asked for, `leavers` knows who must be taken
//! out, `panel` reads what pages show, `health` keeps whether the services answer.

pub(super) mod asking;
pub(super) mod health;
pub(super) mod leavers;
pub(super) mod panel;

use chrono::{DateTime, Utc};

use super::making::{Leaver, Newcomer, Workspace};
use super::people::STUCK_AFTER;
use super::problem::{Hope, Problem};
use super::standing::{Confirmed, Standing, Wish};
use super::tenant::Tenant;
use crate::base::AcademicYear;
use crate::base::id::{AccountId, SchoolId, WorkspaceId};
use crate::connectors::{ExternalId, MemberRole, Service};
use crate::db::{SystemTx, TenantTx};

/// What a service confirmed.
#[derive(Clone, Debug)]
pub(super) enum Change {
    /// It is known there under this id, with this owner in it.
    Made(ExternalId, (AccountId, ExternalId)),
    /// It is so.
    Is(Confirmed),
}

/// Locks it until the end of the transaction. Whoever writes its members holds it first, so that two wait in turn.
pub(super) async fn lock(tx: &mut TenantTx, id: WorkspaceId) -> sqlx::Result<()> {
    sqlx::query!("SELECT FROM workspace WHERE school_id = $1 AND id = $2 FOR UPDATE", tx.school().0, id.0)
        .execute(&mut **tx)
        .await
        .map(|_| ())
}

/// Takes those off the list who are not in it and must not be: who has left the school or the class that it follows, or has no
/// consent.
async fn drop_unwanted_members(
    tx: &mut TenantTx,
    workspace: WorkspaceId,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE workspace_member m SET removed_at = $3 FROM workspace w
         WHERE m.school_id = $1 AND m.workspace_id = $2 AND m.confirmed_at IS NULL AND m.removed_at IS NULL
           AND w.school_id = m.school_id AND w.id = m.workspace_id
           AND (NOT EXISTS (SELECT FROM account a WHERE a.id = m.account_id AND a.school_id = $1 AND a.state = 'active'
                   AND (a.has_consent OR a.kind NOT IN ('learner', 'non_mis_learner')))
               OR w.is_linked AND NOT EXISTS (SELECT FROM group_member g
                   WHERE g.school_id = $1 AND g.group_id = w.group_id AND g.account_id = m.account_id AND g.ended_at IS NULL))",
        tx.school().0,
        workspace.0,
        now
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// The Team or Classroom as it stands, locked until the end of the transaction, with those who are to be added.
pub(super) async fn lock_workspace(
    tx: &mut TenantTx,
    id: WorkspaceId,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<Workspace>> {
    let row = sqlx::query!(
        r#"SELECT w.service, w.tenant, w.wanted, w.confirmed, w.is_open, w.problem, w.external_id AS "external_id: ExternalId",
               w.asked_at, g.title, g.academic_year AS "year: AcademicYear", s.authority_code
           FROM workspace w JOIN teaching_group g ON g.school_id = w.school_id AND g.id = w.group_id
           JOIN school s ON s.id = w.school_id
           WHERE w.school_id = $1 AND w.id = $2 FOR UPDATE OF w"#,
        tx.school().0,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let corrupt = |column: &str| sqlx::Error::Decode(format!("workspace {id}: {column}").into());
    let service = Service::from_code(&row.service).ok_or_else(|| corrupt("service"))?;
    let tenant = Tenant::from_code(&row.tenant).ok_or_else(|| corrupt("tenant"))?;
    drop_unwanted_members(tx, id, now).await?;
    Ok(Some(Workspace {
        id,
        service,
        tenant,
        authority: row.authority_code,
        standing: standing_of(&row.wanted, &row.confirmed, (row.is_open, row.problem.as_deref()))
            .ok_or_else(|| corrupt("standing"))?,
        external_id: row.external_id,
        title: format!("{} ({})", row.title, row.year),
        age: now - row.asked_at,
        newcomers: list_newcomers(tx, id, (service, tenant)).await?,
        leavers: list_leavers_of(tx, id).await?,
    }))
}

async fn list_leavers_of(tx: &mut TenantTx, id: WorkspaceId) -> sqlx::Result<Vec<Leaver>> {
    let school = tx.school();
    let leavers = leavers::list_leavers(tx, &[school], Some(id)).await?;
    Ok(leavers.into_iter().map(|(_, leaver)| leaver).collect())
}

/// The standing that these columns spell.
pub(super) fn standing_of(
    wanted: &str,
    confirmed: &str,
    (is_open, problem): (bool, Option<&str>),
) -> Option<Standing> {
    let problem = match problem {
        Some(code) => Some(Problem::from_code(code)?),
        None => None,
    };
    Some(Standing {
        wanted: Wish::from_code(wanted)?,
        confirmed: Confirmed::from_code(confirmed)?,
        is_open,
        problem,
    })
}

/// Who is to be added, owners first.
async fn list_newcomers(
    tx: &mut TenantTx,
    workspace: WorkspaceId,
    (service, tenant): (Service, Tenant),
) -> sqlx::Result<Vec<Newcomer>> {
    let rows = sqlx::query!(
        r#"SELECT m.account_id AS "account: AccountId", m.role, s.external_id AS "external_id?: ExternalId",
               coalesce(s.attempts, 0) >= $5 AS "is_stuck!"
           FROM workspace_member m
           LEFT JOIN service_account s ON s.account_id = m.account_id AND s.service = $3 AND s.tenant = $4
           WHERE m.school_id = $1 AND m.workspace_id = $2 AND m.confirmed_at IS NULL AND m.removed_at IS NULL
           ORDER BY m.role DESC, m.account_id"#,
        tx.school().0,
        workspace.0,
        service.as_str(),
        tenant.to_string(),
        STUCK_AFTER,
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let role = MemberRole::from_code(&row.role);
            Ok(Newcomer {
                account: row.account,
                role: role.ok_or_else(|| sqlx::Error::Decode("a member's role".into()))?,
                is_stuck: row.is_stuck && row.external_id.is_none(),
                external_id: row.external_id,
            })
        })
        .collect()
}

/// Notes what the service confirmed.
pub(super) async fn put_change(
    tx: &mut TenantTx,
    id: WorkspaceId,
    change: &Change,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let (confirmed, external_id) = match change {
        Change::Made(external_id, owner) => {
            put_members(tx, id, std::slice::from_ref(owner), now).await?;
            (Confirmed::Creating, Some(external_id.as_str()))
        }
        Change::Is(confirmed) => (*confirmed, None),
    };
    sqlx::query!(
        "UPDATE workspace SET confirmed = $3, external_id = coalesce($4, external_id), attempts = 0, problem = NULL,
             detail = NULL, next_try_at = NULL
         WHERE school_id = $1 AND id = $2",
        tx.school().0,
        id.0,
        confirmed.as_str(),
        external_id,
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Notes that these people are in it, as these accounts.
pub(super) async fn put_members(
    tx: &mut TenantTx,
    id: WorkspaceId,
    people: &[(AccountId, ExternalId)],
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let (people, accounts): (Vec<_>, Vec<_>) =
        people.iter().map(|(person, account)| (person.0, account.as_str().to_owned())).unzip();
    sqlx::query!(
        "WITH joined AS (
             UPDATE workspace_member m SET confirmed_at = $5, external_id = new.account
             FROM unnest($3::uuid[], $4::text[]) AS new (person, account)
             WHERE m.school_id = $1 AND m.workspace_id = $2 AND m.account_id = new.person AND m.removed_at IS NULL
         )
         UPDATE workspace SET attempts = 0, problem = NULL, detail = NULL, next_try_at = NULL WHERE school_id = $1 AND id = $2",
        tx.school().0,
        id.0,
        &people,
        &accounts,
        now,
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Lets it rest: nothing is left to do.
pub(super) async fn settle(tx: &mut TenantTx, id: WorkspaceId) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE workspace SET is_open = false, attempts = 0, problem = NULL, detail = NULL, next_try_at = NULL
         WHERE school_id = $1 AND id = $2",
        tx.school().0,
        id.0
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Notes what a try met; how many failed in a row. Waiting for the service is no failure.
pub(super) async fn note_setback(
    tx: &mut TenantTx,
    id: WorkspaceId,
    problem: Problem,
    detail: Option<&str>,
) -> sqlx::Result<i32> {
    sqlx::query_scalar!(
        "UPDATE workspace SET attempts = attempts + $3, problem = $4, detail = $5 WHERE school_id = $1 AND id = $2
         RETURNING attempts",
        tx.school().0,
        id.0,
        i32::from(problem.hope() != Hope::Wait),
        problem.as_str(),
        detail
    )
    .fetch_one(&mut **tx)
    .await
}

/// Nobody tries before this moment.
pub(super) async fn put_off(tx: &mut TenantTx, id: WorkspaceId, until: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE workspace SET next_try_at = $3 WHERE school_id = $1 AND id = $2",
        tx.school().0,
        id.0,
        until
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Lets it be, until somebody asks again.
pub(super) async fn give_up(tx: &mut TenantTx, id: WorkspaceId, problem: Problem) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE workspace SET is_open = false, problem = $3, next_try_at = NULL WHERE school_id = $1 AND id = $2",
        tx.school().0,
        id.0,
        problem.as_str()
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Everything that is not at rest, in every school, with the moment before which nobody tries.
pub(super) async fn find_open(
    tx: &mut SystemTx,
) -> sqlx::Result<Vec<(SchoolId, WorkspaceId, Option<DateTime<Utc>>)>> {
    let rows = sqlx::query!(
        r#"SELECT school_id AS "school: SchoolId", id AS "id: WorkspaceId", next_try_at FROM workspace
           WHERE is_open ORDER BY next_try_at NULLS FIRST"#
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.school, row.id, row.next_try_at)).collect())
}
