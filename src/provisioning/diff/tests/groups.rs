//! Groups and memberships follow the snapshot.

use super::*;

fn group_id(who: &str) -> GroupId {
    GroupId(Uuid::from_u128(number(who).into()))
}

fn group_row(who: &str) -> GroupRow {
    GroupRow {
        sourced_id: who.to_owned(),
        academic_year: YEAR,
        title: who.to_owned(),
        is_registration: false,
        subject: Some("Cymraeg".to_owned()),
        subject_code: None,
        year: YearGroup::new(7),
    }
}

fn seat(group: &str, who: &str) -> Membership {
    Membership { group: group_id(group), account: id(who), role: GroupRole::Learner }
}

impl School {
    /// A class that the portal has.
    fn has_group(self, row: &GroupRow, members: &[&str]) -> Self {
        self.with(|school| {
            let group = group_of(group_id(&row.sourced_id), row);
            school.current.groups.insert((row.academic_year, row.sourced_id.clone()), group);
            let seats = members.iter().map(|who| seat(&row.sourced_id, who));
            school.current.memberships.extend(seats);
        })
    }

    /// A class that the MIS has.
    fn sends_group(self, row: &GroupRow, members: &[&str]) -> Self {
        self.with(|school| {
            school.snapshot.groups.as_mut().unwrap().push(row.clone());
            let rows = members.iter().map(|who| MembershipRow {
                group: row.sourced_id.clone(),
                person: (*who).to_owned(),
                role: GroupRole::Learner,
            });
            school.snapshot.memberships.as_mut().unwrap().extend(rows);
        })
    }
}

#[test]
fn new_groups_are_made_and_filled_with_the_people_of_the_run() {
    let school = school()
        .learners(&["ann"])
        .row(row("new"))
        .elsewhere("moved", None)
        .row(row("moved"))
        .staff_row(staff_row("tutor"))
        .sends_group(&group_row("7A"), &["ann", "new", "moved", "tutor", "stranger"]);
    let plan = school.plan();
    assert_eq!((plan.groups.create.len(), plan.groups.join.len()), (1, 4));
    let again = school.applied().plan();
    assert!(again.groups.create.is_empty() && again.groups.join.is_empty() && again.groups.leave.is_empty());
}

#[test]
fn what_changed_about_a_group_is_brought_up_to_date() {
    let changes: [fn(&mut GroupRow); 5] = [
        |row| row.title = "8A".to_owned(),
        |row| row.is_registration = true,
        |row| row.subject = None,
        |row| row.subject_code = Some("CYM".to_owned()),
        |row| row.year = None,
    ];
    for change in changes {
        let school =
            school().has_group(&group_row("7A"), &[]).sends_group(&group_row("7A").with(change), &[]);
        let plan = school.plan();
        assert_eq!(plan.groups.update.len(), 1);
        assert_eq!(plan.groups.update[0].0, group_id("7A"));
        assert!(school.applied().plan().groups.update.is_empty());
    }
}

#[test]
fn a_group_that_had_ended_is_taught_again() {
    let school = school().has_group(&group_row("7A"), &[]).with(|school| {
        school.current.groups.values_mut().for_each(|group| group.has_ended = true);
    });
    assert!(school.plan().groups.end.is_empty(), "it has ended already");
    assert_eq!(school.sends_group(&group_row("7A"), &[]).plan().groups.update.len(), 1);
}

#[test]
fn groups_of_the_same_year_that_are_absent_end_and_other_years_stay() {
    let last_year = group_row("6A").with(|row| row.academic_year = AcademicYear(2025));
    let plan = school()
        .learners(&["ann", "bryn", "carys"])
        .has_group(&group_row("7A"), &["ann"])
        .has_group(&group_row("7B"), &["bryn", "carys"])
        .has_group(&last_year, &["ann", "bryn"])
        .sends_group(&group_row("7B"), &["carys"])
        .plan();
    assert_eq!(plan.groups.end, [group_id("7A")]);
    let mut ended = vec![seat("7A", "ann"), seat("7B", "bryn")];
    ended.sort_unstable();
    assert_eq!(plan.groups.leave, ended);
}

#[test]
fn one_id_in_two_years_is_two_groups() {
    let last_year = group_row("A").with(|row| row.academic_year = AcademicYear(2025));
    let school =
        school().learners(&["ann"]).has_group(&last_year, &["ann"]).sends_group(&group_row("A"), &["ann"]);
    let plan = school.plan();
    assert_eq!((plan.groups.create.len(), plan.groups.join.len()), (1, 1));
    assert!(plan.groups.end.is_empty() && plan.groups.leave.is_empty());
}

#[test]
fn a_group_that_stands_twice_in_the_file_is_one() {
    let plan = school()
        .learners(&["ann"])
        .sends_group(&group_row("7A"), &["ann"])
        .sends_group(&group_row("7A"), &["ann"])
        .plan();
    assert_eq!((plan.groups.create.len(), plan.groups.join.len()), (1, 1));
}

#[test]
fn who_waits_or_has_left_is_in_no_group() {
    let left = row("left").with(|row| row.leaving_date = on(-1));
    let guest = row("guest").with(|row| row.status = EnrolmentStatus::Guest);
    let plan = school()
        .elsewhere("waits", Some(Refusal::NotReleased))
        .row(row("waits"))
        .account(learner("left"))
        .row(left)
        .row(guest)
        .has_group(&group_row("7A"), &["left"])
        .sends_group(&group_row("7A"), &["waits", "left", "guest"])
        .plan();
    assert!(plan.groups.join.is_empty());
    assert_eq!(plan.groups.leave, [seat("7A", "left")]);
}

#[test]
fn who_was_deactivated_by_hand_stays_in_their_groups() {
    let school = school()
        .account(learner("ann").with(|account| account.state = State::Deactivated))
        .row(row("ann"))
        .has_group(&group_row("7A"), &["ann"])
        .sends_group(&group_row("7A"), &["ann"]);
    assert!(school.plan().groups.leave.is_empty());
}

#[test]
fn a_rejected_row_neither_ends_nor_starts_a_membership() {
    let school = school()
        .learners(&["bryn"])
        .account(learner("ann"))
        .has_group(&group_row("7A"), &["ann", "bryn"])
        .has_group(&group_row("7B"), &["ann"])
        .sends_group(&group_row("7A"), &["ann", "bryn"])
        .sends_group(&group_row("7C"), &["ann"]);
    let unreadable = school
        .clone()
        .with(|school| school.snapshot.rejections = vec![rejection("ann", RejectionCode::NameMissing)]);
    let twin = row("ann").with(|row| row.sourced_id = "twin".to_owned());
    for school in [unreadable, school.row(row("ann")).row(twin)] {
        let plan = school.plan();
        assert_eq!(plan.groups.leave, [seat("7B", "ann")], "that class has ended");
        assert!(plan.groups.join.is_empty());
    }
}

#[test]
fn who_is_missing_leaves_the_groups_that_the_file_has_without_them() {
    let plan = school()
        .account(learner("ann"))
        .learners(&["bryn", "carys"])
        .has_group(&group_row("7A"), &["ann", "bryn", "carys"])
        .sends_group(&group_row("7A"), &["bryn", "carys"])
        .plan();
    assert_eq!(plan.missing, [id("ann")]);
    assert_eq!(plan.groups.leave, [seat("7A", "ann")]);
}

#[test]
fn a_file_that_says_nothing_of_groups_leaves_them_as_they_are() {
    let school = school().learners(&["ann"]).has_group(&group_row("7A"), &["ann"]).with(|school| {
        school.snapshot.groups = None;
        school.snapshot.memberships = None;
        school.snapshot.learners[0].registration_group = None;
    });
    let plan = school.plan();
    assert!(plan.groups.end.is_empty() && plan.groups.leave.is_empty());
    assert_eq!(plan.counts.unchanged, 1, "the registration group stays too");
}

#[test]
fn a_file_with_classes_but_without_enrolments_ends_classes_and_keeps_who_is_in_the_others() {
    let plan = school()
        .learners(&["ann"])
        .has_group(&group_row("7A"), &["ann"])
        .has_group(&group_row("7B"), &["ann"])
        .sends_group(&group_row("7A"), &[])
        .with(|school| school.snapshot.memberships = None)
        .plan();
    assert_eq!(plan.groups.end, [group_id("7B")]);
    assert_eq!(plan.groups.leave, [seat("7B", "ann")]);
}
