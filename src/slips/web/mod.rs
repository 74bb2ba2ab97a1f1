//! The pages of printing: the slips themselves, and the choice of a group.

mod group;
mod selected;
mod sheet;

use axum::Router;
use axum::routing::{get, post};

use crate::web::AppState;

/// The routes of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/schools/{dfes}/slips", post(selected::print_selected))
        .route("/schools/{dfes}/learners/print/{by}", get(group::show_groups).post(group::print_group))
}
