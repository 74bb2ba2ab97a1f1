//! Readiness in words.

use super::super::checklist::{Figures, Item, NextStep, SchoolState, State};
use crate::base::AcademicYear;
use crate::web::{Messages, dates};

/// What a line is called.
pub(super) fn item(t: &Messages, item: Item) -> String {
    match item {
        Item::ClientRun => t.ready_client_run(),
        Item::Leavers => t.ready_leavers(),
        Item::Intake => t.ready_intake(),
        Item::Classes => t.ready_classes(),
        Item::Review => t.ready_review(),
    }
}

/// How a line stands, with the tone of its badge.
pub(super) fn state(t: &Messages, state: State) -> (&'static str, String) {
    match state {
        State::Done => ("good", t.ready_done()),
        State::Due => ("wait", t.ready_due()),
        State::Late => ("bad", t.ready_late()),
    }
}

/// How a school stands, with the tone of its badge.
pub(super) fn school_state(t: &Messages, state: SchoolState) -> (&'static str, String) {
    match state {
        SchoolState::Late => ("bad", t.ready_late()),
        SchoolState::Held => ("warn", t.run_held()),
        SchoolState::Due => ("wait", t.ready_due()),
        SchoolState::Ready => ("good", t.ready_ready()),
    }
}

/// The letter of a school's cell; a message holds them all, in the order of the states.
pub(super) fn letter(t: &Messages, state: SchoolState) -> String {
    let letters = t.ready_letters();
    letters.split(' ').nth(state as usize).unwrap_or_default().to_owned()
}

/// What the figures say about a line.
pub(super) fn finding(t: &Messages, item: Item, figures: &Figures, ending: AcademicYear) -> String {
    match item {
        Item::ClientRun => match figures.last_applied_on {
            Some(day) => t.ready_last_applied(dates::day(day)),
            None => t.ready_never_applied(),
        },
        Item::Leavers if figures.leavers_expected == 0 => t.ready_no_leavers(),
        Item::Leavers => t.ready_leavers_seen(figures.leavers_seen, figures.leavers_expected),
        Item::Intake if !figures.has_next_year(ending) => t.ready_old_roll(ending.to_string()),
        Item::Intake if figures.waiting == 0 => t.ready_nobody_waits(),
        Item::Intake => t.ready_waiting(figures.blocked(), figures.waiting_for_admission),
        Item::Classes if !figures.has_next_year(ending) => t.ready_old_roll(ending.to_string()),
        Item::Classes if figures.last_year_class == 0 => t.ready_no_old_class(),
        Item::Classes => t.ready_old_class(figures.last_year_class),
        Item::Review if figures.unreviewed == 0 => t.ready_all_reviewed(),
        Item::Review => t.ready_unreviewed(figures.unreviewed),
    }
}

/// What to do next.
pub(super) fn next_step(t: &Messages, step: NextStep) -> String {
    match step {
        NextStep::RunClient => t.ready_do_client_run(),
        NextStep::EnterLeavers => t.ready_do_leavers(),
        NextStep::EndYear => t.ready_do_end_year(),
        NextStep::AskForRelease => t.ready_do_intake(),
        NextStep::AddToClasses => t.ready_do_classes(),
        NextStep::Review => t.ready_do_review(),
    }
}

/// The page of the school where it is done, or that tells more.
pub(super) fn page_of(step: NextStep) -> &'static str {
    match step {
        NextStep::RunClient | NextStep::EnterLeavers | NextStep::EndYear | NextStep::AddToClasses => {
            "/provisioning"
        }
        NextStep::AskForRelease => "/moves",
        NextStep::Review => "/non-mis/review",
    }
}
