//! The pages of provisioning: a school's runs, one run, the decision about a held one, the undoing of an applied one, and the
//! form that rehearses a file; tokens, of a school and of an authority.

mod decision;
mod downloads;
mod lines;
mod list;
mod progress;
mod rehearse;
mod run;
mod tokens;
mod undo;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::get;
use serde::Deserialize;
use uuid::Uuid;

use super::store::reports::{BatchReport, find_own_report};
use crate::authz::ManageTokens;
use crate::base::id::BatchId;
use crate::db::TenantTx;
use crate::web::{AppState, InAuthority, InSchool, WebError};

type OfSchool = InSchool<ManageTokens>;
type OfAuthority = InAuthority<ManageTokens>;

/// The routes of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/schools/{dfes}/provisioning", get(list::show_runs))
        .route(
            "/schools/{dfes}/provisioning/rehearse",
            get(rehearse::show_form).post(rehearse::post_file).layer(DefaultBodyLimit::max(rehearse::LIMIT)),
        )
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
        .route("/schools/{dfes}/provisioning/{batch}/undo", get(undo::ask_undo).post(undo::post_undo))
        .route(
            "/schools/{dfes}/tokens",
            get(tokens::show_tokens::<OfSchool>).post(tokens::post_token::<OfSchool>),
        )
        .route(
            "/schools/{dfes}/tokens/{id}/revoke",
            get(tokens::ask_revoke::<OfSchool>).post(tokens::post_revoke::<OfSchool>),
        )
        .route(
            "/authorities/{code}/tokens",
            get(tokens::show_tokens::<OfAuthority>).post(tokens::post_token::<OfAuthority>),
        )
        .route(
            "/authorities/{code}/tokens/{id}/revoke",
            get(tokens::ask_revoke::<OfAuthority>).post(tokens::post_revoke::<OfAuthority>),
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
