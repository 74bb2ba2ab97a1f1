//! Dates as pages show them: days as dd/mm/yyyy, moments in Europe/London, ages in words.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Europe::London;

use crate::calendar::YearEnd;
use crate::web::Messages;

/// The dates of a year end, as pages show them.
#[derive(Clone, Debug)]
pub struct YearEndDates {
    /// By when schools end the year in their MIS.
    pub mis_deadline: String,
    /// The first and the last day of the clients' window.
    pub window: (String, String),
    /// When the portal closes the year.
    pub rollover: String,
}

impl YearEndDates {
    /// The dates as declared.
    pub fn of(year_end: &YearEnd) -> Self {
        Self {
            mis_deadline: day(year_end.mis_deadline),
            window: (day(year_end.window_from), day(year_end.window_to)),
            rollover: day(year_end.rollover_on),
        }
    }
}

/// A day: `01/09/2026`.
pub fn day(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

/// The day in Europe/London on which `at` falls: `01/09/2026`.
pub fn day_of(at: DateTime<Utc>) -> String {
    day(at.with_timezone(&London).date_naive())
}

/// A moment in Europe/London: `01/09/2026 14:05`.
pub fn moment(at: DateTime<Utc>) -> String {
    at.with_timezone(&London).format("%d/%m/%Y %H:%M").to_string()
}

/// How long ago `at` was, in the largest unit that says enough: “3 hours ago”.
pub fn age(messages: &Messages, at: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let passed = now - at;
    match (passed.num_days(), passed.num_hours(), passed.num_minutes()) {
        (days @ 1.., _, _) => messages.age_days(days),
        (_, hours @ 1.., _) => messages.age_hours(hours),
        (_, _, minutes @ 1..) => messages.age_minutes(minutes),
        _ => messages.age_now(),
    }
}

#[cfg(test)]
mod tests {
    use chrono::{TimeDelta, TimeZone};

    use super::*;
    use crate::base::Language;
    use crate::web::messages;

    #[test]
    fn moments_are_shown_as_the_clock_on_the_wall() {
        let summer = Utc.with_ymd_and_hms(2026, 8, 31, 23, 30, 0).unwrap();
        assert_eq!(moment(summer), "01/09/2026 00:30");
        assert_eq!(day_of(summer), "01/09/2026");
    }

    #[test]
    fn ages_are_told_in_one_unit() {
        let now = Utc.with_ymd_and_hms(2026, 9, 1, 12, 0, 0).unwrap();
        let ago = |delta| age(messages(Language::En), now - delta, now);
        assert_eq!(ago(TimeDelta::seconds(20)), "just now");
        assert_eq!(ago(TimeDelta::minutes(59)), "59 minutes ago");
        assert_eq!(ago(TimeDelta::hours(47)), "1 day ago");
        assert_eq!(ago(TimeDelta::seconds(-5)), "just now");
    }
}
