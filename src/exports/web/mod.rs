//! The pages of downloads: the warning before a file with passwords, and the files themselves.

mod credentials;
mod list;

use axum::Router;
use axum::routing::get;

use crate::authz::Access;
use crate::directory::{PeopleList, Selecting};
use crate::web::{AppState, InSchool};

/// The routes of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/schools/{dfes}/downloads/learners", get(credentials::warn_learners))
        .route("/schools/{dfes}/downloads/staff", get(credentials::warn_staff))
        .route("/schools/{dfes}/downloads/learners.csv", get(credentials::download_learners))
        .route("/schools/{dfes}/downloads/staff.csv", get(credentials::download_staff))
        .route("/schools/{dfes}/learners.csv", get(list::download_learners))
        .route("/schools/{dfes}/staff.csv", get(list::download_staff))
        .route("/schools/{dfes}/non-mis.csv", get(list::download_non_mis))
        .route("/schools/{dfes}/governors.csv", get(list::download_governors))
}

/// Who selects in this list, at this moment.
fn selecting<P: Access>(visit: &InSchool<P>, list: PeopleList) -> Selecting {
    Selecting { list, reader: visit.actor.account, today: visit.asked.services().clock.today() }
}
