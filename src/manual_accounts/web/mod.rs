//! The pages of accounts made by hand: *Add new user* and the review.

mod add;
mod form;
mod review;
mod wording;

use axum::Router;
use axum::routing::get;

use crate::web::AppState;

/// The routes of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/schools/{dfes}/non-mis/new", get(add::show_new_non_mis).post(add::add_non_mis))
        .route("/schools/{dfes}/governors/new", get(add::show_new_governor).post(add::add_governor))
        .route("/schools/{dfes}/non-mis/review", get(review::show_review).post(review::post_review))
}
