//! The provisioning API: a client posts a school's snapshot and asks what came of it. Errors are problem documents (RFC 9457).

use std::time::Duration;

use axum::body::Body;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{DefaultBodyLimit, FromRequestParts, Path, Query, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use bytes::Bytes;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use serde::Deserialize;
use serde_json::json;
use tower_http::timeout::TimeoutLayer;

use super::formats::PACKED_LIMIT;
use super::intake::{IntakeError, Received, receive};
use super::problem::Problem;
use super::store::reports::{self, BatchReport};
use super::store::tokens::{TokenScope, find_token};
use super::table::{changes_csv, rejections_csv};
use crate::base::id::BatchId;
use crate::db::Reason;
use crate::sessions::Token;
use crate::web::AppState;
use crate::web::request_id::name_request;

/// How long a school on a slow line may take to send its file.
const TIME_LIMIT: Duration = Duration::from_secs(300);

/// The routes for provisioning clients.
pub fn api_routes() -> Router<AppState> {
    Router::new()
        .route("/api/provisioning/v1/batches", post(post_batches))
        .route("/api/provisioning/v1/batches/{id}", get(show_batch))
        .route("/api/provisioning/v1/batches/{id}/changes.csv", get(show_changes))
        .route("/api/provisioning/v1/batches/{id}/rejections.csv", get(show_rejections))
        .layer(DefaultBodyLimit::disable())
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, TIME_LIMIT))
        .layer(axum::middleware::from_fn(name_request))
}

/// A client whose token is good.
struct Client {
    scope: TokenScope,
}

impl FromRequestParts<AppState> for Client {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        let token = bearer(&parts.headers).ok_or_else(Problem::token)?;
        let mut tx = state.services.database.system(Reason::Intake).await?;
        let scope = find_token(&mut tx, &token, state.services.clock.now()).await?;
        tx.commit().await?;
        scope.map(|scope| Self { scope }).ok_or_else(Problem::token)
    }
}

fn bearer(headers: &HeaderMap) -> Option<Token> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| Token::parse(token.trim())).flatten()
}

#[derive(Debug, Default, Deserialize)]
struct PostOptions {
    #[serde(default)]
    dry_run: bool,
}

async fn post_batches(
    State(state): State<AppState>,
    client: Client,
    options: Result<Query<PostOptions>, QueryRejection>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let Query(options) = options.map_err(|_| Problem::dry_run())?;
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("application/zip") {
        return Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "not_a_zip",
            "The body must be application/zip.",
        ));
    }
    let content = read_body(body).await?;
    let received = Received { content, dry_run: options.dry_run };
    let accepted = receive(&state.services, client.scope, received).await?;
    let batches: Vec<_> = accepted
        .iter()
        .map(|batch| {
            json!({
                "dfes_number": batch.dfes_number,
                "batch_id": batch.batch,
                "status_url": format!("/api/provisioning/v1/batches/{}", batch.batch),
            })
        })
        .collect();
    Ok((StatusCode::ACCEPTED, Json(json!({ "batches": batches }))).into_response())
}

/// The whole body, as long as it keeps to the limit: the rest of a larger one is not read.
async fn read_body(body: Body) -> Result<Bytes, Problem> {
    let limit = usize::try_from(PACKED_LIMIT).unwrap_or(usize::MAX);
    match Limited::new(body, limit).collect().await {
        Ok(content) => Ok(content.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => {
            Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", "The file is larger than 64 MiB."))
        }
        Err(_) => Err(Problem::new(
            StatusCode::BAD_REQUEST,
            "interrupted",
            "The file did not arrive whole. Send it again.",
        )),
    }
}

/// The batch, where the token covers its school; any other, and what is no batch's id, is not found.
async fn find(
    state: &AppState,
    client: &Client,
    id: Result<Path<BatchId>, PathRejection>,
) -> Result<BatchReport, Problem> {
    let Path(id) = id.map_err(|_| Problem::not_found())?;
    let mut tx = state.services.database.system(Reason::Intake).await?;
    let report = reports::find_report(&mut tx, id, client.scope).await?;
    tx.commit().await?;
    report.ok_or_else(Problem::not_found)
}

async fn show_batch(
    State(state): State<AppState>,
    client: Client,
    id: Result<Path<BatchId>, PathRejection>,
) -> Result<Json<serde_json::Value>, Problem> {
    Ok(Json(find(&state, &client, id).await?.to_json()))
}

async fn show_changes(
    State(state): State<AppState>,
    client: Client,
    id: Result<Path<BatchId>, PathRejection>,
) -> Result<Response, Problem> {
    let report = find(&state, &client, id).await?;
    let mut tx = state.services.database.tenant(report.school).await?;
    let rows = reports::list_changes(&mut tx, report.id).await?;
    tx.commit().await?;
    Ok(csv(changes_csv(&rows)?))
}

async fn show_rejections(
    State(state): State<AppState>,
    client: Client,
    id: Result<Path<BatchId>, PathRejection>,
) -> Result<Response, Problem> {
    let report = find(&state, &client, id).await?;
    let mut tx = state.services.database.tenant(report.school).await?;
    let rows = reports::list_rejections(&mut tx, report.id).await?;
    tx.commit().await?;
    Ok(csv(rejections_csv(&rows)?))
}

fn csv(content: Vec<u8>) -> Response {
    let headers = [(header::CONTENT_TYPE, "text/csv; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    (headers, content).into_response()
}

impl From<IntakeError> for Problem {
    fn from(error: IntakeError) -> Self {
        match error {
            IntakeError::Format(error) => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, error.code(), &error.to_string())
            }
            IntakeError::School(_) => {
                Self::new(StatusCode::FORBIDDEN, "school_not_covered", &error.to_string())
            }
            IntakeError::Database(error) => error.into(),
            IntakeError::Interrupted => Self::internal(&error),
        }
    }
}
