//! Which dates an academic year can end with: in order, in the weeks around its last day.

use chrono::NaiveDate;

use crate::base::AcademicYear;
use crate::calendar::YearEnd;

/// A date of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateField {
    /// By then the schools' own year end is done.
    MisDeadline,
    /// The first day of the clients' window.
    WindowFrom,
    /// Its last day.
    WindowTo,
    /// The day of the rollover.
    Rollover,
}

impl DateField {
    /// The field as the form names it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::MisDeadline => "mis_deadline",
            Self::WindowFrom => "window_from",
            Self::WindowTo => "window_to",
            Self::Rollover => "rollover_on",
        }
    }
}

/// What is wrong with a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateError {
    /// Nothing that can be read as a date.
    Unreadable,
    /// Before or after the weeks in which this year ends.
    OutsideSeason(AcademicYear),
    /// Before the date that must come first.
    BeforePrevious,
}

/// The days among which a year's end lies. A date months away from it is a slip, and the rollover would follow it at once.
pub(super) fn season(year: AcademicYear) -> Option<(NaiveDate, NaiveDate)> {
    let day = |month, day| NaiveDate::from_ymd_opt(year.0 + 1, month, day);
    Some((day(6, 1)?, day(9, 30)?))
}

/// A date as a form sends it.
pub(super) fn parse_date(text: &str, year: AcademicYear) -> Result<NaiveDate, DateError> {
    let date: NaiveDate = text.trim().parse().map_err(|_| DateError::Unreadable)?;
    let (first, last) = season(year).ok_or(DateError::Unreadable)?;
    match (first..=last).contains(&date) {
        true => Ok(date),
        false => Err(DateError::OutsideSeason(year)),
    }
}

/// The fields whose date is before the one that must come first.
pub fn check_order(year_end: &YearEnd) -> Vec<DateField> {
    let YearEnd { mis_deadline, window_from, window_to, rollover_on, .. } = *year_end;
    [
        (DateField::WindowFrom, mis_deadline, window_from),
        (DateField::WindowTo, window_from, window_to),
        (DateField::Rollover, window_to, rollover_on),
    ]
    .into_iter()
    .filter(|(_, before, date)| date < before)
    .map(|(field, _, _)| field)
    .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const YEAR: AcademicYear = AcademicYear(2026);

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_date_lies_in_the_weeks_around_the_years_last_day() {
        for right in ["2027-06-01", " 2027-08-31 ", "2027-09-30"] {
            assert_eq!(parse_date(right, YEAR), Ok(day(right.trim())));
        }
        for wrong in ["2026-09-01", "2027-05-31", "2027-10-01", "2028-08-20"] {
            assert_eq!(parse_date(wrong, YEAR), Err(DateError::OutsideSeason(YEAR)), "{wrong}");
        }
        for wrong in ["", "20/08/2027", "2027-02-30", "soon"] {
            assert_eq!(parse_date(wrong, YEAR), Err(DateError::Unreadable), "{wrong}");
        }
    }

    #[test]
    fn every_date_that_comes_too_soon_is_named() {
        let dates = |dates: [&str; 4]| {
            let [mis_deadline, window_from, window_to, rollover_on] = dates.map(day);
            check_order(&YearEnd { year: YEAR, mis_deadline, window_from, window_to, rollover_on })
        };
        assert_eq!(dates(["2027-08-20", "2027-08-23", "2027-08-27", "2027-09-01"]), []);
        assert_eq!(dates(["2027-08-20"; 4]), [], "all on one day");
        assert_eq!(
            dates(["2027-08-20", "2027-08-19", "2027-08-18", "2027-08-17"]),
            [DateField::WindowFrom, DateField::WindowTo, DateField::Rollover]
        );
    }

    proptest! {
        #[test]
        fn dates_in_order_are_taken_and_others_are_not(offsets in proptest::array::uniform4(0u64..120)) {
            let [mis_deadline, window_from, window_to, rollover_on] =
                offsets.map(|offset| day("2027-06-01") + chrono::Days::new(offset));
            let year_end = YearEnd { year: YEAR, mis_deadline, window_from, window_to, rollover_on };
            prop_assert_eq!(check_order(&year_end).is_empty(), offsets.is_sorted());
        }
    }
}
