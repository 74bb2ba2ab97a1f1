//! *Download List*: what a list's filter finds, without passwords.

use axum::response::Response;

use super::selecting;
use crate::audit::{Author, EventKind};
use crate::authz::{Access, SeeLearners, SeeStaff};
use crate::directory::{PeopleList, find_listed};
use crate::exports::{Export, Passwords, Taking, record};
use crate::web::csv::download;
use crate::web::{InSchool, ListAddress, WebError};

/// `GET /schools/{dfes}/learners.csv`, with the filters of *View Learners*
pub(super) async fn download_learners(visit: InSchool<SeeLearners>) -> Result<Response, WebError> {
    download_list(&visit, PeopleList::Learners).await
}

/// `GET /schools/{dfes}/staff.csv`, with the filters of *View Staff*
pub(super) async fn download_staff(visit: InSchool<SeeStaff>) -> Result<Response, WebError> {
    download_list(&visit, PeopleList::Staff).await
}

/// `GET /schools/{dfes}/non-mis.csv`, with the filters of *View Non-MIS*
pub(super) async fn download_non_mis(visit: InSchool<SeeStaff>) -> Result<Response, WebError> {
    download_list(&visit, PeopleList::NonMis).await
}

/// `GET /schools/{dfes}/governors.csv`, with the filters of *View Governors*
pub(super) async fn download_governors(visit: InSchool<SeeStaff>) -> Result<Response, WebError> {
    download_list(&visit, PeopleList::Governors).await
}

async fn download_list<P: Access>(visit: &InSchool<P>, list: PeopleList) -> Result<Response, WebError> {
    let services = visit.asked.services();
    let parameters = ListAddress::of(&visit.asked.uri).parameters(&[]);
    let mut tx = visit.begin().await?;
    let people = find_listed(&mut tx, selecting(visit, list), &parameters).await?;
    let taking = Taking {
        kind: EventKind::ListExported,
        author: Author::of(&visit.actor),
        address: visit.asked.address,
        people: &people,
    };
    let event = record(&mut tx, services, &taking).await?;
    tx.commit().await?;
    let export = Export::new(services.clone(), visit.school.id, event, Passwords::LeftOut);
    let name = format!("{}-{}.csv", list.code(), visit.school.dfes_number);
    download(&name, export.headings(), export).await
}
