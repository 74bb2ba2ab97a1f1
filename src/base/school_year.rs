//! Academic years (1 September to 31 August) and year groups (N1, N2, R, 1 to 14).

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// An academic year, named by the calendar year in which it starts: 2026 is 2026-27.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, sqlx::Type)]
#[serde(transparent)]
#[sqlx(transparent)]
pub struct AcademicYear(pub i32);

impl AcademicYear {
    /// The academic year in which `day` falls.
    pub fn of(day: NaiveDate) -> Self {
        Self(if day.month() >= 9 { day.year() } else { day.year() - 1 })
    }

    /// 31 August, its last day.
    pub fn last_day(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.0 + 1, 8, 31)
    }

    /// Reads OneRoster's `schoolYear`: the year in which it *ends* (`2027`), or a span (`2026-2027`, `2026-27`, `2026/27`).
    pub fn from_one_roster(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.trim().split(['-', '/']).collect();
        let year = |part: &str| part.parse::<i32>().ok().filter(|year| (1990..2200).contains(year));
        match parts.as_slice() {
            [end] => year(end).map(|end| Self(end - 1)),
            [start, end] => {
                let start = year(start)?;
                let end = end.parse::<i32>().ok()?;
                (end == start + 1 || end == (start + 1) % 100).then_some(Self(start))
            }
            _ => None,
        }
    }
}

impl fmt::Display for AcademicYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.0, (self.0 + 1) % 100)
    }
}

/// A year group, ordered from nursery to Year 14. The database keeps N1 as -2, N2 as -1, R as 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, sqlx::Type)]
#[serde(transparent)]
#[sqlx(transparent)]
pub struct YearGroup(i16);

impl YearGroup {
    /// The last year of primary school.
    pub const SIX: Self = Self(6);

    /// Year `number`; N1 is -2, N2 is -1, R is 0.
    pub fn new(number: i16) -> Option<Self> {
        (-2..=14).contains(&number).then_some(Self(number))
    }

    /// Reads `N1 N2 R 1…14` and OneRoster's spellings (`PK` is N2, `KG` is R, `01` is 1).
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim().to_ascii_uppercase().as_str() {
            "N1" => Some(Self(-2)),
            "N2" | "PK" => Some(Self(-1)),
            "R" | "KG" => Some(Self(0)),
            number
                if !number.is_empty()
                    && number.len() <= 2
                    && number.bytes().all(|byte| byte.is_ascii_digit()) =>
            {
                number.parse().ok().filter(|number| *number >= 1).and_then(Self::new)
            }
            _ => None,
        }
    }

    /// The number as the database keeps it.
    pub fn number(self) -> i16 {
        self.0
    }
}

impl fmt::Display for YearGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            -2 => f.write_str("N1"),
            -1 => f.write_str("N2"),
            0 => f.write_str("R"),
            number => number.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_academic_year_turns_on_the_first_of_september() {
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
        assert_eq!(AcademicYear::of(day(8, 31)), AcademicYear(2025));
        assert_eq!(AcademicYear::of(day(9, 1)), AcademicYear(2026));
        assert_eq!(AcademicYear(2026).to_string(), "2026-27");
    }

    #[test]
    fn one_roster_names_the_year_by_its_end() {
        for text in ["2027", "2026-2027", "2026-27", "2026/27"] {
            assert_eq!(AcademicYear::from_one_roster(text), Some(AcademicYear(2026)), "{text}");
        }
        for wrong in ["", "27", "2026-2028", "x", "2026-27-28"] {
            assert_eq!(AcademicYear::from_one_roster(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn year_groups_in_every_spelling() {
        for (text, shown) in
            [("PK", "N2"), ("kg", "R"), ("01", "1"), ("13", "13"), ("N1", "N1"), ("14", "14")]
        {
            assert_eq!(YearGroup::parse(text).unwrap().to_string(), shown);
        }
        for wrong in ["", "0", "00", "15", "Y7", "+7", "007"] {
            assert_eq!(YearGroup::parse(wrong), None, "{wrong}");
        }
        assert!(
            YearGroup::parse("N2") < YearGroup::parse("R") && YearGroup::parse("R") < YearGroup::parse("1")
        );
    }
}
