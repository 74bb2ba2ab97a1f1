//! What a school has done for the year end, line by line: a pure rule over its figures, the declared dates and the day.

use chrono::NaiveDate;

use crate::base::AcademicYear;
use crate::school_status::YearEnd;

/// What a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// The provisioning client has run in its window.
    ClientRun,
    /// Those who leave have a leaving date.
    Leavers,
    /// Those who come have come.
    Intake,
    /// Nobody is left in a class of the year that ends.
    Classes,
    /// Non-MIS accounts and governors were looked at.
    Review,
}

/// How a line stands, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Nothing is left to do.
    Done,
    /// Something is, and there is time.
    Due,
    /// Something is, and its day has passed.
    Late,
}

/// A line of the checklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is about.
    pub item: Item,
    /// How it stands.
    pub state: State,
    /// Its last day, where one is declared.
    pub due_on: Option<NaiveDate>,
}

/// How a school stands as a whole, worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SchoolState {
    /// A line is late.
    Late,
    /// A run waits for a decision.
    Held,
    /// A line is due.
    Due,
    /// Every line is done.
    Ready,
}

impl SchoolState {
    /// All of them, worst first.
    pub const ALL: [Self; 4] = [Self::Late, Self::Held, Self::Due, Self::Ready];

    /// The state as the database and the style sheet spell it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Held => "held",
            Self::Due => "due",
            Self::Ready => "ready",
        }
    }

    /// The state with this spelling.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == code)
    }
}

/// What the summary of a school says about its year end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// The day of the last run that was applied.
    pub last_applied_on: Option<NaiveDate>,
    /// Whether a run is held.
    pub is_held: bool,
    /// The academic year of the roll that is here.
    pub roll_year: Option<i32>,
    /// Learners of the highest year.
    pub leavers_expected: i32,
    /// Those of them with a leaving date.
    pub leavers_seen: i32,
    /// Learners who wait for another school.
    pub waiting: i32,
    /// Those of them whose admission day has not come: nobody has to do anything.
    pub waiting_for_admission: i32,
    /// Learners in a class of the year that ends, and in none of the next.
    pub last_year_class: i32,
    /// Accounts made by hand that nobody has looked at.
    pub unreviewed: i32,
}

impl Figures {
    /// Whether the roll of the next year is here.
    pub fn has_next_year(&self, ending: AcademicYear) -> bool {
        self.roll_year.is_some_and(|year| year > ending.0)
    }

    /// Learners who wait for another school's release.
    pub fn blocked(&self) -> i32 {
        self.waiting - self.waiting_for_admission
    }

    /// The client has run since the window opened; where no window is declared, it has brought the next year.
    fn has_run(&self, year_end: &YearEnd) -> bool {
        match year_end.window_from {
            Some(from) => self.last_applied_on.is_some_and(|day| day >= from),
            None => self.has_next_year(year_end.year),
        }
    }

    fn has_done(&self, item: Item, year_end: &YearEnd) -> bool {
        match item {
            Item::ClientRun => self.has_run(year_end),
            Item::Leavers => self.leavers_seen >= self.leavers_expected,
            Item::Intake => self.has_run(year_end) && self.blocked() <= 0,
            Item::Classes => self.has_next_year(year_end.year) && self.last_year_class == 0,
            Item::Review => self.unreviewed == 0,
        }
    }
}

/// How a school stands on `today`.
pub fn checklist(figures: &Figures, year_end: &YearEnd, today: NaiveDate) -> [Line; 5] {
    [Item::ClientRun, Item::Leavers, Item::Intake, Item::Classes, Item::Review].map(|item| {
        let due_on = match item {
            Item::Review => year_end.rollover_on.or(year_end.window_to),
            _ => year_end.window_to,
        };
        let state = match figures.has_done(item, year_end) {
            true => State::Done,
            false if due_on.is_some_and(|day| day < today) => State::Late,
            false => State::Due,
        };
        Line { item, state, due_on }
    })
}

/// The school's worst line; a held run is worse than what is merely due.
pub fn school_state(figures: &Figures, year_end: &YearEnd, today: NaiveDate) -> SchoolState {
    let worst = checklist(figures, year_end, today).iter().map(|line| line.state).max();
    match worst {
        Some(State::Late) => SchoolState::Late,
        _ if figures.is_held => SchoolState::Held,
        Some(State::Due) => SchoolState::Due,
        _ => SchoolState::Ready,
    }
}

#[cfg(test)]
#[path = "checklist_tests.rs"]
mod tests;
