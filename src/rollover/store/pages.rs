//! SQL of what the page of a school's year end shows.

use chrono::NaiveDate;

use crate::base::id::{AccountId, GroupId};
use crate::base::{AcademicYear, Language};
use crate::db::TenantTx;
use crate::rollover::Rollover;

/// The year end of the current school, where anything of it is written down.
pub(in crate::rollover) async fn find_rollover(
    tx: &mut TenantTx,
    year: AcademicYear,
) -> sqlx::Result<Option<Rollover>> {
    sqlx::query_as!(
        Rollover,
        "SELECT rehearsed_at, began_at, finished_at, accounts, groups, memberships, workspaces, client_ran, learners_behind
         FROM rollover WHERE school_id = $1 AND start_year = $2",
        tx.school().0,
        year.0
    )
    .fetch_optional(&mut **tx)
    .await
}

/// The years whose end began in the current school, or was rehearsed, the newest first.
pub(in crate::rollover) async fn list_years(tx: &mut TenantTx) -> sqlx::Result<Vec<AcademicYear>> {
    sqlx::query_scalar!(
        r#"SELECT start_year AS "year: AcademicYear" FROM rollover WHERE school_id = $1 ORDER BY start_year DESC"#,
        tx.school().0
    )
    .fetch_all(&mut **tx)
    .await
}

/// How much of the list is settled.
pub(in crate::rollover) async fn count_settled(tx: &mut TenantTx, year: AcademicYear) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"SELECT (SELECT count(*) FROM rollover_account
                   WHERE school_id = $1 AND start_year = $2 AND outcome IS NOT NULL)
                + (SELECT count(*) FROM rollover_group
                   WHERE school_id = $1 AND start_year = $2 AND outcome IS NOT NULL) AS "settled!""#,
        tx.school().0,
        year.0
    )
    .fetch_one(&mut **tx)
    .await
}

/// Somebody whose term is over.
#[derive(Debug)]
pub(in crate::rollover) struct AccountRow {
    pub(in crate::rollover) id: AccountId,
    pub(in crate::rollover) forename: String,
    pub(in crate::rollover) surname: String,
    pub(in crate::rollover) username: String,
    pub(in crate::rollover) last_day: Option<NaiveDate>,
    pub(in crate::rollover) is_rehearsed: bool,
    pub(in crate::rollover) outcome: Option<String>,
}

/// Those on the list whose term is over, by name.
pub(in crate::rollover) async fn list_accounts(
    tx: &mut TenantTx,
    year: AcademicYear,
    language: Language,
) -> sqlx::Result<Vec<AccountRow>> {
    sqlx::query_as!(
        AccountRow,
        r#"SELECT a.id AS "id: AccountId", a.display_forename AS forename, a.display_surname AS surname, a.username,
               a.expires_on AS last_day, p.is_rehearsed, p.outcome
           FROM rollover_account p JOIN account a ON a.school_id = p.school_id AND a.id = p.account_id
           WHERE p.school_id = $1 AND p.start_year = $2
           ORDER BY CASE WHEN $3 = 'cy' THEN a.display_surname COLLATE "cy-x-icu" END,
               CASE WHEN $3 = 'cy' THEN a.display_forename COLLATE "cy-x-icu" END,
               a.display_surname COLLATE "en-x-icu", a.display_forename COLLATE "en-x-icu", a.id"#,
        tx.school().0,
        year.0,
        language.code()
    )
    .fetch_all(&mut **tx)
    .await
}

/// A group that ends, or whose Team or Classroom is archived.
#[derive(Debug)]
pub(in crate::rollover) struct GroupRow {
    pub(in crate::rollover) id: GroupId,
    pub(in crate::rollover) title: String,
    pub(in crate::rollover) year: AcademicYear,
    pub(in crate::rollover) memberships: i32,
    pub(in crate::rollover) archives_team: bool,
    pub(in crate::rollover) archives_classroom: bool,
    pub(in crate::rollover) is_rehearsed: bool,
    pub(in crate::rollover) outcome: Option<String>,
}

/// A part of the list's groups, those with a Team or Classroom first, then by title.
pub(in crate::rollover) async fn list_groups(
    tx: &mut TenantTx,
    year: AcademicYear,
    (limit, offset): (i64, i64),
) -> sqlx::Result<Vec<GroupRow>> {
    sqlx::query_as!(
        GroupRow,
        r#"SELECT g.id AS "id: GroupId", g.title, g.academic_year AS "year: AcademicYear",
               p.memberships, p.archives_team, p.archives_classroom, p.is_rehearsed, p.outcome
           FROM rollover_group p JOIN teaching_group g ON g.school_id = p.school_id AND g.id = p.group_id
           WHERE p.school_id = $1 AND p.start_year = $2
           ORDER BY NOT (p.archives_team OR p.archives_classroom), g.title COLLATE "en-x-icu", g.id
           LIMIT $3 OFFSET $4"#,
        tx.school().0,
        year.0,
        limit,
        offset
    )
    .fetch_all(&mut **tx)
    .await
}

/// How many groups are on the list.
pub(in crate::rollover) async fn count_groups(tx: &mut TenantTx, year: AcademicYear) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"SELECT count(*) AS "groups!" FROM rollover_group WHERE school_id = $1 AND start_year = $2"#,
        tx.school().0,
        year.0
    )
    .fetch_one(&mut **tx)
    .await
}
