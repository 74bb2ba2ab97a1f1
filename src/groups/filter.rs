//! The list's address read into types. What is unknown or broken is left out, never an error. A UPN never stands in an address.

use crate::base::id::AccountId;
use crate::base::text::{one_line, search_words};
use crate::base::upn::may_be_upn;
use crate::base::{AcademicYear, YearGroup};
use crate::directory::GroupKind;

/// A text longer than this is no group's name.
const LONGEST: usize = 100;

/// What the list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum OrderBy {
    /// Year groups, registration groups, classes; each by name.
    #[default]
    Type,
    /// Name.
    Name,
    /// Year group.
    Year,
    /// Subject.
    Subject,
}

impl OrderBy {
    const ALL: [Self; 4] = [Self::Type, Self::Name, Self::Year, Self::Subject];

    /// The column's key.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Name => "name",
            Self::Year => "year",
            Self::Subject => "subject",
        }
    }
}

/// What the list is sorted by, and which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Order {
    pub(super) by: OrderBy,
    pub(super) is_descending: bool,
}

impl Order {
    /// The order as addresses spell it: the key, with `-` before it when descending.
    pub(super) fn code(self) -> String {
        let sign = if self.is_descending { "-" } else { "" };
        format!("{sign}{}", self.by.as_str())
    }

    fn from_code(code: &str) -> Option<Self> {
        let key = code.strip_prefix('-').unwrap_or(code);
        let by = OrderBy::ALL.into_iter().find(|by| by.as_str() == key)?;
        Some(Self { by, is_descending: key != code })
    }
}

/// Which groups are wanted. What is not set lets everything through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    /// Words of the name, the subject or a teacher's name.
    pub(super) search: Option<String>,
    pub(super) year: Option<YearGroup>,
    pub(super) kind: Option<GroupKind>,
    pub(super) subject_code: Option<String>,
    pub(super) teacher: Option<AccountId>,
    /// The current one where it is not set.
    pub(super) academic_year: Option<AcademicYear>,
    pub(super) order: Order,
}

impl Filter {
    /// Reads an address's or a form's parameters; of one that is named twice the first counts.
    pub(super) fn read(parameters: &[(String, String)]) -> Self {
        let value = |name: &str| {
            let found = parameters.iter().find(|(key, _)| key == name);
            found.map(|(_, value)| value.as_str())
        };
        Self {
            search: value("q").and_then(read_search),
            year: value("year").and_then(YearGroup::parse),
            kind: value("type").and_then(GroupKind::from_code),
            subject_code: value("subject").and_then(read_text),
            teacher: value("teacher").and_then(|id| id.parse().ok()).map(AccountId),
            academic_year: value("academic_year").and_then(read_academic_year),
            order: value("sort").and_then(Order::from_code).unwrap_or_default(),
        }
    }

    /// The parameters that say the same again. What is as usual is not said.
    pub(super) fn parameters(&self) -> Vec<(&'static str, String)> {
        let said = [
            ("q", self.search.clone()),
            ("year", self.year.map(|year| year.to_string())),
            ("type", self.kind.map(|kind| kind.code().to_owned())),
            ("subject", self.subject_code.clone()),
            ("teacher", self.teacher.map(|id| id.to_string())),
            ("academic_year", self.academic_year.map(|year| year.0.to_string())),
            ("sort", (self.order != Order::default()).then(|| self.order.code())),
        ];
        said.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    /// The words to find.
    pub(super) fn words(&self) -> Vec<String> {
        search_words(self.search.as_deref().unwrap_or_default())
    }
}

/// Whether somebody searches by what may be a UPN.
pub(super) fn asks_by_upn(parameters: &[(String, String)]) -> bool {
    parameters.iter().any(|(name, value)| name == "q" && may_be_upn(value))
}

fn read_search(text: &str) -> Option<String> {
    read_text(text).filter(|text| !search_words(text).is_empty() && !may_be_upn(text))
}

fn read_text(text: &str) -> Option<String> {
    one_line(text, LONGEST)
}

fn read_academic_year(text: &str) -> Option<AcademicYear> {
    text.parse().ok().filter(|year| (1990..2200).contains(year)).map(AcademicYear)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(parameters: &[(&str, &str)]) -> Filter {
        let owned: Vec<_> =
            parameters.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Filter::read(&owned)
    }

    #[test]
    fn what_cannot_be_read_is_not_set() {
        let filter = read(&[
            ("q", "B801200005001"),
            ("year", "77"),
            ("type", "house"),
            ("subject", " "),
            ("teacher", "Rhys"),
            ("academic_year", "2026-27"),
            ("sort", "-teachers"),
        ]);
        assert_eq!(filter, Filter::default());
    }

    #[test]
    fn a_search_by_upn_is_noticed() {
        let typed = |name: &str| asks_by_upn(&[(name.to_owned(), "b8012 00005001".to_owned())]);
        assert!(typed("q") && !typed("subject"));
    }

    proptest! {
        #[test]
        fn an_address_says_what_it_was_made_from(q in ".{0,120}", subject in ".{0,120}", kind in 0usize..3, year in -5i16..20) {
            let year = YearGroup::new(year).map(|year| year.to_string()).unwrap_or_default();
            let filter = read(&[
                ("q", &q), ("subject", &subject), ("type", GroupKind::ALL[kind].code()), ("year", &year), ("sort", "-name"),
            ]);
            let again: Vec<_> = filter.parameters().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
            prop_assert_eq!(Filter::read(&again), filter);
        }
    }
}
