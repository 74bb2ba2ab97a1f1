//! Requests to Microsoft Graph and their answers, by the CSDL: paths, query options, bodies, references, actions.

use serde_json::Value;
use ump::connectors::sandbox::Recorded;

use super::csdl::{Action, GRAPH, Kind, Property};
use super::{check_head, is_moment, json, query};

const ROOT: &str = "/graph/v1.0/";

/// What a path means.
#[derive(Clone, Debug)]
struct Target {
    kind: Kind,
    /// Whether the path is about the link and not the object.
    is_reference: bool,
    action: Option<&'static Action>,
}

pub fn check(one: &Recorded) -> Vec<String> {
    let path = one.path.strip_prefix(ROOT).unwrap_or_default();
    let target = match resolve(path) {
        Ok(target) => target,
        Err(problem) => return vec![problem],
    };
    let body = json(&one.body);
    let mut found = check_query(&target, one);
    let (needs_body, problems) = check_request(&target, &one.method, &body);
    found.extend(problems);
    found.extend(check_head(one, needs_body));
    found.extend(check_answer(&target, one));
    found
}

/// Walks a path from the service's roots.
fn resolve(path: &str) -> Result<Target, String> {
    let mut target: Option<Target> = None;
    for segment in path.split('/') {
        let (name, has_key) = match segment.split_once("('") {
            Some((name, _)) => (name, true),
            None => (segment, false),
        };
        let mut next = match target {
            None => {
                let kind = GRAPH.roots.get(name).ok_or_else(|| format!("{name} is no root"))?;
                Target { kind: kind.clone(), is_reference: false, action: None }
            }
            Some(target) => step(target, name)?,
        };
        if has_key {
            next.kind.is_many = false;
        }
        target = Some(next);
    }
    target.ok_or_else(|| "has no path".to_owned())
}

fn step(mut target: Target, segment: &str) -> Result<Target, String> {
    if segment == "$ref" {
        target.is_reference = true;
        return Ok(target);
    }
    if let Some(action) = GRAPH.action(&target.kind, segment) {
        target.action = Some(action);
        return Ok(target);
    }
    if target.kind.is_many {
        let is_key = !segment.is_empty() && segment.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        target.kind.is_many = false;
        return if is_key { Ok(target) } else { Err(format!("{segment} is no key")) };
    }
    match GRAPH.navigation(&target.kind.name, segment) {
        Some(kind) => Ok(Target { kind: kind.clone(), is_reference: false, action: None }),
        None => Err(format!("{} has no {segment}", target.kind.name)),
    }
}

fn check_query(target: &Target, one: &Recorded) -> Vec<String> {
    let mut found = Vec::new();
    let is_property = |name: &str| GRAPH.property(&target.kind.name, name).is_some();
    for (name, value) in query(one) {
        let fits = match name.as_str() {
            "$select" => value.split(',').all(is_property),
            "$filter" => target.kind.is_many && is_filter(target, &value),
            "$top" => target.kind.is_many && value.parse::<u16>().is_ok_and(|top| (1..=999).contains(&top)),
            "$skiptoken" => target.kind.is_many,
            _ => false,
        };
        if !fits || one.method != "GET" {
            found.push(format!("cannot have {name}={value}"));
        }
    }
    found
}

/// One comparison of a text property.
fn is_filter(target: &Target, filter: &str) -> bool {
    let parts: Vec<&str> = filter.splitn(3, ' ').collect();
    let [property, "eq", value] = parts.as_slice() else { return false };
    let is_text = |property: &Property| property.kind.name == "Edm.String" && !property.kind.is_many;
    GRAPH.property(&target.kind.name, property).is_some_and(is_text)
        && value.len() > 2
        && value.starts_with('\'')
        && value.ends_with('\'')
}

/// Whether the request must have a body, and what is wrong with it.
fn check_request(target: &Target, method: &str, body: &Value) -> (bool, Vec<String>) {
    match (method, target) {
        ("GET", Target { is_reference: false, action: None, .. }) => (false, Vec::new()),
        ("DELETE", Target { kind: Kind { is_many: false, .. }, action: None, .. }) => (false, Vec::new()),
        ("POST", Target { action: Some(action), .. }) => {
            let has_body = !body.is_null();
            (has_body, if has_body { check_parameters(action, body) } else { missing_parameters(action) })
        }
        ("POST", Target { is_reference: true, kind, .. }) if kind.is_many => {
            (true, check_reference(kind, body))
        }
        ("POST", Target { kind, .. }) if kind.is_many => {
            let mut found = check_object(&kind.name, body, Side::Request);
            found.extend(missing(&kind.name, body));
            (true, found)
        }
        ("PATCH", Target { is_reference: false, action: None, kind }) if !kind.is_many => {
            (true, check_object(&kind.name, body, Side::Request))
        }
        _ => (!body.is_null(), vec![format!("{method} is not possible here")]),
    }
}

/// Texts that an object cannot be without.
fn missing(kind: &str, body: &Value) -> Vec<String> {
    let lineage = GRAPH.lineage(kind);
    let properties = lineage.iter().flat_map(|(_, kind)| &kind.properties);
    properties
        .filter(|(_, property)| {
            !property.is_nullable && property.kind.name == "Edm.String" && !property.kind.is_many
        })
        .filter(|(name, _)| body.get(name.as_str()).is_none() && *name != "id")
        .map(|(name, _)| format!("{kind}.{name} is missing"))
        .collect()
}

fn check_parameters(action: &Action, body: &Value) -> Vec<String> {
    let Some(fields) = body.as_object() else { return vec!["the parameters are no object".to_owned()] };
    let mut found = Vec::new();
    for (name, value) in fields {
        match action.parameters[1..].iter().find(|(known, _)| known == name) {
            Some((_, parameter)) => found.extend(check_property(parameter, value, name, Side::Request)),
            None => found.push(format!("{} has no parameter {name}", action.name)),
        }
    }
    let absent = action.parameters[1..]
        .iter()
        .filter(|(name, parameter)| !parameter.is_nullable && !fields.contains_key(name));
    found.extend(absent.map(|(name, _)| format!("{} lacks {name}", action.name)));
    found
}

fn missing_parameters(action: &Action) -> Vec<String> {
    check_parameters(action, &serde_json::json!({}))
}

fn check_reference(kind: &Kind, body: &Value) -> Vec<String> {
    match body.as_object().map(|fields| (fields.len(), &body["@odata.id"])) {
        Some((1, Value::String(address))) => check_address(kind, address),
        _ => vec!["is no reference".to_owned()],
    }
}

/// Whether an address names an object of a kind.
fn check_address(kind: &Kind, address: &str) -> Vec<String> {
    let path = address.split_once(ROOT).map(|(_, path)| path);
    match path.map(resolve) {
        Some(Ok(target)) if !target.kind.is_many && GRAPH.is_a(&target.kind.name, &kind.name) => Vec::new(),
        Some(Ok(target)) => vec![format!("{} is no {}", target.kind.name, kind.name)],
        Some(Err(problem)) => vec![problem],
        None => vec![format!("{address} is not an address of the service")],
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Request,
    Answer,
}

fn check_object(kind: &str, value: &Value, side: Side) -> Vec<String> {
    let Some(fields) = value.as_object() else { return vec![format!("{kind} is no object")] };
    let mut found = Vec::new();
    for (name, value) in fields {
        let place = format!("{kind}.{name}");
        if let Some(property) = GRAPH.property(kind, name) {
            found.extend(check_property(property, value, &place, side));
        } else if let Some(name) = name.strip_suffix("@odata.bind").filter(|_| side == Side::Request) {
            found.extend(check_binding(kind, name, value));
        } else if name == "@odata.type" {
            let named = value.as_str().and_then(|name| name.strip_prefix('#')).unwrap_or_default();
            if !GRAPH.lineage(named).iter().any(|(known, _)| *known == kind) {
                found.push(format!("{named} is no {kind}"));
            }
        } else if !(name == "@odata.context" && side == Side::Answer) {
            found.push(format!("{place} is unknown"));
        }
    }
    found
}

fn check_binding(kind: &str, name: &str, value: &Value) -> Vec<String> {
    let Some(target) = GRAPH.navigation(kind, name) else {
        return vec![format!("{kind} has no link {name}")];
    };
    match value {
        Value::String(address) if !target.is_many => check_address(target, address),
        Value::Array(addresses) if target.is_many => addresses
            .iter()
            .flat_map(|address| check_address(target, address.as_str().unwrap_or_default()))
            .collect(),
        _ => vec![format!("{kind}.{name} is bound in the wrong form")],
    }
}

fn check_property(property: &Property, value: &Value, place: &str, side: Side) -> Vec<String> {
    if value.is_null() {
        return if property.is_nullable { Vec::new() } else { vec![format!("{place} cannot be null")] };
    }
    if !property.kind.is_many {
        return check_value(&property.kind.name, value, place, side);
    }
    match value.as_array() {
        Some(items) => {
            items.iter().flat_map(|item| check_value(&property.kind.name, item, place, side)).collect()
        }
        None => vec![format!("{place} is no list")],
    }
}

fn check_value(kind: &str, value: &Value, place: &str, side: Side) -> Vec<String> {
    let text = value.as_str();
    let fits = match kind {
        "Edm.String" => text.is_some(),
        "Edm.Boolean" => value.is_boolean(),
        "Edm.Int32" | "Edm.Int64" => value.is_i64(),
        "Edm.Guid" => text.is_some_and(|text| text.parse::<uuid::Uuid>().is_ok()),
        "Edm.DateTimeOffset" => text.is_some_and(is_moment),
        _ => match GRAPH.enums.get(kind) {
            Some(words) => text.is_some_and(|text| words.iter().any(|word| word == text)),
            None if GRAPH.types.contains_key(kind) => return check_object(kind, value, side),
            None => false,
        },
    };
    if fits { Vec::new() } else { vec![format!("{place} is no {kind}: {value}")] }
}

fn check_answer(target: &Target, one: &Recorded) -> Vec<String> {
    let answer = json(&one.answer);
    if [429, 503].contains(&one.status) {
        return Vec::new();
    }
    if one.status >= 400 {
        return check_object("microsoft.graph.publicError", &answer["error"], Side::Answer);
    }
    let result = target.action.map(|action| action.result.clone());
    match (one.status, one.method.as_str()) {
        (200, "GET") if target.kind.is_many => check_list(&target.kind.name, &answer),
        (200, "GET") | (201, "POST") => check_object(&target.kind.name, &answer, Side::Answer),
        (200, "POST") => match result {
            Some(Some(kind)) => check_object(&kind.name, &answer, Side::Answer),
            _ => vec!["is answered where the service says nothing".to_owned()],
        },
        (202, "POST") if answer.is_null() && one.answer_headers.contains_key("location") => Vec::new(),
        (204, "POST" | "PATCH" | "DELETE") if answer.is_null() => Vec::new(),
        (status, _) => vec![format!("is answered by {status} in a form that the service does not have")],
    }
}

fn check_list(kind: &str, answer: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for (name, value) in answer.as_object().into_iter().flatten() {
        match (name.as_str(), value) {
            ("@odata.context" | "@odata.nextLink", Value::String(_)) => {}
            ("value", Value::Array(rows)) => {
                found.extend(rows.iter().flat_map(|row| check_row(kind, row)));
            }
            _ => found.push(format!("{name} is unknown in a list")),
        }
    }
    found
}

/// A row may be of a kind that is built on the list's.
fn check_row(kind: &str, row: &Value) -> Vec<String> {
    let named = row["@odata.type"].as_str().and_then(|name| name.strip_prefix('#'));
    match named {
        Some(named) if GRAPH.is_a(named, kind) => check_object(named, row, Side::Answer),
        Some(named) => vec![format!("{named} is no {kind}")],
        None => check_object(kind, row, Side::Answer),
    }
}
