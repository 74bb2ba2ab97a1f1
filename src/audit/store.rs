//! SQL of the audit trail.

use std::net::IpAddr;

use sqlx::PgConnection;

use super::{Event, LONGEST_NOTE, SYSTEM_ROLE, SystemEvent};
use crate::base::id::SchoolId;
use crate::base::text::fold;
use crate::db::{SystemTx, TenantTx};

/// Writes the event and a line for each of its subjects, in one statement.
pub async fn write_event(tx: &mut TenantTx, event: &Event<'_>) -> sqlx::Result<()> {
    let school = tx.school();
    insert_event(tx, school, event).await
}

/// Writes into the trail of `school` what was done where the act itself is no school's: to one's own account, by an office.
pub async fn write_own_event(tx: &mut SystemTx, school: SchoolId, event: &Event<'_>) -> sqlx::Result<()> {
    insert_event(tx, school, event).await
}

/// Writes an act on a whole authority, with nobody of a school as its subject, into the trail of each of its schools.
pub async fn write_authority_event(tx: &mut SystemTx, code: i16, event: &Event<'_>) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO audit_event
             (id, school_id, at, kind, actor_id, actor_name, actor_username, actor_role, people, address, note, actor_search)
         SELECT $1, s.id, $2, $3, $4, $5, $6, $7, 0, $8::text::inet, nullif(left($9, $10), ''), $11
         FROM school s WHERE s.authority_code = $12",
        event.id.0,
        event.at,
        event.kind.as_str(),
        event.actor.account.map(|account| account.0),
        event.actor.name,
        event.actor.username,
        event.actor.role,
        event.address.as_ref().map(IpAddr::to_string),
        event.note.map(str::trim),
        i32::try_from(LONGEST_NOTE).unwrap_or(i32::MAX),
        fold(&format!("{} {}", event.actor.name, event.actor.username)),
        code,
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

async fn insert_event(
    connection: &mut PgConnection,
    school: SchoolId,
    event: &Event<'_>,
) -> sqlx::Result<()> {
    let subjects: Vec<_> = event.subjects.iter().map(|account| account.0).collect();
    sqlx::query!(
        "WITH event AS (
             INSERT INTO audit_event
                 (id, school_id, at, kind, actor_id, actor_name, actor_username, actor_role, people, address, note,
                  actor_search)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, cardinality($9::uuid[]), $10::text::inet, nullif(left($11, $12), ''),
                     $13)
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
        school.0,
        event.at,
        event.kind.as_str(),
        event.actor.account.map(|account| account.0),
        event.actor.name,
        event.actor.username,
        event.actor.role,
        &subjects,
        event.address.as_ref().map(IpAddr::to_string),
        event.note.map(str::trim),
        i32::try_from(LONGEST_NOTE).unwrap_or(i32::MAX),
        fold(&format!("{} {}", event.actor.name, event.actor.username)),
    )
    .execute(connection)
    .await
    .map(|_| ())
}

/// Writes what the portal noticed into the trail of the school that manages the account, if one does.
pub async fn write_system_event(tx: &mut SystemTx, event: &SystemEvent) -> sqlx::Result<()> {
    sqlx::query!(
        "WITH subject AS (
             SELECT school_id, id, username, display_forename || ' ' || display_surname AS name
             FROM account WHERE id = $5 AND school_id IS NOT NULL
         ), event AS (
             INSERT INTO audit_event (id, school_id, at, kind, actor_name, actor_username, actor_role, people, address)
             SELECT $1, school_id, $2, $3, '', '', $4, 1, $6::text::inet FROM subject
         )
         INSERT INTO audit_subject (school_id, event_id, account_id, name, username)
         SELECT school_id, $1, id, name, username FROM subject",
        event.id.0,
        event.at,
        event.kind.as_str(),
        SYSTEM_ROLE,
        event.subject.0,
        event.address.as_ref().map(IpAddr::to_string),
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}
