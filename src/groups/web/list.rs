//! *Administration › View Groups*.

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::Form;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;

use super::{LIST, href_of, kind_in_words, look};
use crate::authz::SeeGroups;
use crate::base::AcademicYear;
use crate::directory::{GroupKind, surname_first};
use crate::groups::filter::{Filter, asks_by_upn};
use crate::groups::list::{Choices, GroupRow, Groups, Which, find_groups};
use crate::web::{
    Chip, Column, Flash, InSchool, ListAddress, ListFrame, Messages, Paging, Shell, WebError, dates,
};

type Visit = InSchool<SeeGroups>;

/// The lines of a select: value and text.
type Options = Vec<(String, String)>;

#[derive(Template, WebTemplate)]
#[template(path = "groups/groups.html")]
pub(super) struct GroupsPage {
    shell: Shell,
    list: ListFrame,
    filter: Filter,
    /// What the form keeps although it has no field for it.
    kept: Vec<(String, String)>,
    rows: Vec<GroupLine>,
    options: FilterOptions,
    /// What to say where there is no group: why, and what to do.
    nothing: (String, String),
}

/// What the selects of the search form offer.
struct FilterOptions {
    years: Options,
    types: Options,
    subjects: Options,
    teachers: Options,
    academic_years: Options,
}

/// A group, in words.
struct GroupLine {
    name: String,
    href: String,
    kind: String,
    year: String,
    subject: String,
    teachers: String,
    learners: i64,
    /// When a class ended before its year did.
    ended: Option<String>,
}

impl GroupsPage {
    /// What was set for the parameter `name`; empty when nothing was.
    fn value(&self, name: &str) -> String {
        let found = self.filter.parameters().into_iter().find(|(key, _)| *key == name);
        found.map(|(_, value)| value).unwrap_or_default()
    }
}

/// `GET /schools/{dfes}/groups`
pub(super) async fn show_groups(visit: Visit) -> Result<GroupsPage, WebError> {
    let (look, asked) = (look(&visit), ListAddress::of(&visit.asked.uri));
    let (filter, paging) = (Filter::read(&asked.parameters(&[])), Paging::of(&asked));
    let mut tx = visit.begin().await?;
    let groups = find_groups(&mut tx, look, &filter, paging).await?;
    tx.commit().await?;
    let address = address_of(&visit, &filter, &asked);
    let is_current = filter.academic_year.is_none_or(|year| year == look.current_year());
    Ok(GroupsPage {
        shell: Shell { path_and_query: address.href(), ..visit.shell() },
        kept: address.parameters(&["q", "year", "type", "subject", "teacher", "academic_year"]),
        rows: groups.rows.iter().map(|row| line_of(&visit, row, is_current)).collect(),
        options: FilterOptions::of(visit.messages(), &groups.choices, look.current_year()),
        nothing: nothing(&visit, &groups, is_current),
        list: frame(visit.messages(), &filter, &groups, (address, paging)),
        filter,
    })
}

/// `POST /schools/{dfes}/groups/search`: the form is posted, so that what may be a UPN never reaches an address.
pub(super) async fn search_groups(
    visit: Visit,
    jar: CookieJar,
    Form(form): Form<Vec<(String, String)>>,
) -> Response {
    let sent =
        form.iter().fold(ListAddress::at(""), |address, (name, value)| address.with(name, Some(value)));
    let address = address_of(&visit, &Filter::read(&form), &sent);
    match asks_by_upn(&form) {
        true => {
            let jar = jar.add(Flash::NoUpnSearch.cookie(visit.asked.is_https()));
            (jar, Redirect::to(&address.href())).into_response()
        }
        false => Redirect::to(&address.href()).into_response(),
    }
}

/// The list filtered so, with as many rows a page as `asked` says.
fn address_of(visit: &Visit, filter: &Filter, asked: &ListAddress) -> ListAddress {
    let usual = Paging::of(&ListAddress::at("")).per_page;
    let rows = Paging::of(asked).per_page;
    let per_page = (rows != usual).then(|| ("per_page", rows.to_string()));
    filter
        .parameters()
        .into_iter()
        .chain(per_page)
        .fold(ListAddress::at(&visit.path(LIST)), |address, (name, value)| address.with(name, Some(&value)))
}

fn frame(
    t: &Messages,
    filter: &Filter,
    groups: &Groups,
    (address, paging): (ListAddress, Paging),
) -> ListFrame {
    let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
    let matching = i64::try_from(groups.matching).unwrap_or(i64::MAX);
    ListFrame {
        heading: t.groups(),
        matching: count(groups.matching),
        total: count(groups.total),
        chips: chips(t, filter, &groups.choices, &address),
        columns: columns(t, filter, &address),
        pagination: paging.paginate(address.clone(), matching),
        selection_action: None,
        file_href: None,
        address,
    }
}

fn columns(t: &Messages, filter: &Filter, address: &ListAddress) -> Vec<Column> {
    let order = filter.order.code();
    let by = |label, key| Column::sortable(label, key, &order, address);
    vec![
        by(t.name(), "name"),
        by(t.group_type(), "type"),
        by(t.year(), "year"),
        by(t.subject(), "subject"),
        Column::plain(t.teachers()),
        Column::plain(t.learners()),
    ]
}

fn chips(t: &Messages, filter: &Filter, choices: &Choices, address: &ListAddress) -> Vec<Chip> {
    let told = |label: String, value: String| format!("{label}: {value}");
    let teacher = |id| {
        let known = choices.teachers.iter().find(|(teacher, _)| *teacher == id);
        told(t.teacher(), known.map_or_else(|| t.not_known(), |(_, name)| name.to_string()))
    };
    let set = [
        ("q", filter.search.clone().map(|text| told(t.search(), text))),
        ("year", filter.year.map(|year| t.year_group(year))),
        ("type", filter.kind.map(|kind| told(t.group_type(), kind_in_words(t, kind)))),
        ("subject", filter.subject_code.clone().map(|code| told(t.subject_code(), code))),
        ("teacher", filter.teacher.map(teacher)),
        ("academic_year", filter.academic_year.map(|year| told(t.academic_year(), year.to_string()))),
    ];
    set.into_iter().filter_map(|(name, label)| Some(Chip::new(label?, name, address))).collect()
}

impl FilterOptions {
    fn of(t: &Messages, choices: &Choices, current: AcademicYear) -> Self {
        let years = choices.years.iter().map(|year| (year.to_string(), t.year_group(*year)));
        // As the list has them.
        let types = [GroupKind::Year, GroupKind::Registration, GroupKind::Class];
        let types = types.into_iter().map(|kind| (kind.code().to_owned(), kind_in_words(t, kind)));
        let subjects = choices.subjects.iter().map(|(code, subject)| {
            let text = subject.as_ref().filter(|subject| *subject != code);
            (code.clone(), text.map_or_else(|| code.clone(), |subject| format!("{code} – {subject}")))
        });
        let teachers = choices.teachers.iter().map(|(id, name)| (id.to_string(), surname_first(name)));
        let academic_years = choices.academic_years.iter().map(|year| match *year == current {
            true => (String::new(), year.to_string()),
            false => (year.0.to_string(), year.to_string()),
        });
        Self {
            years: any(t, years),
            types: any(t, types),
            subjects: any(t, subjects),
            teachers: any(t, teachers),
            academic_years: academic_years.collect(),
        }
    }
}

fn any(t: &Messages, options: impl Iterator<Item = (String, String)>) -> Options {
    [(String::new(), t.filter_any())].into_iter().chain(options).collect()
}

fn line_of(visit: &Visit, row: &GroupRow, is_current: bool) -> GroupLine {
    let t = visit.messages();
    let years: Vec<String> = row.years.iter().map(ToString::to_string).collect();
    let teachers: Vec<String> = row.teachers.iter().map(|(_, name)| name.to_string()).collect();
    GroupLine {
        name: match row.which {
            Which::Year(year) => t.year_group(year),
            Which::Class(_) | Which::Registration(_) => row.title.clone(),
        },
        href: href_of(visit, &row.which),
        kind: kind_in_words(t, row.kind),
        year: years.join(", "),
        subject: row.subject.clone().or_else(|| row.subject_code.clone()).unwrap_or_default(),
        teachers: teachers.join(", "),
        learners: row.learners,
        ended: row.ended_at.filter(|_| is_current).map(|at| t.group_ended(dates::day_of(at))),
    }
}

fn nothing(visit: &Visit, groups: &Groups, is_current: bool) -> (String, String) {
    let t = visit.messages();
    let sees_all = look(visit).sees_all;
    let advice = match groups.last_run_at {
        _ if !is_current => t.empty_no_match_advice(),
        _ if !sees_all => t.no_own_classes_advice(),
        Some(at) => t.client_last_ran(dates::age(t, at, visit.asked.services().clock.now())),
        None => t.client_never_ran(),
    };
    (if sees_all { t.no_groups_yet() } else { t.no_own_classes() }, advice)
}
