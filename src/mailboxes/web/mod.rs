//! The pages of shared mailboxes.

mod access;
mod adding;
mod closing;
mod list;
mod people;
mod wording;

use axum::Router;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum_extra::extract::cookie::CookieJar;
use serde::Deserialize;

use super::{Acting, Mailbox, store};
use crate::audit::Author;
use crate::authz::ManageMailboxes;
use crate::base::id::{AccountId, MailboxId};
use crate::connectors::Service;
use crate::db::TenantTx;
use crate::web::{AppState, Flash, InSchool, WebError};

type Visit = InSchool<ManageMailboxes>;

/// The routes of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/schools/{dfes}/mailboxes", get(list::show_mailboxes))
        .route("/schools/{dfes}/mailboxes/new", get(adding::show_new).post(adding::post_new))
        .route("/schools/{dfes}/mailboxes/{id}", get(access::show_access))
        .route("/schools/{dfes}/mailboxes/{id}/retry", post(access::retry))
        .route("/schools/{dfes}/mailboxes/{id}/remove", post(access::remove))
        .route("/schools/{dfes}/mailboxes/{id}/close", get(closing::ask_close).post(closing::close))
        .route("/schools/{dfes}/mailboxes/{id}/add", get(people::show_add).post(people::add))
        .route("/schools/{dfes}/mailboxes/{id}/search", post(people::search))
}

/// The mailbox that an address names.
#[derive(Debug, Deserialize)]
struct MailboxPath {
    id: String,
}

/// The person that a button names.
#[derive(Debug, Deserialize)]
struct PersonForm {
    #[serde(default)]
    person: String,
}

impl PersonForm {
    fn account(&self) -> Result<AccountId, WebError> {
        self.person.parse().map(AccountId).map_err(|_| WebError::BadRequest)
    }
}

/// A mailbox of the school; another's is not there.
async fn find(tx: &mut TenantTx, path: &MailboxPath) -> Result<Mailbox, WebError> {
    let id = path.id.parse().map(MailboxId).map_err(|_| WebError::NotFound)?;
    store::find_mailbox(tx, id).await?.ok_or(WebError::NotFound)
}

/// The same, while people can be given access to it.
async fn find_open(tx: &mut TenantTx, path: &MailboxPath) -> Result<Mailbox, WebError> {
    find(tx, path)
        .await
        .and_then(|mailbox| if mailbox.is_open() { Ok(mailbox) } else { Err(WebError::NotFound) })
}

/// Does something as the visitor.
fn acting<'a>(visit: &'a Visit, author: &'a Author) -> Acting<'a> {
    Acting { author, address: visit.asked.address, clock: &visit.asked.services().clock }
}

fn is_sandbox(visit: &Visit) -> bool {
    visit.asked.services().connectors.is_sandbox(Service::Microsoft, visit.school.authority_code)
}

fn list_href(visit: &Visit) -> String {
    visit.path("/mailboxes")
}

fn mailbox_href(visit: &Visit, id: MailboxId) -> String {
    visit.path(&format!("/mailboxes/{id}"))
}

fn to(visit: &Visit, href: &str, flash: Flash) -> Response {
    (CookieJar::new().add(flash.cookie(visit.asked.is_https())), Redirect::to(href)).into_response()
}
