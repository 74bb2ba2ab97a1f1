//! Leaving, coming back, and what people decided by hand.

use super::*;

/// Ann's account changed, and what the MIS says of her.
fn ann(account: impl FnOnce(&mut CurrentAccount), leaving_date: Option<NaiveDate>) -> School {
    school().account(learner("ann").with(account)).row(row("ann").with(|row| row.leaving_date = leaving_date))
}

fn state_after(school: &School) -> (State, Option<NaiveDate>) {
    let account = school.applied().current.accounts.remove(0);
    (account.state, account.active_until)
}

#[test]
fn a_leaving_date_takes_effect_after_its_day() {
    let plan = ann(|_| {}, on(0)).plan();
    assert_eq!(outcome(&plan, "ann"), (Outcome::Updated, Cause::ChangedInMis));
    let plan = ann(|_| {}, on(-1)).plan();
    assert_eq!(outcome(&plan, "ann"), (Outcome::Released, Cause::LeavingDate));
    assert_eq!(state_after(&ann(|_| {}, on(-1))).0, State::Left);
}

#[test]
fn a_leaving_date_to_come_is_stored_and_counts_once() {
    let read = ann(|_| {}, on(3));
    let plan = read.plan();
    assert_eq!(plan.releases, [id("ann")]);
    assert_eq!(written(&plan, "ann").leaving_date, on(3));
    let mut later = read.applied();
    assert!(later.plan().releases.is_empty(), "not for the same snapshot again");
    later.circumstances.today = on(4).unwrap();
    assert_eq!(outcome(&later.plan(), "ann").0, Outcome::Released);
    assert!(later.plan().releases.is_empty(), "not on its day");
}

#[test]
fn a_leaving_date_brought_forward_counts_and_one_put_off_does_not() {
    let known = |account: &mut CurrentAccount| account.values.leaving_date = on(30);
    assert!(ann(known, on(60)).plan().releases.is_empty());
    assert_eq!(ann(known, on(10)).plan().releases, [id("ann")]);
    assert_eq!(ann(known, on(-1)).plan().releases, [id("ann")]);
    assert!(ann(known, None).plan().releases.is_empty());
    let due = |account: &mut CurrentAccount| account.values.leaving_date = on(-1);
    assert!(ann(due, on(-9)).plan().releases.is_empty());
}

#[test]
fn who_left_and_returns_is_reactivated() {
    for state in [State::Left, State::Undone] {
        let back = ann(
            |account| {
                account.state = state;
                account.values.leaving_date = on(-30);
            },
            None,
        );
        assert_eq!(outcome(&back.plan(), "ann"), (Outcome::Reactivated, Cause::OnRollAgain));
        assert_eq!(state_after(&back), (State::Active, None));
        assert_eq!(back.applied().current.accounts[0].values.leaving_date, None);
    }
}

#[test]
fn who_left_stays_so_and_a_corrected_leaving_date_is_stored() {
    for state in [State::Left, State::Undone, State::Expired] {
        let left = |account: &mut CurrentAccount| {
            account.state = state;
            account.values.leaving_date = on(-30);
        };
        assert_eq!(ann(left, on(-30)).plan().counts.unchanged, 1);
        let corrected = ann(left, on(-20));
        assert_eq!(outcome(&corrected.plan(), "ann").0, Outcome::Updated);
        assert_eq!(state_after(&corrected).0, state);
        assert!(corrected.plan().releases.is_empty());
    }
}

#[test]
fn who_was_deactivated_by_hand_stays_so_until_they_leave() {
    let deactivated = |account: &mut CurrentAccount| account.state = State::Deactivated;
    let on_roll = ann(deactivated, None);
    assert_eq!(outcome(&on_roll.plan(), "ann"), (Outcome::Unchanged, Cause::DeactivatedByHand));
    assert_eq!(state_after(&on_roll).0, State::Deactivated);
    assert!(on_roll.plan().missing.is_empty());
    let left = ann(deactivated, on(-1));
    assert_eq!(outcome(&left.plan(), "ann"), (Outcome::Released, Cause::LeavingDate));
    assert_eq!(left.plan().releases, [id("ann")]);
    let back = left.applied().with(|school| school.snapshot.learners[0].leaving_date = None);
    assert_eq!(outcome(&back.plan(), "ann").0, Outcome::Reactivated);
}

#[test]
fn who_left_and_was_activated_by_hand_stays_until_that_day_is_over() {
    let until = |days| {
        move |account: &mut CurrentAccount| {
            account.values.leaving_date = on(-30);
            account.active_until = on(days);
        }
    };
    let stays = ann(until(0), on(-30));
    assert_eq!(outcome(&stays.plan(), "ann"), (Outcome::Unchanged, Cause::ActivatedByHand));
    assert_eq!(state_after(&stays), (State::Active, on(0)));
    let over = ann(until(-1), on(-30));
    assert_eq!(outcome(&over.plan(), "ann").0, Outcome::Released);
    assert!(over.plan().releases.is_empty(), "counted when the leaving date was read");
    let on_roll = ann(until(5), None);
    assert_eq!(outcome(&on_roll.plan(), "ann").0, Outcome::Updated);
    assert_eq!(state_after(&on_roll), (State::Active, None));
}

#[test]
fn leaving_dates_of_a_replaced_run_are_kept_for_those_of_whom_nothing_is_said() {
    let carried = |leaving_date: Option<NaiveDate>| {
        school().account(learner("ann")).with(|school| {
            school.current.carried.extend([(id("ann"), leaving_date.unwrap())]);
        })
    };
    let plan = carried(on(-1)).plan();
    assert_eq!(outcome(&plan, "ann"), (Outcome::Released, Cause::ReplacedRun));
    assert_eq!(find(&plan, "ann").unwrap().row, 0);
    assert_eq!((plan.releases, plan.missing), (vec![id("ann")], Vec::new()));

    let plan = carried(on(9)).plan();
    assert_eq!(outcome(&plan, "ann"), (Outcome::Updated, Cause::ReplacedRun));
    assert_eq!(plan.releases, [id("ann")]);
    assert_eq!(plan.missing, [id("ann")], "still active, and in no row");

    let plan = carried(on(-1)).row(row("ann")).plan();
    assert_eq!((plan.counts.unchanged, plan.releases.len()), (1, 0), "on roll again");
    let moved = row("ann").with(|row| row.leaving_date = on(20));
    let plan = carried(on(-1)).row(moved).plan();
    assert_eq!(written(&plan, "ann").leaving_date, on(20), "the newer row decides");
}

#[test]
fn a_carried_leaving_date_respects_what_people_decided() {
    let carried = |account: &dyn Fn(&mut CurrentAccount)| {
        school()
            .account(learner("ann").with(account))
            .with(|school| school.current.carried.extend([(id("ann"), on(-1).unwrap())]))
    };
    let left = carried(&|account| account.state = State::Left);
    assert!(left.plan().people.is_empty());
    let deactivated = carried(&|account| account.state = State::Deactivated);
    assert_eq!(outcome(&deactivated.plan(), "ann").0, Outcome::Released);
    let by_hand = carried(&|account| account.active_until = on(5));
    assert_eq!(state_after(&by_hand), (State::Active, on(5)));
}
