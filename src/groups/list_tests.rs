//! What is in the list of groups, and in which order.

use uuid::Uuid;

use super::*;

fn class(number: u128, title: &str) -> Class {
    Class {
        id: GroupId(Uuid::from_u128(number)),
        title: title.to_owned(),
        academic_year: AcademicYear(2026),
        is_registration: false,
        subject: Some("Mathemateg".to_owned()),
        subject_code: Some("MAT".to_owned()),
        year: title.split(|c: char| !c.is_ascii_digit()).next().and_then(YearGroup::parse),
        ended_at: None,
    }
}

fn homeroom(number: u128, title: &str) -> Class {
    Class { is_registration: true, subject: None, subject_code: None, ..class(number, title) }
}

fn teacher(class: u128, id: u128, forename: &str, surname: &str) -> Teacher {
    Teacher {
        class: GroupId(Uuid::from_u128(class)),
        id: AccountId(Uuid::from_u128(id)),
        name: PersonName { forename: forename.to_owned(), surname: surname.to_owned() },
    }
}

fn learners(year: &str, group: Option<&str>, learners: i64) -> LearnerGroup {
    LearnerGroup { year: YearGroup::parse(year), registration_group: group.map(str::to_owned), learners }
}

/// By name, as the store lists them.
fn teachers() -> [Teacher; 3] {
    [teacher(2, 12, "Rhys", "Athro"), teacher(3, 12, "Rhys", "Athro"), teacher(1, 11, "Siân", "Llŷr")]
}

fn school() -> Vec<GroupRow> {
    gather(
        vec![class(1, "10A/Ma"), class(2, "7A/Ma"), homeroom(3, "7A"), homeroom(4, "Derwen")],
        &teachers(),
        &[learners("7", Some("7A"), 28), learners("7", None, 1), learners("10", Some("10A"), 27)],
    )
}

fn titles(rows: &[GroupRow]) -> Vec<&str> {
    rows.iter().map(|row| row.title.as_str()).collect()
}

fn found(filter: &Filter) -> Vec<String> {
    titles(&arrange(school(), filter)).into_iter().map(str::to_owned).collect()
}

fn sorted(code: &str) -> Vec<String> {
    found(&Filter::read(&[("sort".to_owned(), code.to_owned())]))
}

#[test]
fn a_homeroom_class_is_the_registration_group_of_its_name() {
    let rows = arrange(school(), &Filter { kind: Some(GroupKind::Registration), ..Filter::default() });
    assert_eq!(titles(&rows), ["Derwen", "7A", "10A"]);
    assert!(matches!(rows[1].which, Which::Class(_)) && matches!(rows[2].which, Which::Registration(_)));
    let ended = Class { ended_at: Some("2026-10-01T00:00:00Z".parse().unwrap()), ..homeroom(3, "7A") };
    let rows = gather(vec![ended], &[], &[learners("7", Some("7A"), 28)]);
    assert_eq!(titles(&rows), ["7", "7A", "7A"], "one that is over stands for nobody");
}

#[test]
fn years_come_first_then_registration_groups_then_classes() {
    assert_eq!(sorted("type"), ["7", "10", "Derwen", "7A", "10A", "7A/Ma", "10A/Ma"]);
    assert_eq!(sorted("-type"), ["7A/Ma", "10A/Ma", "Derwen", "7A", "10A", "7", "10"]);
    assert_eq!(sorted("name"), ["7", "7A", "7A/Ma", "10", "10A", "10A/Ma", "Derwen"]);
    assert_eq!(sorted("subject")[..2], ["7A/Ma", "10A/Ma"]);
    assert_eq!(sorted("-subject")[..2], ["7A/Ma", "10A/Ma"], "those without a subject stay last");
    assert_eq!(sorted("-year")[..2], ["10", "10A"]);
}

#[test]
fn groups_are_found_by_name_subject_and_teacher() {
    let search = |text: &str| found(&Filter { search: Some(text.to_owned()), ..Filter::default() });
    assert_eq!(search("llyr SIAN"), ["10A/Ma"]);
    assert_eq!(search("mat 7a"), ["7A/Ma"]);
    assert_eq!(search("nobody"), [""; 0]);
    let teacher = AccountId(Uuid::from_u128(12));
    assert_eq!(found(&Filter { teacher: Some(teacher), ..Filter::default() }), ["7A", "7A/Ma"]);
    assert_eq!(found(&Filter { year: YearGroup::new(10), ..Filter::default() }), ["10", "10A", "10A/Ma"]);
    assert_eq!(found(&Filter { subject_code: Some("MAT".into()), ..Filter::default() }), ["7A/Ma", "10A/Ma"]);
}

#[test]
fn the_filters_offer_what_there_is() {
    let choices = choices(&school(), &teachers());
    assert_eq!(choices.years, [7, 10].map(|year| YearGroup::new(year).unwrap()));
    assert_eq!(choices.subjects, [("MAT".to_owned(), Some("Mathemateg".to_owned()))]);
    let names: Vec<String> = choices.teachers.iter().map(|(_, name)| name.to_string()).collect();
    assert_eq!(names, ["Rhys Athro", "Siân Llŷr"]);
}

#[test]
fn a_page_past_the_end_is_the_last_one() {
    let page = |page, per_page| {
        titles(&page_of(arrange(school(), &Filter::default()), Paging { page, per_page })).len()
    };
    assert_eq!((page(1, 5), page(2, 5), page(9, 5)), (5, 2, 2));
}
