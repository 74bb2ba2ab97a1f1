//! The pages of an authority, and that of the service desk.

mod held;
mod moves;
mod new_school;
mod outcome;
mod schools;

use axum::Router;
use axum::routing::get;

use crate::web::AppState;

/// The routes of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/authorities/{code}", get(schools::show_authority))
        .route("/authorities/{code}/held-runs", get(held::show_held_runs))
        .route("/authorities/{code}/held-runs/chosen", get(held::show_chosen).post(held::post_chosen))
        .route("/authorities/{code}/held-runs/outcome", get(outcome::show_outcome))
        .route("/authorities/{code}/moves", get(moves::show_moves))
        .route("/service-desk", get(schools::show_service_desk))
        .route("/service-desk/schools/new", get(new_school::show_new).post(new_school::post_new))
}
