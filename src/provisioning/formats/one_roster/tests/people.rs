//! What becomes of a person's row.

use chrono::NaiveDate;

use super::super::sample::Sample;
use super::{first, refusal, snapshots};
use crate::provisioning::snapshot::EnrolmentStatus::{Current, Guest, Main, Subsidiary};
use crate::provisioning::snapshot::{EnrolmentStatus, RejectionCode};

const UPN: &str = "R201100018042";

/// The first school of a roster with these people in 1.1.
fn school(rows: &str) -> crate::provisioning::snapshot::Snapshot {
    first(&Sample::v1_1().people_1_1(rows))
}

/// The codes of a row's rejection.
fn rejected(row: &str) -> Vec<&'static str> {
    let snapshot = school(row);
    assert_eq!(snapshot.learners.len() + snapshot.staff.len() + snapshot.rejections.len(), 1, "{row}");
    snapshot.rejections.iter().map(|rejection| rejection.code.as_str()).collect()
}

#[test]
fn a_learner_has_all_that_the_row_says() {
    let row = format!(
        "l1,a,student,Siân,Llŷr,77,\"07,08\",{UPN},P207000016049,000123,2025-09-01T00:00:00Z,2026-07-20,7A,,,C"
    );
    let learner = school(&row).learners.remove(0);
    assert_eq!((learner.row, learner.sourced_id.as_str()), (2, "l1"));
    assert_eq!((learner.name.to_string().as_str(), learner.upn.as_str()), ("Siân Llŷr", UPN));
    assert_eq!(learner.former_upn.unwrap().as_str(), "P207000016049");
    assert_eq!(learner.admission_number, "000123");
    assert_eq!(Some(learner.admission_date), NaiveDate::from_ymd_opt(2025, 9, 1));
    assert_eq!(learner.leaving_date, NaiveDate::from_ymd_opt(2026, 7, 20));
    assert_eq!(learner.year.unwrap().to_string(), "7");
    assert_eq!((learner.registration_group.as_deref(), learner.status), (Some("7A"), Current));
}

#[test]
fn each_faulty_learner_is_rejected_for_the_first_reason() {
    let cases = [
        ("Siân,Llŷr,,07,,,1,2025-09-01,,", "upn_missing"),
        ("Siân,Llŷr,A201100018042,07,,,1,2025-09-01,,", "upn_missing"),
        ("Siân,Llŷr,,07,R2011,,1,2025-09-01,,", "upn_invalid"),
        ("Siân,Llŷr,R201100018042,07,A201100018042,,1,2025-09-01,,", "upn_check_letter"),
        ("Siân,Llŷr,,07,R201100018042,,,,,", "admission_number_missing"),
        ("Siân,Llŷr,,07,R201100018042,,1,,,", "admission_date_missing"),
        (",Llŷr,,99,R201100018042,,1,01/09/2025,,", "name_missing"),
        ("Siân,Llŷr,,07,R201100018042,,1,01/09/2025,,", "date_invalid"),
        ("Siân,Llŷr,,07,R201100018042,,1,2025-09-01,never,", "date_invalid"),
        ("Siân,Llŷr,,Y7,R201100018042,,1,2025-09-01,,", "year_group_unknown"),
    ];
    for (cells, code) in cases {
        assert_eq!(rejected(&format!("l1,a,student,{cells},,,")), [code], "{cells}");
    }
    assert_eq!(rejected("l1,a,student,Siân,Llŷr,R201100018042,,,not-a-upn,1,2025-09-01,,,,,"), [""; 0]);
}

#[test]
fn each_faulty_member_of_staff_is_rejected_for_the_first_reason() {
    let cases = [
        (",,,,,,,,,", "staff_code_missing"),
        ("MON,,,,,,,,,", "start_date_missing"),
        (",,,,,,,,MON,1/9/2019", "date_invalid"),
        (",,,,,,soon,,MON,2019-09-01", "date_invalid"),
    ];
    for (cells, code) in cases {
        assert_eq!(rejected(&format!("t1,a,teacher,Rhys,Môn,{cells},")), [code], "{cells}");
    }
    assert_eq!(rejected("t1,a,aide,Rhys,,,,,,,,,,MON,2019-09-01,"), ["name_missing"]);
    let from_identifier = school("t1,a,aide,Rhys,Môn,MON,,,,,,,,,2019-09-01,");
    assert_eq!(from_identifier.staff[0].staff_code, "MON");
}

#[test]
fn a_rejection_says_who_in_a_length_that_a_page_can_show() {
    let snapshot = school(&format!("l1,a,student,{},Llŷr,,07,{UPN},,1,2025-09-01,,,,,", "x".repeat(10_000)));
    let rejection = &snapshot.rejections[0];
    assert_eq!(rejection.code, RejectionCode::NameTooLong);
    assert_eq!(
        (rejection.file.as_str(), rejection.row, rejection.sourced_id.as_str()),
        ("users.csv", 2, "l1")
    );
    assert_eq!(rejection.name.chars().count(), 100);
}

#[test]
fn formulas_statements_and_markup_are_names_like_any_other() {
    let row = format!("l1,a,student,=1+1,\"<b>'); DROP TABLE account;--\",,,{UPN},,1,2025-09-01,,,,,");
    let name = school(&row).learners.remove(0).name;
    assert_eq!((name.forename.as_str(), name.surname.as_str()), ("=1+1", "<b>'); DROP TABLE account;--"));
}

#[test]
fn those_without_an_account_are_not_counted_and_an_unknown_role_is_an_error() {
    let silent =
        school("p1,a,guardian,,,,,,,,,,,,,\np2,a,relative,,,,,,,,,,,,,\np3,a,ext:visitor,,,,,,,,,,,,,\n");
    assert_eq!(silent.learners.len() + silent.staff.len() + silent.rejections.len(), 0);
    let (code, message) = refusal(&Sample::v1_1().people_1_1("x,a,pupil,Siân,Llŷr,,,,,,,,,,,\n"));
    assert_eq!(code, "role_unknown");
    assert!(!message.contains("pupil"), "cells are not repeated");
}

#[test]
fn a_row_counts_in_every_school_it_lists_and_first_in_the_first() {
    let rows = format!(
        "l1,\"d,b,elsewhere,a\",student,Siân,Llŷr,,07,{UPN},,1,2025-09-01,,,,,\n\
         t1,\"a,b\",teacher,Rhys,Môn,MON,,,,,,,,,2019-09-01,\n"
    );
    let schools = snapshots(&Sample::v1_1().people_1_1(&rows));
    let status = |school: usize| schools[school].learners[0].status;
    assert_eq!((status(0), status(1)), (Subsidiary, Main));
    assert_eq!((schools[0].staff.len(), schools[1].staff.len()), (1, 1));
}

#[test]
fn the_enrolment_status_is_plasc_and_an_unknown_one_takes_no_account() {
    let status = |code: &str| -> EnrolmentStatus {
        school(&format!("l1,a,student,Siân,Llŷr,,07,{UPN},,1,2025-09-01,,,,,{code}")).learners[0].status
    };
    let read: Vec<_> = ["", "M", "c", "S", "G", "F"].into_iter().map(status).collect();
    assert_eq!(read, [Main, Main, Current, Subsidiary, Guest, Subsidiary]);
}

#[test]
fn in_1_2_a_secondary_role_is_subsidiary_for_learners_and_a_post_for_staff() {
    let roles = "userSourcedId,roleType,role,orgSourcedId\n\
        l1,primary,student,a\nl1,secondary,student,b\nt1,primary,siteAdministrator,a\nt1,secondary,teacher,b\n\
        t1,secondary,parent,a\nghost,primary,student,a\n";
    let schools = snapshots(&Sample::v1_2().with("roles.csv", roles));
    assert_eq!((schools[0].learners[0].status, schools[1].learners[0].status), (Main, Subsidiary));
    assert_eq!((schools[0].staff.len(), schools[1].staff.len()), (1, 1));
}

#[test]
fn an_id_is_needed_and_belongs_to_one_row() {
    let row = |id: &str| format!("{id},a,teacher,Rhys,Môn,MON,,,,,,,,,2019-09-01,\n");
    let code = |rows: String| refusal(&Sample::v1_1().people_1_1(&rows)).0;
    assert_eq!(code(row("")), "id_invalid");
    assert_eq!(code(row(&"x".repeat(256))), "id_invalid");
    assert_eq!(code(row("t1") + &row("t1")), "id_repeated");
    assert_eq!(school(&row(&"x".repeat(255))).staff.len(), 1);
}
