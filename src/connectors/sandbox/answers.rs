//! How the two services say no, and what both do with a body.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// An answer, or the refusal that takes its place.
pub type Answer = Result<Response, Refusal>;

/// A refusal in the service's own form.
#[derive(Debug)]
pub struct Refusal {
    status: StatusCode,
    body: Value,
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.status, Json(self.body)).into_response()
    }
}

impl From<sqlx::Error> for Refusal {
    /// The sandbox's own database failed.
    fn from(error: sqlx::Error) -> Self {
        tracing::error!(error = crate::db::describe(&error), "the sandbox's database failed");
        Self {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            body: json!({ "error": { "code": "InternalServerError" } }),
        }
    }
}

/// Microsoft Graph's refusal.
pub fn graph(status: u16, code: &str, message: impl Into<String>) -> Refusal {
    let message: String = message.into();
    refuse(status, json!({ "error": { "code": code, "message": message, "innerError": {} } }))
}

/// Graph's refusal of a name that is taken.
pub fn graph_conflict(property: &str) -> Refusal {
    let message = format!("Another object with the same value for property {property} already exists.");
    let details = json!([{ "code": "ObjectConflict", "message": message, "target": property }]);
    let error =
        json!({ "code": "Request_BadRequest", "message": message, "details": details, "innerError": {} });
    refuse(400, json!({ "error": error }))
}

/// Graph's refusal of an object that is not there.
pub fn graph_missing(id: &str) -> Refusal {
    let message = format!(
        "Resource '{id}' does not exist or one of its queried reference-property objects are not present."
    );
    graph(404, "Request_ResourceNotFound", message)
}

/// The refusal of Google's Directory API, whose word is `reason`.
pub fn directory(status: u16, reason: &str, message: &str) -> Refusal {
    let errors = json!([{ "domain": "global", "reason": reason, "message": message }]);
    refuse(status, json!({ "error": { "code": status, "message": message, "errors": errors } }))
}

/// The refusal of Google Classroom, whose word is `status`.
pub fn classroom(status: u16, word: &str, message: &str) -> Refusal {
    refuse(status, json!({ "error": { "code": status, "message": message, "status": word } }))
}

/// Exchange's refusal: a .NET exception's name between bars.
pub fn exchange(status: u16, exception: &str, message: &str) -> Refusal {
    let code = if status == 404 { "NotFound" } else { "BadRequest" };
    let detail = format!("|Microsoft.Exchange.Configuration.Tasks.{exception}|{message}");
    let details = json!([{ "code": "Context", "message": detail }]);
    let error = json!({ "code": code, "message": "Error executing cmdlet", "details": details });
    refuse(status, json!({ "error": error }))
}

fn refuse(status: u16, body: Value) -> Refusal {
    Refusal { status: StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST), body }
}

/// JSON with a status.
pub fn answer(status: u16, body: Value) -> Answer {
    Ok(refuse(status, body).into_response())
}

/// A status alone.
pub fn empty(status: u16) -> Answer {
    Ok(StatusCode::from_u16(status).unwrap_or(StatusCode::NO_CONTENT).into_response())
}

/// The body as a type that has every field which the service takes, and no other.
pub fn read<T: DeserializeOwned>(body: &[u8], refusal: fn(&str) -> Refusal) -> Result<T, Refusal> {
    serde_json::from_slice(body).map_err(|error| refusal(&error.to_string()))
}

/// Graph's refusal of a body.
pub fn graph_body(problem: &str) -> Refusal {
    graph(400, "Request_BadRequest", problem)
}

/// The Directory API's refusal of a body.
pub fn directory_body(problem: &str) -> Refusal {
    directory(400, "invalid", problem)
}

/// Classroom's refusal of a body.
pub fn classroom_body(problem: &str) -> Refusal {
    classroom(400, "INVALID_ARGUMENT", &format!("Invalid JSON payload received. {problem}"))
}
