//! SQL of the school's settings.

use super::{Change, ClientContact, ClientManager, HoldThreshold, Settings};
use crate::db::TenantTx;

/// Who manages the current school's provisioning client, where the school has said so.
pub async fn find_client_contact(tx: &mut TenantTx) -> sqlx::Result<Option<ClientContact>> {
    Ok(find_settings(tx).await?.map(|settings| settings.client))
}

/// The current school's settings, where any are set.
pub(super) async fn find_settings(tx: &mut TenantTx) -> sqlx::Result<Option<Settings>> {
    let row = sqlx::query!(
        "SELECT client_manager, contact_name, contact_email, contact_telephone, version, changed_at, changed_by
         FROM school_settings WHERE school_id = $1",
        tx.school().0
    )
    .fetch_optional(&mut **tx)
    .await?;
    row.map(|row| {
        let manager = ClientManager::from_code(&row.client_manager)
            .ok_or_else(|| sqlx::Error::Decode("school_settings: client_manager".into()))?;
        Ok(Settings {
            client: ClientContact {
                manager,
                name: row.contact_name,
                email: row.contact_email,
                telephone: row.contact_telephone,
            },
            version: row.version,
            changed_at: row.changed_at,
            changed_by: row.changed_by,
        })
    })
    .transpose()
}

/// Keeps the settings if they still are what was seen; else nothing changes and the answer is no.
pub(super) async fn put_settings(tx: &mut TenantTx, change: &Change<'_>) -> sqlx::Result<bool> {
    let ClientContact { manager, name, email, telephone } = change.client;
    let result = sqlx::query!(
        "INSERT INTO school_settings AS kept
             (school_id, client_manager, contact_name, contact_email, contact_telephone, version, changed_at, changed_by)
         VALUES ($1, $2, $3, $4, $5, 1, $6, $7)
         ON CONFLICT (school_id) DO UPDATE
         SET client_manager = excluded.client_manager, contact_name = excluded.contact_name,
             contact_email = excluded.contact_email, contact_telephone = excluded.contact_telephone,
             version = kept.version + 1, changed_at = excluded.changed_at, changed_by = excluded.changed_by
         WHERE kept.version = $8",
        tx.school().0,
        manager.as_str(),
        name,
        email.as_deref(),
        telephone.as_deref(),
        change.at,
        change.actor.name.to_string(),
        change.seen
    )
    .execute(&mut **tx)
    .await?;
    Ok(result.rows_affected() == 1)
}

/// From how many releases on a run of the current school is held.
pub(super) async fn find_hold_threshold(tx: &mut TenantTx) -> sqlx::Result<HoldThreshold> {
    sqlx::query_as!(
        HoldThreshold,
        "SELECT hold_accounts AS accounts, hold_percent AS percent FROM school WHERE id = $1",
        tx.school().0
    )
    .fetch_one(&mut **tx)
    .await
}
