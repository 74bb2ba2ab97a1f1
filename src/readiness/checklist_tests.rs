use chrono::Days;
use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn ending() -> Ending {
    let year = AcademicYear(2025);
    let declared = YearEnd {
        year,
        mis_deadline: day("2026-08-20"),
        window_from: day("2026-08-24"),
        window_to: day("2026-08-28"),
        rollover_on: day("2026-08-31"),
    };
    Ending { year, declared: Some(declared) }
}

/// A school that has done everything.
fn ready() -> Figures {
    Figures {
        last_applied_on: Some(day("2026-08-25")),
        roll_year: Some(2026),
        leavers_expected: 30,
        leavers_seen: 30,
        waiting: 2,
        waiting_for_admission: 2,
        ..Figures::default()
    }
}

fn states(figures: &Figures, on: &str) -> [State; 5] {
    checklist(figures, &ending(), day(on)).map(|line| line.state)
}

#[test]
fn whoever_has_done_everything_is_ready() {
    assert_eq!(states(&ready(), "2026-09-10"), [State::Done; 5]);
    assert_eq!(school_state(&ready(), &ending(), day("2026-09-10")), SchoolState::Ready);
}

#[test]
fn a_run_before_the_window_is_no_run_of_the_window() {
    let early = Figures { last_applied_on: Some(day("2026-08-23")), ..ready() };
    let expected = [State::Due, State::Done, State::Due, State::Done, State::Done];
    assert_eq!(states(&early, "2026-08-28"), expected, "there is time to the end of the last day");
    assert_eq!(states(&early, "2026-08-29")[0], State::Late);
}

#[test]
fn a_run_of_last_years_roll_leaves_everybody_in_last_years_class() {
    let old = Figures { roll_year: Some(2025), ..ready() };
    let expected = [State::Done, State::Done, State::Due, State::Due, State::Done];
    assert_eq!(states(&old, "2026-08-26"), expected, "and nobody has come with it");
}

#[test]
fn a_learner_who_waits_for_the_admission_day_holds_nothing_up() {
    assert_eq!(states(&ready(), "2026-08-26")[2], State::Done);
    let blocked = Figures { waiting: 3, ..ready() };
    assert_eq!(states(&blocked, "2026-08-26")[2], State::Due);
}

#[test]
fn accounts_made_by_hand_may_be_reviewed_to_the_day_of_the_rollover() {
    let unreviewed = Figures { unreviewed: 1, ..ready() };
    let on = |text| states(&unreviewed, text)[4];
    assert_eq!((on("2026-08-31"), on("2026-09-01")), (State::Due, State::Late));
}

#[test]
fn a_held_run_is_worse_than_what_is_due_and_better_than_what_is_late() {
    let held = Figures { is_held: true, last_applied_on: None, ..ready() };
    let on = |text| school_state(&held, &ending(), day(text));
    assert_eq!((on("2026-08-26"), on("2026-08-29")), (SchoolState::Held, SchoolState::Late));
}

#[test]
fn without_dates_nothing_is_late() {
    let undeclared = Ending { declared: None, ..ending() };
    let lines = checklist(&Figures { unreviewed: 1, ..Figures::default() }, &undeclared, day("2030-01-01"));
    assert!(lines.iter().all(|line| line.state != State::Late && line.due_on.is_none()));
}

#[test]
fn what_to_do_next_about_the_intake_depends_on_what_is_missing() {
    let step = |figures: &Figures| next_step(Item::Intake, figures, &ending());
    assert_eq!(step(&Figures { roll_year: Some(2025), ..ready() }), NextStep::EndYear);
    assert_eq!(step(&Figures { last_applied_on: Some(day("2026-08-01")), ..ready() }), NextStep::RunClient);
    assert_eq!(step(&Figures { waiting: 3, ..ready() }), NextStep::AskForRelease);
}

prop_compose! {
    fn any_figures()(
        applied in prop::option::of(0u64..60), is_held: bool, roll_year in prop::option::of(2024..2028),
        expected in 0..50, seen in 0..50, waiting in 0i32..9, admission in 0i32..9, behind in 0..9, unreviewed in 0..9,
    ) -> Figures {
        Figures {
            last_applied_on: applied.map(|days| day("2026-08-01") + Days::new(days)),
            is_held, roll_year, leavers_expected: expected, leavers_seen: seen, waiting,
            waiting_for_admission: admission.min(waiting), last_year_class: behind, unreviewed,
        }
    }
}

proptest! {
    #[test]
    fn nothing_gets_better_by_waiting(figures in any_figures(), first in 0u64..90, later in 0u64..90) {
        let on = |days| day("2026-08-01") + Days::new(days);
        let (before, after) = (checklist(&figures, &ending(), on(first)), checklist(&figures, &ending(), on(first + later)));
        for (before, after) in before.iter().zip(&after) {
            prop_assert!(before.state <= after.state);
        }
    }

    #[test]
    fn a_school_is_ready_when_each_line_is_done_and_no_run_is_held(figures in any_figures(), days in 0u64..90) {
        let today = day("2026-08-01") + Days::new(days);
        let all_done = checklist(&figures, &ending(), today).iter().all(|line| line.state == State::Done);
        prop_assert_eq!(school_state(&figures, &ending(), today) == SchoolState::Ready, all_done && !figures.is_held);
    }
}
