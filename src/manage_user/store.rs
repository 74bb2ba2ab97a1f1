//! SQL of *Manage User*.

use std::net::IpAddr;

use chrono::{DateTime, NaiveDate, Utc};

use super::activation::{Limit, Standing};
use super::edit::{Current, Names};
use crate::accounts::LockedPerson;
use crate::audit::Author;
use crate::base::id::{AccountId, EventId, SchoolId};
use crate::base::{PersonName, Username};
use crate::db::{SystemTx, TenantTx};

/// What an edit of `person` meets.
pub(super) async fn find_current(tx: &mut TenantTx, person: &LockedPerson) -> sqlx::Result<Current> {
    let row = sqlx::query!(
        r#"SELECT a.revision, EXISTS (SELECT FROM username_request r WHERE r.school_id = $1 AND r.account_id = $2) AS "waits!"
           FROM account a WHERE a.school_id = $1 AND a.id = $2"#,
        tx.school().0,
        person.id.0
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(Current {
        names: Names { display: person.display_name.clone(), legal: person.legal_name.clone() },
        waits_for_username: row.waits,
        revision: row.revision,
    })
}

/// Writes both names; every edit raises the revision.
pub(super) async fn put_names(tx: &mut TenantTx, id: AccountId, names: &Names) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE account SET display_forename = $3, display_surname = $4, legal_forename = $5, legal_surname = $6,
             search_name = $7, revision = revision + 1
         WHERE school_id = $1 AND id = $2",
        tx.school().0,
        id.0,
        names.display.forename,
        names.display.surname,
        names.legal.forename,
        names.legal.surname,
        names.searchable(),
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Who last edited the names of the account, as they were called then.
pub(super) async fn find_last_editor(tx: &mut TenantTx, id: AccountId) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar!(
        "SELECT e.actor_name FROM audit_subject s JOIN audit_event e ON e.school_id = s.school_id AND e.id = s.event_id
         WHERE s.school_id = $1 AND s.account_id = $2 AND e.kind = 'name_edited' ORDER BY e.at DESC, e.id DESC LIMIT 1",
        tx.school().0,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await
}

/// Keeps the wish for a new username, and whose wish it is.
pub(super) async fn put_request(
    tx: &mut TenantTx,
    id: AccountId,
    (author, address): (&Author, Option<IpAddr>),
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO username_request (school_id, account_id, asked_at, actor_id, actor_name, actor_username, actor_role, address)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8::text::inet) ON CONFLICT DO NOTHING",
        tx.school().0,
        id.0,
        now,
        author.account.map(|account| account.0),
        author.name,
        author.username,
        author.role,
        address.as_ref().map(IpAddr::to_string),
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// The legal name of somebody who waits for a new username.
pub(super) async fn find_waiting_name(tx: &mut TenantTx, id: AccountId) -> sqlx::Result<Option<PersonName>> {
    sqlx::query_as!(
        PersonName,
        "SELECT a.legal_forename AS forename, a.legal_surname AS surname
         FROM username_request r JOIN account a ON a.school_id = r.school_id AND a.id = r.account_id
         WHERE r.school_id = $1 AND r.account_id = $2",
        tx.school().0,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await
}

/// Takes the wish for a new username away, as whoever fulfils it; nobody else finds it any more.
pub(super) async fn take_request(
    tx: &mut TenantTx,
    id: AccountId,
) -> sqlx::Result<Option<(Author, Option<IpAddr>)>> {
    let row = sqlx::query!(
        r#"DELETE FROM username_request WHERE school_id = $1 AND account_id = $2
           RETURNING actor_id AS "actor: AccountId", actor_name, actor_username, actor_role, host(address) AS address"#,
        tx.school().0,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| {
        let author = Author {
            account: Some(row.actor),
            name: row.actor_name,
            username: row.actor_username,
            role: row.actor_role,
        };
        (author, row.address.and_then(|address| address.parse().ok()))
    }))
}

/// Gives the account a reserved username beside those that it had: all of them stay its own.
pub(super) async fn give_username(
    tx: &mut TenantTx,
    id: AccountId,
    username: &Username,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!("SELECT give_usernames(ARRAY[$1], ARRAY[$2::uuid], $3)", username.as_str(), id.0, now)
        .execute(&mut **tx)
        .await?;
    sqlx::query!(
        "WITH renamed AS (UPDATE account SET username = $3 WHERE school_id = $1 AND id = $2 RETURNING id)
         UPDATE enrolment SET username = $3 WHERE school_id = $1 AND account_id = (SELECT id FROM renamed) AND moved_at IS NULL",
        tx.school().0,
        id.0,
        username.as_str()
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Everybody who waits for a new username, in every school.
pub(super) async fn list_requests(tx: &mut SystemTx) -> sqlx::Result<Vec<(SchoolId, AccountId)>> {
    let rows = sqlx::query!(
        r#"SELECT school_id AS "school: SchoolId", account_id AS "account: AccountId" FROM username_request ORDER BY asked_at"#
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.school, row.account)).collect())
}

/// Whether an act with this id is on record.
pub(super) async fn is_recorded(tx: &mut TenantTx, id: EventId) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM audit_event WHERE school_id = $1 AND id = $2) AS "is_recorded!""#,
        tx.school().0,
        id.0
    )
    .fetch_one(&mut **tx)
    .await
}

/// What the activation of `person` has to reckon with.
pub(super) async fn find_standing(tx: &mut TenantTx, person: &LockedPerson) -> sqlx::Result<Standing> {
    let row = sqlx::query!(
        "SELECT leaving_date, expires_on FROM account WHERE school_id = $1 AND id = $2",
        tx.school().0,
        person.id.0
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(Standing { state: person.state, leaving_date: row.leaving_date, expires_on: row.expires_on })
}

/// Switches an account on; `until`: the last day on which it works, and why it has one.
pub(super) async fn activate(
    tx: &mut TenantTx,
    id: AccountId,
    until: Option<(Limit, NaiveDate)>,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let day_of = |limit| until.filter(|(reason, _)| *reason == limit).map(|(_, day)| day);
    sqlx::query!(
        "WITH activated AS (
             UPDATE account SET state = 'active', state_changed_at = $3, active_until = $4, expires_on = coalesce($5, expires_on)
             WHERE school_id = $1 AND id = $2 RETURNING id
         )
         UPDATE enrolment SET ended_at = NULL
         WHERE school_id = $1 AND account_id = (SELECT id FROM activated) AND moved_at IS NULL",
        tx.school().0,
        id.0,
        now,
        day_of(Limit::Left),
        day_of(Limit::TermOver),
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}
