//! Which year end pages speak of: the one that is near, with its dates where they are declared.

use chrono::{Datelike, Days, NaiveDate};

use super::YearEnd;
use crate::base::AcademicYear;

/// A year end is spoken of until this long after its last day.
const AFTERMATH: Days = Days::new(60);
/// Who leaves at the end of the year, and what is reviewed for it, counts from this long before the client's window on.
const SEASON: Days = Days::new(16 * 7);

/// The end of a year, declared or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ending {
    /// The year that ends.
    pub year: AcademicYear,
    /// How it ends, where the service desk has said so.
    pub declared: Option<YearEnd>,
}

impl Ending {
    /// Of the declared ones, oldest first: the first that is not long past, else the last. Where none is declared, the one
    /// that the calendar says: from May on that of the coming August.
    pub(super) fn choose(declared: &[YearEnd], today: NaiveDate) -> Self {
        let is_near = |year_end: &&YearEnd| {
            year_end.rollover_on.checked_add_days(AFTERMATH).is_none_or(|over| today <= over)
        };
        let chosen = declared.iter().find(is_near).or_else(|| declared.last()).copied();
        let ending = if today.month() >= 5 { today.year() - 1 } else { today.year() - 2 };
        Self { year: chosen.map_or(AcademicYear(ending), |year_end| year_end.year), declared: chosen }
    }

    /// The day from which on leaving dates and reviews count for this year end.
    pub fn season_begins(&self) -> NaiveDate {
        let before_window = self.declared.and_then(|year_end| year_end.window_from.checked_sub_days(SEASON));
        before_window.or_else(|| NaiveDate::from_ymd_opt(self.year.0 + 1, 5, 1)).unwrap_or(NaiveDate::MIN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn declared(year: i32, rollover: &str) -> YearEnd {
        let rollover_on = day(rollover);
        let before = |days| rollover_on - Days::new(days);
        YearEnd {
            year: AcademicYear(year),
            mis_deadline: before(11),
            window_from: before(7),
            window_to: before(3),
            rollover_on,
        }
    }

    #[test]
    fn a_year_end_is_spoken_of_until_two_months_after_it() {
        let years = [declared(2025, "2026-08-31"), declared(2026, "2027-08-31")];
        let on = |text| Ending::choose(&years, day(text)).year.0;
        assert_eq!(on("2026-05-01"), 2025);
        assert_eq!(on("2026-10-30"), 2025);
        assert_eq!(on("2026-10-31"), 2026);
        assert_eq!(on("2029-01-01"), 2026, "the last one, where none is near");
    }

    #[test]
    fn without_dates_the_calendar_says_which_year_ends() {
        let on = |text| Ending::choose(&[], day(text)).year.0;
        assert_eq!((on("2027-04-30"), on("2027-05-01"), on("2027-11-23")), (2025, 2026, 2026));
        assert_eq!(Ending::choose(&[], day("2027-05-01")).season_begins(), day("2027-05-01"));
    }

    #[test]
    fn the_season_begins_sixteen_weeks_before_the_window() {
        let years = [declared(2025, "2026-08-31")];
        assert_eq!(Ending::choose(&years, day("2026-06-01")).season_begins(), day("2026-05-04"));
    }
}
