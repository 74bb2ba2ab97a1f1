//! SQL of files: the people of an event, by surname and forename as English sorts them.

use chrono::{DateTime, Utc};

use crate::base::id::{AccountId, EventId};
use crate::base::{PersonName, YearGroup};
use crate::db::TenantTx;

/// Somebody, as a line tells of them.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) id: AccountId,
    pub(super) name: PersonName,
    pub(super) username: String,
    pub(super) created_at: DateTime<Utc>,
    pub(super) year: Option<YearGroup>,
    pub(super) registration_group: Option<String>,
    /// Not known of somebody whom another school manages by now.
    pub(super) has_consent: Option<bool>,
}

/// The last line that was read.
#[derive(Debug)]
pub(super) struct After {
    name: PersonName,
    id: AccountId,
}

impl From<Line> for After {
    fn from(line: Line) -> Self {
        Self { name: line.name, id: line.id }
    }
}

/// The next people of an event whose accounts still work, in the order of the account's own index.
pub(super) async fn list_active_lines(
    tx: &mut TenantTx,
    event: EventId,
    after: Option<&After>,
    limit: i64,
) -> sqlx::Result<Vec<Line>> {
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT a.id AS "id!: AccountId", a.display_forename AS "forename!", a.display_surname AS "surname!",
               a.username AS "username!", a.created_at AS "created_at!", a.year_group, a.registration_group,
               a.has_consent AS "has_consent?"
           FROM account a
           WHERE a.school_id = $1 AND a.state = 'active'
             AND EXISTS (SELECT FROM audit_subject s
                 WHERE s.school_id = $1 AND s.account_id = a.id AND s.event_id = $2)
             AND ($3::text IS NULL
                 OR (a.display_surname COLLATE "en-x-icu", a.display_forename COLLATE "en-x-icu", a.id) > ($3, $4::text, $5::uuid))
           ORDER BY a.display_surname COLLATE "en-x-icu", a.display_forename COLLATE "en-x-icu", a.id LIMIT $6"#,
        tx.school().0,
        event.0,
        after.map(|after| after.name.surname.as_str()),
        after.map(|after| after.name.forename.as_str()),
        after.map(|after| after.id.0),
        limit
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(Line::from).collect())
}

/// The next people of an event, whether their accounts work or not. Of those who moved the enrolment tells.
pub(super) async fn list_lines(
    tx: &mut TenantTx,
    event: EventId,
    after: Option<&After>,
    limit: i64,
) -> sqlx::Result<Vec<Line>> {
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT p.id AS "id!: AccountId", p.forename AS "forename!", p.surname AS "surname!", p.username AS "username!",
               p.created_at AS "created_at!", p.year_group, p.registration_group, p.has_consent
           FROM (
               SELECT n.account_id AS id, coalesce(a.display_forename, n.forename) AS forename,
                      coalesce(a.display_surname, n.surname) AS surname, coalesce(a.username, n.username) AS username,
                      coalesce(a.created_at, n.started_at) AS created_at,
                      CASE WHEN a.id IS NULL THEN n.year_group ELSE a.year_group END AS year_group,
                      CASE WHEN a.id IS NULL THEN n.registration_group ELSE a.registration_group END AS registration_group,
                      a.has_consent
               FROM audit_subject s
               JOIN enrolment n ON n.school_id = s.school_id AND n.account_id = s.account_id
               LEFT JOIN account a ON a.id = n.account_id AND a.school_id = n.school_id AND n.moved_at IS NULL
               WHERE s.school_id = $1 AND s.event_id = $2
           ) p
           WHERE $3::text IS NULL
               OR (p.surname COLLATE "en-x-icu", p.forename COLLATE "en-x-icu", p.id) > ($3, $4::text, $5::uuid)
           ORDER BY p.surname COLLATE "en-x-icu", p.forename COLLATE "en-x-icu", p.id LIMIT $6"#,
        tx.school().0,
        event.0,
        after.map(|after| after.name.surname.as_str()),
        after.map(|after| after.name.forename.as_str()),
        after.map(|after| after.id.0),
        limit
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(Line::from).collect())
}

struct Row {
    id: AccountId,
    forename: String,
    surname: String,
    username: String,
    created_at: DateTime<Utc>,
    year_group: Option<i16>,
    registration_group: Option<String>,
    has_consent: Option<bool>,
}

impl From<Row> for Line {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            name: PersonName { forename: row.forename, surname: row.surname },
            username: row.username,
            created_at: row.created_at,
            year: row.year_group.and_then(YearGroup::new),
            registration_group: row.registration_group,
            has_consent: row.has_consent,
        }
    }
}
