//! Which uploads are packages, and what is said of the others.

use super::super::sample::{Sample, manifest};
use super::{first, refusal, refused_at_once, snapshots};
use crate::base::{AcademicYear, DfesNumber};
use crate::provisioning::formats::{Version, inspect};

#[test]
fn a_package_names_its_version_its_schools_and_its_year() {
    for (sample, version) in [(Sample::v1_1(), Version::V1_1), (Sample::v1_2(), Version::V1_2)] {
        let package = inspect(sample.zip()).unwrap();
        let schools: Vec<_> = package.schools.iter().map(DfesNumber::to_string).collect();
        assert_eq!(schools, ["6812001", "6814002"]);
        assert_eq!((package.version, package.academic_year), (version, AcademicYear(2026)));
    }
}

#[test]
fn both_versions_tell_the_same_school() {
    let (one, two) = (snapshots(&Sample::v1_1()), snapshots(&Sample::v1_2()));
    let registered = |snapshot: &crate::provisioning::snapshot::Snapshot| {
        (snapshot.learners.clone(), snapshot.staff.clone(), snapshot.memberships.clone())
    };
    assert_eq!(registered(&one[0]), registered(&two[0]));
    assert_eq!(one[1].learners.len() + one[1].staff.len(), 0);
    assert_eq!(one[1].groups, Some(Vec::new()));
}

#[test]
fn byte_order_marks_line_ends_and_the_order_and_case_of_columns_do_not_matter() {
    let plain = Sample::v1_1();
    let strayed = plain.clone().map(|content| {
        let text = String::from_utf8(content.to_vec()).unwrap();
        let (header, rows) = text.split_once('\n').unwrap();
        let header = header.replace("sourcedId", "SOURCEDID").replace("role", " Role ");
        let backwards = |line: &str| line.split(',').rev().collect::<Vec<_>>().join(",");
        let lines: Vec<_> = std::iter::once(header.as_str()).chain(rows.lines()).map(backwards).collect();
        format!("\u{feff}{}\r\n\r\n", lines.join("\r\n")).into_bytes()
    });
    assert_eq!(snapshots(&strayed), snapshots(&plain));
}

#[test]
fn what_is_missing_is_named() {
    for file in
        ["manifest.csv", "orgs.csv", "users.csv", "academicSessions.csv", "classes.csv", "enrollments.csv"]
    {
        let sample = Sample::v1_1().without(file);
        assert_eq!(refusal(&sample), ("file_missing", format!("{file} is missing")));
        assert_eq!(refused_at_once(&sample), "file_missing");
    }
    assert_eq!(refused_at_once(&Sample::v1_2().without("roles.csv")), "file_missing");
    let sample = Sample::v1_1().with("users.csv", "sourcedId,orgSourcedIds,role,givenName\n");
    assert_eq!(refused_at_once(&sample), "column_missing");
    assert_eq!(refusal(&sample).1, "users.csv has no column familyName");
    let sample = Sample::v1_1().with("orgs.csv", "sourcedId,type,identifier,TYPE\n");
    assert_eq!(refused_at_once(&sample), "column_repeated");
    assert_eq!(refused_at_once(&Sample::v1_1().with("users.csv", "")), "column_missing");
}

#[test]
fn groups_may_be_absent_where_the_manifest_says_so() {
    let absent = "file.courses,absent\nfile.classes,absent\nfile.enrollments,absent\n";
    let sample = Sample::v1_1()
        .with("manifest.csv", manifest("1.1", absent))
        .without("courses.csv")
        .without("classes.csv")
        .without("enrollments.csv");
    let snapshot = first(&sample);
    assert_eq!(snapshot.learners.len(), 1);
    assert_eq!((snapshot.groups, snapshot.memberships), (None, None));
    let present = Sample::v1_1().with("manifest.csv", manifest("1.1", absent));
    assert_eq!(
        first(&present).groups.map(|groups| groups.len()),
        Some(2),
        "what is there counts, whatever the manifest says"
    );
}

#[test]
fn classes_without_enrolments_say_nothing_of_who_is_in_them() {
    let sample = Sample::v1_1()
        .with("manifest.csv", manifest("1.1", "file.enrollments,absent\n"))
        .without("enrollments.csv");
    let snapshot = first(&sample);
    assert_eq!(snapshot.groups.map(|groups| groups.len()), Some(2));
    assert_eq!(snapshot.memberships, None);
    let sample =
        Sample::v1_1().with("manifest.csv", manifest("1.1", "file.classes,absent\n")).without("classes.csv");
    let snapshot = first(&sample);
    assert_eq!((snapshot.groups, snapshot.memberships), (None, None));
}

#[test]
fn other_versions_and_deltas_are_refused() {
    let with = |version: &str, more: &str| Sample::v1_1().with("manifest.csv", manifest(version, more));
    assert_eq!(refused_at_once(&with("1.0", "")), "version_unknown");
    assert_eq!(
        refused_at_once(&Sample::v1_1().with("manifest.csv", "propertyName,value\n")),
        "version_unknown"
    );
    assert_eq!(refused_at_once(&with("1.1", "file.users,delta\n")), "delta_not_supported");
}

#[test]
fn schools_need_a_number_each_of_their_own() {
    let with = |rows: &str| Sample::v1_1().with("orgs.csv", format!("sourcedId,type,identifier\n{rows}"));
    let unknown = with("a,school,681/2001\n");
    assert_eq!(refused_at_once(&unknown), "school_unknown_number");
    assert!(refusal(&unknown).1.contains("row 2 of orgs.csv: “681/2001”"));
    assert_eq!(refused_at_once(&with("a,school,\n")), "school_unknown_number");
    assert_eq!(refused_at_once(&with("a,school,6812001\nb,school,6812001\n")), "school_repeated");
    assert_eq!(refused_at_once(&with("a,school,6812001\na,school,6812002\n")), "id_repeated");
    assert_eq!(refused_at_once(&with("d,district,681\n")), "school_missing");
}

#[test]
fn the_year_is_that_of_the_latest_school_year() {
    let with = |rows: &str| {
        let header = "sourcedId,type,parentSourcedId,schoolYear,endDate";
        Sample::v1_1().with("academicSessions.csv", format!("{header}\n{rows}"))
    };
    let year = |rows: &str| inspect(with(rows).zip()).unwrap().academic_year;
    assert_eq!(year("o,schoolYear,,2026,\ny,schoolYear,,2026-2027,\nt,term,y,2028,\n"), AcademicYear(2026));
    assert_eq!(year("t,term,,2027,\n"), AcademicYear(2026));
    assert_eq!(refused_at_once(&with("y,schoolYear,,,\n")), "school_year_missing");
    assert_eq!(refused_at_once(&with("y,schoolYear,,27,\n")), "school_year_invalid");
}
