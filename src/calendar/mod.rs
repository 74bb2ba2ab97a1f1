//! The dates of each academic year's end, as the service desk declared them. Every page that shows one of them asks here.

mod ending;
mod store;

use chrono::NaiveDate;

pub use ending::Ending;
pub use store::{find_current_year_end, find_due_year_end, find_ending, find_year_end, list_year_ends};

use crate::base::AcademicYear;

/// How an academic year ends. Days in Europe/London; each is on or after the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearEnd {
    /// The year that ends.
    pub year: AcademicYear,
    /// By then the schools' own year end is done in their MIS.
    pub mis_deadline: NaiveDate,
    /// The first day of the window in which every provisioning client runs.
    pub window_from: NaiveDate,
    /// Its last day.
    pub window_to: NaiveDate,
    /// From this day on the portal closes the year.
    pub rollover_on: NaiveDate,
}

impl YearEnd {
    /// Whether `day` is one of the window: then leavers of final years are expected.
    pub fn is_in_window(&self, day: NaiveDate) -> bool {
        (self.window_from..=self.window_to).contains(&day)
    }

    /// Whether the portal may close the year on `day`.
    pub fn is_due(&self, day: NaiveDate) -> bool {
        self.rollover_on <= day
    }

    /// The last day of a term that is over with the year: an account works to the end of its last day, and no term that
    /// reaches into the next year is over.
    pub fn last_term_day(&self) -> Option<NaiveDate> {
        self.rollover_on.pred_opt().min(self.year.last_day())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn year_end(rollover_on: &str) -> YearEnd {
        YearEnd {
            year: AcademicYear(2026),
            mis_deadline: day("2027-08-20"),
            window_from: day("2027-08-23"),
            window_to: day("2027-08-27"),
            rollover_on: day(rollover_on),
        }
    }

    #[test]
    fn the_window_holds_its_first_and_its_last_day() {
        let open = |text| year_end("2027-09-01").is_in_window(day(text));
        assert!(open("2027-08-23") && open("2027-08-27"));
        assert!(!open("2027-08-22") && !open("2027-08-28"));
    }

    #[test]
    fn no_term_is_cut_short_and_none_of_the_next_year_ends() {
        let last = |text| year_end(text).last_term_day().unwrap();
        assert_eq!(last("2027-09-01"), day("2027-08-31"));
        assert_eq!(last("2027-08-28"), day("2027-08-27"));
        assert_eq!(last("2027-09-20"), day("2027-08-31"));
    }
}
