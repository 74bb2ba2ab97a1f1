//! Classes and who is in them.

use super::super::sample::Sample;
use super::first;
use crate::base::AcademicYear;
use crate::provisioning::snapshot::{GroupRole, GroupRow, Snapshot};

/// The memberships as `class person role`.
fn memberships(snapshot: &Snapshot) -> Vec<String> {
    let role = |role| {
        if role == GroupRole::Teacher { "teaches" } else { "learns" }
    };
    let row = |row: &crate::provisioning::snapshot::MembershipRow| {
        format!("{} {} {}", row.group, row.person, role(row.role))
    };
    snapshot.memberships.iter().flatten().map(row).collect()
}

fn groups(snapshot: &Snapshot) -> &[GroupRow] {
    snapshot.groups.as_deref().unwrap_or_default()
}

#[test]
fn a_class_takes_its_subject_from_itself_or_its_course() {
    let snapshot = first(&Sample::v1_1());
    let group = &groups(&snapshot)[0];
    assert_eq!((group.sourced_id.as_str(), group.title.as_str()), ("k1", "7MAT1"));
    assert_eq!((group.subject.as_deref(), group.subject_code.as_deref()), (Some("Mathemateg"), Some("MAT")));
    assert_eq!((group.academic_year, group.is_registration), (AcademicYear(2026), false));
    assert_eq!(group.year.unwrap().to_string(), "7");
    let own = "sourcedId,title,grades,courseSourcedId,schoolSourcedId,subjects,subjectCodes\n\
        k1,Set 1,\"07,08\",c,a,\"Rhifedd,Ystadegau\",\"RHI,YST\"\n";
    let snapshot = first(&Sample::v1_1().with("classes.csv", own));
    let group = &groups(&snapshot)[0];
    assert_eq!((group.subject.as_deref(), group.subject_code.as_deref()), (Some("Rhifedd"), Some("RHI")));
    assert_eq!(group.year, None, "two years are no year");
}

#[test]
fn a_class_is_of_its_terms_year() {
    let sessions = "sourcedId,type,parentSourcedId,schoolYear,endDate\n\
        y,schoolYear,,2027,\no,schoolYear,,2026,\nt,term,o,,\nloop,term,loop,,\n";
    let classes = "sourcedId,title,schoolSourcedId,termSourcedIds\n\
        k1,One,a,t\nk2,Two,a,\nk3,Three,a,\"unknown,y\"\nk4,Four,a,loop\nk5,Elsewhere,z,y\n";
    let snapshot = first(&Sample::v1_1().with("academicSessions.csv", sessions).with("classes.csv", classes));
    let years: Vec<_> = groups(&snapshot).iter().map(|group| group.academic_year.0).collect();
    assert_eq!(years, [2025, 2026, 2026, 2026]);
}

#[test]
fn the_homeroom_class_is_the_registration_group_of_those_who_have_none() {
    let snapshot = first(&Sample::v1_1());
    assert!(groups(&snapshot)[1].is_registration);
    assert_eq!(snapshot.learners[0].registration_group.as_deref(), Some("7A"));
}

#[test]
fn memberships_join_a_school_and_its_people_once() {
    let enrolments = "classSourcedId,userSourcedId,role,endDate\n\
        k1,l1,student,\nk1,l1,student,\nk1,t1,teacher,\nk1,t1,aide,\nk1,p1,student,\nk1,nobody,student,\nnone,l1,student,\n";
    let snapshot = first(&Sample::v1_1().with("enrollments.csv", enrolments));
    assert_eq!(memberships(&snapshot), ["k1 l1 learns", "k1 t1 teaches"]);
}

#[test]
fn nobody_teaches_who_learns_nor_learns_who_teaches() {
    let enrolments = "classSourcedId,userSourcedId,role\nk1,l1,teacher\nk1,t1,student\n";
    let snapshot = first(&Sample::v1_1().with("enrollments.csv", enrolments));
    assert_eq!(memberships(&snapshot), [""; 0]);
}

#[test]
fn a_learner_who_left_the_class_before_its_end_is_not_in_it() {
    let enrolments = "classSourcedId,userSourcedId,role,endDate\n\
        k1,l1,student,2026-11-01\nk2,l1,student,2027-07-20\nk1,t1,teacher,nonsense\n";
    let snapshot = first(&Sample::v1_1().with("enrollments.csv", enrolments));
    assert_eq!(memberships(&snapshot), ["k1 t1 teaches", "k2 l1 learns"]);
}

#[test]
fn a_rejected_person_is_in_no_class() {
    let rows = "l1,a,student,Siân,Llŷr,,07,,,1,2025-09-01,,,,,\n";
    assert_eq!(first(&Sample::v1_1().people_1_1(rows)).memberships, Some(Vec::new()));
}
