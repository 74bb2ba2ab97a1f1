//! SQL of sessions.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;
use sqlx::postgres::types::PgInterval;

use super::{ABSOLUTE_LIMIT, IDLE_LIMIT, Session, Token};
use crate::authz::{AccountKind, Actor, Grants, Role};
use crate::base::id::{AccountId, SchoolId};
use crate::base::{DfesNumber, Language, PersonName, YearGroup};
use crate::db::{SystemTx, TenantTx};
use crate::tenancy::{Phase, School};

struct SessionRow {
    account_id: AccountId,
    kind: String,
    username: String,
    forename: String,
    surname: String,
    year_group: Option<i16>,
    language: Option<String>,
    own_school_id: Option<SchoolId>,
    authority_code: Option<i16>,
    is_champion: bool,
    is_la_admin: bool,
    is_service_desk: bool,
    must_choose_password: bool,
    proved_at: DateTime<Utc>,
    school_id: Option<SchoolId>,
    school_dfes: Option<i32>,
    school_authority: Option<i16>,
    school_name_en: Option<String>,
    school_name_cy: Option<String>,
    school_phase: Option<String>,
}

/// Who holds `token` at `now`, and the school with the number `dfes` (or the holder's own): one statement for every page.
///
/// An account that is no longer active has no session, whatever the table says.
pub async fn find_session(
    connection: &mut PgConnection,
    token: &Token,
    dfes: Option<DfesNumber>,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<Session>> {
    let row = sqlx::query_as!(
        SessionRow,
        r#"SELECT account_id AS "account_id!: AccountId", kind AS "kind!", username AS "username!",
                  forename AS "forename!", surname AS "surname!", year_group, language,
                  own_school_id AS "own_school_id: SchoolId", authority_code,
                  is_champion AS "is_champion!", is_la_admin AS "is_la_admin!", is_service_desk AS "is_service_desk!",
                  must_choose_password AS "must_choose_password!", proved_at AS "proved_at!",
                  school_id AS "school_id: SchoolId", school_dfes, school_authority, school_name_en, school_name_cy,
                  school_phase
           FROM find_session($1, $2, $3, $4, $5)"#,
        token.hash(),
        now,
        interval(IDLE_LIMIT),
        interval(ABSOLUTE_LIMIT),
        dfes.map(DfesNumber::as_i32),
    )
    .fetch_optional(connection)
    .await?;
    row.map_or(Ok(None), SessionRow::into_session)
}

impl SessionRow {
    /// The session; none for somebody whose kind of account has no role, like authority staff without a grant.
    fn into_session(self) -> sqlx::Result<Option<Session>> {
        let kind = AccountKind::from_code(&self.kind).ok_or_else(|| self.corrupt("kind"))?;
        let grants = Grants {
            digital_champion: self.is_champion,
            la_admin: self.is_la_admin,
            service_desk: self.is_service_desk,
        };
        let Some(role) = Role::of(kind, grants, self.year_group.and_then(YearGroup::new)) else {
            return Ok(None);
        };
        let school = self.school()?;
        let actor = Actor {
            account: self.account_id,
            kind,
            username: self.username,
            name: PersonName { forename: self.forename, surname: self.surname },
            role,
            school: self.own_school_id,
            authority_code: self.authority_code,
            language: self.language.as_deref().and_then(Language::from_code),
        };
        let (must_choose_password, proved_at) = (self.must_choose_password, self.proved_at);
        Ok(Some(Session { actor, school, must_choose_password, proved_at }))
    }

    fn school(&self) -> sqlx::Result<Option<School>> {
        let (Some(id), Some(number), Some(authority_code)) =
            (self.school_id, self.school_dfes, self.school_authority)
        else {
            return Ok(None);
        };
        let phase = self.school_phase.as_deref().and_then(Phase::from_code);
        Ok(Some(School {
            id,
            dfes_number: DfesNumber::from_i32(number).ok_or_else(|| self.corrupt("school_dfes"))?,
            authority_code,
            name_en: self.school_name_en.clone().unwrap_or_default(),
            name_cy: self.school_name_cy.clone().unwrap_or_default(),
            phase: phase.ok_or_else(|| self.corrupt("school_phase"))?,
        }))
    }

    fn corrupt(&self, column: &str) -> sqlx::Error {
        sqlx::Error::Decode(format!("find_session {}: {column}", self.account_id).into())
    }
}

/// Starts a session of an account whose password was just proved.
pub async fn start_session(
    tx: &mut SystemTx,
    token: &Token,
    account: AccountId,
    must_choose_password: bool,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO session (token_hash, account_id, created_at, last_seen_at, proved_at, must_choose_password)
         VALUES ($1, $2, $3, $3, $3, $4)",
        token.hash(),
        account.0,
        now,
        must_choose_password,
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Notes that whoever holds this session of `account` has just proved the password again.
pub async fn note_proof(
    tx: &mut SystemTx,
    token: &Token,
    account: AccountId,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE session SET proved_at = $3 WHERE token_hash = $1 AND account_id = $2",
        token.hash(),
        account.0,
        now
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Ends one session.
pub async fn end_session(tx: &mut SystemTx, token: &Token) -> sqlx::Result<()> {
    sqlx::query!("DELETE FROM session WHERE token_hash = $1", token.hash())
        .execute(&mut **tx)
        .await
        .map(|_| ())
}

/// Ends every session of an account.
pub async fn end_all_of(tx: &mut SystemTx, account: AccountId) -> sqlx::Result<()> {
    sqlx::query!("DELETE FROM session WHERE account_id = $1", account.0).execute(&mut **tx).await.map(|_| ())
}

/// Ends the sessions of people of the current school.
pub async fn end_sessions(tx: &mut TenantTx, accounts: &[AccountId]) -> sqlx::Result<()> {
    let accounts: Vec<_> = accounts.iter().map(|account| account.0).collect();
    sqlx::query!("SELECT end_sessions($1)", &accounts).execute(&mut **tx).await.map(|_| ())
}

/// Deletes what is past its limits.
pub async fn forget_old_sessions(tx: &mut SystemTx, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "DELETE FROM session WHERE created_at < $1 OR last_seen_at < $2",
        now - ABSOLUTE_LIMIT,
        now - IDLE_LIMIT
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

fn interval(delta: TimeDelta) -> PgInterval {
    PgInterval { months: 0, days: 0, microseconds: delta.num_microseconds().unwrap_or(i64::MAX) }
}
