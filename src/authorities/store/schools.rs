//! SQL of the schools' list.

use chrono::{DateTime, Utc};

use crate::base::id::BatchId;
use crate::base::{DfesNumber, Language};
use crate::db::AuthorityTx;

/// Which schools are wanted, and in which language they are sorted.
#[derive(Debug)]
pub struct Wanted {
    /// Those of one authority.
    pub authority: Option<i16>,
    /// Those with these numbers alone.
    pub numbers: Option<Vec<DfesNumber>>,
    /// Those whose client has not run since the beginning of this moment's day, or never.
    pub not_run_since: Option<DateTime<Utc>>,
    /// The reader's language.
    pub language: Language,
    /// How many at most.
    pub limit: i64,
    /// How many stand before them.
    pub offset: i64,
}

/// A school and its figures: the columns of `school` and `school_status`.
#[derive(Debug)]
pub struct SchoolRow {
    pub dfes_number: i32,
    pub name: String,
    pub phase: String,
    pub learners: i32,
    pub staff: i32,
    pub waiting: i32,
    pub held_batch: Option<BatchId>,
    pub last_run_at: Option<DateTime<Utc>>,
    pub last_outcome: Option<String>,
    pub last_rejected: i32,
    pub client_manager: Option<String>,
    pub contact_name: Option<String>,
    pub contact_email: Option<String>,
    pub contact_telephone: Option<String>,
}

/// How many schools are wanted.
pub async fn count_schools(tx: &mut AuthorityTx, wanted: &Wanted) -> sqlx::Result<i64> {
    let numbers = numbers(wanted);
    sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM school_status st JOIN school s ON s.id = st.school_id
           WHERE ($1::smallint IS NULL OR s.authority_code = $1) AND ($2::integer[] IS NULL OR s.dfes_number = ANY ($2))
             AND ($3::timestamptz IS NULL OR st.last_run_at IS NULL OR st.last_run_at < $3)"#,
        wanted.authority,
        numbers.as_deref(),
        wanted.not_run_since
    )
    .fetch_one(&mut **tx)
    .await
}

/// The schools that want looking at first: those with a held run, then those whose last run failed, then those that have not
/// run for longest, then by name.
pub async fn list_schools(tx: &mut AuthorityTx, wanted: &Wanted) -> sqlx::Result<Vec<SchoolRow>> {
    let numbers = numbers(wanted);
    sqlx::query_as!(
        SchoolRow,
        r#"SELECT s.dfes_number, CASE WHEN $3 = 'cy' THEN s.name_cy ELSE s.name_en END AS "name!", s.phase, st.learners,
                  st.staff, st.waiting, st.held_batch_id AS "held_batch: BatchId", st.last_run_at, st.last_outcome,
                  st.last_rejected, c.client_manager AS "client_manager?", c.contact_name AS "contact_name?",
                  c.contact_email AS "contact_email?", c.contact_telephone AS "contact_telephone?"
           FROM school_status st JOIN school s ON s.id = st.school_id
           LEFT JOIN school_settings c ON c.school_id = s.id
           WHERE ($1::smallint IS NULL OR s.authority_code = $1) AND ($2::integer[] IS NULL OR s.dfes_number = ANY ($2))
             AND ($6::timestamptz IS NULL OR st.last_run_at IS NULL OR st.last_run_at < $6)
           ORDER BY st.held_batch_id IS NULL, st.last_outcome IS DISTINCT FROM 'failed', st.last_run_at NULLS FIRST,
               CASE WHEN $3 = 'cy' THEN s.name_cy END COLLATE "cy-x-icu", s.name_en COLLATE "en-x-icu", s.dfes_number
           LIMIT $4 OFFSET $5"#,
        wanted.authority,
        numbers.as_deref(),
        wanted.language.code(),
        wanted.limit,
        wanted.offset,
        wanted.not_run_since
    )
    .fetch_all(&mut **tx)
    .await
}

fn numbers(wanted: &Wanted) -> Option<Vec<i32>> {
    let numbers = wanted.numbers.as_ref()?;
    Some(numbers.iter().map(|number| number.as_i32()).collect())
}

/// An authority and how many of its schools are how.
#[derive(Debug)]
pub struct AuthorityRow {
    /// Three digits.
    pub code: i16,
    /// Its name in the reader's language.
    pub name: String,
    /// All its schools.
    pub schools: i64,
    /// Those with a held run.
    pub held: i64,
    /// Those whose last run failed.
    pub failed: i64,
}

/// Every authority that the portal serves schools of, by name.
pub async fn list_authority_figures(
    tx: &mut AuthorityTx,
    language: Language,
) -> sqlx::Result<Vec<AuthorityRow>> {
    sqlx::query_as!(
        AuthorityRow,
        r#"SELECT a.code, CASE WHEN $1 = 'cy' THEN a.name_cy ELSE a.name_en END AS "name!", count(*) AS "schools!",
                  count(st.held_batch_id) AS "held!", count(*) FILTER (WHERE st.last_outcome = 'failed') AS "failed!"
           FROM local_authority a JOIN school s ON s.authority_code = a.code JOIN school_status st ON st.school_id = s.id
           GROUP BY a.code
           ORDER BY CASE WHEN $1 = 'cy' THEN a.name_cy END COLLATE "cy-x-icu", a.name_en COLLATE "en-x-icu""#,
        language.code()
    )
    .fetch_all(&mut **tx)
    .await
}
