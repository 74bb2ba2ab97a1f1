//! SQL of the demo: what no MIS brings.

use super::cast::AuthorityPlan;
use crate::base::id::{AccountId, SchoolId, UploadId};
use crate::db::{Reason, SystemTx};
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
