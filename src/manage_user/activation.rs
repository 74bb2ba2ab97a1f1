//! Until when an account that is activated works.

use chrono::{Months, NaiveDate};

use crate::accounts::{State, has_left};

/// What the activation of an account has to reckon with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    /// Why it does not work.
    pub(super) state: State,
    /// The leaving date in the MIS.
    pub(super) leaving_date: Option<NaiveDate>,
    /// The last day of a non-MIS account.
    pub(super) expires_on: Option<NaiveDate>,
}

/// Why an activation needs an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Limit {
    /// The MIS says that the person has left.
    Left,
    /// The term of the account is over.
    TermOver,
}

/// What is wrong with a last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EndDayError {
    /// There is none, or it is no day.
    Unreadable,
    /// It is before today.
    Past,
    /// It is more than a year from today.
    TooFar,
}

impl Standing {
    /// Why the account needs a last day; none where it may work without end, or to the end of its term.
    pub(super) fn limit(self, today: NaiveDate) -> Option<Limit> {
        if self.state == State::Left || has_left(self.leaving_date, today) {
            Some(Limit::Left)
        } else if self.expires_on.is_some_and(|last_day| last_day < today) {
            Some(Limit::TermOver)
        } else {
            None
        }
    }
}

/// The last day that was chosen: today or later, at most a year ahead. Without a date picker it may be typed as dd/mm/yyyy.
pub(super) fn parse_end_day(text: &str, today: NaiveDate) -> Result<NaiveDate, EndDayError> {
    let text = text.trim();
    let day = text.parse().or_else(|_| NaiveDate::parse_from_str(text, "%d/%m/%Y"));
    match day.map_err(|_| EndDayError::Unreadable)? {
        day if day < today => Err(EndDayError::Past),
        day if today.checked_add_months(Months::new(12)).is_some_and(|last| day > last) => {
            Err(EndDayError::TooFar)
        }
        day => Ok(day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn who_left_or_whose_term_is_over_needs_an_end() {
        let today = day("2026-11-23");
        let standing = |state, leaving_date: Option<&str>, expires_on: Option<&str>| {
            let (leaving_date, expires_on) = (leaving_date.map(day), expires_on.map(day));
            Standing { state, leaving_date, expires_on }.limit(today)
        };
        assert_eq!(standing(State::Left, Some("2026-07-20"), None), Some(Limit::Left));
        assert_eq!(standing(State::Left, None, None), Some(Limit::Left));
        assert_eq!(standing(State::Deactivated, None, None), None);
        assert_eq!(standing(State::Deactivated, Some("2026-11-23"), None), None);
        assert_eq!(standing(State::Deactivated, Some("2026-11-22"), None), Some(Limit::Left));
        assert_eq!(standing(State::Deactivated, None, Some("2026-11-23")), None);
        assert_eq!(standing(State::Deactivated, None, Some("2026-11-22")), Some(Limit::TermOver));
    }

    #[test]
    fn an_end_is_today_or_later_and_within_a_year() {
        let parse = |text: &str| parse_end_day(text, day("2026-11-23"));
        assert_eq!(parse("2026-11-23"), Ok(day("2026-11-23")));
        assert_eq!(parse(" 23/11/2027 "), Ok(day("2027-11-23")));
        assert_eq!(parse("2026-11-22"), Err(EndDayError::Past));
        assert_eq!(parse("2027-11-24"), Err(EndDayError::TooFar));
        for wrong in ["", "tomorrow", "2026-02-30", "31/02/2027"] {
            assert_eq!(parse(wrong), Err(EndDayError::Unreadable), "{wrong}");
        }
    }
}
