//! The pages of the audit trail.

mod download;
mod event;
mod list;

use axum::Router;
use axum::routing::{get, post};

use super::{EventRow, Subject};
use crate::authz::SeeAudit;
use crate::base::id::AccountId;
use crate::web::{AppState, InSchool, Messages, acts, dates};

/// The routes of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/schools/{dfes}/audit", get(list::show_trail))
        .route("/schools/{dfes}/audit/search", post(list::search_trail))
        .route("/schools/{dfes}/audit/{event}", get(event::show_event))
        .route("/schools/{dfes}/audit.csv", get(download::download_trail))
}

type Visit = InSchool<SeeAudit>;

/// An event in words.
struct EventView {
    at: String,
    what: String,
    note: Option<String>,
    by: String,
    by_username: String,
    by_role: String,
    people: i32,
    subject: Option<SubjectView>,
    address: Option<String>,
    href: String,
}

impl EventView {
    fn of(visit: &Visit, t: &Messages, event: &EventRow) -> Self {
        Self {
            at: dates::moment(event.at),
            what: acts::label(t, event.kind),
            note: event.note.clone(),
            by: event.by.name(t),
            by_username: event.by.username.clone(),
            by_role: event.by.role(t),
            people: event.people,
            subject: event.subject.as_ref().map(|subject| SubjectView::of(visit, subject)),
            address: event.address.clone(),
            href: visit.path(&format!("/audit/{}", event.id)),
        }
    }

    /// Username and role in one line; the portal has neither.
    fn by_whom(&self) -> String {
        let parts = [&self.by_username, &self.by_role];
        let told: Vec<&str> = parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        told.join(" · ")
    }
}

/// Somebody concerned, with their page.
struct SubjectView {
    name: String,
    username: String,
    href: String,
}

impl SubjectView {
    fn of(visit: &Visit, subject: &Subject) -> Self {
        Self {
            name: subject.name.clone(),
            username: subject.username.clone(),
            href: person_href(visit, subject.account),
        }
    }
}

fn person_href(visit: &Visit, account: AccountId) -> String {
    visit.path(&format!("/users/{account}"))
}
