//! One event, and everybody whom it concerned.

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::Path;
use serde::Deserialize;

use super::super::store::{self, Slice};
use super::{EventView, SubjectView, Visit};
use crate::base::id::EventId;
use crate::web::{ListAddress, Pagination, Paging, Shell, WebError};

/// The event that an address names.
#[derive(Debug, Deserialize)]
pub(super) struct EventPath {
    event: String,
}

#[derive(Template, WebTemplate)]
#[template(path = "audit_viewer/event.html")]
pub(super) struct EventPage {
    shell: Shell,
    trail_href: String,
    event: EventView,
    subjects: Vec<SubjectView>,
    pagination: Pagination,
}

/// `GET /schools/{dfes}/audit/{event}`
pub(super) async fn show_event(visit: Visit, Path(path): Path<EventPath>) -> Result<EventPage, WebError> {
    let id = path.event.parse().map(EventId).map_err(|_| WebError::NotFound)?;
    let address = ListAddress::of(&visit.asked.uri);
    let mut tx = visit.begin().await?;
    let event = store::find_event(&mut tx, id).await?.ok_or(WebError::NotFound)?;
    let pagination = Paging::of(&address).paginate(address, event.people.into());
    let slice = Slice { limit: pagination.per_page.into(), offset: pagination.offset() };
    let subjects = store::list_subjects(&mut tx, id, slice).await?;
    tx.commit().await?;
    Ok(EventPage {
        shell: visit.shell(),
        trail_href: visit.path("/audit"),
        event: EventView::of(&visit, visit.messages(), &event),
        subjects: subjects.iter().map(|subject| SubjectView::of(&visit, subject)).collect(),
        pagination,
    })
}
