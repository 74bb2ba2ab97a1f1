//! SQL of those who must be taken out.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::base::id::{AccountId, SchoolId, WorkspaceId};
use crate::connectors::{ExternalId, MemberRole};
use crate::db::TenantTx;
use crate::workspaces::making::Leaver;

/// Who is in a Team or Classroom and must not be any more, of one or of all of these schools: who has left the school, which ends
/// every seat in its classes, and learners without consent. Owners go once another one stays. What is archived keeps its
/// members, and so does what no longer follows its class.
pub(in crate::workspaces) async fn list_leavers(
    connection: &mut PgConnection,
    schools: &[SchoolId],
    workspace: Option<WorkspaceId>,
) -> sqlx::Result<Vec<(WorkspaceId, Leaver)>> {
    let ids: Vec<_> = schools.iter().map(|school| school.0).collect();
    let rows = sqlx::query!(
        r#"WITH present AS (
               SELECT m.workspace_id, m.account_id, m.role, m.external_id,
                   n.ended_at IS NULL AND (a.has_consent OR a.kind NOT IN ('learner', 'non_mis_learner')) AS may_stay
               FROM workspace w
               JOIN workspace_member m ON m.school_id = w.school_id AND m.workspace_id = w.id AND m.removed_at IS NULL
               JOIN enrolment n ON n.school_id = m.school_id AND n.account_id = m.account_id
               LEFT JOIN account a ON a.id = m.account_id AND a.school_id = m.school_id
               WHERE w.school_id = ANY ($1) AND ($2::uuid IS NULL OR w.id = $2)
                 AND w.is_linked AND w.wanted = 'active' AND w.confirmed = 'active'
           )
           SELECT p.workspace_id AS "workspace!: WorkspaceId", p.account_id AS "account!: AccountId", p.role AS "role!",
               p.external_id AS "external_id!: ExternalId"
           FROM present p
           WHERE p.external_id IS NOT NULL AND p.may_stay IS NOT TRUE AND (p.role = 'member' OR EXISTS (
               SELECT FROM present other
               WHERE other.workspace_id = p.workspace_id AND other.role = 'owner' AND other.external_id IS NOT NULL
                 AND other.may_stay))
           ORDER BY p.workspace_id, p.account_id"#,
        &ids,
        workspace.map(|workspace| workspace.0),
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            let role = MemberRole::from_code(&row.role);
            let role = role.ok_or_else(|| sqlx::Error::Decode("a member's role".into()))?;
            Ok((row.workspace, Leaver { account: row.account, role, external_id: row.external_id }))
        })
        .collect()
}

/// Opens these for more to be done; which they are. What has failed waits until somebody asks again.
pub(in crate::workspaces) async fn reopen(
    connection: &mut PgConnection,
    schools: &[SchoolId],
    workspaces: &[WorkspaceId],
) -> sqlx::Result<Vec<(SchoolId, WorkspaceId)>> {
    let schools: Vec<_> = schools.iter().map(|school| school.0).collect();
    let ids: Vec<_> = workspaces.iter().map(|id| id.0).collect();
    let rows = sqlx::query!(
        r#"UPDATE workspace SET is_open = true
           WHERE school_id = ANY ($1) AND id = ANY ($2) AND (is_open OR problem IS NULL)
           RETURNING school_id AS "school_id: SchoolId", id AS "workspace_id: WorkspaceId""#,
        &schools,
        &ids
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|row| (row.school_id, row.workspace_id)).collect())
}

/// Notes that these people are out of it.
pub(in crate::workspaces) async fn put_leavers(
    tx: &mut TenantTx,
    id: WorkspaceId,
    people: &[AccountId],
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let people: Vec<_> = people.iter().map(|id| id.0).collect();
    sqlx::query!(
        "WITH gone AS (
             UPDATE workspace_member SET confirmed_at = NULL, external_id = NULL, removed_at = $4
             WHERE school_id = $1 AND workspace_id = $2 AND account_id = ANY ($3)
         )
         UPDATE workspace SET attempts = 0, problem = NULL, detail = NULL, next_try_at = NULL WHERE school_id = $1 AND id = $2",
        tx.school().0,
        id.0,
        &people,
        now,
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}
