use uuid::Uuid;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn row(kind: AccountKind, state: State, expires_on: Option<&str>) -> ReviewRow {
    ReviewRow {
        id: AccountId(Uuid::from_u128(1)),
        kind,
        state,
        name: PersonName::parse("Sioned", "Cyflenwi").unwrap(),
        username: "CyflenwiS".into(),
        expires_on: expires_on.map(day),
        last_sign_in_at: None,
        created_at: "2026-09-01T08:00:00Z".parse().unwrap(),
        reviewed_at: None,
    }
}

fn take(decision: Decision, row: &ReviewRow, seen: Option<&str>) -> (Outcome, Plan) {
    let mut plan = Plan::default();
    let outcome = plan.take(decision, row, seen.map(day), day("2026-11-23"));
    (outcome, plan)
}

const SUPPLY: AccountKind = AccountKind::NonMisStaff;

#[test]
fn a_term_follows_the_last_one_or_today_where_that_is_over() {
    let soon = row(SUPPLY, State::Active, Some("2026-12-31"));
    let (outcome, plan) = take(Decision::Keep(Term::OneMonth), &soon, Some("2026-12-31"));
    assert_eq!(outcome, Outcome::KeptUntil(day("2027-01-31")));
    assert_eq!(plan.extended, [(soon.id, day("2027-01-31"))]);
    let over = row(SUPPLY, State::Expired, Some("2026-11-01"));
    let (outcome, _) = take(Decision::Keep(Term::OneMonth), &over, Some("2026-11-01"));
    assert_eq!(outcome, Outcome::KeptUntil(day("2026-12-23")));
}

#[test]
fn a_form_that_is_sent_twice_keeps_once_and_says_the_same() {
    let kept = row(SUPPLY, State::Active, Some("2027-01-31"));
    let (outcome, plan) = take(Decision::Keep(Term::OneMonth), &kept, Some("2026-12-31"));
    assert_eq!((outcome, plan.extended.len()), (Outcome::KeptUntil(day("2027-01-31")), 0));
    let closed = row(SUPPLY, State::Deactivated, Some("2026-12-31"));
    let (outcome, plan) = take(Decision::Close, &closed, Some("2026-12-31"));
    assert_eq!((outcome, plan.closed.len()), (Outcome::Closed, 0));
}

#[test]
fn what_somebody_else_decided_stays() {
    let extended = row(SUPPLY, State::Active, Some("2027-08-31"));
    assert_eq!(take(Decision::Keep(Term::OneMonth), &extended, Some("2026-12-31")).0, Outcome::Overtaken);
    let closed = row(SUPPLY, State::Deactivated, Some("2026-12-31"));
    assert_eq!(take(Decision::Keep(Term::OneMonth), &closed, Some("2026-12-31")).0, Outcome::Overtaken);
    assert_eq!(take(Decision::Keep(Term::OneMonth), &extended, None).0, Outcome::Overtaken);
}

#[test]
fn governors_have_no_term() {
    let governor = row(AccountKind::Governor, State::Active, None);
    let (outcome, plan) = take(Decision::Keep(Term::AcademicYear), &governor, None);
    assert_eq!((outcome, plan.reviewed, plan.extended), (Outcome::Kept, vec![governor.id], vec![]));
    let (outcome, plan) = take(Decision::Close, &governor, None);
    assert_eq!((outcome, plan.closed), (Outcome::Closed, vec![governor.id]));
}

fn known(number: u128, kind: AccountKind, forename: &str, surname: &str) -> Known {
    let name = PersonName::parse(forename, surname).unwrap();
    Known {
        id: AccountId(Uuid::from_u128(number)),
        kind,
        state: State::Active,
        display_name: name.clone(),
        legal_name: name,
        username: String::new(),
    }
}

#[test]
fn only_a_namesake_of_the_same_sort_has_arrived() {
    let people = vec![
        known(1, SUPPLY, "Siân", "Môn"),
        known(2, AccountKind::Learner, "Sian", "Mon"),
        known(3, AccountKind::NonMisLearner, "Llŷr", "Rees"),
        known(4, AccountKind::Learner, "LLYR", "Rees"),
        known(5, AccountKind::Governor, "Nia", "Rees"),
        known(6, AccountKind::Staff, "Nia", "Rees"),
    ];
    let found: Vec<_> =
        arrivals(people).into_iter().map(|(one, other)| (one.id.0.as_u128(), other.id.0.as_u128())).collect();
    assert_eq!(found, [(3, 4)]);
}
