//! When a run is held.

use super::*;

/// A school of `size` active learners of Year 7, of whom the first `leavers` leave on `leaving_date`.
fn leavers(size: usize, leavers: usize, leaving_date: Option<NaiveDate>) -> School {
    (0..size).fold(school(), |school, number| {
        let who = format!("l{number}");
        school.account(learner(&who)).row(row(&who).with(|row| {
            row.leaving_date = leaving_date.filter(|_| number < leavers);
        }))
    })
}

/// The first accounts put into a year group.
fn in_year(school: School, count: usize, year: i16) -> School {
    school.with(|school| {
        for account in school.current.accounts.iter_mut().take(count) {
            account.values.year = YearGroup::new(year);
        }
    })
}

fn in_window(school: School) -> School {
    school.with(|school| school.circumstances.window = Window::Open)
}

fn reason(school: &School) -> Option<HoldReason> {
    school.hold().map(|hold| hold.reason)
}

#[test]
fn more_releases_than_the_threshold_hold_the_run() {
    assert_eq!(
        leavers(222, 36, on(-1)).hold(),
        Some(Hold { reason: HoldReason::Releases, would_release: 36, threshold: 11, final_year: 36 })
    );
    assert_eq!(leavers(222, 12, on(-1)).hold().map(|hold| hold.threshold), Some(11));
    assert_eq!(leavers(222, 11, on(-1)).hold(), None, "exactly the threshold");
    assert_eq!(leavers(30, 10, on(-1)).hold(), None);
    assert_eq!(leavers(30, 11, on(-1)).hold().map(|hold| hold.threshold), Some(10));
}

#[test]
fn leaving_dates_to_come_count_when_they_are_read() {
    let read = leavers(40, 11, on(20));
    assert_eq!(reason(&read), Some(HoldReason::Releases));
    assert_eq!(read.applied().hold(), None);
    let on_the_day = read.applied().with(|school| school.circumstances.today = on(21).unwrap());
    assert_eq!((on_the_day.plan().counts.released, on_the_day.hold()), (11, None));
}

#[test]
fn carried_leaving_dates_count_with_the_new_ones() {
    let school = leavers(40, 6, on(-1));
    let carried = (40..45).map(|number| format!("l{number}"));
    let with_carried = carried.fold(school.clone(), |school, who| {
        school
            .account(learner(&who))
            .with(|school| school.current.carried.extend([(id(&who), on(-1).unwrap())]))
    });
    assert_eq!(school.hold(), None);
    assert_eq!(with_carried.hold().map(|hold| hold.would_release), Some(11));
}

#[test]
fn in_the_window_leavers_of_the_highest_year_do_not_count() {
    let primary = in_year(leavers(60, 20, on(-1)), 20, 8);
    assert_eq!(reason(&primary), Some(HoldReason::Releases));
    assert_eq!(in_window(primary).hold(), None);
    let younger = in_year(leavers(60, 20, on(-1)), 20, 6);
    assert_eq!(reason(&in_window(younger)), Some(HoldReason::Releases));
    let and_others = in_year(leavers(60, 31, on(-1)), 20, 8);
    let hold = in_window(and_others).hold().unwrap();
    assert_eq!((hold.reason, hold.would_release), (HoldReason::Releases, 31));
}

#[test]
fn once_the_highest_year_has_left_the_year_below_is_not_final() {
    let school = in_window(leavers(60, 20, on(-1))).account(learner("old").with(|account| {
        account.state = State::Left;
        account.values.year = YearGroup::new(8);
    }));
    assert_eq!(reason(&school), Some(HoldReason::Releases));
}

#[test]
fn in_the_window_a_school_with_year_12_has_three_final_years() {
    let sixth_form = |year| {
        in_window(in_year(leavers(60, 20, on(-1)), 20, year))
            .account(learner("twelve").with(|account| account.values.year = YearGroup::new(12)))
            .account(learner("thirteen").with(|account| account.values.year = YearGroup::new(13)))
    };
    for year in 11..=13 {
        assert_eq!(sixth_form(year).hold(), None, "Year {year}");
    }
    assert_eq!(reason(&sixth_form(10)), Some(HoldReason::Releases));
    let without = in_window(in_year(leavers(60, 20, on(-1)), 20, 11))
        .account(learner("thirteen").with(|account| account.values.year = YearGroup::new(13)));
    assert_eq!(reason(&without), Some(HoldReason::Releases));
}

fn champions(names: &[&str], leaving: &[&str]) -> School {
    names.iter().fold(school(), |school, who| {
        school.account(staff(who).with(|account| account.is_champion = true)).staff_row(staff_row(who).with(
            |row| {
                row.leaving_date = on(-1).filter(|_| leaving.contains(who));
            },
        ))
    })
}

#[test]
fn a_run_that_would_release_the_last_champion_is_held() {
    assert_eq!(
        champions(&["ann"], &["ann"]).hold(),
        Some(Hold { reason: HoldReason::LastChampion, would_release: 1, threshold: 10, final_year: 0 })
    );
    assert_eq!(reason(&champions(&["ann", "bryn"], &["ann", "bryn"])), Some(HoldReason::LastChampion));
    assert_eq!(champions(&["ann", "bryn"], &["ann"]).hold(), None);
    assert_eq!(champions(&[], &[]).hold(), None, "a school without one");
}

#[test]
fn a_champion_who_is_leaving_anyway_does_not_count_as_staying() {
    let last_but_leaving = champions(&["ann", "bryn"], &["bryn"]).with(|school| {
        school.current.accounts[0].values.leaving_date = on(5);
        school.snapshot.staff[0].leaving_date = on(5);
    });
    assert_eq!(reason(&last_but_leaving), Some(HoldReason::LastChampion));
    let on_the_day =
        champions(&["ann"], &["ann"]).with(|school| school.current.accounts[0].values.leaving_date = on(-1));
    assert_eq!(on_the_day.hold(), None, "seen when it was read");
}

/// A class of the first `members` learners, of whom the file still has those from `from` on.
fn class(school: School, members: usize, from: usize) -> School {
    let group = GroupId(Uuid::from_u128(1));
    let row = GroupRow {
        sourced_id: "k".to_owned(),
        academic_year: YEAR,
        title: "7A".to_owned(),
        is_registration: false,
        subject: None,
        subject_code: None,
        year: None,
    };
    school.with(|school| {
        school.current.groups.insert((YEAR, "k".to_owned()), group_of(group, &row));
        school.current.memberships = (0..members)
            .map(|number| Membership { group, account: id(&format!("l{number}")), role: GroupRole::Learner })
            .collect();
        school.snapshot.groups = Some(vec![row]);
        school.snapshot.memberships = Some(
            (from..members)
                .map(|number| MembershipRow {
                    group: "k".to_owned(),
                    person: format!("l{number}"),
                    role: GroupRole::Learner,
                })
                .collect(),
        );
    })
}

#[test]
fn ending_more_than_half_of_the_memberships_holds_the_run() {
    assert_eq!(class(leavers(10, 0, None), 10, 5).hold(), None, "exactly half");
    assert_eq!(reason(&class(leavers(10, 0, None), 10, 6)), Some(HoldReason::Memberships));
}

#[test]
fn memberships_of_people_who_leave_do_not_count() {
    assert_eq!(class(leavers(10, 6, on(-1)), 10, 6).hold(), None);
    let both = class(leavers(10, 6, on(-1)), 10, 9);
    assert_eq!(reason(&both), Some(HoldReason::Memberships), "three of the four who stay");
}

#[test]
fn a_new_academic_years_snapshot_is_not_held_for_its_memberships() {
    let next = AcademicYear(2027);
    let new_year = class(leavers(10, 0, None), 10, 10).with(|school| {
        school.snapshot.academic_year = next;
        let old = school.snapshot.groups.as_mut().unwrap();
        let new = old[0].clone().with(|group| group.academic_year = next);
        old.push(new.with(|group| group.sourced_id = "k27".to_owned()));
    });
    assert_eq!(new_year.hold(), None);
    assert_eq!(new_year.plan().groups.leave.len(), 10);
}

#[test]
fn a_session_of_next_year_alone_is_no_new_academic_year() {
    let early =
        class(leavers(10, 0, None), 10, 6).with(|school| school.snapshot.academic_year = AcademicYear(2027));
    assert_eq!(reason(&early), Some(HoldReason::Memberships));
}

#[test]
fn a_run_that_was_let_go_releases_those_who_were_seen_and_nobody_else() {
    let held = class(leavers(40, 12, on(-1)), 40, 30);
    let released = |seen: std::ops::Range<usize>| {
        let seen = seen.map(|number| id(&format!("l{number}"))).collect();
        held.clone().with(|school| school.circumstances.seen = Some(seen))
    };
    assert_eq!(released(0..12).hold(), None);
    assert_eq!(released(0..20).hold(), None, "fewer than were seen");
    assert_eq!(reason(&released(0..11)), Some(HoldReason::Releases));
}
