//! Google's discovery documents: methods by verb and path, parameters, scopes, and bodies by JSON schemas.

use std::sync::LazyLock;

use serde_json::Value;
use ump::connectors::sandbox::Recorded;

use super::{check_head, is_moment, json, query, unpack};

/// The Directory API.
pub static DIRECTORY: LazyLock<Value> =
    LazyLock::new(|| load(include_bytes!("../schemas/admin.directory_v1.json.gz")));
/// Google Classroom.
pub static CLASSROOM: LazyLock<Value> =
    LazyLock::new(|| load(include_bytes!("../schemas/classroom.v1.json.gz")));

fn load(packed: &[u8]) -> Value {
    serde_json::from_str(&unpack(packed)).unwrap()
}

pub fn check(document: &Value, prefix: &str, one: &Recorded, scopes: &[String]) -> Vec<String> {
    let path = one.path.strip_prefix(prefix).unwrap_or_default();
    let Some(method) = find(&document["resources"], &one.method, path) else {
        return vec!["is no method of the service".to_owned()];
    };
    let checker = Checker { document, method: method["id"].as_str().unwrap() };
    let mut found = check_head(one, method["request"].is_object());
    found.extend(checker.parameters(method, one));
    let allowed = method["scopes"].as_array().unwrap();
    if !allowed.iter().any(|scope| scopes.iter().any(|held| scope == held)) {
        found.push("needs a scope that the portal did not ask for".to_owned());
    }
    if let Some(schema) = method["request"]["$ref"].as_str() {
        found.extend(checker.object(schema, &json(&one.body), true));
    }
    let answer = json(&one.answer);
    match one.status {
        200..=299 => match method["response"]["$ref"].as_str() {
            Some(schema) => found.extend(checker.object(schema, &answer, false)),
            None if !answer.is_null() => found.push("is answered where the service says nothing".to_owned()),
            None => {}
        },
        _ => {
            let error = &answer["error"];
            let has_word = error["status"].is_string() || error["errors"][0]["reason"].is_string();
            let is_trouble = [429, 503].contains(&one.status);
            if !is_trouble && (error["code"] != one.status || !error["message"].is_string() || !has_word) {
                found.push("is refused in a form that the service does not have".to_owned());
            }
        }
    }
    found
}

/// The method with this verb and path, wherever it stands.
fn find<'d>(resources: &'d Value, verb: &str, path: &str) -> Option<&'d Value> {
    let fits = |method: &Value| {
        let template: Vec<&str> =
            method["flatPath"].as_str().or(method["path"].as_str()).unwrap().split('/').collect();
        let segments: Vec<&str> = path.split('/').collect();
        method["httpMethod"] == verb
            && template.len() == segments.len()
            && template.iter().zip(&segments).all(|(part, segment)| {
                if part.starts_with('{') { !segment.is_empty() } else { part == segment }
            })
    };
    resources.as_object()?.values().find_map(|resource| {
        let own =
            resource["methods"].as_object().and_then(|methods| methods.values().find(|method| fits(method)));
        own.or_else(|| find(&resource["resources"], verb, path))
    })
}

struct Checker<'d> {
    document: &'d Value,
    method: &'d str,
}

impl Checker<'_> {
    fn parameters(&self, method: &Value, one: &Recorded) -> Vec<String> {
        let sent = query(one);
        let mut found = Vec::new();
        for (name, value) in &sent {
            let own = &method["parameters"][name];
            let schema = if own["location"] == "query" { own } else { &self.document["parameters"][name] };
            if schema.is_null() {
                found.push(format!("has no parameter {name}"));
                continue;
            }
            let value = match schema["type"].as_str() {
                Some("integer") => value.parse::<i64>().map_or(Value::Null, Value::from),
                Some("boolean") => value.parse::<bool>().map_or(Value::Null, Value::from),
                _ => Value::from(value.as_str()),
            };
            found.extend(self.value(schema, &value, name, true));
        }
        for (name, schema) in method["parameters"].as_object().unwrap() {
            let is_missing = !sent.iter().any(|(sent, _)| sent == name);
            if schema["location"] == "query" && schema["required"] == true && is_missing {
                found.push(format!("lacks the parameter {name}"));
            }
        }
        found
    }

    fn object(&self, schema: &str, value: &Value, is_request: bool) -> Vec<String> {
        let properties = &self.document["schemas"][schema]["properties"];
        let Some(fields) = value.as_object() else {
            return vec![format!("{schema} is no object")];
        };
        let mut found = Vec::new();
        for (name, value) in fields {
            let place = format!("{schema}.{name}");
            match properties.get(name) {
                None => found.push(format!("{place} is unknown")),
                Some(property) => found.extend(self.value(property, value, &place, is_request)),
            }
        }
        for (name, property) in properties.as_object().into_iter().flatten() {
            let required = property["annotations"]["required"].as_array().into_iter().flatten();
            if is_request
                && required.into_iter().any(|method| method == self.method)
                && !fields.contains_key(name)
            {
                found.push(format!("{schema}.{name} is missing"));
            }
        }
        found
    }

    fn value(&self, schema: &Value, value: &Value, place: &str, is_request: bool) -> Vec<String> {
        let description = schema["description"].as_str().unwrap_or_default();
        if is_request && (description.contains("Read-only.") || description.starts_with("Output only")) {
            return vec![format!("{place} is read-only")];
        }
        if let Some(other) = schema["$ref"].as_str() {
            return self.object(other, value, is_request);
        }
        let text = value.as_str().unwrap_or_default();
        let fits = match schema["type"].as_str().unwrap_or("any") {
            "string" => value.is_string() && fits_format(schema, text),
            "boolean" => value.is_boolean(),
            "integer" => value.is_i64(),
            "number" => value.is_number(),
            "array" => {
                let Some(items) = value.as_array() else {
                    return vec![format!("{place} is no list")];
                };
                return items
                    .iter()
                    .flat_map(|item| self.value(&schema["items"], item, place, is_request))
                    .collect();
            }
            "object" => value.is_object(),
            _ => true,
        };
        if fits { Vec::new() } else { vec![format!("{place} has a wrong value: {value}")] }
    }
}

fn fits_format(schema: &Value, text: &str) -> bool {
    let listed = schema["enum"].as_array();
    listed.is_none_or(|words| words.iter().any(|word| word == text))
        && match schema["format"].as_str() {
            Some("date-time" | "google-datetime") => is_moment(text),
            Some("int64") => text.parse::<i64>().is_ok(),
            _ => true,
        }
}
