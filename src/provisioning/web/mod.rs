//! The pages of provisioning: a school's runs, one run, and the decision about a held one.

mod decision;
mod downloads;
mod lines;
mod list;
mod progress;
mod run;

use axum::Router;
use axum::routing::get;
use serde::Deserialize;
use uuid::Uuid;

use super::store::reports::{BatchReport, find_own_report};
use crate::base::id::BatchId;
use crate::db::TenantTx;
use crate::web::{AppState, WebError};

/// The routes of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/schools/{dfes}/provisioning", get(list::show_runs))
        .route("/schools/{dfes}/provisioning/{batch}", get(run::show_run))
        .route("/schools/{dfes}/provisioning/{batch}/changes.csv", get(downloads::download_changes))
        .route("/schools/{dfes}/provisioning/{batch}/rejections.csv", get(downloads::download_rejections))
        .route(
            "/schools/{dfes}/provisioning/{batch}/release",
            get(decision::ask_release).post(decision::post_release),
        )
        .route(
            "/schools/{dfes}/provisioning/{batch}/discard",
            get(decision::ask_discard).post(decision::post_discard),
        )
}

/// The run that an address names.
#[derive(Debug, Deserialize)]
struct RunPath {
    batch: String,
}

impl RunPath {
    /// The id; an address that holds none names no run.
    fn id(&self) -> Result<BatchId, WebError> {
        let id = Uuid::parse_str(&self.batch).map_err(|_| WebError::NotFound)?;
        Ok(BatchId(id))
    }
}

/// The run of the current school that the address names.
async fn find_run(tx: &mut TenantTx, path: &RunPath) -> Result<BatchReport, WebError> {
    find_own_report(tx, path.id()?).await?.ok_or(WebError::NotFound)
}
