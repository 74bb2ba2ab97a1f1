//! The year end that pages speak of, and what each school has yet to do for it.

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::base::AcademicYear;
use crate::base::clock::{begin_of_day, london_day};
use crate::base::id::SchoolId;

/// A year end is spoken of until this long after its last day.
const AFTERMATH: Days = Days::new(60);
/// Who leaves at the end of the year, and what is reviewed for it, counts from this long before the client's window on.
const SEASON: Days = Days::new(16 * 7);

/// The dates of a year end, as far as the service desk has declared them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearEnd {
    /// The academic year that ends.
    pub year: AcademicYear,
    /// By when schools have ended the year in their MIS.
    pub mis_deadline: Option<NaiveDate>,
    /// The first day on which the provisioning client is to run.
    pub window_from: Option<NaiveDate>,
    /// The last one.
    pub window_to: Option<NaiveDate>,
    /// When the portal ends the year.
    pub rollover_on: Option<NaiveDate>,
}

impl YearEnd {
    /// Of the declared ones, in their order: the first that is not long past, else the last. Where none is declared, the one
    /// that the calendar says, without dates: from May on that of the coming August.
    fn choose(declared: &[Self], today: NaiveDate) -> Self {
        let is_near = |year_end: &&Self| {
            let over = year_end.last_day().and_then(|day| day.checked_add_days(AFTERMATH));
            over.is_none_or(|over| over >= today)
        };
        let ending = if today.month() >= 5 { today.year() - 1 } else { today.year() - 2 };
        declared.iter().find(is_near).or_else(|| declared.last()).copied().unwrap_or(Self {
            year: AcademicYear(ending),
            mis_deadline: None,
            window_from: None,
            window_to: None,
            rollover_on: None,
        })
    }

    /// The last of its dates.
    pub fn last_day(&self) -> Option<NaiveDate> {
        self.window_to.max(self.rollover_on).max(self.mis_deadline)
    }

    /// The day from which on leaving dates and reviews count for this year end.
    pub fn season_begins(&self) -> NaiveDate {
        let before_window = self.window_from.and_then(|from| from.checked_sub_days(SEASON));
        before_window.or_else(|| NaiveDate::from_ymd_opt(self.year.0 + 1, 5, 1)).unwrap_or(NaiveDate::MIN)
    }
}

/// The year end that pages speak of on `today`.
pub async fn find_year_end(connection: &mut PgConnection, today: NaiveDate) -> sqlx::Result<YearEnd> {
    let declared = sqlx::query_as!(
        YearEnd,
        r#"SELECT start_year AS "year: AcademicYear", mis_deadline, client_window_from AS window_from,
                  client_window_to AS window_to, rollover_on
           FROM academic_year
           WHERE coalesce(mis_deadline, client_window_from, client_window_to, rollover_on) IS NOT NULL ORDER BY start_year"#
    )
    .fetch_all(connection)
    .await?;
    Ok(YearEnd::choose(&declared, today))
}

/// Counts anew what these schools have yet to do: leavers of the highest year, with and without a leaving date; learners who
/// are in a class of the year that ends and in none of the next; accounts made by hand that nobody has looked at.
///
/// Once the roll of the next year is here, whoever is in the highest year has only just come to it and is not expected to leave.
pub async fn refresh_year_end(
    connection: &mut PgConnection,
    schools: &[SchoolId],
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let year_end = find_year_end(connection, london_day(now)).await?;
    let ids: Vec<Uuid> = schools.iter().map(|school| school.0).collect();
    let season = year_end.season_begins();
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
        year_end.year.0,
        season,
        begin_of_day(season)
    )
    .execute(connection)
    .await
    .map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn declared(year: i32, rollover: &str) -> YearEnd {
        let rollover_on = Some(day(rollover));
        YearEnd {
            year: AcademicYear(year),
            mis_deadline: None,
            window_from: None,
            window_to: None,
            rollover_on,
        }
    }

    #[test]
    fn a_year_end_is_spoken_of_until_two_months_after_it() {
        let years = [declared(2025, "2026-08-31"), declared(2026, "2027-08-31")];
        let on = |text| YearEnd::choose(&years, day(text)).year.0;
        assert_eq!(on("2026-05-01"), 2025);
        assert_eq!(on("2026-10-30"), 2025);
        assert_eq!(on("2026-10-31"), 2026);
        assert_eq!(on("2029-01-01"), 2026, "the last one, where none is near");
    }

    #[test]
    fn without_dates_the_calendar_says_which_year_ends() {
        let on = |text| YearEnd::choose(&[], day(text)).year.0;
        assert_eq!((on("2027-04-30"), on("2027-05-01"), on("2027-11-23")), (2025, 2026, 2026));
        assert_eq!(YearEnd::choose(&[], day("2027-05-01")).season_begins(), day("2027-05-01"));
    }

    #[test]
    fn the_season_begins_sixteen_weeks_before_the_window() {
        let year_end = YearEnd { window_from: Some(day("2026-08-24")), ..declared(2025, "2026-08-31") };
        assert_eq!(year_end.season_begins(), day("2026-05-04"));
    }
}
