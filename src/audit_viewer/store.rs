//! SQL of reading the audit trail.

use chrono::{DateTime, Utc};

use super::filter::Filter;
use super::{ActedBy, EventRow, Subject};
use crate::audit::EventKind;
use crate::base::id::{AccountId, EventId};
use crate::base::text::search_words;
use crate::db::TenantTx;

/// Some rows of a list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slice {
    pub(super) limit: i64,
    pub(super) offset: i64,
}

/// A line of the file: an event with one of its people, or alone where it has none.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) event: EventRow,
    pub(super) subject: Option<Subject>,
}

/// The line after which the next ones stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct After {
    pub(super) at: DateTime<Utc>,
    pub(super) event: EventId,
    pub(super) account: Option<AccountId>,
}

/// A question about the events that a filter finds: what it asks, and what more they must be beside the filter's kind, days and
/// actor, which are the first five arguments.
macro_rules! ask_events {
    ($answer:ty, $asked:tt, $and:tt, $tx:expr, $filter:expr, $($argument:expr),* $(,)?) => {
        sqlx::query_as!(
            $answer,
            $asked + "
            WHERE e.school_id = $1 AND ($2::text IS NULL OR e.kind = $2)
              AND ($3::date IS NULL OR e.at >= $3::date::timestamp AT TIME ZONE 'Europe/London')
              AND ($4::date IS NULL OR e.at < ($4::date + 1)::timestamp AT TIME ZONE 'Europe/London')
              AND NOT EXISTS (SELECT FROM unnest($5::text[]) AS wanted (word) WHERE position(word IN e.actor_search) = 0)
              AND " + $and,
            $tx.school().0,
            $filter.kind.map(EventKind::as_str),
            $filter.from,
            $filter.to,
            &search_words($filter.by.as_deref().unwrap_or_default()),
            $($argument),*
        )
    };
}

/// The accounts that the words name, of everybody who is or was in the school; nothing where no words are given.
pub(super) async fn find_concerned(
    tx: &mut TenantTx,
    filter: &Filter,
) -> sqlx::Result<Option<Vec<AccountId>>> {
    let Some(about) = &filter.about else {
        return Ok(None);
    };
    sqlx::query_scalar!(
        r#"SELECT n.account_id AS "id: AccountId" FROM enrolment n
           LEFT JOIN account a ON a.id = n.account_id AND n.moved_at IS NULL
           WHERE n.school_id = $1 AND NOT EXISTS (
               SELECT FROM unnest($2::text[]) AS wanted (word)
               WHERE position(word IN coalesce(a.search_name, n.search_name)) = 0
                 AND position(word IN lower(coalesce(a.username, n.username))) = 0)"#,
        tx.school().0,
        &search_words(about)
    )
    .fetch_all(&mut **tx)
    .await
    .map(Some)
}

/// How many events there are at all.
pub(super) async fn count_all(tx: &mut TenantTx) -> sqlx::Result<i64> {
    sqlx::query_scalar!(r#"SELECT count(*) AS "count!" FROM audit_event WHERE school_id = $1"#, tx.school().0)
        .fetch_one(&mut **tx)
        .await
}

/// How many events the filter finds.
pub(super) async fn count_events(
    tx: &mut TenantTx,
    filter: &Filter,
    concerned: Option<&[AccountId]>,
) -> sqlx::Result<i64> {
    ask_events!(
        Count,
        r#"SELECT count(*) AS "count!" FROM audit_event e"#,
        "($6::uuid[] IS NULL OR e.id IN (
                 SELECT s.event_id FROM audit_subject s WHERE s.school_id = $1 AND s.account_id = ANY ($6)))",
        tx,
        filter,
        concerned as Option<&[AccountId]>
    )
    .fetch_one(&mut **tx)
    .await
    .map(|found| found.count)
}

/// The events that the filter finds, newest first; each that was done to one person with that person.
pub(super) async fn list_events(
    tx: &mut TenantTx,
    filter: &Filter,
    concerned: Option<&[AccountId]>,
    slice: Slice,
) -> sqlx::Result<Vec<EventRow>> {
    let rows = ask_events!(
        Row,
        r#"SELECT e.id AS "id: EventId", e.at, e.kind, e.actor_name, e.actor_username, e.actor_role, e.people,
               host(e.address) AS address, e.note,
               s.account_id AS "account?: AccountId", s.name AS "name?", s.username AS "username?"
           FROM audit_event e
           LEFT JOIN audit_subject s ON s.school_id = e.school_id AND s.event_id = e.id AND e.people = 1"#,
        "($6::uuid[] IS NULL OR e.id IN (
                 SELECT s.event_id FROM audit_subject s WHERE s.school_id = $1 AND s.account_id = ANY ($6)))
           ORDER BY e.at DESC, e.id DESC LIMIT $7 OFFSET $8",
        tx,
        filter,
        concerned as Option<&[AccountId]>,
        slice.limit,
        slice.offset
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter().map(Row::into_event).collect()
}

/// The next lines of the file, newest first, an event's people one after another. Where people are asked for, only they.
pub(super) async fn list_lines(
    tx: &mut TenantTx,
    filter: &Filter,
    after: Option<After>,
    limit: i64,
) -> sqlx::Result<Vec<Line>> {
    let concerned = find_concerned(tx, filter).await?;
    let rows = ask_events!(
        Row,
        r#"SELECT e.id AS "id: EventId", e.at, e.kind, e.actor_name, e.actor_username, e.actor_role, e.people,
               host(e.address) AS address, e.note,
               s.account_id AS "account?: AccountId", s.name AS "name?", s.username AS "username?"
           FROM audit_event e
           LEFT JOIN audit_subject s ON s.school_id = e.school_id AND s.event_id = e.id"#,
        "($6::uuid[] IS NULL OR s.account_id = ANY ($6))
             AND ($7::timestamptz IS NULL OR (e.at, e.id) <= ($7, $8)
                 AND ((e.at, e.id) < ($7, $8) OR s.account_id > $9))
           ORDER BY e.at DESC, e.id DESC, s.account_id LIMIT $10",
        tx,
        filter,
        concerned.as_deref() as Option<&[AccountId]>,
        after.map(|after| after.at),
        after.map(|after| after.event.0),
        after.and_then(|after| after.account).map(|account| account.0),
        limit
    )
    .fetch_all(&mut **tx)
    .await?;
    let line = |row: Row| row.into_event().map(|event| Line { subject: event.subject.clone(), event });
    rows.into_iter().map(line).collect()
}

/// One event, with its person where it was done to one.
pub(super) async fn find_event(tx: &mut TenantTx, id: EventId) -> sqlx::Result<Option<EventRow>> {
    let row = sqlx::query_as!(
        Row,
        r#"SELECT e.id AS "id: EventId", e.at, e.kind, e.actor_name, e.actor_username, e.actor_role, e.people,
               host(e.address) AS address, e.note,
               s.account_id AS "account?: AccountId", s.name AS "name?", s.username AS "username?"
           FROM audit_event e
           LEFT JOIN audit_subject s ON s.school_id = e.school_id AND s.event_id = e.id AND e.people = 1
           WHERE e.school_id = $1 AND e.id = $2"#,
        tx.school().0,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    row.map(Row::into_event).transpose()
}

/// The people to whom something was done, by name as they were called then.
pub(super) async fn list_subjects(
    tx: &mut TenantTx,
    event: EventId,
    slice: Slice,
) -> sqlx::Result<Vec<Subject>> {
    sqlx::query_as!(
        Subject,
        r#"SELECT account_id AS "account: AccountId", name, username FROM audit_subject
           WHERE school_id = $1 AND event_id = $2 ORDER BY name, account_id LIMIT $3 OFFSET $4"#,
        tx.school().0,
        event.0,
        slice.limit,
        slice.offset
    )
    .fetch_all(&mut **tx)
    .await
}

struct Count {
    count: i64,
}

/// An event and perhaps a person of it, as the statements above answer.
struct Row {
    id: EventId,
    at: DateTime<Utc>,
    kind: String,
    actor_name: String,
    actor_username: String,
    actor_role: String,
    people: i32,
    address: Option<String>,
    note: Option<String>,
    account: Option<AccountId>,
    name: Option<String>,
    username: Option<String>,
}

impl Row {
    fn into_event(self) -> sqlx::Result<EventRow> {
        let kind = EventKind::from_code(&self.kind)
            .ok_or_else(|| sqlx::Error::Decode(format!("audit_event: kind {}", self.kind).into()))?;
        let subject = match (self.account, self.name, self.username) {
            (Some(account), Some(name), Some(username)) => Some(Subject { account, name, username }),
            _ => None,
        };
        Ok(EventRow {
            id: self.id,
            at: self.at,
            kind,
            by: ActedBy { name: self.actor_name, username: self.actor_username, role: self.actor_role },
            people: self.people,
            subject,
            address: self.address,
            note: self.note,
        })
    }
}
