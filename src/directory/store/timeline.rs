//! What is on record about one person: acts of people, and changes by runs.

use chrono::{DateTime, Utc};

use super::super::timeline::{Act, Change};
use crate::audit::EventKind;
use crate::base::id::{AccountId, BatchId};
use crate::db::TenantTx;

/// What somebody did to the person, newest first.
pub(in super::super) async fn list_acts(
    tx: &mut TenantTx,
    id: AccountId,
    most: i64,
) -> sqlx::Result<Vec<Act>> {
    let rows = sqlx::query!(
        "SELECT e.at, e.kind, e.actor_name, e.note FROM audit_subject s
         JOIN audit_event e ON e.school_id = s.school_id AND e.id = s.event_id
         WHERE s.school_id = $1 AND s.account_id = $2
         ORDER BY e.at DESC, e.id DESC LIMIT $3",
        tx.school().0,
        id.0,
        most
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let kind = EventKind::from_code(&row.kind)
                .ok_or_else(|| sqlx::Error::Decode(format!("audit_event: kind {}", row.kind).into()))?;
            Ok(Act { at: row.at, kind, by: row.actor_name, note: row.note })
        })
        .collect()
}

/// What applied runs did to the person, newest first, a line for each field; rehearsals and discarded runs did nothing.
pub(in super::super) async fn list_changes(
    tx: &mut TenantTx,
    id: AccountId,
    most: i64,
) -> sqlx::Result<Vec<Change>> {
    sqlx::query_as!(
        Change,
        r#"SELECT b.id AS "run: BatchId", coalesce(b.finished_at, b.received_at) AS "at!: DateTime<Utc>", c.outcome, c.cause,
               c.field, c.before, c.after
           FROM sync_change c JOIN sync_batch b ON b.school_id = c.school_id AND b.id = c.batch_id
           WHERE c.school_id = $1 AND c.account_id = $2 AND b.state = 'applied'
             AND c.outcome IN ('created', 'updated', 'released', 'reactivated', 'transferred')
           ORDER BY b.number DESC, c.position LIMIT $3"#,
        tx.school().0,
        id.0,
        most
    )
    .fetch_all(&mut **tx)
    .await
}
