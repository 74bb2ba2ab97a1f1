//! What an operator's machines ask: is the portal alive, is it ready, what has it counted.

use std::time::Instant;

use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::db::Reason;
use crate::jobs::count_backlog;
use crate::web::AppState;

/// The routes of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(show_readiness))
        .route("/metrics", get(show_metrics))
}

/// Ready while the database answers.
async fn show_readiness(State(state): State<AppState>) -> Response {
    match state.services.database.ping().await {
        Ok(()) => "ready\n".into_response(),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response(),
    }
}

async fn show_metrics(State(state): State<AppState>) -> Response {
    let (in_use, open) = state.services.database.connections();
    metrics::gauge!("ump_database_connections", "state" => "in_use").set(f64::from(in_use));
    metrics::gauge!("ump_database_connections", "state" => "open").set(f64::from(open));
    if let Err(error) = measure_backlog(&state).await {
        tracing::warn!(error = crate::db::describe(&error), "the backlog could not be counted");
    }
    let text = state.settings.metrics.as_ref().map(|metrics| metrics.render()).unwrap_or_default();
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response()
}

async fn measure_backlog(state: &AppState) -> sqlx::Result<()> {
    let mut tx = state.services.database.system(Reason::Metrics).await?;
    let backlog = count_backlog(&mut tx, state.services.clock.now()).await?;
    tx.commit().await?;
    #[expect(clippy::cast_precision_loss, reason = "counts of runs are far below 2^52")]
    let set = |name: &'static str, value: i64| metrics::gauge!(name).set(value as f64);
    set("ump_runs_open", backlog.open_batches);
    set("ump_runs_oldest_seconds", backlog.oldest_batch_seconds);
    set("ump_runs_held", backlog.held_batches);
    Ok(())
}

/// Counts requests by route, never by address: an address may hold a search for a name.
pub async fn count_requests(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
    let method = request.method().to_string();
    let begun = Instant::now();
    let response = next.run(request).await;
    let status = response.status().as_u16().to_string();
    metrics::counter!("ump_requests_total", "method" => method, "route" => route.clone(), "status" => status)
        .increment(1);
    metrics::histogram!("ump_request_seconds", "route" => route).record(begun.elapsed().as_secs_f64());
    response
}
