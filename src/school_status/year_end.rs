//! What each school has yet to do for the year end that is near.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::base::clock::{begin_of_day, london_day};
use crate::base::id::SchoolId;
use crate::calendar::find_ending;

/// Counts anew what these schools have yet to do: leavers of the highest year, with and without a leaving date; learners who
/// are in a class of the year that ends and in none of the next; accounts made by hand that nobody has looked at.
///
/// Once the roll of the next year is here, whoever is in the highest year has only just come to it and is not expected to leave.
pub async fn refresh_year_end(
    connection: &mut PgConnection,
    schools: &[SchoolId],
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let ending = find_ending(connection, london_day(now)).await?;
    let ids: Vec<Uuid> = schools.iter().map(|school| school.0).collect();
    let season = ending.season_begins();
    sqlx::query!(
        "UPDATE school_status s
         SET roll_year = roll.year, leavers_expected = leavers.expected, leavers_seen = leavers.seen,
             last_year_class = left_behind.learners, unreviewed = by_hand.accounts
         FROM unnest($1::uuid[]) AS wanted (id)
         LEFT JOIN LATERAL (
             SELECT b.academic_year AS year FROM sync_batch b
             WHERE b.school_id = wanted.id AND b.state = 'applied' ORDER BY b.number DESC LIMIT 1
         ) roll ON true
         CROSS JOIN LATERAL (
             WITH learner AS (
                 SELECT a.year_group, a.leaving_date, a.state = 'active' AS is_active FROM account a
                 WHERE a.school_id = wanted.id AND a.kind = 'learner'
                   AND (a.state = 'active' OR (a.state = 'left' AND a.leaving_date >= $3))
                 UNION ALL
                 SELECT e.year_group, e.leaving_date, false FROM enrolment e
                 WHERE e.school_id = wanted.id AND e.kind = 'learner' AND e.moved_at IS NOT NULL AND e.leaving_date >= $3
             )
             SELECT count(*) AS expected, count(*) FILTER (WHERE leaving_date >= $3) AS seen FROM learner
             WHERE year_group = (SELECT max(year_group) FROM learner) AND NOT (is_active AND coalesce(roll.year, 0) > $2)
         ) leavers
         CROSS JOIN LATERAL (
             SELECT count(*) AS learners FROM account a
             JOIN (
                 SELECT m.account_id, bool_or(g.academic_year <= $2) AS was_in_one,
                     bool_or(g.academic_year > $2 AND m.ended_at IS NULL) AS is_in_next
                 FROM group_member m JOIN teaching_group g ON g.school_id = m.school_id AND g.id = m.group_id
                 WHERE m.school_id = wanted.id AND m.role = 'learner' GROUP BY m.account_id
             ) seat ON seat.account_id = a.id
             WHERE a.school_id = wanted.id AND a.kind = 'learner' AND a.state = 'active' AND a.leaving_date IS NULL
               AND seat.was_in_one AND NOT seat.is_in_next
         ) left_behind
         CROSS JOIN LATERAL (
             SELECT count(*) AS accounts FROM account a
             WHERE a.school_id = wanted.id AND a.kind IN ('non_mis_staff', 'non_mis_learner', 'governor')
               AND a.state = 'active' AND coalesce(a.reviewed_at, a.created_at) < $4
         ) by_hand
         WHERE s.school_id = wanted.id",
        &ids,
        ending.year.0,
        season,
        begin_of_day(season)
    )
    .execute(connection)
    .await
    .map(|_| ())
}
