//! Who is who among learners, and what comes of a row of somebody new.

use super::*;

#[test]
fn a_row_that_says_what_the_portal_has_is_unchanged_and_only_counted() {
    let plan = school().learners(&["ann", "bryn"]).plan();
    assert!(plan.people.is_empty() && plan.releases.is_empty() && plan.hold.is_none());
    assert_eq!((plan.counts.unchanged, plan.counts.rows()), (2, 2));
}

#[test]
fn somebody_new_is_created() {
    let plan = school().row(row("ann")).plan();
    assert_eq!(outcome(&plan, "ann"), (Outcome::Created, Cause::NewInMis));
    assert_eq!(written(&plan, "ann").upn, Some(upn("ann")));
    assert_eq!(plan.counts.created, 1);
}

#[test]
fn what_the_mis_decides_is_updated_field_by_field() {
    let changed = row("ann").with(|row| {
        row.year = YearGroup::new(8);
        row.registration_group = None;
    });
    let plan = school().account(learner("ann")).row(changed).plan();
    assert_eq!(outcome(&plan, "ann"), (Outcome::Updated, Cause::ChangedInMis));
    let changes: Vec<_> = find(&plan, "ann")
        .unwrap()
        .changes
        .iter()
        .map(|change| (change.field.as_str(), change.before.as_deref(), change.after.as_deref()))
        .collect();
    assert_eq!(changes, [("year", Some("7"), Some("8")), ("registration_group", Some("7A"), None)]);
}

#[test]
fn the_upn_goes_before_the_former_upn_and_that_before_the_id_of_the_mis() {
    let by_upn = row("ann").with(|row| row.sourced_id = "bryn".to_owned());
    let by_former = row("new").with(|row| {
        row.former_upn = Some(upn("bryn"));
        row.sourced_id = "carys".to_owned();
    });
    let by_id = row("newer").with(|row| row.sourced_id = "ann".to_owned());
    let plan = school()
        .account(learner("ann"))
        .account(learner("bryn"))
        .account(learner("carys"))
        .row(by_id)
        .row(by_former)
        .row(by_upn)
        .plan();
    assert_eq!(find(&plan, "bryn").unwrap().account, Some(id("ann")));
    assert_eq!(find(&plan, "carys").unwrap().account, Some(id("bryn")));
    assert_eq!(outcome(&plan, "ann").0, Outcome::Created, "the account with its id is another row's by UPN");
    assert_eq!(plan.missing, [id("carys")]);
}

#[test]
fn a_changed_upn_updates_the_account_and_keeps_the_old_one_as_former() {
    let changed = row("new").with(|row| row.sourced_id = "ann".to_owned());
    let school = school().account(learner("ann")).row(changed);
    let plan = school.plan();
    assert_eq!(outcome(&plan, "ann"), (Outcome::Updated, Cause::ChangedInMis));
    assert_eq!(written(&plan, "ann").upn, Some(upn("new")));
    assert_eq!(written(&plan, "ann").former_upns, [upn("ann")]);
    let changes = &find(&plan, "ann").unwrap().changes;
    let change = changes.iter().find(|change| change.field == Field::Upn).unwrap();
    assert_eq!((&change.before, &change.after), (&None, &None), "a UPN is not told");

    let back = school.applied().with(|school| school.snapshot.learners = vec![row("ann")]);
    assert_eq!(written(&back.plan(), "ann").upn, Some(upn("ann")));
    assert_eq!(written(&back.plan(), "ann").former_upns, [upn("new")]);
}

#[test]
fn a_upn_of_another_schools_learner_is_not_taken_over() {
    let taken = row("far").with(|row| row.sourced_id = "ann".to_owned());
    let school = school().learners(&["aled"]).elsewhere("far", None).account(learner("ann")).row(taken);
    let plan = school.plan();
    assert_eq!(outcome(&plan, "ann"), (Outcome::Updated, Cause::ChangedInMis));
    assert_eq!(written(&plan, "ann").upn, Some(upn("ann")), "all else follows");
    let plan = school.applied().plan();
    assert_eq!(outcome(&plan, "ann"), (Outcome::Unchanged, Cause::UpnTaken));
    assert_eq!(find(&plan, "ann").unwrap().changes[0].field, Field::Upn);
    assert_eq!(plan.people.len(), 1, "the line stands at its own row");
}

#[test]
fn a_former_upn_that_is_another_schools_is_not_kept() {
    let named = row("ann").with(|row| row.former_upn = Some(upn("far")));
    let school = school().elsewhere("far", None).row(named);
    assert_eq!(written(&school.plan(), "ann").former_upns, []);
    assert!(school.applied().plan().people.is_empty());
}

#[test]
fn two_rows_on_roll_with_one_upn_are_both_rejected_and_change_nothing() {
    let twin = row("ann").with(|row| {
        row.sourced_id = "twin".to_owned();
        row.row = 9;
    });
    let left = row("ann").with(|row| {
        row.sourced_id = "old".to_owned();
        row.leaving_date = on(-1);
    });
    let plan =
        school().account(learner("ann")).account(learner("twin")).row(row("ann")).row(twin).row(left).plan();
    assert_eq!(rejected(&plan), [("ann", RejectionCode::UpnRepeated), ("twin", RejectionCode::UpnRepeated)]);
    assert_eq!(outcome(&plan, "old"), (Outcome::Skipped, Cause::OtherRow));
    assert_eq!((plan.counts.rejected, plan.counts.skipped, plan.counts.rows()), (2, 1, 3));
    assert_eq!(plan.missing, [], "both are in the file");
}

#[test]
fn rows_on_roll_go_before_rows_that_left_and_of_those_the_last_one_counts() {
    let older = |who: &str, days| {
        row("ann").with(|row| {
            row.sourced_id = who.to_owned();
            row.leaving_date = on(days);
        })
    };
    let left = school().account(learner("ann")).row(older("first", -900)).row(older("second", -30));
    let plan = left.plan();
    assert_eq!(outcome(&plan, "second").0, Outcome::Released);
    assert_eq!(outcome(&plan, "first"), (Outcome::Skipped, Cause::OtherRow));
    let plan = left.row(row("ann")).plan();
    assert_eq!((plan.counts.unchanged, plan.counts.skipped, plan.counts.released), (1, 2, 0));
}

#[test]
fn a_second_row_of_a_upn_never_means_another_learner() {
    let left = row("ann").with(|row| {
        row.sourced_id = "bryn".to_owned();
        row.leaving_date = on(-1);
    });
    let plan = school().learners(&["ann"]).account(learner("bryn")).row(left).plan();
    assert_eq!(outcome(&plan, "bryn"), (Outcome::Skipped, Cause::OtherRow));
    assert_eq!(plan.missing, [id("bryn")]);
}

#[test]
fn a_row_that_left_before_an_account_was_made_is_skipped() {
    let left = row("ann").with(|row| row.leaving_date = on(-1));
    let plan = school().row(left.clone()).plan();
    assert_eq!(outcome(&plan, "ann"), (Outcome::Skipped, Cause::LeftBefore));
    let plan = school().elsewhere("ann", None).row(left).plan();
    assert_eq!(outcome(&plan, "ann"), (Outcome::Skipped, Cause::LeftHere));
}

#[test]
fn a_learner_whom_another_school_released_is_transferred() {
    let school = school().elsewhere("ann", None).row(row("ann"));
    let plan = school.plan();
    assert_eq!(outcome(&plan, "ann"), (Outcome::Transferred, Cause::ReleasedElsewhere));
    let person = find(&plan, "ann").unwrap();
    assert_eq!(person.account, Some(id("ann")));
    assert_eq!(person.write.as_ref().map(|write| write.kind), Some(WriteKind::Claim));
    assert_eq!(school.applied().plan().counts.unchanged, 1);
}

#[test]
fn a_learner_whom_another_school_holds_waits_with_the_reason() {
    for refusal in
        [Refusal::NotReleased, Refusal::NotAdmittedYet, Refusal::AdmittedBefore, Refusal::ClaimedElsewhere]
    {
        let plan = school().elsewhere("ann", Some(refusal)).row(row("ann")).plan();
        assert_eq!(outcome(&plan, "ann"), (Outcome::Waiting, Cause::Refused(refusal)));
        let person = find(&plan, "ann").unwrap();
        assert!(person.write.is_none() && person.account.is_none());
        assert_eq!((plan.counts.waiting, plan.counts.rows()), (1, 1));
    }
}

#[test]
fn two_rows_never_claim_one_account() {
    let school = school()
        .elsewhere("ann", None)
        .elsewhere("old", None)
        .with(|school| {
            let other = school.current.elsewhere.get_mut(&upn("old")).unwrap();
            other.account = id("ann");
        })
        .row(row("ann"))
        .row(row("old"));
    let plan = school.plan();
    assert_eq!((plan.counts.transferred, plan.counts.skipped), (1, 1));
}

#[test]
fn guests_and_subsidiary_enrolments_never_make_take_change_or_release_an_account() {
    for status in [EnrolmentStatus::Guest, EnrolmentStatus::Subsidiary] {
        for leaving_date in [None, on(-1)] {
            let guest = row("ann").with(|row| {
                row.status = status;
                row.leaving_date = leaving_date;
                row.year = YearGroup::new(9);
            });
            let skipped = (Outcome::Skipped, Cause::NotMainEnrolment);
            let plan = school().row(guest.clone()).plan();
            assert_eq!(outcome(&plan, "ann"), skipped);
            let plan = school().elsewhere("ann", None).row(guest.clone()).plan();
            assert_eq!(outcome(&plan, "ann"), skipped);
            let plan = school().account(learner("ann")).row(guest).plan();
            assert_eq!(outcome(&plan, "ann"), (Outcome::Unchanged, Cause::NotMainEnrolment));
            assert!(find(&plan, "ann").unwrap().write.is_none());
            assert!(plan.missing.is_empty() && plan.releases.is_empty());
        }
    }
}

#[test]
fn a_guest_row_does_not_keep_the_main_row_from_releasing() {
    let main = row("ann").with(|row| row.leaving_date = on(-1));
    let guest = row("ann").with(|row| {
        row.sourced_id = "guest".to_owned();
        row.status = EnrolmentStatus::Guest;
    });
    let plan = school().account(learner("ann")).row(guest).row(main).plan();
    assert_eq!(outcome(&plan, "ann").0, Outcome::Released);
    assert_eq!(outcome(&plan, "guest").0, Outcome::Skipped);
}

#[test]
fn a_name_that_differs_is_told_and_not_written() {
    for other in ["Anne", "ANN", "Ânn"] {
        let renamed = row("ann").with(|row| row.name = name(other));
        let plan = school().account(learner("ann")).row(renamed).plan();
        assert_eq!(outcome(&plan, "ann"), (Outcome::Unchanged, Cause::NameDiffers));
        let person = find(&plan, "ann").unwrap();
        assert!(person.write.is_none());
        assert_eq!(person.changes[0].after, Some(format!("{other} Môn")));
    }
}

#[test]
fn who_is_in_no_row_is_missing_and_keeps_the_account() {
    let plan = school()
        .learners(&["ann"])
        .account(learner("bryn"))
        .account(staff("carys"))
        .account(learner("dai").with(|account| account.state = State::Left))
        .plan();
    assert_eq!(plan.missing.len(), 2);
    assert_eq!((plan.counts.missing, plan.counts.released, plan.counts.rows()), (2, 0, 1));
    assert!(plan.people.is_empty() && plan.releases.is_empty());
}

#[test]
fn who_is_in_a_rejected_row_is_not_missing() {
    let school = school().account(learner("ann")).account(staff("bryn")).with(|school| {
        school.snapshot.rejections = vec![
            rejection("ann", RejectionCode::UpnCheckLetter),
            rejection("bryn", RejectionCode::StartDateMissing),
        ];
    });
    let plan = school.plan();
    assert_eq!((plan.counts.rejected, plan.counts.missing, plan.counts.rows()), (2, 0, 2));
}
