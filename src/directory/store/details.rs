//! One person.

use chrono::{DateTime, NaiveDate, Utc};

use super::super::{Person, Standing};
use crate::accounts::State;
use crate::authz::AccountKind;
use crate::base::id::AccountId;
use crate::base::{AcademicYear, PersonName, Upn, YearGroup};
use crate::credentials::PasswordState;
use crate::db::TenantTx;

/// Somebody who is or was in the school. Of those who moved, the enrolment alone tells.
pub(in super::super) async fn find_person(tx: &mut TenantTx, id: AccountId) -> sqlx::Result<Option<Person>> {
    let row = sqlx::query_as!(
        Row,
        r#"SELECT n.account_id AS "id: AccountId", n.kind, n.started_at AS arrived_at, n.moved_at,
               coalesce(a.username, n.username) AS "username!",
               ARRAY(SELECT u.name FROM username u WHERE u.account_id = a.id AND u.name <> lower(a.username)
                     ORDER BY u.given_at, u.name) AS "former_usernames!",
               EXISTS (SELECT FROM username_request r WHERE r.school_id = $1 AND r.account_id = a.id) AS "waits_for_username!",
               coalesce(a.display_forename, n.forename) AS "forename!", coalesce(a.display_surname, n.surname) AS "surname!",
               a.legal_forename AS "legal_forename?", a.legal_surname AS "legal_surname?",
               coalesce(a.state, 'left') AS "state!", coalesce(a.state_changed_at, n.moved_at, n.started_at) AS "state_changed_at!",
               a.upn AS "upn?: Upn",
               CASE WHEN a.id IS NULL THEN n.admission_number ELSE a.admission_number END AS admission_number,
               a.admission_date AS "admission_date?", a.start_date AS "start_date?",
               CASE WHEN a.id IS NULL THEN n.staff_code ELSE a.staff_code END AS staff_code,
               CASE WHEN a.id IS NULL THEN n.year_group ELSE a.year_group END AS year_group,
               CASE WHEN a.id IS NULL THEN n.registration_group ELSE a.registration_group END AS registration_group,
               CASE WHEN a.id IS NULL THEN n.leaving_date ELSE a.leaving_date END AS leaving_date,
               a.expires_on AS "expires_on?", a.has_consent AS "has_consent?", a.created_at AS "created_at?",
               a.last_sign_in_at AS "last_sign_in_at?",
               (SELECT c.form FROM credential c WHERE c.account_id = a.id
                    AND (c.form = 'private' OR c.visible_to_school_id = $1)) AS form
           FROM enrolment n
           LEFT JOIN account a ON a.id = n.account_id AND a.school_id = n.school_id AND n.moved_at IS NULL
           WHERE n.school_id = $1 AND n.account_id = $2"#,
        tx.school().0,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    row.map(Person::try_from).transpose()
}

/// The learner whom the school manages and who has this UPN, or had it.
pub(in super::super) async fn find_learner_by_upn(
    tx: &mut TenantTx,
    upn: &Upn,
) -> sqlx::Result<Option<AccountId>> {
    sqlx::query_scalar!(
        r#"SELECT id AS "id: AccountId" FROM account
           WHERE school_id = $1 AND (upn = $2 OR (former_upns <> '{}' AND former_upns @> ARRAY[$2]))
           ORDER BY upn = $2 DESC LIMIT 1"#,
        tx.school().0,
        upn.as_str()
    )
    .fetch_optional(&mut **tx)
    .await
}

/// The titles of the classes that somebody is in, learns or teaches.
pub(in super::super) async fn list_groups_of(
    tx: &mut TenantTx,
    id: AccountId,
    year: AcademicYear,
) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar!(
        "SELECT DISTINCT g.title FROM group_member m
         JOIN teaching_group g ON g.school_id = m.school_id AND g.id = m.group_id
         WHERE m.school_id = $1 AND m.account_id = $2 AND m.ended_at IS NULL AND g.academic_year = $3
         ORDER BY g.title",
        tx.school().0,
        id.0,
        year.0
    )
    .fetch_all(&mut **tx)
    .await
}

struct Row {
    id: AccountId,
    kind: String,
    arrived_at: DateTime<Utc>,
    moved_at: Option<DateTime<Utc>>,
    username: String,
    former_usernames: Vec<String>,
    waits_for_username: bool,
    forename: String,
    surname: String,
    legal_forename: Option<String>,
    legal_surname: Option<String>,
    state: String,
    state_changed_at: DateTime<Utc>,
    upn: Option<Upn>,
    admission_number: Option<String>,
    admission_date: Option<NaiveDate>,
    start_date: Option<NaiveDate>,
    staff_code: Option<String>,
    year_group: Option<i16>,
    registration_group: Option<String>,
    leaving_date: Option<NaiveDate>,
    expires_on: Option<NaiveDate>,
    has_consent: Option<bool>,
    created_at: Option<DateTime<Utc>>,
    last_sign_in_at: Option<DateTime<Utc>>,
    form: Option<String>,
}

impl TryFrom<Row> for Person {
    type Error = sqlx::Error;

    fn try_from(row: Row) -> sqlx::Result<Self> {
        let corrupt = |column: &str| sqlx::Error::Decode(format!("account {}: {column}", row.id).into());
        let state = State::from_code(&row.state).ok_or_else(|| corrupt("state"))?;
        let legal = row.legal_forename.zip(row.legal_surname);
        Ok(Self {
            kind: AccountKind::from_code(&row.kind).ok_or_else(|| corrupt("kind"))?,
            standing: match row.moved_at {
                Some(at) => Standing::moved(at),
                None => Standing::here(state, row.state_changed_at, row.leaving_date),
            },
            id: row.id,
            display_name: PersonName { forename: row.forename, surname: row.surname },
            legal_name: legal.map(|(forename, surname)| PersonName { forename, surname }),
            username: row.username,
            former_usernames: row.former_usernames,
            waits_for_username: row.waits_for_username,
            password: PasswordState::of(row.form.as_deref(), true),
            upn: row.upn,
            admission_number: row.admission_number,
            admission_date: row.admission_date,
            staff_code: row.staff_code,
            start_date: row.start_date,
            year: row.year_group.and_then(YearGroup::new),
            registration_group: row.registration_group,
            leaving_date: row.leaving_date,
            expires_on: row.expires_on,
            has_consent: row.has_consent,
            created_at: row.created_at,
            last_sign_in_at: row.last_sign_in_at,
            arrived_at: row.arrived_at,
            state_changed_at: row.state_changed_at,
        })
    }
}
