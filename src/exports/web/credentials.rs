//! *Administration › Download Passwords › All Pupils, All Staff*: a warning first, then the file. A session whose password was
//! proved too long ago is asked for it before either.

use askama::Template;
use askama_web::WebTemplate;
use axum::response::{IntoResponse, Redirect, Response};

use super::selecting;
use crate::audit::{Author, EventKind};
use crate::authz::ExportCredentials;
use crate::directory::{PeopleList, Selection, find_selected};
use crate::exports::{Export, Passwords, Taking, record};
use crate::sign_in::PROVE;
use crate::web::csv::download;
use crate::web::{InSchool, ListAddress, Shell, WebError};

type Visit = InSchool<ExportCredentials>;

#[derive(Template, WebTemplate)]
#[template(path = "exports/warning.html")]
struct WarningPage {
    shell: Shell,
    heading: String,
    file_href: String,
    dashboard_href: String,
}

/// `GET /schools/{dfes}/downloads/learners`
pub(super) async fn warn_learners(visit: Visit) -> Response {
    warn(&visit, PeopleList::Learners)
}

/// `GET /schools/{dfes}/downloads/staff`
pub(super) async fn warn_staff(visit: Visit) -> Response {
    warn(&visit, PeopleList::Staff)
}

/// `GET /schools/{dfes}/downloads/learners.csv`
pub(super) async fn download_learners(visit: Visit) -> Result<Response, WebError> {
    download_passwords(&visit, PeopleList::Learners).await
}

/// `GET /schools/{dfes}/downloads/staff.csv`
pub(super) async fn download_staff(visit: Visit) -> Result<Response, WebError> {
    download_passwords(&visit, PeopleList::Staff).await
}

fn warn(visit: &Visit, list: PeopleList) -> Response {
    if !visit.has_fresh_proof() {
        return ask_for_proof(visit, list);
    }
    let t = visit.messages();
    let page = WarningPage {
        shell: visit.shell(),
        heading: t.download_passwords_of(if list.is_of_learners() { t.all_pupils() } else { t.all_staff() }),
        file_href: format!("{}.csv", warning_path(visit, list)),
        dashboard_href: visit.path(""),
    };
    page.into_response()
}

async fn download_passwords(visit: &Visit, list: PeopleList) -> Result<Response, WebError> {
    if !visit.has_fresh_proof() {
        return Ok(ask_for_proof(visit, list));
    }
    let services = visit.asked.services();
    let mut tx = visit.begin().await?;
    let people = find_selected(&mut tx, selecting(visit, list), &Selection::of_everybody()).await?;
    let taking = Taking {
        kind: EventKind::CredentialsExported,
        author: Author::of(&visit.actor),
        address: visit.asked.address,
        people: &people,
    };
    let event = record(&mut tx, services, &taking).await?;
    tx.commit().await?;
    let export = Export::new(services.clone(), visit.school.id, event, Passwords::Included);
    let name = format!("{}-passwords-{}.csv", list.code(), visit.school.dfes_number);
    download(&name, export.headings(), export).await
}

/// The password first, then the warning: a page that a download follows would stay on the screen.
fn ask_for_proof(visit: &Visit, list: PeopleList) -> Response {
    let back = warning_path(visit, list);
    Redirect::to(&ListAddress::at(PROVE).with("return_to", Some(&back)).href()).into_response()
}

fn warning_path(visit: &Visit, list: PeopleList) -> String {
    visit.path(&format!("/downloads/{}", list.code()))
}
