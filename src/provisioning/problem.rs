//! Problem documents (RFC 9457): what a client is told when something is wrong. They name files and columns, never people.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::base::random::OsRandom;
use crate::web::RequestId;

/// A problem and its status.
#[derive(Debug)]
pub struct Problem {
    status: StatusCode,
    code: String,
    detail: String,
}

impl Problem {
    /// A problem with a stable code and a sentence for people.
    pub fn new(status: StatusCode, code: &str, detail: &str) -> Self {
        Self { status, code: code.to_owned(), detail: detail.to_owned() }
    }

    /// No token, or one that is not good: the two look alike.
    pub fn token() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "token",
            "A provisioning token is needed, and this is not one that is in force.",
        )
    }

    /// The address asks for something else than a rehearsal or none.
    pub fn dry_run() -> Self {
        Self::new(StatusCode::BAD_REQUEST, "bad_request", "dry_run must be true or false.")
    }

    /// No such batch, or one of a school that the token does not cover.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", "There is no such batch for this token.")
    }

    /// A fault of ours: logged under an incident's number, which is all that the client learns.
    pub fn internal(error: &dyn std::fmt::Display) -> Self {
        let incident = RequestId::new(&mut OsRandom);
        tracing::error!(%incident, %error, "a provisioning request failed");
        let detail = format!("The portal could not do this. Quote incident {incident} to the service desk.");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", &detail)
    }
}

impl From<sqlx::Error> for Problem {
    fn from(error: sqlx::Error) -> Self {
        Self::internal(&crate::db::describe(&error))
    }
}

impl From<csv::Error> for Problem {
    fn from(error: csv::Error) -> Self {
        Self::internal(&error)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = json!({
            "type": format!("urn:ump:problem:{}", self.code),
            "title": self.status.canonical_reason().unwrap_or_default(),
            "status": self.status.as_u16(),
            "code": self.code,
            "detail": self.detail,
        });
        let mut response = (self.status, Json(body)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
