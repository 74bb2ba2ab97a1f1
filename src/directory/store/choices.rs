//! What a list can be filtered by.

use super::super::filter::Class;
use super::super::{ClassChoice, ClassOffer, LearnerGroup, Look};
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

/// What the list of learners can be filtered by: the groups that current learners are in, and of the academic year's classes the
/// reader's own, the one that is chosen, and the others as [`ClassOffer`] says. One statement, because every page of the list
/// asks for both.
pub(in super::super) async fn find_choices(
    tx: &mut TenantTx,
    look: &Look<'_>,
) -> sqlx::Result<(Vec<LearnerGroup>, Vec<ClassChoice>)> {
    let rows = sqlx::query!(
        r#"WITH learner_group AS (
               SELECT year_group, registration_group, count(*) AS learners FROM account
               WHERE school_id = $1 AND state = 'active' AND kind IN ('learner', 'non_mis_learner')
               GROUP BY year_group, registration_group
           ), own AS (
               SELECT ARRAY(SELECT m.group_id FROM group_member m WHERE m.school_id = $1 AND m.account_id = $3
                   AND m.role = 'teacher' AND m.ended_at IS NULL) AS groups
           )
           SELECT year_group, registration_group, learners, NULL AS "id: GroupId", NULL AS title, NULL AS is_mine
           FROM learner_group
           UNION ALL
           SELECT NULL, NULL, NULL, g.id, g.title, g.id = ANY (own.groups)
           FROM teaching_group g CROSS JOIN own
           WHERE g.school_id = $1 AND g.academic_year = $2 AND g.ended_at IS NULL
             AND (coalesce(g.year_group, $4) = $4 OR g.id = $5 OR g.id = ANY (own.groups)
                 OR (SELECT coalesce(sum(learners), 0) <= $6::bigint FROM learner_group))"#,
        tx.school().0,
        AcademicYear::of(look.today).0,
        look.reader.0,
        look.filter.year.map(YearGroup::number),
        look.filter.class.and_then(Class::group).map(|group| group.0),
        ClassOffer::LARGE_SCHOOL
    )
    .fetch_all(&mut **tx)
    .await?;
    let (mut groups, mut classes) = (Vec::new(), Vec::new());
    for row in rows {
        match (row.id, row.title) {
            (Some(id), Some(title)) => {
                classes.push(ClassChoice { id, title, is_mine: row.is_mine.unwrap_or_default() });
            }
            _ => groups.push(LearnerGroup {
                year: row.year_group.and_then(YearGroup::new),
                registration_group: row.registration_group,
                learners: u64::try_from(row.learners.unwrap_or_default()).unwrap_or_default(),
            }),
        }
    }
    Ok((groups, classes))
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
