//! A list's address read into types. What is unknown or broken is left out, never an error: an old link still opens a list.

mod order;
mod people_list;
mod status;
mod wanted;

use chrono::{Datelike, NaiveDate};

pub(super) use order::{Order, OrderBy};
pub use people_list::PeopleList;
pub(super) use status::Status;
pub(super) use wanted::{ByUpn, Class};

use super::manual_filter::{Expiry, Unused, read_kind};
use super::search::{Search, SearchField};
use crate::authz::AccountKind;
use crate::base::YearGroup;
use crate::base::text::normalise;
use crate::web::list::PAGE_SIZES;

/// Everything that a list's address says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Filter {
    pub(super) search: Option<Search>,
    pub(super) by_upn: Option<ByUpn>,
    pub(super) year: Option<YearGroup>,
    pub(super) group: Option<String>,
    pub(super) class: Option<Class>,
    pub(super) status: Status,
    pub(super) created_from: Option<NaiveDate>,
    pub(super) created_to: Option<NaiveDate>,
    pub(super) has_consent: Option<bool>,
    pub(super) kind: Option<AccountKind>,
    pub(super) expiry: Option<Expiry>,
    pub(super) unused: Option<Unused>,
    pub(super) order: Order,
    pub(super) per_page: u32,
    pub(super) page: u32,
}

impl Default for Filter {
    fn default() -> Self {
        Self {
            search: None,
            by_upn: None,
            year: None,
            group: None,
            class: None,
            status: Status::default(),
            created_from: None,
            created_to: None,
            has_consent: None,
            kind: None,
            expiry: None,
            unused: None,
            order: Order::default(),
            per_page: PAGE_SIZES[1],
            page: 1,
        }
    }
}

impl Filter {
    /// Reads an address's or a form's parameters; of one that is named twice the first counts.
    pub(super) fn read(list: PeopleList, parameters: &[(String, String)]) -> Self {
        let value = |name: &str| {
            let found = parameters.iter().find(|(key, _)| key == name);
            found.map(|(_, value)| value.as_str())
        };
        let shared = Self {
            search: value("q").and_then(|text| read_search(list, text, value("field"))),
            status: value("status").and_then(|code| Status::from_code(list, code)).unwrap_or_default(),
            created_from: value("created_from").and_then(read_day),
            created_to: value("created_to").and_then(read_day),
            order: value("sort").and_then(|code| Order::from_code(list, code)).unwrap_or_default(),
            per_page: value("per_page").and_then(read_size).unwrap_or(PAGE_SIZES[1]),
            page: value("page").and_then(|page| page.parse().ok()).unwrap_or(1).max(1),
            by_upn: value("person").and_then(ByUpn::from_code),
            ..Self::default()
        };
        match list {
            PeopleList::Staff => shared,
            PeopleList::Learners => Self {
                year: value("year").and_then(YearGroup::parse),
                group: value("group").and_then(read_group),
                class: value("class").and_then(Class::from_code),
                has_consent: value("consent").and_then(read_yes_no),
                ..shared
            },
            PeopleList::NonMis => Self {
                kind: value("kind").and_then(read_kind),
                expiry: value("expires").and_then(Expiry::from_code),
                unused: value("sign_in").and_then(Unused::from_code),
                ..shared
            }
            .with_expired(),
            PeopleList::Governors => Self { unused: value("sign_in").and_then(Unused::from_code), ..shared },
        }
    }

    /// Whoever asks for accounts that have expired does not mean those that work.
    fn with_expired(self) -> Self {
        match (self.expiry, self.status) {
            (Some(Expiry::Over), Status::Current) => Self { status: Status::All, ..self },
            _ => self,
        }
    }

    /// The kinds of account that the filter leaves in `list`.
    pub(super) fn kinds(&self, list: PeopleList) -> Vec<&'static str> {
        let wanted = list.kinds().iter().filter(|kind| self.kind.is_none_or(|only| only == **kind));
        wanted.map(|kind| kind.as_str()).collect()
    }

    /// The parameters that say the same again. What is as usual is not said.
    pub(super) fn parameters(&self) -> Vec<(&'static str, String)> {
        let field = self.search.as_ref().and_then(|search| search.field);
        let usual = Self::default();
        let day = |day: NaiveDate| day.to_string();
        let said = [
            ("q", self.search.as_ref().map(|search| search.text.clone())),
            ("field", field.map(|field| field.as_str().to_owned())),
            ("person", self.by_upn.map(ByUpn::code)),
            ("year", self.year.map(|year| year.to_string())),
            ("group", self.group.clone()),
            ("class", self.class.map(Class::code)),
            ("status", (self.status != usual.status).then(|| self.status.as_str().to_owned())),
            ("consent", self.has_consent.map(|given| if given { "yes" } else { "no" }.to_owned())),
            ("kind", self.kind.map(|kind| if kind.is_learner() { "learner" } else { "staff" }.to_owned())),
            ("expires", self.expiry.map(|expiry| expiry.as_str().to_owned())),
            ("sign_in", self.unused.map(|unused| unused.as_str().to_owned())),
            ("created_from", self.created_from.map(day)),
            ("created_to", self.created_to.map(day)),
            ("sort", (self.order != usual.order).then(|| self.order.code())),
            ("per_page", (self.per_page != usual.per_page).then(|| self.per_page.to_string())),
            ("page", (self.page != usual.page).then(|| self.page.to_string())),
        ];
        said.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    /// The same view of the list with no filter but the status: what the matches are counted against.
    pub(super) fn status_alone(&self) -> Self {
        Self {
            status: self.status,
            order: self.order,
            per_page: self.per_page,
            page: self.page,
            ..Self::default()
        }
    }

    /// Whether this is the list as it opens, on whatever page: everybody current, by name.
    pub(super) fn is_usual(&self) -> bool {
        *self == Self { per_page: self.per_page, page: self.page, ..Self::default() }
    }

    /// What a search by UPN leads to: the whole school's people are meant, whatever else was set.
    pub(super) fn found_by_upn(&self, by_upn: ByUpn) -> Self {
        Self { by_upn: Some(by_upn), order: self.order, per_page: self.per_page, ..Self::default() }
    }

    /// Rows before the page, of `matching` rows; a page past the end is the last one.
    pub(super) fn offset(&self, matching: u64) -> i64 {
        let last = matching.saturating_sub(1) / u64::from(self.per_page);
        let page = u64::from(self.page - 1).min(last);
        i64::try_from(page * u64::from(self.per_page)).unwrap_or(i64::MAX)
    }
}

fn read_search(list: PeopleList, text: &str, field: Option<&str>) -> Option<Search> {
    let field = field.unwrap_or_default();
    // Whatever is searched for as a UPN may be one: it is not taken from an address.
    if field == "upn" {
        return None;
    }
    let field = SearchField::from_code(field).filter(|field| list.fields().contains(field));
    Search::read(text, field)
}

/// Days as date fields send them; none that a calendar of schools never holds.
fn read_day(text: &str) -> Option<NaiveDate> {
    text.parse().ok().filter(|day: &NaiveDate| (1900..2200).contains(&day.year()))
}

fn read_size(text: &str) -> Option<u32> {
    text.parse().ok().filter(|size| PAGE_SIZES.contains(size))
}

fn read_group(text: &str) -> Option<String> {
    let group = normalise(text);
    let plausible = !group.is_empty() && group.len() <= 200 && !group.contains(char::is_control);
    plausible.then_some(group)
}

fn read_yes_no(text: &str) -> Option<bool> {
    match text {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
