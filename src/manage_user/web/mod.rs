//! The pages of *Manage User*: each a form or a question about one person, which leads back to *View Details*.

mod activate;
mod consent;
mod deactivate;
mod edit;
mod reset;

use axum::Router;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum_extra::extract::cookie::CookieJar;
use serde::Deserialize;

use crate::accounts::{Deed, LockedPerson, lock_people};
use crate::base::id::AccountId;
use crate::db::TenantTx;
use crate::web::{AppState, Flash, InSchool, WebError};

/// The routes of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/schools/{dfes}/users/{id}/reset-password", get(reset::show_reset).post(reset::post_reset))
        .route("/schools/{dfes}/users/{id}/edit", get(edit::show_edit).post(edit::post_edit))
        .route(
            "/schools/{dfes}/users/{id}/deactivate",
            get(deactivate::show_deactivate).post(deactivate::post_deactivate),
        )
        .route(
            "/schools/{dfes}/users/{id}/activate",
            get(activate::show_activate).post(activate::post_activate),
        )
        .route("/schools/{dfes}/users/{id}/consent", get(consent::show_consent).post(consent::post_consent))
}

/// The person that an address names.
#[derive(Debug, Deserialize)]
struct PersonPath {
    id: String,
}

/// The person of the address, if the school manages the account and the visitor may do `deed` to it. Locked, so that a page
/// is never about what somebody else is changing at that moment.
async fn find_person<P>(
    visit: &InSchool<P>,
    tx: &mut TenantTx,
    path: &PersonPath,
    deed: Deed,
) -> Result<LockedPerson, WebError> {
    let person = lock_person(tx, path).await?;
    let is_permitted = person.subject(visit.actor.account).permits(visit.actor.role, deed);
    is_permitted.then_some(person).ok_or(WebError::NotFound)
}

/// The person of the address, whoever asks: not an id, nobody's, or somebody's of another school are all the same.
async fn lock_person(tx: &mut TenantTx, path: &PersonPath) -> Result<LockedPerson, WebError> {
    let id = path.id.parse().map(AccountId).map_err(|_| WebError::NotFound)?;
    lock_people(tx, &[id]).await?.pop().ok_or(WebError::NotFound)
}

/// Where *View Details* of the person is.
fn details_of<P>(visit: &InSchool<P>, id: AccountId) -> String {
    visit.path(&format!("/users/{id}"))
}

/// Back to *View Details*.
fn back<P>(visit: &InSchool<P>, id: AccountId) -> Response {
    Redirect::to(&details_of(visit, id)).into_response()
}

/// Back to *View Details*, which says what was done.
fn back_with<P>(visit: &InSchool<P>, id: AccountId, flash: Flash) -> Response {
    (CookieJar::new().add(flash.cookie(visit.asked.is_https())), back(visit, id)).into_response()
}
