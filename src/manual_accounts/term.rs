//! How long a non-MIS account is to work.

use chrono::{Months, NaiveDate};

use crate::base::AcademicYear;

/// The terms that a school chooses from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Term {
    /// One month.
    OneMonth,
    /// Three months.
    ThreeMonths,
    /// Six months.
    SixMonths,
    /// To the end of the academic year.
    AcademicYear,
}

impl Term {
    /// All of them, the shortest first.
    pub(super) const ALL: [Self; 4] =
        [Self::OneMonth, Self::ThreeMonths, Self::SixMonths, Self::AcademicYear];

    /// The term as forms spell it.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::OneMonth => "1",
            Self::ThreeMonths => "3",
            Self::SixMonths => "6",
            Self::AcademicYear => "year",
        }
    }

    /// The term with this spelling.
    pub(super) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|term| term.code() == code)
    }

    /// The last day of a term that begins when `day` is over: today for a new account, the last day so far for one that is
    /// kept. The end of the academic year is 31 August; an account that ends on that day is kept to the next.
    pub(super) fn last_day(self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::OneMonth => day.checked_add_months(Months::new(1)),
            Self::ThreeMonths => day.checked_add_months(Months::new(3)),
            Self::SixMonths => day.checked_add_months(Months::new(6)),
            Self::AcademicYear => AcademicYear::of(day.succ_opt()?).last_day(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn terms_end_on_the_day_that_people_expect() {
        let ends = |from| Term::ALL.map(|term| term.last_day(day(from)).unwrap().to_string());
        assert_eq!(ends("2026-11-23"), ["2026-12-23", "2027-02-23", "2027-05-23", "2027-08-31"]);
        assert_eq!(ends("2026-08-31"), ["2026-09-30", "2026-11-30", "2027-02-28", "2027-08-31"]);
        assert_eq!(ends("2026-08-30")[3], "2026-08-31");
    }

    #[test]
    fn every_term_has_a_spelling_of_its_own() {
        for term in Term::ALL {
            assert_eq!(Term::from_code(term.code()), Some(term));
        }
        assert_eq!(Term::from_code("12"), None);
    }

    proptest! {
        #[test]
        fn a_term_is_never_over_before_it_begins(days in 0i64..20_000) {
            let from = day("2020-01-01") + chrono::TimeDelta::days(days);
            for term in Term::ALL {
                let last = term.last_day(from).unwrap();
                prop_assert!(last > from && (last - from).num_days() <= 366);
            }
        }
    }
}
