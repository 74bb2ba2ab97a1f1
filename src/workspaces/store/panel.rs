//! SQL of what a group's page shows, and of the figures of the dashboard.

use chrono::{DateTime, Utc};

use super::standing_of;
use crate::base::id::{GroupId, WorkspaceId};
use crate::base::{Language, PersonName};
use crate::connectors::Service;
use crate::db::TenantTx;
use crate::workspaces::people::STUCK_AFTER;
use crate::workspaces::standing::Standing;

/// A Team or Classroom as a page shows it.
#[derive(Clone, Debug)]
pub(in crate::workspaces) struct WorkspaceRow {
    pub(in crate::workspaces) id: WorkspaceId,
    pub(in crate::workspaces) service: Service,
    pub(in crate::workspaces) standing: Standing,
    pub(in crate::workspaces) detail: Option<String>,
    pub(in crate::workspaces) is_linked: bool,
    pub(in crate::workspaces) asked_by: String,
    pub(in crate::workspaces) asked_at: DateTime<Utc>,
    /// How many are in it.
    pub(in crate::workspaces) members: i64,
    /// How many belong into it, those included who are in.
    pub(in crate::workspaces) wanted: i64,
    /// How many of them could get no account there.
    pub(in crate::workspaces) stuck: i64,
}

/// What a group has.
pub(in crate::workspaces) async fn list_workspaces(
    tx: &mut TenantTx,
    group: GroupId,
) -> sqlx::Result<Vec<WorkspaceRow>> {
    let rows = sqlx::query!(
        r#"SELECT w.id AS "id: WorkspaceId", w.service, w.wanted, w.confirmed, w.is_open, w.problem, w.detail, w.is_linked,
               w.asked_by, w.asked_at, count(m.account_id) FILTER (WHERE m.confirmed_at IS NOT NULL) AS "members!",
               count(m.account_id) AS "belonging!",
               count(m.account_id) FILTER (WHERE m.confirmed_at IS NULL AND s.attempts >= $3 AND s.external_id IS NULL) AS "stuck!"
           FROM workspace w
           LEFT JOIN workspace_member m ON m.school_id = w.school_id AND m.workspace_id = w.id AND m.removed_at IS NULL
           LEFT JOIN service_account s ON s.account_id = m.account_id AND s.service = w.service
           WHERE w.school_id = $1 AND w.group_id = $2
           GROUP BY w.school_id, w.id"#,
        tx.school().0,
        group.0,
        STUCK_AFTER
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let corrupt =
                |column: &str| sqlx::Error::Decode(format!("workspace {}: {column}", row.id).into());
            Ok(WorkspaceRow {
                service: Service::from_code(&row.service).ok_or_else(|| corrupt("service"))?,
                standing: standing_of(&row.wanted, &row.confirmed, (row.is_open, row.problem.as_deref()))
                    .ok_or_else(|| corrupt("standing"))?,
                id: row.id,
                detail: row.detail,
                is_linked: row.is_linked,
                asked_by: row.asked_by,
                asked_at: row.asked_at,
                members: row.members,
                wanted: row.belonging,
                stuck: row.stuck,
            })
        })
        .collect()
}

/// Who is in the class and may be a member, and is not on the list.
pub(in crate::workspaces) async fn list_missing(
    tx: &mut TenantTx,
    workspace: WorkspaceId,
    language: Language,
) -> sqlx::Result<Vec<PersonName>> {
    sqlx::query_as!(
        PersonName,
        "SELECT a.display_forename AS forename, a.display_surname AS surname FROM account a
         WHERE a.school_id = $1 AND a.state = 'active' AND (a.has_consent OR a.kind NOT IN ('learner', 'non_mis_learner'))
           AND EXISTS (SELECT FROM workspace w JOIN group_member g ON g.school_id = w.school_id AND g.group_id = w.group_id
               WHERE w.school_id = a.school_id AND w.id = $2 AND g.account_id = a.id AND g.ended_at IS NULL)
           AND NOT EXISTS (SELECT FROM workspace_member m
               WHERE m.school_id = a.school_id AND m.workspace_id = $2 AND m.account_id = a.id AND m.removed_at IS NULL)
         ORDER BY CASE $3 WHEN 'cy' THEN a.display_surname COLLATE \"cy-x-icu\" END,
             CASE $3 WHEN 'cy' THEN a.display_forename COLLATE \"cy-x-icu\" END,
             a.display_surname COLLATE \"en-x-icu\", a.display_forename COLLATE \"en-x-icu\", a.id",
        tx.school().0,
        workspace.0,
        language.code()
    )
    .fetch_all(&mut **tx)
    .await
}

/// How many of the school's Teams and Classrooms have failed.
pub(in crate::workspaces) async fn count_failed(tx: &mut TenantTx) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM workspace WHERE school_id = $1 AND NOT is_open AND problem IS NOT NULL"#,
        tx.school().0
    )
    .fetch_one(&mut **tx)
    .await
}
