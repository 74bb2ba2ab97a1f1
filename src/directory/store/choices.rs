//! What a list can be filtered by.

use super::super::{ClassChoice, LearnerGroup};
use crate::base::id::{AccountId, GroupId};
use crate::base::{AcademicYear, YearGroup};
use crate::db::TenantTx;

/// The year groups and registration groups that current learners are in, each pair once, with how many are in both.
pub(in super::super) async fn find_learner_groups(tx: &mut TenantTx) -> sqlx::Result<Vec<LearnerGroup>> {
    let rows = sqlx::query!(
        r#"SELECT year_group, registration_group, count(*) AS "learners!" FROM account
           WHERE school_id = $1 AND state = 'active' AND kind IN ('learner', 'non_mis_learner')
           GROUP BY year_group, registration_group"#,
        tx.school().0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| LearnerGroup {
            year: row.year_group.and_then(YearGroup::new),
            registration_group: row.registration_group,
            learners: u64::try_from(row.learners).unwrap_or_default(),
        })
        .collect())
}

/// The classes of an academic year, and whether `reader` teaches them.
pub(in super::super) async fn find_classes(
    tx: &mut TenantTx,
    year: AcademicYear,
    reader: AccountId,
) -> sqlx::Result<Vec<ClassChoice>> {
    sqlx::query_as!(
        ClassChoice,
        r#"SELECT g.id AS "id: GroupId", g.title, EXISTS (
               SELECT FROM group_member m WHERE m.school_id = $1 AND m.group_id = g.id AND m.account_id = $3
                 AND m.role = 'teacher' AND m.ended_at IS NULL) AS "is_mine!"
           FROM teaching_group g WHERE g.school_id = $1 AND g.academic_year = $2 AND g.ended_at IS NULL"#,
        tx.school().0,
        year.0,
        reader.0
    )
    .fetch_all(&mut **tx)
    .await
}
