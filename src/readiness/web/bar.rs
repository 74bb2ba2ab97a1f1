//! The days of the window as a drawing: a bar a day, stacked by the state of the schools, with the same figures as a table.

use chrono::NaiveDate;

use super::super::checklist::SchoolState;
use super::wording;
use crate::calendar::Ending;
use crate::web::{Messages, dates};

/// The height of a full bar, and the width of a day, in the drawing's own units.
const HEIGHT: i64 = 100;
const DAY: i64 = 10;
/// A longer window than this is drawn by its last days.
const LONGEST: usize = 62;

/// The drawing.
pub(super) struct Bar {
    pub(super) width: i64,
    pub(super) height: i64,
    pub(super) days: Vec<DayBar>,
    /// The first day that is drawn, and the last.
    pub(super) ends: (String, String),
}

/// A day of it.
pub(super) struct DayBar {
    pub(super) day: String,
    pub(super) x: i64,
    /// From the bottom up: state, where it begins, how high it is.
    pub(super) parts: Vec<Part>,
    /// How many schools stand how, worst first; none where the day is not known.
    pub(super) counts: Option<[i64; 4]>,
}

/// The schools of a day that stand alike.
pub(super) struct Part {
    pub(super) class: &'static str,
    pub(super) y: i64,
    pub(super) height: i64,
    pub(super) title: String,
}

/// The days from the opening of the window to the rollover, once the window is open.
pub(super) fn days_of(ending: &Ending, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let declared = ending.declared.filter(|year_end| year_end.window_from <= today);
    declared.map(|year_end| (year_end.window_from, year_end.rollover_on))
}

/// Draws what is known of the days; `kept`: how many schools stood how.
pub(super) fn draw(
    t: &Messages,
    (from, to): (NaiveDate, NaiveDate),
    kept: &[(NaiveDate, SchoolState, i64)],
) -> Bar {
    let all: Vec<NaiveDate> = from.iter_days().take_while(|day| *day <= to).collect();
    let shown = all.get(all.len().saturating_sub(LONGEST)..).unwrap_or_default();
    let days: Vec<DayBar> =
        (0i64..).zip(shown).map(|(place, day)| draw_day(t, place * DAY, *day, kept)).collect();
    let ends = (shown.first().copied().unwrap_or(from), shown.last().copied().unwrap_or(to));
    Bar {
        width: i64::try_from(days.len()).unwrap_or_default() * DAY,
        height: HEIGHT,
        days,
        ends: (dates::day(ends.0), dates::day(ends.1)),
    }
}

fn draw_day(t: &Messages, x: i64, day: NaiveDate, kept: &[(NaiveDate, SchoolState, i64)]) -> DayBar {
    let count =
        |state| kept.iter().filter(|row| row.0 == day && row.1 == state).map(|row| row.2).sum::<i64>();
    let counts = SchoolState::ALL.map(count);
    let total: i64 = counts.iter().sum();
    let mut below = 0;
    let mut parts = Vec::new();
    // The best stand at the bottom and grow upwards.
    for (state, count) in SchoolState::ALL.into_iter().zip(counts).rev().filter(|(_, count)| *count > 0) {
        let (begins, ends) = (below * HEIGHT / total, (below + count) * HEIGHT / total);
        let words = wording::school_state(t, state).1;
        parts.push(Part {
            class: state.as_str(),
            y: HEIGHT - ends,
            height: ends - begins,
            title: format!("{}: {words} {count}", dates::day(day)),
        });
        below += count;
    }
    DayBar { day: dates::day(day), x, parts, counts: (total > 0).then_some(counts) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::Language;
    use crate::web::messages;

    proptest! {
        #[test]
        fn a_day_is_filled_from_top_to_bottom(counts in prop::array::uniform4(0i64..500)) {
            let day: NaiveDate = "2026-08-24".parse().unwrap();
            let kept: Vec<_> = SchoolState::ALL.into_iter().zip(counts).map(|(state, count)| (day, state, count)).collect();
            let bar = draw(messages(Language::En), (day, day), &kept);
            let height: i64 = bar.days[0].parts.iter().map(|part| part.height).sum();
            prop_assert_eq!(height, if counts.iter().sum::<i64>() == 0 { 0 } else { HEIGHT });
        }
    }

    #[test]
    fn days_to_come_are_empty() {
        let (from, to): (NaiveDate, NaiveDate) =
            ("2026-08-24".parse().unwrap(), "2026-08-31".parse().unwrap());
        let bar = draw(messages(Language::En), (from, to), &[(from, SchoolState::Ready, 3)]);
        assert_eq!((bar.days.len(), bar.width), (8, 80));
        assert_eq!(bar.days[0].counts, Some([0, 0, 0, 3]));
        assert!(bar.days[1..].iter().all(|day| day.counts.is_none() && day.parts.is_empty()));
    }
}
