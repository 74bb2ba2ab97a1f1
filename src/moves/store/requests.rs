//! Requests to take a former account along: kept in the new school, decided by the service desk.

use chrono::{DateTime, Utc};

use crate::audit::Author;
use crate::base::PersonName;
use crate::base::id::{AccountId, SchoolId, TransferId};
use crate::db::{SystemTx, TenantTx};
use crate::moves::transfer::Wish;

/// Keeps a wish; no where the account has an open one.
pub async fn insert_request(
    tx: &mut TenantTx,
    id: TransferId,
    wish: &Wish,
    author: &Author,
    now: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "INSERT INTO transfer_request
             (school_id, id, account_id, former_dfes, former_username, asked_at, asked_by, asked_by_name)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (school_id, account_id) WHERE state = 'asked' DO NOTHING",
        tx.school().0,
        id.0,
        wish.account.0,
        wish.former_school.dfes_number.as_i32(),
        wish.former_username,
        now,
        author.account.map(|account| account.0),
        author.name,
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The newest request for an account, as its school sees it.
#[derive(Clone, Debug)]
pub struct OwnRequest {
    pub former_dfes: i32,
    pub asked_at: DateTime<Utc>,
    pub asked_by_name: String,
    /// `asked`, `approved` or `refused`.
    pub state: String,
    pub decided_at: Option<DateTime<Utc>>,
    pub reason: Option<String>,
}

/// The newest request for an account of the current school.
pub async fn find_own_request(tx: &mut TenantTx, account: AccountId) -> sqlx::Result<Option<OwnRequest>> {
    sqlx::query_as!(
        OwnRequest,
        "SELECT former_dfes, asked_at, asked_by_name, state, decided_at, reason FROM transfer_request
         WHERE school_id = $1 AND account_id = $2 ORDER BY asked_at DESC, id DESC LIMIT 1",
        tx.school().0,
        account.0
    )
    .fetch_optional(&mut **tx)
    .await
}

/// A request as the service desk sees it.
#[derive(Clone, Debug)]
pub struct RequestRow {
    pub id: TransferId,
    /// The account that the new school's run made.
    pub account: AccountId,
    pub forename: String,
    pub surname: String,
    pub username: String,
    pub school_en: String,
    pub school_cy: String,
    pub former_dfes: i32,
    pub former_en: Option<String>,
    pub former_cy: Option<String>,
    pub former_username: String,
    pub asked_at: DateTime<Utc>,
    pub asked_by_name: String,
    pub state: String,
    pub decided_at: Option<DateTime<Utc>>,
    pub decided_by_name: Option<String>,
    pub reason: Option<String>,
}

impl RequestRow {
    /// The name that the person is shown by in the new school.
    pub fn name(&self) -> PersonName {
        PersonName { forename: self.forename.clone(), surname: self.surname.clone() }
    }
}

/// Asks for requests; the first argument says which.
macro_rules! requests {
    ($which:tt, $($argument:expr),* $(,)?) => {
        sqlx::query_as!(
            RequestRow,
            r#"SELECT r.id AS "id: TransferId", r.account_id AS "account: AccountId",
                   n.forename, n.surname, n.username, s.name_en AS school_en,
                   s.name_cy AS school_cy, r.former_dfes, f.name_en AS "former_en?", f.name_cy AS "former_cy?",
                   r.former_username, r.asked_at, r.asked_by_name, r.state, r.decided_at, r.decided_by_name, r.reason
               FROM transfer_request r
               JOIN school s ON s.id = r.school_id
               JOIN enrolment n ON n.school_id = r.school_id AND n.account_id = r.account_id
               LEFT JOIN school f ON f.dfes_number = r.former_dfes
               WHERE "# + $which,
            $($argument),*
        )
    };
}

/// The open requests, oldest first, then the `decided` that were decided last.
pub async fn list_requests(tx: &mut SystemTx, decided: i64) -> sqlx::Result<Vec<RequestRow>> {
    let open = requests!("r.state = 'asked' ORDER BY r.asked_at, r.id",).fetch_all(&mut **tx).await?;
    let over = requests!("r.state <> 'asked' ORDER BY r.decided_at DESC, r.id LIMIT $1", decided)
        .fetch_all(&mut **tx)
        .await?;
    Ok(open.into_iter().chain(over).collect())
}

/// One request.
pub async fn find_request(tx: &mut SystemTx, id: TransferId) -> sqlx::Result<Option<RequestRow>> {
    requests!("r.id = $1", id.0).fetch_optional(&mut **tx).await
}

/// A request that is held until the end of the transaction.
#[derive(Clone, Copy, Debug)]
pub struct LockedRequest {
    pub school: SchoolId,
    pub account: AccountId,
    pub is_open: bool,
}

/// Holds a request: of two who decide at once, the second finds it decided.
pub async fn lock_request(tx: &mut SystemTx, id: TransferId) -> sqlx::Result<Option<LockedRequest>> {
    sqlx::query_as!(
        LockedRequest,
        r#"SELECT school_id AS "school: SchoolId", account_id AS "account: AccountId", state = 'asked' AS "is_open!"
           FROM transfer_request WHERE id = $1 FOR UPDATE"#,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await
}

/// Notes that the request was approved.
pub async fn note_approved(
    tx: &mut SystemTx,
    id: TransferId,
    former: AccountId,
    author: &Author,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE transfer_request
         SET state = 'approved', former_account_id = $2, decided_at = $3, decided_by_name = $4 WHERE id = $1",
        id.0,
        former.0,
        now,
        author.name
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Notes that the request was refused.
pub async fn note_refused(
    tx: &mut SystemTx,
    id: TransferId,
    reason: &str,
    author: &Author,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE transfer_request
         SET state = 'refused', reason = $2, decided_at = $3, decided_by_name = $4 WHERE id = $1",
        id.0,
        reason,
        now,
        author.name
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}
