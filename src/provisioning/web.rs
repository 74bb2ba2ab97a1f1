//! placeholder

use axum::Router;

use crate::web::AppState;

/// The routes of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
}
