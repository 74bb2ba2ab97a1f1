//! SQL of consent.

use chrono::{DateTime, Utc};

use super::Recorded;
use crate::base::id::{AccountId, ConsentId};
use crate::db::TenantTx;

/// A line of a learner's consent history.
#[derive(Clone, Debug)]
pub struct ConsentChange {
    /// When it was recorded.
    pub at: DateTime<Utc>,
    /// Whether it was given.
    pub has_consent: bool,
    /// On what ground.
    pub basis: String,
    /// Who recorded it.
    pub actor_name: String,
}

/// Sets the consent of `people`, each with an entry in the history.
pub(super) async fn insert_changes(
    tx: &mut TenantTx,
    recorded: &Recorded<'_>,
    (ids, people): (&[ConsentId], &[AccountId]),
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let ids: Vec<_> = ids.iter().map(|id| id.0).collect();
    let people: Vec<_> = people.iter().map(|id| id.0).collect();
    sqlx::query!(
        "WITH given AS (
             UPDATE account SET has_consent = $3 WHERE school_id = $1 AND id = ANY ($5) RETURNING id
         )
         INSERT INTO consent_event
             (id, school_id, account_id, has_consent, at, actor_id, actor_name, actor_username, actor_role, basis)
         SELECT new.id, $1, given.id, $3, $2, $6, $7, $8, $9, $10
         FROM unnest($4::uuid[], $5::uuid[]) AS new (id, account_id) JOIN given ON given.id = new.account_id",
        tx.school().0,
        now,
        recorded.has_consent,
        &ids,
        &people,
        recorded.author.account.map(|account| account.0),
        recorded.author.name,
        recorded.author.username,
        recorded.author.role,
        recorded.basis,
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// A learner's consent as this school recorded it, newest first.
pub async fn list_changes(tx: &mut TenantTx, learner: AccountId) -> sqlx::Result<Vec<ConsentChange>> {
    sqlx::query_as!(
        ConsentChange,
        "SELECT at, has_consent, basis, actor_name FROM consent_event
         WHERE school_id = $1 AND account_id = $2 ORDER BY at DESC, id DESC",
        tx.school().0,
        learner.0
    )
    .fetch_all(&mut **tx)
    .await
}
