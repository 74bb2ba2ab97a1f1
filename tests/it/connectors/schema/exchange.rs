//! Requests to Exchange Online's admin interface, by a schema of ours that is **unproven**.

use std::sync::LazyLock;

use serde_json::Value;
use ump::connectors::sandbox::Recorded;

use super::{check_head, json};

static SCHEMA: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../schemas/exchange-admin.json")).unwrap());

pub fn check(one: &Recorded) -> Vec<String> {
    let mut found = check_head(one, true);
    let mut path = one.path.strip_prefix("/exchange/adminapi/beta/").unwrap_or_default().split('/');
    let is_path = path.next().is_some_and(|tenant| !tenant.is_empty())
        && path.next() == Some("InvokeCommand")
        && path.next().is_none();
    if one.method != "POST" || !is_path || !one.query.is_empty() {
        found.push("is no command".to_owned());
    }
    for name in SCHEMA["headers"].as_array().unwrap() {
        if !one.headers.contains_key(name.as_str().unwrap()) {
            found.push(format!("lacks the header {name}"));
        }
    }
    let body = json(&one.body);
    let input = &body["CmdletInput"];
    let is_envelope = body.as_object().is_some_and(|body| body.len() == 1)
        && input.as_object().is_some_and(|input| input.len() == 2);
    let name = input["CmdletName"].as_str().unwrap_or_default();
    let is_named = one.headers.get("x-cmdletname").is_some_and(|header| header.as_bytes() == name.as_bytes());
    let cmdlet = &SCHEMA["cmdlets"][name];
    if !is_envelope || !is_named || cmdlet.is_null() {
        found.push(format!("{name} is no command of the schema"));
        return found;
    }
    found.extend(check_fields(&cmdlet["parameters"], &input["Parameters"], name));
    if (200..300).contains(&one.status) {
        let answer = json(&one.answer);
        let rows = answer["value"].as_array().map(Vec::as_slice).unwrap_or_default();
        match cmdlet["answer"].as_str() {
            Some(object) => {
                found.extend(
                    rows.iter().flat_map(|row| check_fields(&SCHEMA["objects"][object], row, object)),
                );
            }
            None if !rows.is_empty() => found.push(format!("{name} prints nothing")),
            None => {}
        }
    }
    found
}

/// Every field by its kind; none that the schema does not have, and all that it demands.
fn check_fields(schema: &Value, value: &Value, place: &str) -> Vec<String> {
    let Some(fields) = value.as_object() else { return vec![format!("{place} is no object")] };
    let mut found = Vec::new();
    for (name, value) in fields {
        let fits = match schema[name][0].as_str() {
            Some("string") => value.is_string(),
            Some("boolean") => value.is_boolean(),
            Some("strings") => value.as_array().is_some_and(|items| items.iter().all(Value::is_string)),
            Some("hashtable") => value["@odata.type"] == "#Exchange.GenericHashTable",
            _ => false,
        };
        if !fits {
            found.push(format!("{place}.{name} is unknown or has a wrong value"));
        }
    }
    for (name, kind) in schema.as_object().unwrap() {
        if kind[1] == true && !fields.contains_key(name) {
            found.push(format!("{place}.{name} is missing"));
        }
    }
    found
}
