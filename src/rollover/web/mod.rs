//! The pages of the year end: a school's, and the service desk's about all of them.

mod nation;
mod school;
mod view;

use axum::Router;
use axum::routing::get;

use crate::authz::SeeYearEnd;
use crate::web::{AppState, InSchool};

/// The routes of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/schools/{dfes}/rollover", get(school::show_year_end))
        .route("/service-desk/rollover", get(nation::show_nation).post(nation::post_rehearsal))
}

/// Somebody who may see the year end of the school.
type Visit = InSchool<SeeYearEnd>;

/// A count and what it counts.
struct Figure {
    count: i64,
    label: String,
}
