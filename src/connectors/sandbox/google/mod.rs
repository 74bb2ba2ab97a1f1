//! Google's Directory API and Classroom.

mod courses;
mod members;
mod users;

use axum::Router;
use axum::routing::{delete, get, post};

use super::Desk;

pub fn directory_routes() -> Router<Desk> {
    Router::new()
        .route("/users", get(users::list).post(users::create))
        .route("/users/{key}", get(users::read).patch(users::update).delete(users::delete))
        .route("/users/{key}/aliases", get(users::aliases).post(users::add_alias))
}

pub fn classroom_routes() -> Router<Desk> {
    Router::new()
        .route("/courses", post(courses::create))
        .route("/courses/{id}", get(courses::read).patch(courses::update))
        .route("/courses/{id}/{list}", get(members::list).post(members::add))
        .route("/courses/{id}/{list}/{member}", delete(members::remove))
}
