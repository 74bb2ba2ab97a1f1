//! What the lists share: the frame, the form with its choices, the chips, and what to say when nobody is there.

use super::choices::Options;
use crate::authz::{Access, AccountKind};
use crate::directory::filter::{Class, Filter, PeopleList, Status};
use crate::directory::manual_filter::{Expiry, Unused};
use crate::directory::search::SearchField;
use crate::directory::{Look, People};
use crate::web::{Chip, Column, InSchool, ListAddress, ListFrame, Messages, Pagination, Shell, dates};

/// A list as the address asks for it.
pub(super) struct ListView {
    list: PeopleList,
    /// What the address says.
    pub(super) filter: Filter,
    /// The canonical address: whatever else was in the one that was asked for is not repeated on the page.
    address: ListAddress,
    /// What to say where the list has nobody.
    pub(super) nothing: Nothing,
}

/// Why a list is empty, and what to do.
#[derive(Default)]
pub(super) struct Nothing {
    pub(super) heading: String,
    pub(super) advice: String,
}

impl ListView {
    /// Reads the address of the request.
    pub(super) fn read<P: Access>(visit: &InSchool<P>, list: PeopleList) -> Self {
        let parameters = ListAddress::of(&visit.asked.uri).parameters(&[]);
        let filter = Filter::read(list, &parameters);
        Self {
            list,
            address: address_of(&visit.path(list.path()), &filter),
            filter,
            nothing: Nothing::default(),
        }
    }

    /// The list as the database is asked for it.
    pub(super) fn look<P: Access>(&self, visit: &InSchool<P>) -> Look<'_> {
        Look {
            list: self.list,
            filter: &self.filter,
            language: visit.asked.language,
            reader: visit.actor.account,
            today: visit.asked.services().clock.today(),
        }
    }

    /// The list once it is known who is in it.
    pub(super) fn with_people<P: Access>(self, visit: &InSchool<P>, people: &People) -> Self {
        Self { nothing: nothing(visit, self.list, self.filter.status, people), ..self }
    }

    /// The shell; a change of language comes back to the canonical address.
    pub(super) fn shell<P: Access>(&self, visit: &InSchool<P>) -> Shell {
        Shell { path_and_query: self.address.href(), ..visit.shell() }
    }

    /// The frame around the rows.
    pub(super) fn frame<P: Access>(
        &self,
        visit: &InSchool<P>,
        people: &People,
        classes: &Options,
    ) -> ListFrame {
        let t = visit.messages();
        let (page, per_page) = (self.filter.page, self.filter.per_page);
        ListFrame {
            heading: match self.list {
                PeopleList::Learners => t.learners(),
                PeopleList::Staff => t.staff(),
                PeopleList::NonMis => t.non_mis_users(),
                PeopleList::Governors => t.governors(),
            },
            matching: people.matching,
            total: people.total,
            chips: self.chips(t, classes),
            columns: self.columns(t),
            pagination: Pagination::new(self.address.clone(), people.matching, page, per_page),
            selection_action: Some(visit.path(&format!("{}/selected", self.list.path()))),
            file_href: Some(
                address_of(&visit.path(&format!("{}.csv", self.list.path())), &self.filter).href(),
            ),
            address: self.address.clone(),
        }
    }

    /// The fields that one may search in, as the form's select names them.
    pub(super) fn fields(&self, t: &Messages) -> Options {
        let everywhere = [(String::new(), t.search_all_fields())];
        let fields = self.list.fields().iter().map(|field| {
            let text = field_in_words(t, *field);
            (field.as_str().to_owned(), text)
        });
        let upn = (self.list == PeopleList::Learners).then(|| ("upn".to_owned(), t.upn()));
        everywhere.into_iter().chain(fields).chain(upn).collect()
    }

    /// What stands in the search box.
    pub(super) fn text(&self) -> &str {
        self.filter.search.as_ref().map_or("", |search| search.text.as_str())
    }

    /// The field that is searched in.
    pub(super) fn field(&self) -> &'static str {
        let field = self.filter.search.as_ref().and_then(|search| search.field);
        field.map_or("", SearchField::as_str)
    }

    /// The statuses, as the form's select names them.
    pub(super) fn statuses(&self, t: &Messages) -> Options {
        let statuses = self.list.statuses().iter();
        statuses.map(|status| (status.as_str().to_owned(), status_in_words(t, *status))).collect()
    }

    /// The kinds of non-MIS account.
    pub(super) fn kinds(&self, t: &Messages) -> Options {
        let kinds = [("", t.filter_any()), ("staff", t.kind_staff_short()), ("learner", t.learners())];
        kinds.map(|(value, text)| (value.to_owned(), text)).into()
    }

    /// The expiries.
    pub(super) fn expiries(&self, t: &Messages) -> Options {
        let expiries = Expiry::ALL.map(|expiry| (expiry.as_str().to_owned(), expiry_in_words(t, expiry)));
        [(String::new(), t.filter_any())].into_iter().chain(expiries).collect()
    }

    /// How long an account has not been used.
    pub(super) fn unused(&self, t: &Messages) -> Options {
        let unused = Unused::ALL.map(|unused| (unused.as_str().to_owned(), unused_in_words(t, unused)));
        [(String::new(), t.filter_any())].into_iter().chain(unused).collect()
    }

    /// What was set for the parameter `name`; empty when nothing was.
    pub(super) fn value(&self, name: &str) -> String {
        let parameters = self.filter.parameters();
        let found = parameters.into_iter().find(|(key, _)| *key == name);
        found.map(|(_, value)| value).unwrap_or_default()
    }

    /// What the form keeps although it has no field for it.
    pub(super) fn kept(&self) -> Vec<(&'static str, String)> {
        let mut parameters = self.filter.parameters();
        parameters.retain(|(name, _)| matches!(*name, "sort" | "per_page"));
        parameters
    }

    fn columns(&self, t: &Messages) -> Vec<Column> {
        let order = self.filter.order.code();
        let by = |label, key| Column::sortable(label, key, &order, &self.address);
        let first = [by(t.name(), "name"), by(t.username(), "username"), Column::plain(t.password())];
        let own = match self.list {
            PeopleList::Learners => {
                vec![by(t.year(), "year"), by(t.reg_group(), "group"), by(t.consent(), "consent")]
            }
            PeopleList::Staff => vec![Column::plain(t.staff_code())],
            PeopleList::NonMis => {
                vec![Column::plain(t.kind()), by(t.expires_on(), "expires"), by(t.last_sign_in(), "sign_in")]
            }
            PeopleList::Governors => vec![by(t.last_sign_in(), "sign_in")],
        };
        first.into_iter().chain(own).chain([by(t.created_on(), "created")]).collect()
    }

    fn chips(&self, t: &Messages, classes: &Options) -> Vec<Chip> {
        let filter = &self.filter;
        let told = |label: String, value: String| format!("{label}: {value}");
        let in_field = |text: String| match filter.search.as_ref().and_then(|search| search.field) {
            Some(field) => told(field_in_words(t, field), text),
            None => told(t.search(), text),
        };
        let class = |class: Class| {
            let title = classes.iter().find(|(value, _)| *value == class.code());
            told(t.class(), title.map_or_else(|| t.not_known(), |(_, title)| title.clone()))
        };
        let status = (filter.status != Status::Current).then(|| status_in_words(t, filter.status));
        let kind = |kind: AccountKind| if kind.is_learner() { t.learners() } else { t.kind_staff_short() };
        let consent = |given| {
            if given { t.consent_given() } else { t.consent_not_given() }
        };
        let set = [
            ("q", (!self.text().is_empty()).then(|| in_field(self.text().to_owned()))),
            ("person", filter.by_upn.map(|_| t.search_by_upn())),
            ("year", filter.year.map(|year| t.year_group(year))),
            ("group", filter.group.clone().map(|group| told(t.registration_group(), group))),
            ("class", filter.class.map(class)),
            ("status", status.map(|status| told(t.status(), status))),
            ("consent", filter.has_consent.map(|given| told(t.consent(), consent(given)))),
            ("kind", filter.kind.map(|only| told(t.kind(), kind(only)))),
            ("expires", filter.expiry.map(|expiry| told(t.expires_on(), expiry_in_words(t, expiry)))),
            ("sign_in", filter.unused.map(|unused| told(t.last_sign_in(), unused_in_words(t, unused)))),
            ("created_from", filter.created_from.map(|day| told(t.created_from(), dates::day(day)))),
            ("created_to", filter.created_to.map(|day| told(t.created_to(), dates::day(day)))),
        ];
        set.into_iter().filter_map(|(name, label)| Some(Chip::new(label?, name, &self.address))).collect()
    }
}

/// The address of a list that is filtered so.
pub(super) fn address_of(path: &str, filter: &Filter) -> ListAddress {
    let parameters = filter.parameters();
    parameters.iter().fold(ListAddress::at(path), |address, (name, value)| address.with(name, Some(value)))
}

fn field_in_words(t: &Messages, field: SearchField) -> String {
    match field {
        SearchField::Name => t.name(),
        SearchField::Username => t.username(),
        SearchField::AdmissionNumber => t.admission_number(),
        SearchField::StaffCode => t.staff_code(),
    }
}

fn status_in_words(t: &Messages, status: Status) -> String {
    match status {
        Status::Current => t.status_current(),
        Status::Leavers => t.status_leavers(),
        Status::Expired => t.status_expired(),
        Status::Deactivated => t.status_deactivated(),
        Status::All => t.status_all(),
    }
}

fn expiry_in_words(t: &Messages, expiry: Expiry) -> String {
    match expiry {
        Expiry::Soon => t.expires_soon(),
        Expiry::Later => t.expires_later(),
        Expiry::Over => t.expires_over(),
    }
}

fn unused_in_words(t: &Messages, unused: Unused) -> String {
    match unused {
        Unused::Always => t.never(),
        Unused::Long => t.unused_long(),
    }
}

fn nothing<P: Access>(visit: &InSchool<P>, list: PeopleList, status: Status, people: &People) -> Nothing {
    let t = visit.messages();
    let heading = match (status, list) {
        (Status::Leavers, _) => t.no_leavers(),
        (Status::Expired | Status::Deactivated, _) => t.empty_no_match(),
        (_, PeopleList::Learners) => t.no_learners(),
        (_, PeopleList::Staff) => t.no_staff(),
        (_, PeopleList::NonMis) => t.no_non_mis(),
        (_, PeopleList::Governors) => t.no_governors(),
    };
    let now = visit.asked.services().clock.now();
    let advice = match people.last_run_at {
        _ if status == Status::Leavers => t.no_leavers_advice(),
        _ if matches!(status, Status::Expired | Status::Deactivated) => t.empty_no_match_advice(),
        _ if list.is_kept_by_hand() => t.no_manual_advice(),
        Some(at) => t.client_last_ran(dates::age(t, at, now)),
        None => t.client_never_ran(),
    };
    Nothing { heading, advice }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_addressed_by_what_is_set() {
        let filter =
            Filter { group: Some("7A & B".to_owned()), status: Status::Leavers, ..Filter::default() };
        assert_eq!(
            address_of("/schools/6812001/learners", &filter).href(),
            "/schools/6812001/learners?group=7A%20%26%20B&status=leavers"
        );
    }
}
