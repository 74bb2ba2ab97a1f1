//! Microsoft Graph.

mod classes;
mod groups;
mod teams;
pub mod users;

use axum::Router;
use axum::routing::{delete, get, post};

use super::Desk;

pub fn routes() -> Router<Desk> {
    Router::new()
        .route("/users", get(users::list).post(users::create))
        .route("/users/{id}", axum::routing::patch(users::update).delete(users::delete))
        .route("/users/{id}/assignLicense", post(users::assign_licence))
        .route("/education/classes", post(classes::create))
        .route("/education/classes/{id}/teachers/$ref", post(classes::add_teacher))
        .route("/education/classes/{id}/teachers/{member}/$ref", delete(classes::remove_teacher))
        .route("/education/classes/{id}/members/{member}/$ref", delete(classes::remove_member))
        .route("/groups", get(groups::list))
        .route("/groups/{id}", get(groups::read).patch(groups::add_members))
        .route("/groups/{id}/members", get(groups::members))
        .route("/groups/{id}/members/$ref", post(groups::add_member))
        .route("/groups/{id}/owners", get(groups::owners))
        .route("/teams", post(teams::create))
        .route("/teams/{id}", get(teams::read))
        .route("/teams/{id}/archive", post(teams::archive))
        .route("/teams/{id}/unarchive", post(teams::unarchive))
}
