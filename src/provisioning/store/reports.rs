//! Reads what came of a batch.

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};

use super::tokens::TokenScope;
use crate::base::DfesNumber;
use crate::base::id::{AccountId, BatchId, SchoolId};
use crate::db::{SystemTx, TenantTx};

/// A batch, its state and its counts.
#[derive(Clone, Debug)]
pub struct BatchReport {
    pub id: BatchId,
    pub school: SchoolId,
    pub dfes_number: i32,
    pub state: String,
    pub dry_run: bool,
    pub received_at: DateTime<Utc>,
    pub finished_at: Option<DateTime<Utc>>,
    pub undone_at: Option<DateTime<Utc>>,
    pub academic_year: Option<i32>,
    pub would_release: Option<i32>,
    pub threshold: Option<i32>,
    pub hold_reason: Option<String>,
    pub error: Option<String>,
    pub created: i32,
    pub updated: i32,
    pub unchanged: i32,
    pub released: i32,
    pub reactivated: i32,
    pub transferred: i32,
    pub waiting: i32,
    pub skipped: i32,
    pub rejected: i32,
    pub missing: i32,
}

impl BatchReport {
    /// Whether nothing more happens to it by itself.
    pub fn is_over(&self) -> bool {
        !matches!(self.state.as_str(), "received" | "validating" | "applying")
    }

    /// The batch as the API tells it.
    pub fn to_json(&self) -> Value {
        let moment = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
        let held = (self.state == "held").then(|| {
            json!({ "would_release": self.would_release, "threshold": self.threshold, "reason": self.hold_reason })
        });
        json!({
            "batch_id": self.id,
            "dfes_number": DfesNumber::from_i32(self.dfes_number),
            "state": self.state,
            "dry_run": self.dry_run,
            "received_at": moment(self.received_at),
            "finished_at": self.finished_at.map(moment),
            "counts": {
                "created": self.created, "updated": self.updated, "unchanged": self.unchanged, "released": self.released,
                "reactivated": self.reactivated, "transferred": self.transferred, "waiting": self.waiting,
                "skipped": self.skipped, "rejected": self.rejected, "missing": self.missing,
            },
            "held": held,
            "error": self.error,
        })
    }
}

/// Asks for batches; the first argument says which.
macro_rules! reports {
    ($which:tt, $($argument:expr),* $(,)?) => {
        sqlx::query_as!(
            BatchReport,
            r#"SELECT b.id AS "id: BatchId", b.school_id AS "school: SchoolId", s.dfes_number, b.state, b.dry_run, b.received_at,
                   b.finished_at, b.undone_at, b.academic_year, b.would_release, b.threshold, b.hold_reason, b.error, b.created, b.updated,
                   b.unchanged, b.released, b.reactivated, b.transferred, b.waiting, b.skipped, b.rejected, b.missing
               FROM sync_batch b JOIN school s ON s.id = b.school_id
               WHERE "# + $which,
            $($argument),*
        )
    };
}

/// The batch with this id, where the token covers its school.
pub async fn find_report(
    tx: &mut SystemTx,
    id: BatchId,
    scope: TokenScope,
) -> sqlx::Result<Option<BatchReport>> {
    reports!(
        "b.id = $1 AND (b.school_id = $2 OR s.authority_code = $3)",
        id.0,
        scope.school.map(|school| school.0),
        scope.authority_code
    )
    .fetch_optional(&mut **tx)
    .await
}

/// A batch of the current school.
pub async fn find_own_report(tx: &mut TenantTx, id: BatchId) -> sqlx::Result<Option<BatchReport>> {
    reports!("b.school_id = $1 AND b.id = $2", tx.school().0, id.0).fetch_optional(&mut **tx).await
}

/// The school's runs, newest first, from `offset` on.
pub async fn list_reports(tx: &mut TenantTx, limit: i64, offset: i64) -> sqlx::Result<Vec<BatchReport>> {
    reports!("b.school_id = $1 ORDER BY b.number DESC LIMIT $2 OFFSET $3", tx.school().0, limit, offset)
        .fetch_all(&mut **tx)
        .await
}

/// The newest run that was not a rehearsal, and the one whose rejected rows the school's summary tells of.
#[derive(Clone, Debug)]
pub struct LatestRun {
    /// Which.
    pub id: BatchId,
    /// Its state.
    pub state: String,
    /// When it came.
    pub received_at: DateTime<Utc>,
    /// The run whose rejected rows the summary counts: the newest applied or held one.
    pub with_rejections: Option<BatchId>,
}

/// The school's newest run, rehearsals left aside.
pub async fn find_latest_run(tx: &mut TenantTx) -> sqlx::Result<Option<LatestRun>> {
    sqlx::query_as!(
        LatestRun,
        r#"SELECT id AS "id: BatchId", state, received_at,
                  (SELECT r.id FROM sync_batch r WHERE r.school_id = $1 AND r.state IN ('applied', 'held')
                   ORDER BY r.number DESC LIMIT 1) AS "with_rejections: BatchId"
           FROM sync_batch WHERE school_id = $1 AND NOT dry_run ORDER BY number DESC LIMIT 1"#,
        tx.school().0
    )
    .fetch_optional(&mut **tx)
    .await
}

/// How many runs the school has had.
pub async fn count_reports(tx: &mut TenantTx) -> sqlx::Result<i64> {
    sqlx::query_scalar!(r#"SELECT count(*) AS "count!" FROM sync_batch WHERE school_id = $1"#, tx.school().0)
        .fetch_one(&mut **tx)
        .await
}

/// A line of what changed.
#[derive(Clone, Debug)]
pub struct ChangeRow {
    pub row: i32,
    pub sourced_id: String,
    pub account: Option<AccountId>,
    pub name: String,
    pub username: Option<String>,
    pub outcome: String,
    pub field: Option<String>,
    pub before: Option<String>,
    pub after: Option<String>,
    pub cause: String,
}

/// Every line of a batch of the current school, in the file's order, the missing last.
pub async fn list_changes(tx: &mut TenantTx, batch: BatchId) -> sqlx::Result<Vec<ChangeRow>> {
    sqlx::query_as!(
        ChangeRow,
        r#"SELECT row, sourced_id, account_id AS "account: AccountId", name, username, outcome, field, before, after, cause
           FROM sync_change WHERE school_id = $1 AND batch_id = $2
           ORDER BY outcome = 'missing', row, position"#,
        tx.school().0,
        batch.0
    )
    .fetch_all(&mut **tx)
    .await
}

/// A row that was rejected.
#[derive(Clone, Debug)]
pub struct RejectionRow {
    pub file: String,
    pub row: i32,
    pub sourced_id: String,
    pub name: String,
    pub code: String,
}

/// The rejected rows of a batch of the current school, in the file's order.
pub async fn list_rejections(tx: &mut TenantTx, batch: BatchId) -> sqlx::Result<Vec<RejectionRow>> {
    sqlx::query_as!(
        RejectionRow,
        "SELECT file, row, sourced_id, name, code FROM sync_rejection WHERE school_id = $1 AND batch_id = $2 ORDER BY position",
        tx.school().0,
        batch.0
    )
    .fetch_all(&mut **tx)
    .await
}
