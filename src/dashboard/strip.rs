//! The last 30 days of runs, a cell a day.

use chrono::{Days, NaiveDate};

use crate::school_status::RunDay;

/// How many days the strip shows, today included.
const DAYS: u64 = 30;

/// How a day's last run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayOutcome {
    /// Its changes were made.
    Applied,
    /// It waited for a person.
    Held,
    /// It could not be carried out.
    Failed,
    /// There was no run.
    None,
}

/// One day of the strip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DayCell {
    /// Which day, in Europe/London.
    pub day: NaiveDate,
    /// How its last run ended.
    pub outcome: DayOutcome,
}

/// The days on which each outcome stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct DayCounts {
    pub applied: u32,
    pub held: u32,
    pub failed: u32,
    pub none: u32,
}

/// The first day of the strip that ends with `today`.
pub(super) fn first_day(today: NaiveDate) -> NaiveDate {
    today.checked_sub_days(Days::new(DAYS - 1)).unwrap_or(today)
}

/// A cell for each day up to `today`, oldest first.
pub(super) fn strip(runs: &[RunDay], today: NaiveDate) -> Vec<DayCell> {
    first_day(today)
        .iter_days()
        .take_while(|day| *day <= today)
        .map(|day| DayCell { day, outcome: outcome_of(runs, day) })
        .collect()
}

fn outcome_of(runs: &[RunDay], day: NaiveDate) -> DayOutcome {
    let run = runs.iter().find(|run| run.day == day);
    match run.map(|run| run.outcome.as_str()) {
        Some("held") => DayOutcome::Held,
        Some("failed") => DayOutcome::Failed,
        Some(_) => DayOutcome::Applied,
        None => DayOutcome::None,
    }
}

/// How many days have which outcome.
pub(super) fn count(cells: &[DayCell]) -> DayCounts {
    let mut counts = DayCounts::default();
    for cell in cells {
        *match cell.outcome {
            DayOutcome::Applied => &mut counts.applied,
            DayOutcome::Held => &mut counts.held,
            DayOutcome::Failed => &mut counts.failed,
            DayOutcome::None => &mut counts.none,
        } += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn every_one_of_thirty_days_has_its_cell() {
        let run = |text, outcome: &str| RunDay { day: day(text), runs: 1, outcome: outcome.to_owned() };
        let runs = [run("2026-08-01", "failed"), run("2026-08-31", "held"), run("2026-09-01", "applied")];
        let cells = strip(&runs, day("2026-09-01"));
        assert_eq!(cells.len(), 30);
        assert_eq!(cells[0].day, day("2026-08-03"));
        let last: Vec<_> = cells[27..].iter().map(|cell| cell.outcome).collect();
        assert_eq!(last, [DayOutcome::None, DayOutcome::Held, DayOutcome::Applied]);
        let counts = DayCounts { applied: 1, held: 1, failed: 0, none: 28 };
        assert_eq!(count(&cells), counts);
    }
}
