use uuid::Uuid;

use super::*;
use crate::authz::AccountKind;
use crate::base::PersonName;
use crate::base::id::AccountId;
use crate::credentials::PasswordState;

fn day(day: u32) -> DateTime<Utc> {
    format!("2026-09-{day:02}T06:00:00Z").parse().unwrap()
}

fn person(standing: Standing) -> Person {
    Person {
        id: AccountId(Uuid::nil()),
        kind: AccountKind::Learner,
        display_name: PersonName::parse("Siân", "Jones").unwrap(),
        legal_name: None,
        username: "JonesS".into(),
        former_usernames: Vec::new(),
        waits_for_username: false,
        standing,
        password: PasswordState::Unavailable,
        upn: None,
        admission_number: None,
        admission_date: None,
        staff_code: None,
        start_date: None,
        year: None,
        registration_group: None,
        leaving_date: None,
        expires_on: None,
        has_consent: None,
        created_at: None,
        last_sign_in_at: None,
        arrived_at: day(3),
        state_changed_at: day(20),
    }
}

fn change(run: u128, at: u32, outcome: &str, field: Option<&str>) -> Change {
    Change {
        run: BatchId(Uuid::from_u128(run)),
        at: day(at),
        outcome: outcome.into(),
        cause: String::new(),
        field: field.map(str::to_owned),
        before: None,
        after: None,
    }
}

fn shape(entries: &[Entry]) -> Vec<(u32, String)> {
    use chrono::Datelike;
    let what = |happening: &Happening| match happening {
        Happening::Act(act) => act.kind.as_str().to_owned(),
        Happening::Run(lines) => format!("{} {}", lines[0].outcome, lines.len()),
        Happening::Left => "left".to_owned(),
        Happening::Moved => "moved".to_owned(),
    };
    entries.iter().map(|entry| (entry.at.day(), what(&entry.what))).collect()
}

fn active() -> Standing {
    Standing::here(State::Active, day(3), None)
}

#[test]
fn fields_that_one_run_changed_are_one_entry() {
    let changes = [
        change(3, 9, "updated", Some("year")),
        change(3, 9, "updated", Some("registration_group")),
        change(2, 5, "updated", Some("year")),
        change(1, 3, "created", None),
    ];
    let entries = from_the_mis(&person(active()), &changes);
    assert_eq!(shape(&entries), [(9, "updated 2".into()), (5, "updated 1".into()), (3, "created 1".into())]);
}

#[test]
fn somebody_who_waited_came_when_the_stay_began() {
    let entries =
        from_the_mis(&person(active()), &[change(2, 1, "transferred", None), change(1, 1, "created", None)]);
    assert_eq!(shape(&entries), [(3, "transferred 1".into()), (1, "created 1".into())]);
}

#[test]
fn leaving_is_told_once() {
    let left = person(Standing::here(State::Left, day(20), None));
    let released = [change(2, 20, "released", Some("leaving_date")), change(1, 3, "created", None)];
    assert_eq!(shape(&from_the_mis(&left, &released)), [(20, "released 1".into()), (3, "created 1".into())]);
    let by_the_calendar =
        [change(3, 8, "reactivated", None), change(2, 7, "released", None), change(1, 3, "created", None)];
    assert_eq!(shape(&from_the_mis(&left, &by_the_calendar))[0], (20, "left".into()));
    let moved = person(Standing::moved(day(20)));
    assert_eq!(shape(&from_the_mis(&moved, &[])), [(20, "moved".into())]);
}
