//! What falls due by the calendar.

use chrono::{DateTime, NaiveDate, Utc};

use crate::base::id::{AccountId, SchoolId};
use crate::db::{SystemTx, TenantTx};

/// Schools where somebody's leaving date, or the end of an activation by hand, has passed.
pub async fn find_schools_with_leavers(tx: &mut SystemTx, today: NaiveDate) -> sqlx::Result<Vec<SchoolId>> {
    sqlx::query_scalar!(
        r#"SELECT DISTINCT school_id AS "school!: SchoolId" FROM account
           WHERE school_id IS NOT NULL AND state IN ('active', 'deactivated') AND coalesce(active_until, leaving_date) < $1"#,
        today
    )
    .fetch_all(&mut **tx)
    .await
}

/// Schools where somebody waits whose day of admission has come.
pub async fn find_schools_with_admissions(
    tx: &mut SystemTx,
    today: NaiveDate,
) -> sqlx::Result<Vec<SchoolId>> {
    sqlx::query_scalar!(
        r#"SELECT DISTINCT school_id AS "school: SchoolId" FROM waiting_learner
           WHERE reason = 'not_admitted_yet' AND admission_date <= $1"#,
        today
    )
    .fetch_all(&mut **tx)
    .await
}

/// Ends the accounts whose leaving date, or whose activation by hand, has passed; returns whose.
pub async fn release_leavers(
    tx: &mut TenantTx,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<AccountId>> {
    sqlx::query_scalar!(
        r#"UPDATE account SET state = 'left', state_changed_at = $3, active_until = NULL
           WHERE school_id = $1 AND state IN ('active', 'deactivated') AND coalesce(active_until, leaving_date) < $2
           RETURNING id AS "id: AccountId""#,
        tx.school().0,
        today,
        now
    )
    .fetch_all(&mut **tx)
    .await
}
