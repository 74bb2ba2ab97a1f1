//! SQL of acts on many people.

use std::net::IpAddr;

use chrono::{DateTime, Utc};

use super::{Act, ActKind, NewAct, Outcome};
use crate::audit::Author;
use crate::base::id::{AccountId, ActId, SchoolId};
use crate::base::{Language, PersonName};
use crate::credentials::PasswordState;
use crate::db::{SystemTx, TenantTx};
use crate::directory::PeopleList;

/// Keeps an act that is asked for, with its people; `false` where one with this id is there already.
pub(super) async fn insert_act(
    tx: &mut TenantTx,
    act: &NewAct<'_>,
    now: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let people: Vec<_> = act.people.iter().map(|id| id.0).collect();
    let inserted = sqlx::query!(
        "WITH act AS (
             INSERT INTO bulk_act (id, school_id, kind, list, actor_id, actor_name, actor_username, actor_role, address, note,
                 people, asked_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::text::inet, $10, cardinality($11::uuid[]), $12)
             ON CONFLICT DO NOTHING RETURNING id
         )
         INSERT INTO bulk_act_person (school_id, act_id, account_id)
         SELECT $2, act.id, wanted.id FROM act, unnest($11::uuid[]) AS wanted (id)",
        act.id.0,
        tx.school().0,
        act.kind.as_str(),
        act.list.code(),
        act.author.account.map(|account| account.0),
        act.author.name,
        act.author.username,
        act.author.role,
        act.address.as_ref().map(IpAddr::to_string),
        act.note,
        &people,
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(inserted.rows_affected() > 0)
}

/// Starts an act that waits for it; how many people it is about, or nothing where it was started before.
pub(super) async fn confirm_act(
    tx: &mut TenantTx,
    id: ActId,
    note: Option<&str>,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<i32>> {
    sqlx::query_scalar!(
        "UPDATE bulk_act SET confirmed_at = $3, note = coalesce($4, note)
         WHERE school_id = $1 AND id = $2 AND confirmed_at IS NULL RETURNING people",
        tx.school().0,
        id.0,
        now,
        note
    )
    .fetch_optional(&mut **tx)
    .await
}

/// The act, however it stands.
pub(super) async fn find_act(tx: &mut TenantTx, id: ActId) -> sqlx::Result<Option<Act>> {
    let row = sqlx::query_as!(
        ActRow,
        r#"SELECT id AS "id: ActId", kind, list, actor_id AS "actor: AccountId", actor_name, actor_username, actor_role,
               host(address) AS address, note, people, confirmed_at, finished_at,
               (SELECT count(*) FROM bulk_act_person p
                WHERE p.school_id = $1 AND p.act_id = $2 AND p.outcome IS NOT NULL) AS "done!"
           FROM bulk_act WHERE school_id = $1 AND id = $2"#,
        tx.school().0,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    row.map(Act::try_from).transpose()
}

/// The act, if it was confirmed and is not finished; nobody else does anything of it until the transaction ends.
pub(super) async fn lock_open_act(tx: &mut TenantTx, id: ActId) -> sqlx::Result<Option<Act>> {
    let row = sqlx::query_as!(
        ActRow,
        r#"SELECT id AS "id: ActId", kind, list, actor_id AS "actor: AccountId", actor_name, actor_username, actor_role,
               host(address) AS address, note, people, confirmed_at, finished_at, 0::bigint AS "done!"
           FROM bulk_act WHERE school_id = $1 AND id = $2 AND confirmed_at IS NOT NULL AND finished_at IS NULL
           FOR UPDATE"#,
        tx.school().0,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    row.map(Act::try_from).transpose()
}

/// The next of those who have no outcome yet.
pub(super) async fn list_open_people(
    tx: &mut TenantTx,
    act: ActId,
    limit: i64,
) -> sqlx::Result<Vec<AccountId>> {
    sqlx::query_scalar!(
        r#"SELECT account_id AS "id: AccountId" FROM bulk_act_person
           WHERE school_id = $1 AND act_id = $2 AND outcome IS NULL ORDER BY account_id LIMIT $3"#,
        tx.school().0,
        act.0,
        limit
    )
    .fetch_all(&mut **tx)
    .await
}

/// Keeps what came of some of the people.
pub(super) async fn put_outcomes(
    tx: &mut TenantTx,
    act: ActId,
    outcomes: &[(AccountId, Outcome)],
) -> sqlx::Result<()> {
    let people: Vec<_> = outcomes.iter().map(|(id, _)| id.0).collect();
    let codes: Vec<_> = outcomes.iter().map(|(_, outcome)| outcome.as_str()).collect();
    sqlx::query!(
        "UPDATE bulk_act_person p SET outcome = new.outcome
         FROM unnest($3::uuid[], $4::text[]) AS new (account_id, outcome)
         WHERE p.school_id = $1 AND p.act_id = $2 AND p.account_id = new.account_id",
        tx.school().0,
        act.0,
        &people,
        &codes as &[&str]
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Marks the act as done to the end.
pub(super) async fn finish_act(tx: &mut TenantTx, act: ActId, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE bulk_act SET finished_at = $3 WHERE school_id = $1 AND id = $2",
        tx.school().0,
        act.0,
        now
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Which part of an act's people is looked at, sorted for whom.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sight {
    pub(super) language: Language,
    pub(super) offset: i64,
    pub(super) limit: i64,
}

/// A person of an act and what came of it.
#[derive(Clone, Debug)]
pub(super) struct ResultRow {
    pub(super) id: AccountId,
    pub(super) name: PersonName,
    pub(super) username: String,
    pub(super) registration_group: Option<String>,
    pub(super) password: PasswordState,
    pub(super) outcome: Option<Outcome>,
}

/// A part of the people of an act: those for whom it was not done first, then by group and name.
pub(super) async fn list_results(
    tx: &mut TenantTx,
    act: ActId,
    sight: Sight,
) -> sqlx::Result<Vec<ResultRow>> {
    let rows = sqlx::query!(
        r#"SELECT p.account_id AS "id: AccountId", p.outcome, coalesce(a.display_forename, n.forename) AS "forename!",
               coalesce(a.display_surname, n.surname) AS "surname!", coalesce(a.username, n.username) AS "username!",
               coalesce(a.registration_group, n.registration_group) AS registration_group,
               (SELECT c.form FROM credential c WHERE c.account_id = a.id
                    AND (c.form = 'private' OR c.visible_to_school_id = $1)) AS form
           FROM bulk_act_person p
           JOIN enrolment n ON n.school_id = p.school_id AND n.account_id = p.account_id
           LEFT JOIN account a ON a.id = p.account_id AND a.school_id = p.school_id
           WHERE p.school_id = $1 AND p.act_id = $2
           ORDER BY coalesce(p.outcome = 'done', false),
               substring(coalesce(a.registration_group, n.registration_group) FROM '^[0-9]{1,4}')::integer,
               coalesce(a.registration_group, n.registration_group),
               CASE WHEN $3 = 'cy' THEN coalesce(a.display_surname, n.surname) COLLATE "cy-x-icu" END,
               CASE WHEN $3 = 'cy' THEN coalesce(a.display_forename, n.forename) COLLATE "cy-x-icu" END,
               CASE WHEN $3 = 'en' THEN coalesce(a.display_surname, n.surname) COLLATE "en-x-icu" END,
               CASE WHEN $3 = 'en' THEN coalesce(a.display_forename, n.forename) COLLATE "en-x-icu" END, p.account_id
           LIMIT $4 OFFSET $5"#,
        tx.school().0,
        act.0,
        sight.language.code(),
        sight.limit,
        sight.offset
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| ResultRow {
            id: row.id,
            name: PersonName { forename: row.forename, surname: row.surname },
            username: row.username,
            registration_group: row.registration_group,
            password: PasswordState::of(row.form.as_deref(), true),
            outcome: row.outcome.as_deref().and_then(Outcome::from_code),
        })
        .collect())
}

/// How many people of an act have which outcome.
pub(super) async fn count_outcomes(
    tx: &mut TenantTx,
    act: ActId,
) -> sqlx::Result<Vec<(Option<Outcome>, i64)>> {
    let rows = sqlx::query!(
        r#"SELECT outcome, count(*) AS "people!" FROM bulk_act_person
           WHERE school_id = $1 AND act_id = $2 GROUP BY outcome ORDER BY outcome = 'done' DESC, outcome"#,
        tx.school().0,
        act.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.outcome.as_deref().and_then(Outcome::from_code), row.people))
        .collect())
}

/// The people of an act for whom it was done.
pub(super) async fn list_done(tx: &mut TenantTx, act: ActId) -> sqlx::Result<Vec<AccountId>> {
    sqlx::query_scalar!(
        r#"SELECT account_id AS "id: AccountId" FROM bulk_act_person
           WHERE school_id = $1 AND act_id = $2 AND outcome = 'done'"#,
        tx.school().0,
        act.0
    )
    .fetch_all(&mut **tx)
    .await
}

/// Acts that were confirmed and are not finished.
pub(super) async fn find_unfinished(tx: &mut SystemTx) -> sqlx::Result<Vec<(SchoolId, ActId)>> {
    let rows = sqlx::query!(
        r#"SELECT school_id AS "school: SchoolId", id AS "id: ActId" FROM bulk_act
           WHERE confirmed_at IS NOT NULL AND finished_at IS NULL ORDER BY confirmed_at"#
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.school, row.id)).collect())
}

/// Deletes acts that were asked for before `until` and never confirmed.
pub(super) async fn delete_unconfirmed(tx: &mut SystemTx, until: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "DELETE FROM bulk_act_person p USING bulk_act a
         WHERE a.school_id = p.school_id AND a.id = p.act_id AND a.confirmed_at IS NULL AND a.asked_at < $1",
        until
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!("DELETE FROM bulk_act WHERE confirmed_at IS NULL AND asked_at < $1", until)
        .execute(&mut **tx)
        .await
        .map(|_| ())
}

struct ActRow {
    id: ActId,
    kind: String,
    list: String,
    actor: AccountId,
    actor_name: String,
    actor_username: String,
    actor_role: String,
    address: Option<String>,
    note: Option<String>,
    people: i32,
    confirmed_at: Option<DateTime<Utc>>,
    finished_at: Option<DateTime<Utc>>,
    done: i64,
}

impl TryFrom<ActRow> for Act {
    type Error = sqlx::Error;

    fn try_from(row: ActRow) -> sqlx::Result<Self> {
        let corrupt = |column: &str| sqlx::Error::Decode(format!("act {}: {column}", row.id).into());
        Ok(Self {
            kind: ActKind::from_code(&row.kind).ok_or_else(|| corrupt("kind"))?,
            list: PeopleList::from_code(&row.list).ok_or_else(|| corrupt("list"))?,
            id: row.id,
            author: Author {
                account: Some(row.actor),
                name: row.actor_name,
                username: row.actor_username,
                role: row.actor_role,
            },
            address: row.address.and_then(|address| address.parse().ok()),
            note: row.note,
            people: row.people,
            done: row.done,
            confirmed_at: row.confirmed_at,
            finished_at: row.finished_at,
        })
    }
}
