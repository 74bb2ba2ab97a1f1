//! SQL of the year end of many schools: one row a school, and nobody's account.

use chrono::{DateTime, Utc};

use crate::base::id::SchoolId;
use crate::base::{AcademicYear, Language};
use crate::db::{AuthorityTx, SystemTx};

/// How far the year end of the schools in the transaction's scope is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Totals {
    /// All schools.
    pub schools: i64,
    /// Those in which it was rehearsed.
    pub rehearsed: i64,
    /// Those in which it is being carried out.
    pub running: i64,
    /// Those in which it is over.
    pub done: i64,
    /// Accounts whose term is over.
    pub accounts: i64,
    /// Groups that end.
    pub groups: i64,
    /// Memberships that end.
    pub memberships: i64,
    /// Teams and Classrooms that are archived.
    pub workspaces: i64,
    /// Schools whose provisioning client has not run successfully in the window.
    pub client_not_run: i64,
    /// Learners who are still in a class of the year that ends.
    pub learners_behind: i64,
}

/// The figures of the schools in the transaction's scope.
pub async fn find_totals(tx: &mut AuthorityTx, year: AcademicYear) -> sqlx::Result<Totals> {
    sqlx::query_as!(
        Totals,
        r#"SELECT count(*) AS "schools!", count(r.rehearsed_at) AS "rehearsed!",
               count(r.began_at) - count(r.finished_at) AS "running!", count(r.finished_at) AS "done!",
               coalesce(sum(r.accounts), 0) AS "accounts!", coalesce(sum(r.groups), 0) AS "groups!",
               coalesce(sum(r.memberships), 0) AS "memberships!", coalesce(sum(r.workspaces), 0) AS "workspaces!",
               count(*) FILTER (WHERE NOT r.client_ran) AS "client_not_run!",
               coalesce(sum(r.learners_behind), 0) AS "learners_behind!"
           FROM school_status s LEFT JOIN rollover r ON r.school_id = s.school_id AND r.start_year = $1"#,
        year.0
    )
    .fetch_one(&mut **tx)
    .await
}

/// An authority, and how far its schools are.
#[derive(Debug)]
pub(in crate::rollover) struct AuthorityRow {
    pub(in crate::rollover) code: i16,
    pub(in crate::rollover) name: String,
    pub(in crate::rollover) schools: i64,
    pub(in crate::rollover) rehearsed: i64,
    pub(in crate::rollover) done: i64,
    pub(in crate::rollover) client_not_run: i64,
    pub(in crate::rollover) learners_behind: i64,
}

/// Every authority that the portal serves schools of, by name.
pub(in crate::rollover) async fn list_authorities(
    tx: &mut AuthorityTx,
    year: AcademicYear,
    language: Language,
) -> sqlx::Result<Vec<AuthorityRow>> {
    sqlx::query_as!(
        AuthorityRow,
        r#"SELECT a.code, CASE WHEN $2 = 'cy' THEN a.name_cy ELSE a.name_en END AS "name!", count(*) AS "schools!",
               count(r.rehearsed_at) AS "rehearsed!", count(r.finished_at) AS "done!",
               count(*) FILTER (WHERE NOT r.client_ran) AS "client_not_run!",
               coalesce(sum(r.learners_behind), 0) AS "learners_behind!"
           FROM local_authority a JOIN school s ON s.authority_code = a.code
           LEFT JOIN rollover r ON r.school_id = s.id AND r.start_year = $1
           GROUP BY a.code
           ORDER BY CASE WHEN $2 = 'cy' THEN a.name_cy END COLLATE "cy-x-icu", a.name_en COLLATE "en-x-icu""#,
        year.0,
        language.code()
    )
    .fetch_all(&mut **tx)
    .await
}

/// A school that wants looking at.
#[derive(Debug)]
pub(in crate::rollover) struct LateRow {
    pub(in crate::rollover) dfes_number: i32,
    pub(in crate::rollover) name: String,
    pub(in crate::rollover) last_run_at: Option<DateTime<Utc>>,
    pub(in crate::rollover) client_ran: bool,
    pub(in crate::rollover) learners_behind: i32,
}

/// Schools whose client has not run in the window or whose learners are behind, those with most learners behind first.
pub(in crate::rollover) async fn list_late(
    tx: &mut AuthorityTx,
    year: AcademicYear,
    language: Language,
    (limit, offset): (i64, i64),
) -> sqlx::Result<Vec<LateRow>> {
    sqlx::query_as!(
        LateRow,
        r#"SELECT s.dfes_number, CASE WHEN $2 = 'cy' THEN s.name_cy ELSE s.name_en END AS "name!", st.last_run_at,
               r.client_ran AS "client_ran!", r.learners_behind
           FROM rollover r JOIN school s ON s.id = r.school_id JOIN school_status st ON st.school_id = r.school_id
           WHERE r.start_year = $1 AND (NOT r.client_ran OR r.learners_behind > 0)
           ORDER BY r.learners_behind DESC, s.dfes_number LIMIT $3 OFFSET $4"#,
        year.0,
        language.code(),
        limit,
        offset
    )
    .fetch_all(&mut **tx)
    .await
}

/// How many schools want looking at.
pub(in crate::rollover) async fn count_late(tx: &mut AuthorityTx, year: AcademicYear) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"SELECT count(*) AS "late!" FROM rollover
           WHERE start_year = $1 AND (NOT client_ran OR learners_behind > 0)"#,
        year.0
    )
    .fetch_one(&mut **tx)
    .await
}

/// Every school in which the year has not been closed, by id.
pub async fn list_unfinished(tx: &mut SystemTx, year: AcademicYear) -> sqlx::Result<Vec<SchoolId>> {
    sqlx::query_scalar!(
        r#"SELECT s.id AS "id: SchoolId" FROM school s
           WHERE NOT EXISTS (SELECT FROM rollover r
               WHERE r.school_id = s.id AND r.start_year = $1 AND r.finished_at IS NOT NULL) ORDER BY s.id"#,
        year.0
    )
    .fetch_all(&mut **tx)
    .await
}

/// Year ends that were begun and are not over.
pub(in crate::rollover) async fn list_running(
    tx: &mut SystemTx,
) -> sqlx::Result<Vec<(SchoolId, AcademicYear)>> {
    let rows = sqlx::query!(
        r#"SELECT school_id AS "school: SchoolId", start_year AS "year: AcademicYear" FROM rollover
           WHERE began_at IS NOT NULL AND finished_at IS NULL ORDER BY school_id"#
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.school, row.year)).collect())
}
