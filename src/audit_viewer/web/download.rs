//! The trail as a CSV file: what the filter of the address finds.

use axum::response::Response;

use super::super::export::{Export, headings};
use super::super::filter::Filter;
use super::Visit;
use crate::audit::{Author, Event, EventKind, write_event};
use crate::base::id::Ids;
use crate::base::random::OsRandom;
use crate::web::csv::download;
use crate::web::{ListAddress, WebError};

/// `GET /schools/{dfes}/audit.csv`
pub(super) async fn download_trail(visit: Visit) -> Result<Response, WebError> {
    record_download(&visit).await?;
    let filter = Filter::read(&ListAddress::of(&visit.asked.uri).parameters(&[]));
    let database = visit.asked.services().database.clone();
    let lines = Export::new(database, visit.school.id, filter, visit.asked.language);
    let name = format!("audit-{}.csv", visit.school.dfes_number);
    download(&name, headings(visit.messages()), lines).await
}

/// Whoever takes the trail away stands in it, before a line is sent.
async fn record_download(visit: &Visit) -> Result<(), WebError> {
    let clock = &visit.asked.services().clock;
    let event = Event {
        id: Ids::new(clock, &mut OsRandom).fresh(),
        at: clock.now(),
        kind: EventKind::AuditExported,
        actor: &Author::of(&visit.actor),
        address: visit.asked.address,
        subjects: &[],
        note: None,
    };
    let mut tx = visit.begin().await?;
    write_event(&mut tx, &event).await?;
    Ok(tx.commit().await?)
}
