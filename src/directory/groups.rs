//! The groups of learners that *Group Actions* offer, each with how many current learners are in it.

use std::collections::BTreeMap;

use super::{ClassChoice, GroupKind, LearnerGroup, store};
use crate::base::id::AccountId;
use crate::base::{AcademicYear, YearGroup};
use crate::db::TenantTx;
use crate::web::Messages;

impl GroupKind {
    /// What such a group is called: *Registration group*.
    pub fn label(self, t: &Messages) -> String {
        match self {
            Self::Registration => t.registration_group(),
            Self::Class => t.class(),
            Self::Year => t.year(),
        }
    }
}

/// A group to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupChoice {
    /// The group as forms spell it: what [`Selection::of_group`](super::Selection::of_group) reads.
    pub value: String,
    /// How many current learners are in it; never none.
    pub learners: u64,
    /// Whether the reader teaches it. Only a class can be.
    pub is_own: bool,
    title: Title,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Title {
    Given(String),
    Year(YearGroup),
}

impl GroupChoice {
    /// What the group is called: “7A”, “Year 7”.
    pub fn name(&self, t: &Messages) -> String {
        match &self.title {
            Title::Given(name) => name.clone(),
            Title::Year(year) => t.year_group(*year),
        }
    }

    /// The line of a select: “7A (28)”.
    pub fn label(&self, t: &Messages) -> String {
        format!("{} ({})", self.name(t), self.learners)
    }
}

/// The groups of this kind that have a current learner: years youngest first, registration groups in the order of their numbers,
/// classes of the academic year with those that `reader` teaches in front.
pub async fn list_group_choices(
    tx: &mut TenantTx,
    kind: GroupKind,
    year: AcademicYear,
    reader: AccountId,
) -> sqlx::Result<Vec<GroupChoice>> {
    Ok(match kind {
        GroupKind::Registration => registration_groups(&store::find_learner_groups(tx).await?),
        GroupKind::Year => year_groups(&store::find_learner_groups(tx).await?),
        GroupKind::Class => classes(store::list_class_sizes(tx, year, reader).await?),
    })
}

impl GroupChoice {
    fn class((class, learners): (ClassChoice, u64)) -> Self {
        Self {
            value: class.id.to_string(),
            learners,
            is_own: class.is_mine,
            title: Title::Given(class.title),
        }
    }

    fn group(name: String, learners: u64) -> Self {
        Self { value: name.clone(), learners, is_own: false, title: Title::Given(name) }
    }

    fn year(year: YearGroup, learners: u64) -> Self {
        Self { value: year.to_string(), learners, is_own: false, title: Title::Year(year) }
    }
}

fn registration_groups(groups: &[LearnerGroup]) -> Vec<GroupChoice> {
    let named =
        groups.iter().filter_map(|group| Some((group.registration_group.as_deref()?, group.learners)));
    let sizes = add_up(named.map(|(name, learners)| (by_number(name), learners)));
    sizes.into_iter().map(|((_, name), learners)| GroupChoice::group(name, learners)).collect()
}

fn classes(mut sizes: Vec<(ClassChoice, u64)>) -> Vec<GroupChoice> {
    sizes.sort_by_cached_key(|(class, _)| (!class.is_mine, by_number(&class.title)));
    sizes.into_iter().map(GroupChoice::class).collect()
}

fn year_groups(groups: &[LearnerGroup]) -> Vec<GroupChoice> {
    let years = add_up(groups.iter().filter_map(|group| Some((group.year?, group.learners))));
    years.into_iter().map(|(year, learners)| GroupChoice::year(year, learners)).collect()
}

/// One line for each key, in the keys' order.
fn add_up<K: Ord>(parts: impl Iterator<Item = (K, u64)>) -> BTreeMap<K, u64> {
    parts.fold(BTreeMap::new(), |mut sums, (key, count)| {
        *sums.entry(key).or_default() += count;
        sums
    })
}

/// Sorts names: those that begin with a number stand in the order of their numbers, before the others.
pub fn by_number(name: &str) -> (u32, String) {
    let digits: String = name.chars().take_while(char::is_ascii_digit).collect();
    (digits.parse().unwrap_or(u32::MAX), name.to_owned())
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::base::Language;
    use crate::base::id::GroupId;
    use crate::web::messages;

    fn group(year: &str, name: Option<&str>, learners: u64) -> LearnerGroup {
        LearnerGroup { year: YearGroup::parse(year), registration_group: name.map(str::to_owned), learners }
    }

    fn class(id: u128, title: &str, is_mine: bool) -> (ClassChoice, u64) {
        (ClassChoice { id: GroupId(Uuid::from_u128(id)), title: title.to_owned(), is_mine }, 20)
    }

    fn labels(choices: &[GroupChoice]) -> Vec<String> {
        choices.iter().map(|choice| choice.label(messages(Language::En))).collect()
    }

    #[test]
    fn every_group_stands_once_with_everybody_in_it() {
        let groups = [
            group("10", Some("10A"), 3),
            group("7", Some("7B"), 2),
            group("R", Some("Derwen"), 4),
            group("1", Some("Derwen"), 5),
            group("7", None, 1),
        ];
        assert_eq!(labels(&registration_groups(&groups)), ["7B (2)", "10A (3)", "Derwen (9)"]);
        assert_eq!(
            labels(&year_groups(&groups)),
            ["Reception (4)", "Year 1 (5)", "Year 7 (3)", "Year 10 (3)"]
        );
    }

    #[test]
    fn own_classes_come_first() {
        let sizes = vec![class(1, "7A/Ma", false), class(2, "10B/Ma", true), class(3, "8A/Ma", true)];
        assert_eq!(labels(&classes(sizes)), ["8A/Ma (20)", "10B/Ma (20)", "7A/Ma (20)"]);
    }
}
