//! What stands in a cell: dates and short texts.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime};

use crate::base::clock::london_day;
use crate::base::text::normalise;

/// The most characters of a text that names something.
pub const LONGEST_TEXT: usize = 100;

/// A day in ISO 8601: a date, or a date with a time. A time with an offset counts as its day in Europe/London, because
/// systems that keep midnight in UTC write `2026-07-19T23:00:00Z` for 20 July.
pub fn day(text: &str) -> Option<NaiveDate> {
    let local = || {
        ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M"]
            .iter()
            .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())
    };
    let day = match text.len() {
        10 => NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?,
        _ => match DateTime::parse_from_rfc3339(text) {
            Ok(instant) => london_day(instant.to_utc()),
            Err(_) => local()?.date(),
        },
    };
    (1900..=9999).contains(&day.year()).then_some(day)
}

/// A text on one line, normalised, cut after [`LONGEST_TEXT`] characters; none where nothing is left.
pub fn text(cell: &str) -> Option<String> {
    let words = cell.split(|c: char| c.is_whitespace() || c.is_control());
    let line = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let cut: String = normalise(&line).chars().take(LONGEST_TEXT).collect();
    (!cut.is_empty()).then_some(cut)
}

/// A number or code that is compared: as [`text`], but one that would have to be cut is none.
pub fn code(cell: &str) -> Option<String> {
    text(cell).filter(|_| cell.chars().nth(LONGEST_TEXT).is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_with_and_without_time() {
        let july = NaiveDate::from_ymd_opt(2026, 7, 20);
        for same in [
            "2026-07-20",
            "2026-07-20T09:30:00",
            "2026-07-20T09:30",
            "2026-07-20 09:30:00.000",
            "2026-07-20T00:00:00.000Z",
            "2026-07-19T23:00:00Z",
            "2026-07-20T00:00:00+01:00",
        ] {
            assert_eq!(day(same), july, "{same}");
        }
        for wrong in ["", "20/07/2026", "2026-7-20", "2026-02-30", "0026-07-20", "2026-07-20Tx", "١٢٣٤٥"]
        {
            assert_eq!(day(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn texts_stand_on_one_line_and_keep_their_length() {
        assert_eq!(text(" 7A \u{1}\r\n set  2 ").as_deref(), Some("7A set 2"));
        assert_eq!(text(" \t"), None);
        assert_eq!(text(&"ŵ".repeat(500)).map(|text| text.chars().count()), Some(100));
        assert_eq!(code(&"1".repeat(101)), None);
        assert_eq!(code("000123").as_deref(), Some("000123"));
    }
}
