//! What Google's refusals mean. The Directory API tells a reason in `errors`, Classroom a status word, and in its message the
//! name of what went wrong with an at sign in front.

use serde_json::Value;

use crate::connectors::ConnectorError;
use crate::connectors::http::Reply;

/// Quotas that the Directory API tells by 403 instead of 429.
const QUOTAS: [&str; 3] = ["rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded"];

/// Whether a pause is asked for by another word than 429.
pub fn is_throttled(reply: &Reply) -> bool {
    reply.status == 403 && QUOTAS.contains(&reason(&reply.body))
}

/// What a refused call means where the caller has no better word.
pub fn refusal(reply: &Reply) -> ConnectorError {
    match reply.status {
        404 => ConnectorError::Missing,
        412 => ConnectorError::NotYet, // "User creation is not complete."
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

/// Whether the thing is there already: `ALREADY_EXISTS`, `duplicate`.
pub const fn is_there(reply: &Reply) -> bool {
    reply.status == 409
}

fn reason(body: &Value) -> &str {
    body["error"]["errors"][0]["reason"].as_str().unwrap_or_default()
}

/// The most telling word; never the message, which quotes addresses.
fn code(body: &Value) -> String {
    let error = &body["error"];
    let named = error["message"].as_str().and_then(|message| {
        message.strip_prefix('@').and_then(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric()).next())
    });
    let word = named.or_else(|| error["status"].as_str()).unwrap_or_else(|| reason(body));
    word.chars().take(60).collect()
}
