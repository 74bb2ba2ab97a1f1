//! Rows that wait, and learners who are waited for.

use chrono::{DateTime, NaiveDate, Utc};

use crate::base::id::{AccountId, WaitingId};
use crate::base::{Language, Upn};
use crate::db::TenantTx;
use crate::moves::conditions::{Claim, Departure, Release};

/// A learner's row that waits.
#[derive(Clone, Debug)]
pub struct WaitingRow {
    pub id: WaitingId,
    /// Who, as the row says.
    pub name: String,
    pub admission_date: NaiveDate,
    pub since: DateTime<Utc>,
    /// Why, when it was last looked at.
    pub reason: String,
}

/// Every row of the school that waits, the longest waiting first.
pub async fn list_waiting(tx: &mut TenantTx) -> sqlx::Result<Vec<WaitingRow>> {
    sqlx::query_as!(
        WaitingRow,
        r#"SELECT id AS "id: WaitingId", name, admission_date, since, reason FROM waiting_learner
           WHERE school_id = $1 ORDER BY since, name, id"#,
        tx.school().0
    )
    .fetch_all(&mut **tx)
    .await
}

/// One row of the school that waits.
pub async fn find_waiting(tx: &mut TenantTx, id: WaitingId) -> sqlx::Result<Option<WaitingRow>> {
    sqlx::query_as!(
        WaitingRow,
        r#"SELECT id AS "id: WaitingId", name, admission_date, since, reason FROM waiting_learner
           WHERE school_id = $1 AND id = $2"#,
        tx.school().0,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await
}

/// The row of the school that waits with this UPN.
pub async fn find_waiting_by_upn(tx: &mut TenantTx, upn: &Upn) -> sqlx::Result<Option<WaitingId>> {
    sqlx::query_scalar!(
        r#"SELECT id AS "id: WaitingId" FROM waiting_learner WHERE school_id = $1 AND upn = $2"#,
        tx.school().0,
        upn.as_str()
    )
    .fetch_optional(&mut **tx)
    .await
}

/// What the school may know of why its row waits; nothing where no other school has the account any more.
pub async fn find_claim(
    tx: &mut TenantTx,
    row: &WaitingRow,
    today: NaiveDate,
) -> sqlx::Result<Option<Claim>> {
    let facts = sqlx::query!(
        r#"SELECT has_left AS "has_left!", leaves_later AS "leaves_later!", previous_ran_at,
                  coalesce(is_admitted_before, false) AS "is_admitted_before!", is_claimed_elsewhere AS "is_claimed_elsewhere!"
           FROM find_claim_facts($1, $2)"#,
        row.id.0,
        today
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(facts.map(|facts| Claim {
        departure: match (facts.has_left, facts.leaves_later) {
            (true, _) => Departure::Left,
            (false, true) => Departure::LeavesLater,
            (false, false) => Departure::OnRoll,
        },
        previous_ran_at: facts.previous_ran_at,
        since: row.since,
        admission_date: row.admission_date,
        is_admitted_before: facts.is_admitted_before,
        is_claimed_elsewhere: facts.is_claimed_elsewhere,
    }))
}

/// A learner of the school whom another school waits for.
#[derive(Clone, Debug)]
pub struct WaitedForRow {
    pub account: AccountId,
    pub forename: String,
    pub surname: String,
    pub registration_group: Option<String>,
    pub since: DateTime<Utc>,
}

/// Every learner of the school whom another school waits for, by name.
pub async fn list_waited_for(tx: &mut TenantTx, language: Language) -> sqlx::Result<Vec<WaitedForRow>> {
    sqlx::query_as!(
        WaitedForRow,
        r#"SELECT a.id AS "account: AccountId", a.display_forename AS forename, a.display_surname AS surname,
                  a.registration_group, w.since AS "since!"
           FROM list_waited_for() w JOIN account a ON a.id = w.account_id AND a.school_id = $1
           ORDER BY CASE WHEN $2 = 'cy' THEN a.display_surname END COLLATE "cy-x-icu",
               CASE WHEN $2 = 'cy' THEN a.display_forename END COLLATE "cy-x-icu",
               a.display_surname COLLATE "en-x-icu", a.display_forename COLLATE "en-x-icu", a.id"#,
        tx.school().0,
        language.code()
    )
    .fetch_all(&mut **tx)
    .await
}

/// What the school knows of its learner whom another school waits for; nothing where none does.
pub async fn find_release(tx: &mut TenantTx, account: AccountId) -> sqlx::Result<Option<Release>> {
    let row = sqlx::query!(
        r#"SELECT a.leaving_date, w.since AS "since!",
                  CASE WHEN st.last_outcome = 'applied' THEN st.last_run_at
                       ELSE (SELECT max(b.finished_at) FROM sync_batch b WHERE b.school_id = $1 AND b.state = 'applied')
                  END AS ran_at,
                  EXISTS (SELECT FROM held_release h JOIN sync_batch b ON b.school_id = h.school_id AND b.id = h.batch_id
                          WHERE h.school_id = $1 AND h.account_id = a.id AND b.state = 'held') AS "is_held!"
           FROM list_waited_for() w
           JOIN account a ON a.id = w.account_id AND a.school_id = $1
           LEFT JOIN school_status st ON st.school_id = $1
           WHERE a.id = $2"#,
        tx.school().0,
        account.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| Release {
        leaving_date: row.leaving_date,
        ran_at: row.ran_at,
        since: row.since,
        is_held: row.is_held,
    }))
}
