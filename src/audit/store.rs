//! SQL of the audit trail.

use std::net::IpAddr;

use super::Event;
use crate::db::TenantTx;

/// Writes the event and a line for each of its subjects, in one statement.
pub async fn write_event(tx: &mut TenantTx, event: &Event<'_>) -> sqlx::Result<()> {
    let subjects: Vec<_> = event.subjects.iter().map(|account| account.0).collect();
    sqlx::query!(
        "WITH event AS (
             INSERT INTO audit_event (id, school_id, at, kind, actor_id, actor_name, actor_username, actor_role, people, address)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, cardinality($9::uuid[]), $10::text::inet)
             RETURNING id, school_id
         )
         INSERT INTO audit_subject (school_id, event_id, account_id, name, username)
         SELECT e.school_id, e.id, n.account_id,
                CASE WHEN n.moved_at IS NULL THEN a.display_forename || ' ' || a.display_surname ELSE n.forename || ' ' || n.surname END,
                CASE WHEN n.moved_at IS NULL THEN a.username ELSE n.username END
         FROM event e
         JOIN enrolment n ON n.school_id = e.school_id AND n.account_id = ANY ($9)
         LEFT JOIN account a ON a.id = n.account_id",
        event.id.0,
        tx.school().0,
        event.at,
        event.kind.as_str(),
        event.actor.account.0,
        event.actor.name.to_string(),
        event.actor.username,
        event.actor.role.as_str(),
        &subjects,
        event.address.as_ref().map(IpAddr::to_string),
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}
