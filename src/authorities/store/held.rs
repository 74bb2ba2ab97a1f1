//! SQL of an authority's held runs.

use chrono::{DateTime, Utc};

use crate::base::Language;
use crate::base::id::BatchId;
use crate::db::AuthorityTx;

/// A held run, as the school's summary tells it.
#[derive(Debug)]
pub struct HeldRow {
    pub dfes_number: i32,
    pub name: String,
    pub batch: BatchId,
    pub held_at: Option<DateTime<Utc>>,
    pub reason: Option<String>,
    pub would_release: i32,
    pub threshold: i32,
    pub final_year: i32,
    /// The school's active learners and staff.
    pub accounts: i32,
}

/// Every held run of the transaction's authority: the one that would release most first.
pub async fn list_held_runs(tx: &mut AuthorityTx, language: Language) -> sqlx::Result<Vec<HeldRow>> {
    sqlx::query_as!(
        HeldRow,
        r#"SELECT s.dfes_number, CASE WHEN $1 = 'cy' THEN s.name_cy ELSE s.name_en END AS "name!",
                  st.held_batch_id AS "batch!: BatchId", st.held_at, st.held_reason AS reason,
                  coalesce(st.held_would_release, 0) AS "would_release!", coalesce(st.held_threshold, 0) AS "threshold!",
                  coalesce(st.held_final_year, 0) AS "final_year!",
                  st.learners + st.staff AS "accounts!"
           FROM school_status st JOIN school s ON s.id = st.school_id
           WHERE st.held_batch_id IS NOT NULL
           ORDER BY st.held_would_release DESC NULLS LAST, s.dfes_number"#,
        language.code()
    )
    .fetch_all(&mut **tx)
    .await
}
