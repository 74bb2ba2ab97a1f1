//! SQL of the demo: what no MIS brings.

use chrono::{DateTime, Utc};

use super::cast::AuthorityPlan;
use crate::base::AcademicYear;
use crate::base::id::{AccountId, BatchId, GroupId, SchoolId, UploadId, WorkspaceId};
use crate::connectors::Service;
use crate::db::{Reason, SystemTx, TenantTx};
use crate::services::Services;

/// Adds a fictional authority.
pub async fn add_authority(tx: &mut SystemTx, authority: AuthorityPlan) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO local_authority (code, name_en, name_cy) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        authority.code,
        authority.name_en,
        authority.name_cy
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Uploads that were not read yet.
pub async fn list_unread_uploads(services: &Services) -> sqlx::Result<Vec<UploadId>> {
    let mut tx = services.database.system(Reason::Operator).await?;
    let uploads = sqlx::query_scalar!(
        r#"SELECT id AS "id: UploadId" FROM upload WHERE content IS NOT NULL ORDER BY received_at"#
    )
    .fetch_all(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(uploads)
}

/// Consent for two learners in three.
pub async fn give_consent(tx: &mut SystemTx, school: SchoolId) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE account SET has_consent = true
         WHERE school_id = $1 AND kind = 'learner' AND right(sourced_id, 1) NOT IN ('0', '3', '7')",
        school.0
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// The account that the MIS knows by this id.
pub async fn find_person(
    tx: &mut SystemTx,
    school: SchoolId,
    sourced_id: &str,
) -> sqlx::Result<Option<(AccountId, String)>> {
    let row = sqlx::query!(
        r#"SELECT id AS "id: AccountId", username FROM account WHERE school_id = $1 AND sourced_id = $2"#,
        school.0,
        sourced_id
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| (row.id, row.username)))
}

/// The first two classes of an academic year that a form had, and the first two that somebody taught, by the MIS's id.
pub async fn list_first_classes(
    tx: &mut TenantTx,
    year: AcademicYear,
    (teacher, form): (&str, &str),
) -> sqlx::Result<Vec<GroupId>> {
    sqlx::query_scalar!(
        r#"WITH class AS (
               SELECT id, title, length(title), EXISTS (
                   SELECT FROM group_member m JOIN account a ON a.id = m.account_id
                   WHERE m.school_id = g.school_id AND m.group_id = g.id AND m.role = 'teacher' AND a.sourced_id = $3
               ) AS is_taught
               FROM teaching_group g WHERE g.school_id = $1 AND g.academic_year = $2
           )
           (SELECT id AS "id!: GroupId" FROM class WHERE starts_with(title, $4 || '/') ORDER BY title LIMIT 2)
           UNION (SELECT id FROM class WHERE is_taught ORDER BY length, title LIMIT 2)"#,
        tx.school().0,
        year.0,
        teacher,
        form
    )
    .fetch_all(&mut **tx)
    .await
}

/// A Team or Classroom in the sandbox that somebody asked for then, with its teachers, and its learners who have consent; their
/// accounts.
pub async fn add_workspace(
    tx: &mut TenantTx,
    (id, group, service): (WorkspaceId, GroupId, Service),
    asked: (&str, DateTime<Utc>),
) -> sqlx::Result<Vec<AccountId>> {
    sqlx::query!(
        "INSERT INTO workspace (id, school_id, group_id, service, tenant, wanted, asked_by, asked_at)
         VALUES ($1, $2, $3, $4, 'sandbox', 'active', $5, $6)",
        id.0,
        tx.school().0,
        group.0,
        service.as_str(),
        asked.0,
        asked.1
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query_scalar!(
        r#"INSERT INTO workspace_member (school_id, workspace_id, account_id, role, asked_at)
           SELECT m.school_id, $2, a.id, CASE m.role WHEN 'teacher' THEN 'owner' ELSE 'member' END, $4
           FROM group_member m JOIN account a ON a.id = m.account_id AND a.school_id = m.school_id AND a.state = 'active'
           WHERE m.school_id = $1 AND m.group_id = $3 AND (m.role = 'teacher' OR a.has_consent)
           RETURNING account_id AS "account: AccountId""#,
        tx.school().0,
        id.0,
        group.0,
        asked.1
    )
    .fetch_all(&mut **tx)
    .await
}

/// The upload that a batch is of.
pub async fn find_upload(services: &Services, batch: BatchId) -> sqlx::Result<UploadId> {
    let mut tx = services.database.system(Reason::Operator).await?;
    let upload =
        sqlx::query_scalar!(r#"SELECT upload_id AS "id: UploadId" FROM sync_batch WHERE id = $1"#, batch.0)
            .fetch_one(&mut *tx)
            .await?;
    tx.commit().await?;
    Ok(upload)
}
