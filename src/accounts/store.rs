//! SQL of accounts that no feature owns.

use chrono::{DateTime, NaiveDate, Utc};

use super::{LockedPerson, State};
use crate::authz::{AccountKind, Role};
use crate::base::id::{AccountId, SchoolId};
use crate::base::text::fold;
use crate::base::{PersonName, Username, YearGroup};
use crate::db::{SystemTx, TenantTx};
use crate::{events, school_status, sessions};

/// A person who comes from no MIS: authority staff, the service desk, and those of the demo.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// A new id.
    pub id: AccountId,
    /// What the account is.
    pub kind: AccountKind,
    /// The school, for people of a school.
    pub school: Option<SchoolId>,
    /// The authority, for authority staff.
    pub authority_code: Option<i16>,
    /// A reserved username.
    pub username: Username,
    /// The legal name, which is shown too.
    pub name: PersonName,
    /// The year group of a non-MIS learner.
    pub year: Option<YearGroup>,
    /// The last day of a non-MIS account.
    pub expires_on: Option<NaiveDate>,
    /// Whether the first sign-in asks for a new password.
    pub must_change_password: bool,
}

/// Adds a person, with username and, in a school, the enrolment.
pub async fn add_person(tx: &mut SystemTx, person: &NewPerson, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "WITH person AS (
             INSERT INTO account (id, kind, school_id, authority_code, username, legal_forename, legal_surname,
                 display_forename, display_surname, search_name, year_group, state, state_changed_at, expires_on,
                 must_change_password, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $6, $7, $8, $9, 'active', $12, $10, $11, $12)
             RETURNING *
         ), name AS (INSERT INTO username (name, account_id, given_at) SELECT lower(username), id, $12 FROM person)
         INSERT INTO enrolment (school_id, account_id, started_at, kind, username, forename, surname, search_name, year_group)
         SELECT school_id, id, $12, kind, username, display_forename, display_surname, search_name, year_group
         FROM person WHERE school_id IS NOT NULL",
        person.id.0,
        person.kind.as_str(),
        person.school.map(|school| school.0),
        person.authority_code,
        person.username.as_str(),
        person.name.forename,
        person.name.surname,
        fold(&person.name.to_string()),
        person.year.map(YearGroup::number),
        person.expires_on,
        person.must_change_password,
        now,
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Gives an account a role beside the one that its kind makes it.
pub async fn grant_role(
    tx: &mut SystemTx,
    account: AccountId,
    role: Role,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO role_grant (account_id, role, granted_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        account.0,
        role.as_str(),
        now
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Those of `ids` whom the current school manages, in the order of their ids, so that two acts on the same people wait for each
/// other and never in a circle. They are read once they are held: what a statement that had to wait reads beside the row
/// itself, as whether somebody is a champion, is older than the row.
pub async fn lock_people(tx: &mut TenantTx, ids: &[AccountId]) -> sqlx::Result<Vec<LockedPerson>> {
    let ids: Vec<_> = ids.iter().map(|id| id.0).collect();
    sqlx::query!(
        "SELECT FROM account WHERE school_id = $1 AND id = ANY ($2) ORDER BY id FOR UPDATE",
        tx.school().0,
        &ids
    )
    .execute(&mut **tx)
    .await?;
    let rows = sqlx::query!(
        r#"SELECT a.id AS "id: AccountId", a.kind, a.state, a.display_forename, a.display_surname, a.legal_forename,
               a.legal_surname, a.username AS "username: Username", a.has_consent,
               EXISTS (SELECT FROM role_grant g WHERE g.account_id = a.id AND g.role = 'digital_champion') AS "is_champion!"
           FROM account a WHERE a.school_id = $1 AND a.id = ANY ($2) ORDER BY a.id"#,
        tx.school().0,
        &ids
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let corrupt = |column: &str| sqlx::Error::Decode(format!("account {}: {column}", row.id).into());
            Ok(LockedPerson {
                kind: AccountKind::from_code(&row.kind).ok_or_else(|| corrupt("kind"))?,
                state: State::from_code(&row.state).ok_or_else(|| corrupt("state"))?,
                id: row.id,
                display_name: PersonName { forename: row.display_forename, surname: row.display_surname },
                legal_name: PersonName { forename: row.legal_forename, surname: row.legal_surname },
                username: row.username,
                has_consent: row.has_consent,
                is_champion: row.is_champion,
            })
        })
        .collect()
}

/// Switches accounts of the current school off until a person switches them on again, and ends their sessions.
pub async fn deactivate(tx: &mut TenantTx, ids: &[AccountId], now: DateTime<Utc>) -> sqlx::Result<()> {
    let accounts: Vec<_> = ids.iter().map(|id| id.0).collect();
    sqlx::query!(
        "UPDATE account SET state = 'deactivated', state_changed_at = $3, active_until = NULL
         WHERE school_id = $1 AND id = ANY ($2) AND state = 'active'",
        tx.school().0,
        &accounts,
        now
    )
    .execute(&mut **tx)
    .await?;
    sessions::end_sessions(tx, ids).await?;
    school_status::refresh(tx, now).await?;
    events::people_changed(tx).await
}

/// The first number of each stem; as many numbers follow as were asked for.
pub(super) async fn reserve(
    tx: &mut SystemTx,
    stems: &[String],
    counts: &[i32],
) -> sqlx::Result<Vec<(String, i32)>> {
    let rows = sqlx::query!(
        r#"SELECT stem AS "stem!", first_number AS "first_number!" FROM reserve_usernames($1, $2)"#,
        stems,
        counts
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.stem, row.first_number)).collect())
}
