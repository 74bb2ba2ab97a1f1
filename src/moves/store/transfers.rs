//! The transfer of an account itself: across two schools, for the service desk alone.

use chrono::{DateTime, NaiveDate, Utc};

use crate::accounts::State;
use crate::authz::AccountKind;
use crate::base::PersonName;
use crate::base::id::{AccountId, SchoolId};
use crate::db::SystemTx;

/// One of the two accounts of a transfer.
#[derive(Clone, Debug)]
pub struct Party {
    pub id: AccountId,
    pub kind: AccountKind,
    pub state: State,
    /// The school that manages it.
    pub school: SchoolId,
    pub username: String,
}

/// Somebody who may be meant by a request.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub party: Party,
    pub name: PersonName,
    pub leaving_date: Option<NaiveDate>,
    /// Whether the username that was typed is one of theirs.
    pub has_username: bool,
}

/// The staff who are or were in the school with this number, with whether they have the username that was typed.
pub async fn list_former_staff(
    tx: &mut SystemTx,
    number: i32,
    username: &str,
) -> sqlx::Result<Vec<Candidate>> {
    let rows = sqlx::query!(
        r#"SELECT a.id AS "id: AccountId", a.kind, a.state, a.school_id AS "school!: SchoolId", a.username, a.legal_forename,
                  a.legal_surname, a.leaving_date,
                  EXISTS (SELECT FROM username u WHERE u.account_id = a.id AND u.name = lower($2)) AS "has_username!"
           FROM school s JOIN enrolment n ON n.school_id = s.id JOIN account a ON a.id = n.account_id
           WHERE s.dfes_number = $1 AND a.kind = 'staff' AND a.school_id IS NOT NULL
           ORDER BY a.legal_surname, a.legal_forename, a.id"#,
        number,
        username
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Candidate {
                party: party(row.id, (&row.kind, &row.state), row.school, row.username)?,
                name: PersonName { forename: row.legal_forename, surname: row.legal_surname },
                leaving_date: row.leaving_date,
                has_username: row.has_username,
            })
        })
        .collect()
}

/// An account of a school, as a transfer sees it.
pub async fn find_party(tx: &mut SystemTx, id: AccountId) -> sqlx::Result<Option<Party>> {
    Ok(read_parties(tx, &[id]).await?.pop())
}

/// Both accounts, held in the order of their ids and read once they are held.
pub async fn lock_parties(tx: &mut SystemTx, ids: &[AccountId]) -> sqlx::Result<Vec<Party>> {
    let accounts: Vec<_> = ids.iter().map(|id| id.0).collect();
    sqlx::query!("SELECT FROM account WHERE id = ANY ($1) ORDER BY id FOR UPDATE", &accounts)
        .execute(&mut **tx)
        .await?;
    read_parties(tx, ids).await
}

async fn read_parties(tx: &mut SystemTx, ids: &[AccountId]) -> sqlx::Result<Vec<Party>> {
    let ids: Vec<_> = ids.iter().map(|id| id.0).collect();
    let rows = sqlx::query!(
        r#"SELECT id AS "id: AccountId", kind, state, school_id AS "school!: SchoolId", username FROM account
           WHERE id = ANY ($1) AND school_id IS NOT NULL"#,
        &ids
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter().map(|row| party(row.id, (&row.kind, &row.state), row.school, row.username)).collect()
}

fn party(
    id: AccountId,
    (kind, state): (&str, &str),
    school: SchoolId,
    username: String,
) -> sqlx::Result<Party> {
    let corrupt = |column: &str| sqlx::Error::Decode(format!("account {id}: {column}").into());
    Ok(Party {
        kind: AccountKind::from_code(kind).ok_or_else(|| corrupt("kind"))?,
        state: State::from_code(state).ok_or_else(|| corrupt("state"))?,
        id,
        school,
        username,
    })
}

/// Keeps both schools' runs away until the end of the transaction.
pub async fn lock_schools(tx: &mut SystemTx, schools: &[SchoolId]) -> sqlx::Result<()> {
    let schools: Vec<_> = schools.iter().map(|school| school.0).collect();
    sqlx::query!("SELECT FROM intake WHERE school_id = ANY ($1) ORDER BY school_id FOR UPDATE", &schools)
        .execute(&mut **tx)
        .await
        .map(|_| ())
}

/// Gives `former` the post of `new`: the stay in the former school ends as it was, the account gets what the new school's MIS
/// knows the other by, its classes, its names and its role; `new` is superseded.
pub async fn change_places(
    tx: &mut SystemTx,
    former: &Party,
    new: &Party,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    end_former_stay(tx, former.id, now).await?;
    take_post(tx, former.id, new.id, now).await?;
    take_classes(tx, former.id, new, now).await?;
    take_names_and_role(tx, former.id, new.id).await
}

/// The enrolment keeps what the person was called there.
async fn end_former_stay(tx: &mut SystemTx, former: AccountId, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE enrolment e
         SET moved_at = $2, ended_at = coalesce(e.ended_at, $2), username = a.username, forename = a.display_forename,
             surname = a.display_surname, search_name = a.search_name, staff_code = a.staff_code,
             leaving_date = a.leaving_date
         FROM account a WHERE a.id = $1 AND e.account_id = a.id AND e.school_id = a.school_id",
        former.0,
        now
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

async fn take_post(
    tx: &mut SystemTx,
    former: AccountId,
    new: AccountId,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE account f
         SET school_id = n.school_id, sourced_id = n.sourced_id, staff_code = n.staff_code, start_date = n.start_date,
             leaving_date = n.leaving_date, state = 'active', state_changed_at = $3, active_until = NULL
         FROM account n WHERE f.id = $1 AND n.id = $2",
        former.0,
        new.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "WITH superseded AS (
             UPDATE account SET state = 'superseded', state_changed_at = $3, active_until = NULL, sourced_id = NULL
             WHERE id = $2 RETURNING id, school_id
         ), ended AS (
             UPDATE enrolment e SET ended_at = $3 FROM superseded s
             WHERE e.school_id = s.school_id AND e.account_id = s.id AND e.ended_at IS NULL
         )
         INSERT INTO enrolment (school_id, account_id, started_at, kind, username, forename, surname, search_name)
         SELECT a.school_id, a.id, $3, a.kind, a.username, a.display_forename, a.display_surname, a.search_name
         FROM account a WHERE a.id = $1
         ON CONFLICT (school_id, account_id) DO UPDATE SET started_at = excluded.started_at, ended_at = NULL, moved_at = NULL",
        former.0,
        new.0,
        now
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

async fn take_classes(
    tx: &mut SystemTx,
    former: AccountId,
    new: &Party,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "WITH ended AS (
             UPDATE group_member SET ended_at = $4 WHERE school_id = $1 AND account_id = $3 AND ended_at IS NULL
             RETURNING group_id, role
         )
         INSERT INTO group_member (school_id, group_id, account_id, role, started_at)
         SELECT $1, group_id, $2, role, $4 FROM ended",
        new.school.0,
        former.0,
        new.id.0,
        now
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// A role of the former school ends with it; one of the new school goes with the post.
async fn take_names_and_role(tx: &mut SystemTx, former: AccountId, new: AccountId) -> sqlx::Result<()> {
    sqlx::query!("UPDATE username SET account_id = $1 WHERE account_id = $2", former.0, new.0)
        .execute(&mut **tx)
        .await?;
    sqlx::query!("DELETE FROM role_grant WHERE account_id = $1", former.0).execute(&mut **tx).await?;
    sqlx::query!("UPDATE role_grant SET account_id = $1 WHERE account_id = $2", former.0, new.0)
        .execute(&mut **tx)
        .await
        .map(|_| ())
}
