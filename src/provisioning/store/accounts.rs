//! Writes accounts, enrolments and what hangs on them.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::super::plan::{PersonPlan, Write, WriteKind};
use crate::base::id::AccountId;
use crate::base::text::fold;
use crate::base::{Upn, Username, YearGroup};
use crate::db::TenantTx;
use crate::sessions;

/// A person to be made: the plan's row, its write and the username reserved for it.
#[derive(Clone, Debug)]
pub struct NewAccount<'p> {
    /// The id that the plan gave.
    pub id: AccountId,
    /// The row.
    pub person: &'p PersonPlan,
    /// What to write.
    pub write: &'p Write,
    /// The reserved username.
    pub username: Username,
}

/// Makes accounts in the order of their UPNs; returns how many. Fewer than asked for: another school was faster with one.
pub async fn insert_accounts(
    tx: &mut TenantTx,
    new: &[NewAccount<'_>],
    now: DateTime<Utc>,
) -> sqlx::Result<u64> {
    let values = |get: &dyn Fn(&NewAccount<'_>) -> Option<String>| new.iter().map(get).collect::<Vec<_>>();
    let ids: Vec<Uuid> = new.iter().map(|n| n.id.0).collect();
    let kinds: Vec<String> = new
        .iter()
        .map(|n| if n.write.kind == WriteKind::NewStaff { "staff" } else { "learner" }.to_owned())
        .collect();
    let usernames: Vec<String> = new.iter().map(|n| n.username.to_string()).collect();
    let forenames: Vec<String> = new.iter().map(|n| n.person.name.forename.clone()).collect();
    let surnames: Vec<String> = new.iter().map(|n| n.person.name.surname.clone()).collect();
    let folded: Vec<String> = new.iter().map(|n| fold(&n.person.name.to_string())).collect();
    let upns = values(&|n| n.write.values.upn.as_ref().map(|upn| upn.as_str().to_owned()));
    let staff_codes = values(&|n| n.write.values.staff_code.clone());
    let done = sqlx::query!(
        "INSERT INTO account (id, kind, school_id, username, legal_forename, legal_surname, display_forename,
             display_surname, search_name, upn, staff_code, state, state_changed_at, created_at)
         SELECT n.id, n.kind, $1, n.username, n.forename, n.surname, n.forename, n.surname, n.folded, n.upn, n.staff_code,
             'active', $2, $2
         FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[])
             AS n (id, kind, username, forename, surname, folded, upn, staff_code)
         ORDER BY n.upn
         ON CONFLICT (upn) WHERE upn IS NOT NULL DO NOTHING",
        tx.school().0,
        now,
        &ids,
        &kinds,
        &usernames,
        &forenames,
        &surnames,
        &folded,
        &upns as &[Option<String>],
        &staff_codes as &[Option<String>],
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected())
}

/// Records the new accounts' usernames as given.
pub async fn give_usernames(
    tx: &mut TenantTx,
    new: &[NewAccount<'_>],
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let names: Vec<String> = new.iter().map(|n| n.username.to_string()).collect();
    let ids: Vec<Uuid> = new.iter().map(|n| n.id.0).collect();
    sqlx::query!("SELECT give_usernames($1, $2, $3)", &names, &ids, now).execute(&mut **tx).await.map(|_| ())
}

/// Takes over learners whom other schools released; returns how many.
pub async fn claim_learners(
    tx: &mut TenantTx,
    accounts: &[AccountId],
    now: DateTime<Utc>,
) -> sqlx::Result<usize> {
    let ids: Vec<Uuid> = accounts.iter().map(|id| id.0).collect();
    let claimed = sqlx::query!("SELECT claim_learners($1, $2) AS id", &ids, now).fetch_all(&mut **tx).await?;
    Ok(claimed.len())
}

/// What came of writing to accounts.
#[derive(Debug)]
pub struct UpdatedAccounts {
    /// How many were written.
    pub count: i64,
    /// Those that were the school's own, as they were.
    pub before: Value,
}

/// Writes what the MIS decides to accounts that are the school's by now. A statement sees nothing of what it changes
/// itself: so this one can tell what was before.
pub async fn update_accounts(
    tx: &mut TenantTx,
    writes: &[(AccountId, &Write)],
    now: DateTime<Utc>,
) -> sqlx::Result<UpdatedAccounts> {
    let text =
        |get: &dyn Fn(&Write) -> Option<String>| writes.iter().map(|(_, w)| get(w)).collect::<Vec<_>>();
    let day = |get: &dyn Fn(&Write) -> Option<chrono::NaiveDate>| {
        writes.iter().map(|(_, w)| get(w)).collect::<Vec<_>>()
    };
    let ids: Vec<Uuid> = writes.iter().map(|(id, _)| id.0).collect();
    let former: Vec<String> = writes.iter().map(|(_, write)| array_of(&write.values.former_upns)).collect();
    let years: Vec<Option<i16>> =
        writes.iter().map(|(_, write)| write.values.year.map(YearGroup::number)).collect();
    let own = writes.iter().filter(|(_, write)| write.kind == WriteKind::Own);
    let own: Vec<Uuid> = own.map(|(id, _)| id.0).collect();
    sqlx::query_as!(
        UpdatedAccounts,
        r#"WITH done AS (
             UPDATE account a
             SET sourced_id = w.sourced_id, upn = w.upn, former_upns = ARRAY(
                     SELECT DISTINCT former FROM unnest(w.former::text[] || a.former_upns || a.upn) AS f (former)
                     WHERE former <> w.upn ORDER BY former), admission_number = w.admission_number,
                 admission_date = w.admission_date, staff_code = w.staff_code, start_date = w.start_date,
                 year_group = w.year_group, registration_group = w.registration_group, leaving_date = w.leaving_date,
                 active_until = w.active_until, state = w.state,
                 state_changed_at = CASE WHEN a.state = w.state THEN a.state_changed_at ELSE $1 END
             FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::date[], $8::text[], $9::date[],
                         $10::smallint[], $11::text[], $12::date[], $13::date[], $14::text[])
                 AS w (id, sourced_id, upn, former, admission_number, admission_date, staff_code, start_date,
                       year_group, registration_group, leaving_date, active_until, state)
             WHERE a.id = w.id AND a.school_id = $15
             RETURNING a.id
         )
         SELECT (SELECT count(*) FROM done) AS "count!", coalesce(json_agg(json_build_object('id', a.id,
             'sourced_id', a.sourced_id, 'upn', a.upn, 'former_upns', a.former_upns, 'admission_number', a.admission_number,
             'admission_date', a.admission_date, 'staff_code', a.staff_code, 'start_date', a.start_date,
             'year_group', a.year_group, 'registration_group', a.registration_group, 'leaving_date', a.leaving_date,
             'active_until', a.active_until, 'state', a.state, 'state_changed_at', a.state_changed_at)), '[]') AS "before!"
         FROM account a WHERE a.school_id = $15 AND a.id = ANY ($16)"#,
        now,
        &ids,
        &text(&|w| Some(w.values.sourced_id.clone())) as &[Option<String>],
        &text(&|w| w.values.upn.as_ref().map(|upn| upn.as_str().to_owned())) as &[Option<String>],
        &former,
        &text(&|w| w.values.admission_number.clone()) as &[Option<String>],
        &day(&|w| w.values.admission_date) as &[Option<chrono::NaiveDate>],
        &text(&|w| w.values.staff_code.clone()) as &[Option<String>],
        &day(&|w| w.values.start_date) as &[Option<chrono::NaiveDate>],
        &years as &[Option<i16>],
        &text(&|w| w.values.registration_group.clone()) as &[Option<String>],
        &day(&|w| w.values.leaving_date) as &[Option<chrono::NaiveDate>],
        &day(&|w| w.active_until) as &[Option<chrono::NaiveDate>],
        &text(&|w| Some(w.state.as_str().to_owned())) as &[Option<String>],
        tx.school().0,
        &own,
    )
    .fetch_one(&mut **tx)
    .await
}

/// Opens the enrolments of people who came or came back; those that were there already come back as they were.
pub async fn open_enrolments(
    tx: &mut TenantTx,
    accounts: &[AccountId],
    now: DateTime<Utc>,
) -> sqlx::Result<Value> {
    let ids: Vec<Uuid> = accounts.iter().map(|id| id.0).collect();
    sqlx::query_scalar!(
        r#"WITH opened AS (
             INSERT INTO enrolment (school_id, account_id, started_at, kind, username, forename, surname, search_name)
             SELECT a.school_id, a.id, $2, a.kind, a.username, a.display_forename, a.display_surname, a.search_name
             FROM account a WHERE a.id = ANY ($3) AND a.school_id = $1
             ON CONFLICT (school_id, account_id) DO UPDATE
             SET started_at = excluded.started_at, ended_at = NULL, moved_at = NULL, before_move = NULL
         )
         SELECT coalesce(json_agg(e), '[]') AS "before!" FROM enrolment e WHERE e.school_id = $1 AND e.account_id = ANY ($3)"#,
        tx.school().0,
        now,
        &ids
    )
    .fetch_one(&mut **tx)
    .await
}

/// Closes the enrolments, memberships and sessions of people who left.
pub async fn close_enrolments(
    tx: &mut TenantTx,
    accounts: &[AccountId],
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let ids: Vec<Uuid> = accounts.iter().map(|id| id.0).collect();
    sqlx::query!(
        "WITH closed AS (
             UPDATE enrolment SET ended_at = $2 WHERE school_id = $1 AND account_id = ANY ($3) AND ended_at IS NULL
         )
         UPDATE group_member SET ended_at = $2 WHERE school_id = $1 AND account_id = ANY ($3) AND ended_at IS NULL",
        tx.school().0,
        now,
        &ids
    )
    .execute(&mut **tx)
    .await?;
    sessions::end_sessions(tx, accounts).await
}

/// Wakes the schools that wait for learners who were released here.
pub async fn wake_claimants(tx: &mut TenantTx, accounts: &[AccountId]) -> sqlx::Result<()> {
    let ids: Vec<Uuid> = accounts.iter().map(|id| id.0).collect();
    sqlx::query!("SELECT wake_claimants($1)", &ids).execute(&mut **tx).await.map(|_| ())
}

/// A one-dimensional array literal: `UNNEST` would flatten an array of arrays.
fn array_of(upns: &[Upn]) -> String {
    format!("{{{}}}", upns.iter().map(Upn::as_str).collect::<Vec<_>>().join(","))
}
