//! What a school has done for the year end, line by line: a pure rule over its figures, the declared dates and the day.

use chrono::NaiveDate;

use crate::base::AcademicYear;
use crate::calendar::{Ending, YearEnd};

/// What a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// The provisioning client has run in its window.
    ClientRun,
    /// Those who leave have a leaving date.
    Leavers,
    /// The next year's roll is here, and those who come with it have come.
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
    fn has_run(&self, ending: &Ending) -> bool {
        match ending.declared {
            Some(YearEnd { window_from, .. }) => self.last_applied_on.is_some_and(|day| day >= window_from),
            None => self.has_next_year(ending.year),
        }
    }

    fn has_done(&self, item: Item, ending: &Ending) -> bool {
        match item {
            Item::ClientRun => self.has_run(ending),
            Item::Leavers => self.leavers_seen >= self.leavers_expected,
            Item::Intake => self.has_run(ending) && self.has_next_year(ending.year) && self.blocked() <= 0,
            Item::Classes => self.has_next_year(ending.year) && self.last_year_class == 0,
            Item::Review => self.unreviewed == 0,
        }
    }
}

/// How a school stands on `today`.
pub fn checklist(figures: &Figures, ending: &Ending, today: NaiveDate) -> [Line; 5] {
    [Item::ClientRun, Item::Leavers, Item::Intake, Item::Classes, Item::Review].map(|item| {
        let due_on = ending.declared.map(|year_end| match item {
            Item::Review => year_end.rollover_on,
            _ => year_end.window_to,
        });
        let state = match figures.has_done(item, ending) {
            true => State::Done,
            false if due_on.is_some_and(|day| day < today) => State::Late,
            false => State::Due,
        };
        Line { item, state, due_on }
    })
}

/// What to do next about a line that is not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextStep {
    /// Have the client run in its window.
    RunClient,
    /// Enter leaving dates in the MIS.
    EnterLeavers,
    /// End the year in the MIS.
    EndYear,
    /// Ask for the release of those who wait.
    AskForRelease,
    /// See to those who are in no class of the new year.
    AddToClasses,
    /// Look at the accounts that were made by hand.
    Review,
}

/// The next step towards `item`: what comes first has to be done first.
pub fn next_step(item: Item, figures: &Figures, ending: &Ending) -> NextStep {
    match item {
        Item::ClientRun => NextStep::RunClient,
        Item::Leavers => NextStep::EnterLeavers,
        Item::Intake | Item::Classes if !figures.has_next_year(ending.year) => NextStep::EndYear,
        Item::Intake if !figures.has_run(ending) => NextStep::RunClient,
        Item::Intake => NextStep::AskForRelease,
        Item::Classes => NextStep::AddToClasses,
        Item::Review => NextStep::Review,
    }
}

/// The school's worst line; a held run is worse than what is merely due.
pub fn school_state(figures: &Figures, ending: &Ending, today: NaiveDate) -> SchoolState {
    let worst = checklist(figures, ending, today).iter().map(|line| line.state).max();
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
