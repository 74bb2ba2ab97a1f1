//! SQL of the accounts that a school makes by hand.

use chrono::{DateTime, Days, NaiveDate, Utc};
use uuid::Uuid;

use super::people::{Known, NewAccount, ReviewRow};
use crate::accounts::State;
use crate::authz::AccountKind;
use crate::base::id::{AccountId, SchoolId};
use crate::base::text::fold;
use crate::base::{Language, PersonName, Username, YearGroup};
use crate::db::{SystemTx, TenantTx};
use crate::school_status::EXPIRY_NOTICE_DAYS;

/// Everybody who has an account in the school, but for accounts that another took the place of.
pub(super) async fn list_known(tx: &mut TenantTx) -> sqlx::Result<Vec<Known>> {
    let rows = sqlx::query!(
        r#"SELECT id AS "id: AccountId", kind, state, display_forename, display_surname, legal_forename, legal_surname,
               username
           FROM account WHERE school_id = $1 AND state NOT IN ('superseded', 'undone')"#,
        tx.school().0
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Known {
                kind: AccountKind::from_code(&row.kind).ok_or_else(|| corrupt(row.id, "kind"))?,
                state: State::from_code(&row.state).ok_or_else(|| corrupt(row.id, "state"))?,
                id: row.id,
                display_name: PersonName { forename: row.display_forename, surname: row.display_surname },
                legal_name: PersonName { forename: row.legal_forename, surname: row.legal_surname },
                username: row.username,
            })
        })
        .collect()
}

/// Whether the school has this account.
pub(super) async fn has_account(tx: &mut TenantTx, id: AccountId) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM account WHERE school_id = $1 AND id = $2) AS "has!""#,
        tx.school().0,
        id.0
    )
    .fetch_one(&mut **tx)
    .await
}

/// Makes an account with its enrolment and its username; `false` where its id is taken.
pub(super) async fn insert_account(
    tx: &mut TenantTx,
    new: &NewAccount,
    username: &Username,
    now: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let made = sqlx::query!(
        "WITH person AS (
             INSERT INTO account (id, kind, school_id, username, legal_forename, legal_surname, display_forename,
                 display_surname, search_name, year_group, registration_group, state, state_changed_at, expires_on, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $5, $6, $7, $8, $9, 'active', $11, $10, $11)
             ON CONFLICT (id) DO NOTHING RETURNING *
         )
         INSERT INTO enrolment (school_id, account_id, started_at, kind, username, forename, surname, search_name,
             year_group, registration_group)
         SELECT school_id, id, $11, kind, username, display_forename, display_surname, search_name, year_group,
             registration_group
         FROM person",
        new.id.0,
        new.kind.as_str(),
        tx.school().0,
        username.as_str(),
        new.name.forename,
        new.name.surname,
        fold(&new.name.to_string()),
        new.year.map(YearGroup::number),
        new.registration_group,
        new.expires_on,
        now,
    )
    .execute(&mut **tx)
    .await?;
    if made.rows_affected() == 0 {
        return Ok(false);
    }
    let (names, ids) = ([username.to_string()], [new.id.0]);
    sqlx::query!("SELECT give_usernames($1, $2, $3)", &names, &ids, now).execute(&mut **tx).await?;
    Ok(true)
}

/// Asks for accounts to review; the first argument says which.
macro_rules! review_rows {
    ($which:tt, $($argument:expr),* $(,)?) => {
        sqlx::query_as!(
            Row,
            r#"SELECT id AS "id: AccountId", kind, state, display_forename AS forename, display_surname AS surname, username,
                   expires_on, last_sign_in_at, created_at, reviewed_at
               FROM account
               WHERE "# + $which,
            $($argument),*
        )
    };
}

/// Non-MIS accounts that expire soon or expired lately, the soonest first; then every active governor, by name.
pub(super) async fn list_review(
    tx: &mut TenantTx,
    language: Language,
    today: NaiveDate,
) -> sqlx::Result<Vec<ReviewRow>> {
    let notice = Days::new(EXPIRY_NOTICE_DAYS);
    let rows = review_rows!(
        r#"school_id = $1 AND ((kind = 'governor' AND state = 'active')
               OR (expires_on <= $2 AND (state = 'active' OR (state = 'expired' AND expires_on >= $3))))
           ORDER BY expires_on,
               CASE WHEN $4 = 'cy' THEN display_surname COLLATE "cy-x-icu" END,
               CASE WHEN $4 = 'cy' THEN display_forename COLLATE "cy-x-icu" END,
               CASE WHEN $4 = 'en' THEN display_surname COLLATE "en-x-icu" END,
               CASE WHEN $4 = 'en' THEN display_forename COLLATE "en-x-icu" END, id"#,
        tx.school().0,
        today.checked_add_days(notice),
        today.checked_sub_days(notice),
        language.code()
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter().map(ReviewRow::try_from).collect()
}

/// Those of `ids` that the school made itself, locked in the order of their ids.
pub(super) async fn lock_manual(tx: &mut TenantTx, ids: &[AccountId]) -> sqlx::Result<Vec<ReviewRow>> {
    let ids: Vec<_> = ids.iter().map(|id| id.0).collect();
    let rows = review_rows!(
        "school_id = $1 AND id = ANY ($2) AND kind IN ('non_mis_staff', 'non_mis_learner', 'governor')
           ORDER BY id FOR UPDATE",
        tx.school().0,
        &ids
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter().map(ReviewRow::try_from).collect()
}

/// Gives each account its new last day; one that had expired works again.
pub(super) async fn extend(
    tx: &mut TenantTx,
    extended: &[(AccountId, NaiveDate)],
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let (ids, days): (Vec<Uuid>, Vec<NaiveDate>) = extended.iter().map(|(id, until)| (id.0, *until)).unzip();
    sqlx::query!(
        "UPDATE account a SET expires_on = e.until, state = 'active', reviewed_at = $4,
             state_changed_at = CASE WHEN a.state = 'active' THEN a.state_changed_at ELSE $4 END
         FROM unnest($2::uuid[], $3::date[]) AS e (id, until)
         WHERE a.school_id = $1 AND a.id = e.id AND a.state IN ('active', 'expired')",
        tx.school().0,
        &ids,
        &days,
        now
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Notes that accounts without a term were kept.
pub(super) async fn note_review(
    tx: &mut TenantTx,
    ids: &[AccountId],
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let ids: Vec<_> = ids.iter().map(|id| id.0).collect();
    sqlx::query!(
        "UPDATE account SET reviewed_at = $3 WHERE school_id = $1 AND id = ANY ($2)",
        tx.school().0,
        &ids,
        now
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Switches accounts off, whether they still worked or had expired.
pub(super) async fn close(tx: &mut TenantTx, ids: &[AccountId], now: DateTime<Utc>) -> sqlx::Result<()> {
    let ids: Vec<_> = ids.iter().map(|id| id.0).collect();
    sqlx::query!(
        "UPDATE account SET state = 'deactivated', state_changed_at = $3, active_until = NULL
         WHERE school_id = $1 AND id = ANY ($2) AND state IN ('active', 'expired')",
        tx.school().0,
        &ids,
        now
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Ends the accounts whose last day has passed; whose they are.
pub(super) async fn expire(
    tx: &mut TenantTx,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<AccountId>> {
    sqlx::query_scalar!(
        r#"UPDATE account SET state = 'expired', state_changed_at = $3
           WHERE school_id = $1 AND state = 'active' AND expires_on < $2
           RETURNING id AS "id: AccountId""#,
        tx.school().0,
        today,
        now
    )
    .fetch_all(&mut **tx)
    .await
}

/// Ends those of `accounts` whose last day is `last_day` or before; whose they are.
pub(super) async fn expire_terms(
    tx: &mut TenantTx,
    accounts: &[AccountId],
    last_day: NaiveDate,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<AccountId>> {
    let ids: Vec<_> = accounts.iter().map(|account| account.0).collect();
    sqlx::query_scalar!(
        r#"UPDATE account SET state = 'expired', state_changed_at = $4
           WHERE school_id = $1 AND id = ANY ($2) AND state = 'active' AND expires_on <= $3
           RETURNING id AS "id: AccountId""#,
        tx.school().0,
        &ids,
        last_day,
        now
    )
    .fetch_all(&mut **tx)
    .await
}

/// Schools where a term is over, or whose figure of accounts that expire soon is yesterday's.
pub(super) async fn find_schools_with_expiries(
    tx: &mut SystemTx,
    today: NaiveDate,
) -> sqlx::Result<Vec<SchoolId>> {
    sqlx::query_scalar!(
        r#"SELECT s.school_id AS "school: SchoolId" FROM school_status s
           LEFT JOIN (
               SELECT school_id, count(*) AS expiring, min(expires_on) AS first FROM account
               WHERE state = 'active' AND expires_on <= $2 GROUP BY school_id
           ) a ON a.school_id = s.school_id
           WHERE coalesce(a.expiring, 0) <> s.expiring OR a.first < $1"#,
        today,
        today.checked_add_days(Days::new(EXPIRY_NOTICE_DAYS))
    )
    .fetch_all(&mut **tx)
    .await
}

fn corrupt(id: AccountId, column: &str) -> sqlx::Error {
    sqlx::Error::Decode(format!("account {id}: {column}").into())
}

struct Row {
    id: AccountId,
    kind: String,
    state: String,
    forename: String,
    surname: String,
    username: String,
    expires_on: Option<NaiveDate>,
    last_sign_in_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    reviewed_at: Option<DateTime<Utc>>,
}

impl TryFrom<Row> for ReviewRow {
    type Error = sqlx::Error;

    fn try_from(row: Row) -> sqlx::Result<Self> {
        Ok(Self {
            kind: AccountKind::from_code(&row.kind).ok_or_else(|| corrupt(row.id, "kind"))?,
            state: State::from_code(&row.state).ok_or_else(|| corrupt(row.id, "state"))?,
            id: row.id,
            name: PersonName { forename: row.forename, surname: row.surname },
            username: row.username,
            expires_on: row.expires_on,
            last_sign_in_at: row.last_sign_in_at,
            created_at: row.created_at,
            reviewed_at: row.reviewed_at,
        })
    }
}
