//! Who is who among staff.

use super::*;

#[test]
fn staff_match_by_the_id_of_the_mis_whatever_else_changed() {
    let changed = staff_row("ann").with(|row| {
        row.staff_code = "XYZ".to_owned();
        row.name = name("Anna");
    });
    let plan = school().account(staff("ann")).staff_row(changed).plan();
    assert_eq!(outcome(&plan, "ann").0, Outcome::Updated);
    assert_eq!(find(&plan, "ann").unwrap().account, Some(id("ann")));
    assert_eq!(written(&plan, "ann").staff_code.as_deref(), Some("XYZ"));
}

#[test]
fn staff_match_by_staff_code_where_the_names_agree() {
    let moved = staff_row("ann").with(|row| {
        row.sourced_id = "new-system-1".to_owned();
        row.staff_code = "Ann".to_owned();
        row.name = PersonName::parse("ANN", "MON").unwrap();
    });
    let plan = school().account(staff("ann")).staff_row(moved).plan();
    assert_eq!(find(&plan, "new-system-1").unwrap().account, Some(id("ann")));
    assert!(plan.missing.is_empty());
}

#[test]
fn a_reused_staff_code_with_other_names_is_a_new_person() {
    let other = staff_row("bryn").with(|row| row.staff_code = "ANN".to_owned());
    let school = school().account(staff("ann")).staff_row(other);
    let plan = school.plan();
    assert_eq!(outcome(&plan, "bryn"), (Outcome::Created, Cause::NewInMis));
    assert_eq!(plan.missing, [id("ann")]);

    let left = staff_row("ann").with(|row| row.leaving_date = on(-1));
    let plan = school.staff_row(left).plan();
    assert_eq!(outcome(&plan, "ann").0, Outcome::Released);
    assert_eq!(outcome(&plan, "bryn").0, Outcome::Created);
}

#[test]
fn a_staff_code_twice_rejects_both_rows_and_changes_nothing() {
    let twin = staff_row("bryn").with(|row| row.staff_code = "ann".to_owned());
    let left = staff_row("ann").with(|row| {
        row.sourced_id = "old".to_owned();
        row.leaving_date = on(-1);
    });
    let plan = school()
        .account(staff("ann").with(|account| account.values.sourced_id = "older".to_owned()))
        .account(staff("bryn"))
        .staff_row(staff_row("ann"))
        .staff_row(twin)
        .staff_row(left)
        .plan();
    let code = RejectionCode::StaffCodeRepeated;
    assert_eq!(rejected(&plan), [("ann", code), ("bryn", code)]);
    assert_eq!(outcome(&plan, "old").0, Outcome::Skipped);
    assert!(plan.missing.is_empty() && plan.releases.is_empty());
    assert_eq!((plan.counts.rejected, plan.counts.rows()), (2, 3));
}

#[test]
fn staff_come_go_and_come_back() {
    let new = school().staff_row(staff_row("ann"));
    assert_eq!(outcome(&new.plan(), "ann"), (Outcome::Created, Cause::NewInMis));
    let leaves =
        |days: Option<NaiveDate>| new.applied().with(|school| school.snapshot.staff[0].leaving_date = days);
    let left = leaves(on(-1));
    assert_eq!(outcome(&left.plan(), "ann"), (Outcome::Released, Cause::LeavingDate));
    assert_eq!(left.applied().plan().counts.unchanged, 1);
    let back = left.applied().with(|school| school.snapshot.staff[0].leaving_date = None);
    assert_eq!(outcome(&back.plan(), "ann"), (Outcome::Reactivated, Cause::OnRollAgain));
    let plan = school().staff_row(staff_row("bryn").with(|row| row.leaving_date = on(-1))).plan();
    assert_eq!(outcome(&plan, "bryn"), (Outcome::Skipped, Cause::LeftBefore));
}

#[test]
fn a_learner_and_a_member_of_staff_are_never_taken_for_each_other() {
    let plan = school().account(learner("ann")).staff_row(staff_row("ann")).plan();
    assert_eq!(outcome(&plan, "ann").0, Outcome::Created);
    let plan = school().account(staff("ann")).row(row("ann")).plan();
    assert_eq!(outcome(&plan, "ann").0, Outcome::Created);
}
