//! The pages of readiness and their CSV files.

mod bar;
mod file;
mod grid;
mod office;
mod school;
mod wording;

use axum::Router;
use axum::routing::get;

use crate::web::csv::{Chunks, Record};
use crate::web::{AppState, WebError};

/// The routes of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/schools/{dfes}/readiness", get(school::show_school))
        .route("/schools/{dfes}/readiness.csv", get(school::download_school))
        .route("/authorities/{code}/readiness", get(office::show_authority))
        .route("/authorities/{code}/readiness.csv", get(office::download_authority))
        .route("/service-desk/readiness", get(office::show_nation))
        .route("/service-desk/readiness.csv", get(office::download_nation))
}

/// Lines that are all here already.
struct Whole(Vec<Record>);

impl Chunks for Whole {
    async fn next(&mut self) -> Result<Vec<Record>, WebError> {
        Ok(std::mem::take(&mut self.0))
    }
}
