//! The choices of the learners' filters, in the order in which people look for them.

use crate::directory::filter::{Class, Filter};
use crate::directory::groups::by_number;
use crate::directory::{ClassChoice, LearnerGroup};
use crate::web::Messages;

/// The lines of a select: value and text.
pub(super) type Options = Vec<(String, String)>;

/// The year groups of the learners, youngest first.
pub(super) fn year_options(t: &Messages, filter: &Filter, groups: &[LearnerGroup]) -> Options {
    let mut years: Vec<_> = groups.iter().filter_map(|group| group.year).chain(filter.year).collect();
    years.sort();
    years.dedup();
    let lines = years.into_iter().map(|year| (year.to_string(), t.year_group(year)));
    any(t).into_iter().chain(lines).collect()
}

/// The registration groups of the learners: 7A before 10A.
pub(super) fn group_options(t: &Messages, filter: &Filter, groups: &[LearnerGroup]) -> Options {
    let mut names: Vec<_> = groups
        .iter()
        .filter_map(|group| group.registration_group.clone())
        .chain(filter.group.clone())
        .collect();
    names.sort_by_cached_key(|name| by_number(name));
    names.dedup();
    let lines = names.into_iter().map(|name| (name.clone(), name));
    any(t).into_iter().chain(lines).collect()
}

/// *My classes* first, then the reader's own, then the others.
pub(super) fn class_options(t: &Messages, filter: &Filter, mut classes: Vec<ClassChoice>) -> Options {
    classes.sort_by_cached_key(|class| (!class.is_mine, by_number(&class.title)));
    let teaches = classes.first().is_some_and(|class| class.is_mine);
    let mine = (teaches || filter.class == Some(Class::Mine)).then(|| (Class::Mine.code(), t.my_classes()));
    let lines = classes.into_iter().map(|class| (Class::Group(class.id).code(), class.title));
    any(t).into_iter().chain(mine).chain(lines).collect()
}

fn any(t: &Messages) -> Options {
    vec![(String::new(), t.filter_any())]
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::base::id::GroupId;
    use crate::base::{Language, YearGroup};
    use crate::web::messages;

    fn group(year: &str, name: &str) -> LearnerGroup {
        LearnerGroup { year: YearGroup::parse(year), registration_group: Some(name.to_owned()), learners: 1 }
    }

    fn class(id: u128, title: &str, is_mine: bool) -> ClassChoice {
        ClassChoice { id: GroupId(Uuid::from_u128(id)), title: title.to_owned(), is_mine }
    }

    fn texts(options: Options) -> Vec<String> {
        options.into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn years_and_groups_stand_in_their_order() {
        let (t, usual) = (messages(Language::En), Filter::default());
        let groups = [group("10", "10A"), group("7", "7B"), group("7", "7A"), group("R", "Derwen")];
        assert_eq!(texts(year_options(t, &usual, &groups)), ["Any", "Reception", "Year 7", "Year 10"]);
        assert_eq!(texts(group_options(t, &usual, &groups)), ["Any", "7A", "7B", "10A", "Derwen"]);
    }

    #[test]
    fn what_is_set_can_be_seen_even_if_nobody_is_in_it() {
        let filter =
            Filter { year: YearGroup::parse("13"), group: Some("13C".to_owned()), ..Filter::default() };
        let t = messages(Language::En);
        assert_eq!(texts(year_options(t, &filter, &[])), ["Any", "Year 13"]);
        assert_eq!(texts(group_options(t, &filter, &[])), ["Any", "13C"]);
    }

    #[test]
    fn my_classes_come_first() {
        let (t, usual) = (messages(Language::En), Filter::default());
        let classes = vec![class(1, "7A/Ma", false), class(2, "10B/Ma", true), class(3, "8A/Ma", true)];
        assert_eq!(
            texts(class_options(t, &usual, classes)),
            ["Any", "My classes", "8A/Ma", "10B/Ma", "7A/Ma"]
        );
        let none_of_mine = vec![class(1, "7A/Ma", false)];
        assert_eq!(texts(class_options(t, &usual, none_of_mine)), ["Any", "7A/Ma"]);
    }
}
