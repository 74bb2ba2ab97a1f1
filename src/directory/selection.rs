//! Whom an act is about: those who were ticked in a list, all that match its filter, or a whole group of learners.

use chrono::NaiveDate;

use super::filter::{Class, Filter, PeopleList};
use super::{Look, store};
use crate::base::id::{AccountId, GroupId};
use crate::base::{Language, YearGroup};
use crate::db::TenantTx;

/// What *Group Actions* choose learners by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupKind {
    /// A registration group.
    Registration,
    /// A class of this academic year.
    Class,
    /// A year group.
    Year,
}

impl GroupKind {
    /// All of them, as the menu lists them.
    pub const ALL: [Self; 3] = [Self::Registration, Self::Class, Self::Year];

    /// The kind as addresses spell it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Registration => "registration-group",
            Self::Class => "class",
            Self::Year => "year",
        }
    }

    /// The kind with this spelling.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Whom an act is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection(Chosen);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Chosen {
    Ticked(Vec<AccountId>),
    Matching(Box<Filter>),
}

impl Selection {
    /// What a list's selection form sends: each ticked `id`, or `all_matching` with the list's filter.
    pub fn read(list: PeopleList, form: &[(String, String)]) -> Self {
        if form.iter().any(|(name, value)| name == "all_matching" && value == "yes") {
            return Self(Chosen::Matching(Box::new(Filter::read(list, form))));
        }
        let ids = form.iter().filter(|(name, _)| name == "id");
        Self(Chosen::Ticked(ids.filter_map(|(_, id)| id.parse().ok().map(AccountId)).collect()))
    }

    /// These people.
    pub const fn of(people: Vec<AccountId>) -> Self {
        Self(Chosen::Ticked(people))
    }

    /// Everybody in the list whose account works.
    pub fn of_everybody() -> Self {
        Self(Chosen::Matching(Box::default()))
    }

    /// The current learners of a group; nothing where `value` names none of this kind.
    pub fn of_group(kind: GroupKind, value: &str) -> Option<Self> {
        let filter = Filter::default();
        let filter = match kind {
            GroupKind::Registration => {
                Filter { group: Some(value.to_owned()).filter(|group| !group.is_empty()), ..filter }
            }
            GroupKind::Year => Filter { year: YearGroup::parse(value), ..filter },
            GroupKind::Class => {
                Filter { class: value.parse().ok().map(|id| Class::Group(GroupId(id))), ..filter }
            }
        };
        (filter != Filter::default()).then(|| Self(Chosen::Matching(Box::new(filter))))
    }
}

/// Who selects, and where.
#[derive(Clone, Copy, Debug)]
pub struct Selecting {
    /// In which list.
    pub list: PeopleList,
    /// Whose classes *My classes* are.
    pub reader: AccountId,
    /// The day in whose academic year classes count, and from which terms are reckoned.
    pub today: NaiveDate,
}

/// The accounts that are meant, all of them managed by the school of the transaction.
pub async fn find_selected(
    tx: &mut TenantTx,
    selecting: Selecting,
    selection: &Selection,
) -> sqlx::Result<Vec<AccountId>> {
    match &selection.0 {
        Chosen::Ticked(ids) => store::list_ticked_ids(tx, selecting.list, ids).await,
        Chosen::Matching(filter) => {
            let look = Look {
                list: selecting.list,
                filter,
                language: Language::En,
                reader: selecting.reader,
                today: selecting.today,
            };
            store::list_matching_ids(tx, &look).await
        }
    }
}

/// Everybody whom the list shows with these parameters, those too whom another school manages by now.
pub async fn find_listed(
    tx: &mut TenantTx,
    selecting: Selecting,
    parameters: &[(String, String)],
) -> sqlx::Result<Vec<AccountId>> {
    let filter = Filter::read(selecting.list, parameters);
    let look = Look {
        list: selecting.list,
        filter: &filter,
        language: Language::En,
        reader: selecting.reader,
        today: selecting.today,
    };
    store::list_all_ids(tx, &look).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(fields: &[(&str, &str)]) -> Vec<(String, String)> {
        fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn ticks_count_unless_all_that_match_are_meant() {
        let id = "01994f3e-0000-7000-8000-000000000001";
        let ticked = Selection::read(PeopleList::Learners, &form(&[("id", id), ("id", "x"), ("year", "7")]));
        assert_eq!(ticked, Selection::of(vec![AccountId(id.parse().unwrap())]));
        let all = form(&[("id", id), ("all_matching", "yes"), ("year", "7")]);
        assert_eq!(
            Some(Selection::read(PeopleList::Learners, &all)),
            Selection::of_group(GroupKind::Year, "7")
        );
    }

    #[test]
    fn a_group_that_is_none_selects_nobody_rather_than_everybody() {
        for (kind, value) in
            [(GroupKind::Year, "77"), (GroupKind::Class, "7A"), (GroupKind::Registration, "")]
        {
            assert_eq!(Selection::of_group(kind, value), None);
        }
    }
}
