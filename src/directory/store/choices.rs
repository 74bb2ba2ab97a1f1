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
        r#"SELECT g.id AS "id: GroupId", g.title, g.id = ANY (ARRAY(
               SELECT m.group_id FROM group_member m WHERE m.school_id = $1 AND m.account_id = $3
                 AND m.role = 'teacher' AND m.ended_at IS NULL)) AS "is_mine!"
           FROM teaching_group g WHERE g.school_id = $1 AND g.academic_year = $2 AND g.ended_at IS NULL"#,
        tx.school().0,
        year.0,
        reader.0
    )
    .fetch_all(&mut **tx)
    .await
}

/// The classes of an academic year in which current learners are, with how many, and whether
/// `reader` teaches them.
pub(in super::super) async fn list_class_sizes(
    tx: &mut TenantTx,
    year: AcademicYear,
    reader: AccountId,
) -> sqlx::Result<Vec<(ClassChoice, u64)>> {
    let rows = sqlx::query!(
        r#"SELECT g.id AS "id: GroupId", g.title, count(DISTINCT a.id) AS "learners!",
               bool_or(m.role = 'teacher' AND m.account_id = $3) AS "is_mine!"
           FROM teaching_group g
           JOIN group_member m ON m.school_id = g.school_id AND m.group_id = g.id AND m.ended_at IS NULL
           LEFT JOIN account a ON a.school_id = m.school_id AND a.id = m.account_id AND m.role = 'learner'
               AND a.state = 'active' AND a.kind IN ('learner', 'non_mis_learner')
           WHERE g.school_id = $1 AND g.academic_year = $2 AND g.ended_at IS NULL
           GROUP BY g.id, g.title HAVING count(a.id) > 0"#,
        tx.school().0,
        year.0,
        reader.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let class = ClassChoice { id: row.id, title: row.title, is_mine: row.is_mine };
            (class, u64::try_from(row.learners).unwrap_or_default())
        })
        .collect())
}
