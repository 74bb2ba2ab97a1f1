//! SQL of what is asked for.

use chrono::{DateTime, Utc};

use crate::base::AcademicYear;
use crate::base::id::{AccountId, GroupId, WorkspaceId};
use crate::connectors::Service;
use crate::db::TenantTx;
use crate::workspaces::Class;
use crate::workspaces::tenant::Tenant;

/// A group of the school; one that `teacher` teaches, where one is given. A class that is over is still the own one of those who
/// taught it to its end.
pub(in crate::workspaces) async fn find_class(
    tx: &mut TenantTx,
    id: GroupId,
    teacher: Option<AccountId>,
) -> sqlx::Result<Option<Class>> {
    sqlx::query_as!(
        Class,
        r#"SELECT g.id AS "id: GroupId", g.title, g.academic_year AS "year: AcademicYear", g.ended_at IS NOT NULL AS "has_ended!",
               (SELECT count(*) FROM group_member t JOIN account a ON a.id = t.account_id
                WHERE t.school_id = g.school_id AND t.group_id = g.id AND t.role = 'teacher' AND t.ended_at IS NULL
                  AND a.state = 'active') AS "teachers!"
           FROM teaching_group g
           WHERE g.school_id = $1 AND g.id = $2 AND ($3::uuid IS NULL OR EXISTS (
               SELECT FROM group_member m
               WHERE m.school_id = g.school_id AND m.group_id = g.id AND m.account_id = $3 AND m.role = 'teacher'
                 AND (m.ended_at IS NULL OR m.ended_at >= least(g.ended_at,
                     make_date(g.academic_year + 1, 9, 1)::timestamp AT TIME ZONE 'Europe/London'))))"#,
        tx.school().0,
        id.0,
        teacher.map(|teacher| teacher.0),
    )
    .fetch_optional(&mut **tx)
    .await
}

/// A Team or Classroom that somebody asks for.
#[derive(Debug)]
pub(in crate::workspaces) struct NewRequest<'a> {
    pub(in crate::workspaces) id: WorkspaceId,
    pub(in crate::workspaces) group: GroupId,
    pub(in crate::workspaces) service: Service,
    pub(in crate::workspaces) tenant: Tenant,
    /// Who asks, as pages name them.
    pub(in crate::workspaces) by: &'a str,
    pub(in crate::workspaces) at: DateTime<Utc>,
}

/// Keeps the request; none where the class has one of the service already. One that was never made is asked for under its own
/// id, so that whatever a lost try left is found.
pub(in crate::workspaces) async fn put_request(
    tx: &mut TenantTx,
    new: &NewRequest<'_>,
) -> sqlx::Result<Option<WorkspaceId>> {
    sqlx::query_scalar!(
        r#"INSERT INTO workspace AS known (id, school_id, group_id, service, tenant, wanted, asked_by, asked_at)
           VALUES ($1, $2, $3, $4, $5, 'active', $6, $7)
           ON CONFLICT (school_id, group_id, service) DO UPDATE
           SET tenant = excluded.tenant, wanted = 'active', is_linked = true, is_open = true, asked_by = excluded.asked_by,
               asked_at = excluded.asked_at, attempts = 0, problem = NULL, detail = NULL, next_try_at = NULL
           WHERE known.wanted = 'archived' AND known.confirmed = 'nothing'
           RETURNING id AS "id: WorkspaceId""#,
        new.id.0,
        tx.school().0,
        new.group.0,
        new.service.as_str(),
        new.tenant.to_string(),
        new.by,
        new.at,
    )
    .fetch_optional(&mut **tx)
    .await
}

/// Puts everybody on the list who is in the class now and may be a member, and is not on it: teachers as owners, learners with
/// consent as members. Who was added.
pub(in crate::workspaces) async fn add_members(
    tx: &mut TenantTx,
    workspace: WorkspaceId,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<AccountId>> {
    sqlx::query_scalar!(
        r#"INSERT INTO workspace_member AS known (school_id, workspace_id, account_id, role, asked_at)
           SELECT w.school_id, w.id, a.id, CASE WHEN bool_or(m.role = 'teacher') THEN 'owner' ELSE 'member' END, $3
           FROM workspace w
           JOIN group_member m ON m.school_id = w.school_id AND m.group_id = w.group_id AND m.ended_at IS NULL
           JOIN account a ON a.id = m.account_id AND a.school_id = w.school_id AND a.state = 'active'
             AND (a.has_consent OR a.kind NOT IN ('learner', 'non_mis_learner'))
           WHERE w.school_id = $1 AND w.id = $2
           GROUP BY w.school_id, w.id, a.id
           ON CONFLICT (school_id, workspace_id, account_id) DO UPDATE
           SET role = excluded.role, asked_at = excluded.asked_at, confirmed_at = NULL, external_id = NULL, removed_at = NULL
           WHERE known.removed_at IS NOT NULL
           RETURNING account_id AS "account: AccountId""#,
        tx.school().0,
        workspace.0,
        now
    )
    .fetch_all(&mut **tx)
    .await
}

/// The class's Team or Classroom that follows it and is to be active, opened for more to be done; none where there is none.
pub(in crate::workspaces) async fn open_linked(
    tx: &mut TenantTx,
    group: GroupId,
    service: Service,
) -> sqlx::Result<Option<WorkspaceId>> {
    sqlx::query_scalar!(
        r#"UPDATE workspace SET is_open = true
           WHERE school_id = $1 AND group_id = $2 AND service = $3 AND wanted = 'active' AND is_linked
             AND (is_open OR problem IS NULL)
           RETURNING id AS "id: WorkspaceId""#,
        tx.school().0,
        group.0,
        service.as_str()
    )
    .fetch_optional(&mut **tx)
    .await
}

/// Asks for what is archived, or is to be, to be active again; from now on it does not follow its class. None where nothing is.
pub(in crate::workspaces) async fn restore(
    tx: &mut TenantTx,
    (group, service): (GroupId, Service),
    by: &str,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<WorkspaceId>> {
    sqlx::query_scalar!(
        r#"UPDATE workspace SET wanted = 'active', is_linked = false, is_open = true, asked_by = $4, asked_at = $5, attempts = 0,
               problem = NULL, detail = NULL, next_try_at = NULL
           WHERE school_id = $1 AND group_id = $2 AND service = $3 AND wanted = 'archived' AND confirmed <> 'nothing'
           RETURNING id AS "id: WorkspaceId""#,
        tx.school().0,
        group.0,
        service.as_str(),
        by,
        now
    )
    .fetch_optional(&mut **tx)
    .await
}

/// Asks once more for what has failed, or for members whose accounts could not be made. What was lost begins from nothing, in
/// `tenant`. None where nothing has failed.
pub(in crate::workspaces) async fn retry(
    tx: &mut TenantTx,
    (group, service, tenant): (GroupId, Service, Tenant),
    losses: &[String],
    now: DateTime<Utc>,
) -> sqlx::Result<Option<WorkspaceId>> {
    sqlx::query_scalar!(
        r#"WITH stopped AS (
               SELECT id, problem = ANY ($5) AS is_lost FROM workspace w
               WHERE school_id = $1 AND group_id = $2 AND service = $3 AND NOT is_open AND (problem IS NOT NULL OR EXISTS (
                   SELECT FROM workspace_member m WHERE m.school_id = w.school_id AND m.workspace_id = w.id
                     AND m.confirmed_at IS NULL AND m.removed_at IS NULL))
               FOR UPDATE
           ), afresh AS (
               UPDATE workspace_member m SET confirmed_at = NULL, external_id = NULL FROM stopped s
               WHERE m.school_id = $1 AND m.workspace_id = s.id AND s.is_lost AND m.removed_at IS NULL
           )
           UPDATE workspace w
           SET is_open = true, asked_at = $6, attempts = 0, problem = NULL, detail = NULL, next_try_at = NULL,
               tenant = CASE WHEN s.is_lost THEN $4 ELSE w.tenant END,
               confirmed = CASE WHEN s.is_lost THEN 'nothing' ELSE w.confirmed END,
               external_id = CASE WHEN NOT coalesce(s.is_lost, false) THEN w.external_id END
           FROM stopped s WHERE w.school_id = $1 AND w.id = s.id
           RETURNING w.id AS "id: WorkspaceId""#,
        tx.school().0,
        group.0,
        service.as_str(),
        tenant.to_string(),
        losses,
        now
    )
    .fetch_optional(&mut **tx)
    .await
}

/// What was made for classes of `year` or before, still follows them and is in use: what the year end archives.
pub async fn list_archivable(tx: &mut TenantTx, year: AcademicYear) -> sqlx::Result<Vec<(GroupId, Service)>> {
    let rows = sqlx::query!(
        r#"SELECT w.group_id AS "group: GroupId", w.service
           FROM workspace w JOIN teaching_group g ON g.school_id = w.school_id AND g.id = w.group_id
           WHERE w.school_id = $1 AND w.wanted = 'active' AND w.is_linked AND g.academic_year <= $2"#,
        tx.school().0,
        year.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let corrupt = || sqlx::Error::Decode("workspace: service".into());
    rows.into_iter()
        .map(|row| Ok((row.group, Service::from_code(&row.service).ok_or_else(corrupt)?)))
        .collect()
}

/// Asks for everything to be archived that was made for these classes and still follows them. Which that is.
pub(in crate::workspaces) async fn archive(
    tx: &mut TenantTx,
    classes: &[GroupId],
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<WorkspaceId>> {
    let classes: Vec<_> = classes.iter().map(|class| class.0).collect();
    sqlx::query_scalar!(
        r#"UPDATE workspace w SET wanted = 'archived', is_open = true, asked_at = $3, attempts = 0, problem = NULL, detail = NULL,
               next_try_at = NULL
           WHERE w.school_id = $1 AND w.wanted = 'active' AND w.is_linked AND w.group_id = ANY ($2)
           RETURNING w.id AS "id: WorkspaceId""#,
        tx.school().0,
        &classes,
        now
    )
    .fetch_all(&mut **tx)
    .await
}
