//! Requests and answers against the services' own schemas.

mod csdl;
mod discovery;
mod exchange;
mod graph;
mod sign_in;

use std::io::Read;

use flate2::read::GzDecoder;
use serde_json::Value;
use ump::connectors::sandbox::Recorded;

/// What is wrong with each request or answer, in words; empty where all is well.
pub fn problems(recorded: &[Recorded]) -> Vec<String> {
    let scopes: Vec<String> = recorded.iter().flat_map(sign_in::scopes).collect();
    let mut found = Vec::new();
    for one in recorded {
        let problems = match one.path.split('/').nth(1).unwrap_or_default() {
            "graph" => graph::check(one),
            "exchange" => exchange::check(one),
            "directory" => discovery::check(&discovery::DIRECTORY, "/directory/", one, &scopes),
            "classroom" => discovery::check(&discovery::CLASSROOM, "/classroom/", one, &scopes),
            _ => sign_in::check(one),
        };
        found.extend(problems.into_iter().map(|problem| format!("{} {}: {problem}", one.method, one.path)));
    }
    found
}

/// A vendored file.
fn unpack(packed: &[u8]) -> String {
    let mut text = String::new();
    GzDecoder::new(packed).read_to_string(&mut text).unwrap();
    text
}

/// A body as JSON; null where there is none.
fn json(body: &[u8]) -> Value {
    if body.is_empty() { Value::Null } else { serde_json::from_slice(body).unwrap_or("no JSON".into()) }
}

/// The query, decoded.
fn query(one: &Recorded) -> Vec<(String, String)> {
    let address = reqwest::Url::parse(&format!("http://sandbox/?{}", one.query)).unwrap();
    address.query_pairs().map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
}

/// What both services demand of every request's head.
fn check_head(one: &Recorded, has_body: bool) -> Vec<String> {
    let header = |name: &str| one.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut found = Vec::new();
    if header("authorization").strip_prefix("Bearer ").is_none_or(str::is_empty) {
        found.push("carries no token".to_owned());
    }
    if has_body != (header("content-type") == "application/json") || has_body == one.body.is_empty() {
        found.push("body and its type do not fit the method".to_owned());
    }
    found
}

fn is_moment(text: &str) -> bool {
    chrono::DateTime::parse_from_rfc3339(text).is_ok()
}
