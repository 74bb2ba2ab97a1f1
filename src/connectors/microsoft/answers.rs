//! What Graph's refusals mean.

use serde_json::Value;

use crate::connectors::ConnectorError;
use crate::connectors::http::Reply;

/// What a refused call means where the caller has no better word.
pub fn refusal(reply: &Reply) -> ConnectorError {
    match reply.status {
        404 => ConnectorError::Missing,
        status => ConnectorError::Refused { status, code: code(&reply.body) },
    }
}

/// The answer's body, or what the refusal means.
pub fn done(reply: Reply) -> Result<Value, ConnectorError> {
    if reply.is_done() { Ok(reply.body) } else { Err(refusal(&reply)) }
}

/// As [`done`], where a thing that is gone already is fine.
pub fn done_or_gone(reply: &Reply) -> Result<(), ConnectorError> {
    if reply.is_done() || reply.status == 404 { Ok(()) } else { Err(refusal(reply)) }
}

/// Whether another object has the name already. Graph has a code for it only in `details`, and not always; the message has
/// been the same since the directory's first interface.
pub fn is_taken(reply: &Reply) -> bool {
    let error = &reply.body["error"];
    let details = error["details"].as_array().map(Vec::as_slice).unwrap_or_default();
    reply.status == 409
        || reply.status == 400
            && (details.iter().any(|detail| detail["code"] == "ObjectConflict")
                || says(error, "Another object with the same value for property"))
}

/// Whether somebody who was to be added is in already.
pub fn is_in_already(reply: &Reply) -> bool {
    reply.status == 400 && says(&reply.body["error"], "added object references already exist")
}

fn says(error: &Value, part: &str) -> bool {
    error["message"].as_str().is_some_and(|message| message.contains(part))
}

/// The code alone: messages quote names and addresses.
fn code(body: &Value) -> String {
    body["error"]["code"].as_str().unwrap_or_default().chars().take(60).collect()
}
