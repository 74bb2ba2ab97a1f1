//! SQL that reads a school as the year end finds it.

use std::collections::HashSet;

use chrono::NaiveDate;

use crate::base::AcademicYear;
use crate::base::id::{AccountId, GroupId};
use crate::calendar::YearEnd;
use crate::connectors::Service;
use crate::db::TenantTx;
use crate::rollover::plan::{GroupState, SchoolState};
use crate::workspaces::list_archivable;

/// The current school, as far as the end of this year concerns it.
pub(in crate::rollover) async fn read_school(
    tx: &mut TenantTx,
    year_end: &YearEnd,
) -> sqlx::Result<SchoolState> {
    Ok(SchoolState {
        groups: list_groups(tx, year_end.year).await?,
        terms: list_terms(tx).await?,
        applied_on: list_applied_days(tx, year_end.window_from).await?,
        newest_classes: list_newest_classes(tx).await?,
    })
}

/// The days since `since` on which a run of the provisioning client was applied, or brought nothing new.
async fn list_applied_days(tx: &mut TenantTx, since: NaiveDate) -> sqlx::Result<Vec<NaiveDate>> {
    sqlx::query_scalar!(
        r#"SELECT day AS "day!" FROM run_day WHERE school_id = $1 AND day >= $2 AND outcome = 'applied'
           UNION
           SELECT (finished_at AT TIME ZONE 'Europe/London')::date FROM sync_batch
           WHERE school_id = $1 AND state = 'applied' AND (finished_at AT TIME ZONE 'Europe/London')::date >= $2"#,
        tx.school().0,
        since
    )
    .fetch_all(&mut **tx)
    .await
}

/// The groups of `year` and before.
async fn list_groups(tx: &mut TenantTx, year: AcademicYear) -> sqlx::Result<Vec<GroupState>> {
    let archivable: HashSet<(GroupId, Service)> = list_archivable(tx, year).await?.into_iter().collect();
    let rows = sqlx::query!(
        r#"SELECT g.id AS "id: GroupId", g.academic_year AS "year: AcademicYear", g.ended_at IS NOT NULL AS "has_ended!",
               (SELECT count(*) FROM group_member m
                WHERE m.school_id = g.school_id AND m.group_id = g.id AND m.ended_at IS NULL)::integer AS "memberships!"
           FROM teaching_group g WHERE g.school_id = $1 AND g.academic_year <= $2 ORDER BY g.id"#,
        tx.school().0,
        year.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let state = rows.into_iter().map(|row| GroupState {
        id: row.id,
        year: row.year,
        has_ended: row.has_ended,
        memberships: row.memberships,
        has_team: archivable.contains(&(row.id, Service::Microsoft)),
        has_classroom: archivable.contains(&(row.id, Service::Google)),
    });
    Ok(state.collect())
}

/// Active accounts with a term, and its last day.
async fn list_terms(tx: &mut TenantTx) -> sqlx::Result<Vec<(AccountId, NaiveDate)>> {
    let rows = sqlx::query!(
        r#"SELECT id AS "id: AccountId", expires_on AS "term!" FROM account
           WHERE school_id = $1 AND state = 'active' AND expires_on IS NOT NULL ORDER BY id"#,
        tx.school().0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.term)).collect())
}

/// The year of the newest class of each active learner of the MIS who is in one.
async fn list_newest_classes(tx: &mut TenantTx) -> sqlx::Result<Vec<AcademicYear>> {
    sqlx::query_scalar!(
        r#"SELECT max(g.academic_year) AS "year!: AcademicYear"
           FROM account a
           JOIN group_member m ON m.school_id = a.school_id AND m.account_id = a.id AND m.ended_at IS NULL
           JOIN teaching_group g ON g.school_id = m.school_id AND g.id = m.group_id
           WHERE a.school_id = $1 AND a.kind = 'learner' AND a.state = 'active' AND m.role = 'learner'
           GROUP BY a.id"#,
        tx.school().0
    )
    .fetch_all(&mut **tx)
    .await
}
