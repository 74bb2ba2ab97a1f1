//! The trail as a list, newest first; its filters are its address.

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::Form;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;

use super::super::filter::{Filter, asks_by_upn};
use super::super::store::{self, Slice};
use super::{EventView, Visit};
use crate::audit::EventKind;
use crate::web::{
    Chip, Column, Flash, ListAddress, ListFrame, Messages, Paging, Shell, WebError, acts, dates,
};

#[derive(Template, WebTemplate)]
#[template(path = "audit_viewer/trail.html")]
pub(super) struct TrailPage {
    shell: Shell,
    list: ListFrame,
    filter: Filter,
    events: Vec<EventView>,
    csv_href: String,
}

impl TrailPage {
    /// The kinds, as the form's select names them, by name.
    fn kinds(&self, t: &Messages) -> Vec<(&'static str, String)> {
        let mut kinds = EventKind::ALL.map(|kind| (kind.as_str(), acts::label(t, kind)));
        kinds.sort_by(|a, b| a.1.cmp(&b.1));
        std::iter::once(("", t.filter_any())).chain(kinds).collect()
    }

    /// What was set for the parameter `name`; empty when nothing was.
    fn value(&self, name: &str) -> String {
        let found = self.filter.parameters().into_iter().find(|(key, _)| *key == name);
        found.map(|(_, value)| value).unwrap_or_default()
    }
}

/// `GET /schools/{dfes}/audit`
pub(super) async fn show_trail(visit: Visit) -> Result<TrailPage, WebError> {
    let asked = ListAddress::of(&visit.asked.uri);
    let filter = Filter::read(&asked.parameters(&[]));
    let paging = Paging::of(&asked);
    let mut address = address_of(&visit.path("/audit"), &filter);
    if let Some((name, size)) = asked.parameters(&[]).into_iter().find(|(name, _)| name == "per_page") {
        address = address.with(&name, Some(&size));
    }
    let mut tx = visit.begin().await?;
    tx.plan_each_time().await?;
    let total = store::count_all(&mut tx).await?;
    let concerned = store::find_concerned(&mut tx, &filter).await?;
    let matching = match filter == Filter::default() {
        true => total,
        false => store::count_events(&mut tx, &filter, concerned.as_deref()).await?,
    };
    let pagination = paging.paginate(address.clone(), matching);
    let slice = Slice { limit: pagination.per_page.into(), offset: pagination.offset() };
    let events = store::list_events(&mut tx, &filter, concerned.as_deref(), slice).await?;
    tx.commit().await?;
    let t = visit.messages();
    Ok(TrailPage {
        shell: Shell { path_and_query: pagination.here(), ..visit.shell() },
        csv_href: address_of(&visit.path("/audit.csv"), &filter).href(),
        events: events.iter().map(|event| EventView::of(&visit, t, event)).collect(),
        list: ListFrame {
            heading: t.audit_trail(),
            matching: u64::try_from(matching).unwrap_or_default(),
            total: u64::try_from(total).unwrap_or_default(),
            chips: chips(t, &filter, &address),
            columns: columns(t),
            pagination,
            selection_action: None,
            file_href: None,
            address,
        },
        filter,
    })
}

/// `POST /schools/{dfes}/audit/search`: posted, so that a UPN that somebody types never reaches an address.
pub(super) async fn search_trail(
    visit: Visit,
    jar: CookieJar,
    Form(form): Form<Vec<(String, String)>>,
) -> Response {
    let found = Redirect::to(&address_of(&visit.path("/audit"), &Filter::read(&form)).href());
    match asks_by_upn(&form) {
        true => (jar.add(Flash::NoUpnSearch.cookie(visit.asked.is_https())), found).into_response(),
        false => found.into_response(),
    }
}

fn address_of(path: &str, filter: &Filter) -> ListAddress {
    let parameters = filter.parameters();
    parameters.iter().fold(ListAddress::at(path), |address, (name, value)| address.with(name, Some(value)))
}

fn columns(t: &Messages) -> Vec<Column> {
    [t.audit_when(), t.audit_what(), t.audit_by(), t.audit_for_whom(), t.audit_address()]
        .into_iter()
        .map(Column::plain)
        .collect()
}

fn chips(t: &Messages, filter: &Filter, address: &ListAddress) -> Vec<Chip> {
    let told = |label: String, value: String| format!("{label}: {value}");
    let set = [
        ("kind", filter.kind.map(|kind| acts::label(t, kind))),
        ("from", filter.from.map(|day| told(t.date_from(), dates::day(day)))),
        ("to", filter.to.map(|day| told(t.date_to(), dates::day(day)))),
        ("by", filter.by.clone().map(|text| told(t.audit_by(), text))),
        ("q", filter.about.clone().map(|text| told(t.audit_about(), text))),
    ];
    set.into_iter().filter_map(|(name, label)| Some(Chip::new(label?, name, address))).collect()
}
