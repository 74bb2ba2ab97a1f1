//! Keeps what was asked and answered, so that tests can check both against the services' schemas.

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Desk;

/// No request or answer is larger.
const LARGEST: usize = 4 * 1024 * 1024;

/// A request and its answer.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// `POST`.
    pub method: String,
    /// The path below the sandbox's address.
    pub path: String,
    /// The query as it was sent.
    pub query: String,
    /// The request's headers.
    pub headers: HeaderMap,
    /// The request's body.
    pub body: Vec<u8>,
    /// The answer's status.
    pub status: u16,
    /// The answer's headers.
    pub answer_headers: HeaderMap,
    /// The answer's body.
    pub answer: Vec<u8>,
}

pub(super) async fn record(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    if !desk.controls.count() {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LARGEST).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let mut recorded = Recorded {
        method: parts.method.to_string(),
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        headers: parts.headers.clone(),
        body: body.to_vec(),
        status: 0,
        answer_headers: HeaderMap::new(),
        answer: Vec::new(),
    };
    let (head, answer) = next.run(Request::from_parts(parts, Body::from(body))).await.into_parts();
    let Ok(answer) = to_bytes(answer, LARGEST).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    recorded.status = head.status.as_u16();
    recorded.answer_headers = head.headers.clone();
    recorded.answer = answer.to_vec();
    desk.controls.keep(recorded);
    Response::from_parts(head, Body::from(answer))
}
