//! The portal's sign-ins: forms of OAuth 2.0, and the claims of signed statements.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use ump::connectors::sandbox::Recorded;

use super::json;

/// The scopes that a sign-in at Google asks for.
pub fn scopes(one: &Recorded) -> Vec<String> {
    let assertion = field(one, "assertion").unwrap_or_default();
    let scope = claims(&assertion)["scope"].as_str().unwrap_or_default().to_owned();
    scope.split_whitespace().map(str::to_owned).collect()
}

/// The claims of a signed statement.
pub fn claims(assertion: &str) -> Value {
    let part = assertion.split('.').nth(1).and_then(|part| URL_SAFE_NO_PAD.decode(part).ok());
    json(&part.unwrap_or_default())
}

/// A field of the form.
pub fn field(one: &Recorded, name: &str) -> Option<String> {
    fields(one).into_iter().find(|(known, _)| known == name).map(|(_, value)| value)
}

fn fields(one: &Recorded) -> Vec<(String, String)> {
    let form = String::from_utf8_lossy(&one.body);
    let address = reqwest::Url::parse(&format!("http://sandbox/?{form}")).unwrap();
    address.query_pairs().map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
}

pub fn check(one: &Recorded) -> Vec<String> {
    let is_form = one
        .headers
        .get("content-type")
        .is_some_and(|value| value.as_bytes() == b"application/x-www-form-urlencoded");
    let mut names: Vec<String> = fields(one).into_iter().map(|(name, _)| name).collect();
    names.sort_unstable();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let is_complete = matches!(
        names.as_slice(),
        ["assertion", "grant_type"]
            | ["client_id", "client_secret", "grant_type", "scope"]
            | ["client_assertion", "client_assertion_type", "client_id", "grant_type", "scope"]
    );
    let answer = json(&one.answer);
    let is_answer = match one.status {
        200 => {
            answer["token_type"] == "Bearer"
                && answer["access_token"].is_string()
                && answer["expires_in"].is_u64()
        }
        429 | 503 => true,
        _ => answer["error"].is_string(),
    };
    let mut found = Vec::new();
    for (fits, problem) in [
        (one.method == "POST" && one.query.is_empty() && is_form, "is no form"),
        (is_complete, "has other fields than a sign-in"),
        (is_answer, "is answered in a form that OAuth does not have"),
    ] {
        if !fits {
            found.push(problem.to_owned());
        }
    }
    found
}
