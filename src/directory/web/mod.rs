//! The pages about people: lists, details, the password.

mod bulk;
mod cells;
mod choices;
mod details;
mod facts;
mod list;
mod manage;
mod manual;
mod password;
mod people;
mod row;
mod search;
mod wording;

use axum::Router;
use axum::routing::{get, post};

use super::filter::{Filter, PeopleList};
use crate::web::{AppState, ListAddress};

pub use cells::{PersonCells, RowWords, surname_first};
pub use wording::{kind as kind_in_words, why_inactive};

/// The routes of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/schools/{dfes}/learners", get(people::show_learners))
        .route("/schools/{dfes}/learners/search", post(search::search_learners))
        .route("/schools/{dfes}/staff", get(people::show_staff))
        .route("/schools/{dfes}/staff/search", post(search::search_staff))
        .route("/schools/{dfes}/non-mis", get(manual::show_non_mis))
        .route("/schools/{dfes}/non-mis/search", post(search::search_non_mis))
        .route("/schools/{dfes}/governors", get(manual::show_governors))
        .route("/schools/{dfes}/governors/search", post(search::search_governors))
        .route("/schools/{dfes}/users/{id}", get(details::show_details))
        .route("/schools/{dfes}/users/{id}/password", post(password::show_password))
}

/// The list at `path` as it was when its form was sent: with the filters that the form carries.
pub fn list_address(path: &str, list: PeopleList, form: &[(String, String)]) -> ListAddress {
    list::address_of(path, &Filter::read(list, form))
}
