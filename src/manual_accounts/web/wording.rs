//! What the pages of accounts made by hand say.

use chrono::NaiveDate;

use crate::accounts::State;
use crate::manual_accounts::likeness::Likeness;
use crate::manual_accounts::review::Outcome;
use crate::manual_accounts::term::Term;
use crate::web::{Messages, dates};

/// Whether an account works, and if not, why not.
pub(super) fn state(t: &Messages, state: State) -> String {
    match state {
        State::Active => t.state_active(),
        State::Left => t.account_left(),
        State::Deactivated => t.status_deactivated(),
        State::Expired => t.status_expired(),
        State::Superseded => t.row_superseded(),
        State::Undone => t.row_undone(),
    }
}

/// How alike two names are.
pub(super) fn likeness(t: &Messages, likeness: Likeness) -> String {
    match likeness {
        Likeness::Same => t.same_name(),
        Likeness::Swapped => t.swapped_name(),
        Likeness::Near => t.near_name(),
    }
}

/// The lines of a select: value and text.
pub(super) type Lines = Vec<(&'static str, String)>;

/// The terms.
pub(super) fn terms(t: &Messages) -> Lines {
    Term::ALL.map(|term| (term.code(), name(t, term))).into()
}

/// The terms that may follow `day`, each with its last day.
pub(super) fn terms_after(t: &Messages, day: NaiveDate) -> Lines {
    let line = |term: Term| Some((term.code(), t.term_until(name(t, term), dates::day(term.last_day(day)?))));
    Term::ALL.into_iter().filter_map(line).collect()
}

/// The same with the last days in front, for the narrow select of a row.
pub(super) fn last_days_after(t: &Messages, day: NaiveDate) -> Lines {
    let line = |term: Term| Some((term.code(), t.until_for(dates::day(term.last_day(day)?), name(t, term))));
    Term::ALL.into_iter().filter_map(line).collect()
}

fn name(t: &Messages, term: Term) -> String {
    match term {
        Term::OneMonth => t.term_one_month(),
        Term::ThreeMonths => t.term_three_months(),
        Term::SixMonths => t.term_six_months(),
        Term::AcademicYear => t.term_academic_year(),
    }
}

/// What came of a decision.
pub(super) fn outcome(t: &Messages, outcome: Outcome) -> String {
    match outcome {
        Outcome::KeptUntil(day) => t.kept_until(dates::day(day)),
        Outcome::Kept => t.kept(),
        Outcome::Closed => t.closed(),
        Outcome::Overtaken => t.review_overtaken(),
    }
}
