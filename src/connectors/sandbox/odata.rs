//! What the sandbox understands of OData: a filter by one property, a selection, pages, references.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::answers::{Refusal, graph};

/// The query of a Graph request: nothing else is understood.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Query {
    #[serde(rename = "$filter")]
    filter: Option<String>,
    #[serde(rename = "$select")]
    select: Option<String>,
    #[serde(rename = "$top")]
    top: Option<i64>,
    #[serde(rename = "$skiptoken")]
    skip: Option<String>,
}

impl Query {
    /// Reads the query's fields.
    pub fn read(fields: HashMap<String, String>) -> Result<Self, Refusal> {
        let fields: Map<String, Value> = fields
            .into_iter()
            .map(|(name, value)| match value.parse::<i64>() {
                Ok(number) if name == "$top" => (name, number.into()),
                _ => (name, value.into()),
            })
            .collect();
        serde_json::from_value(Value::Object(fields))
            .map_err(|error| graph(400, "BadRequest", error.to_string()))
    }

    /// The value that `property` must have.
    pub fn equals(&self, property: &str) -> Result<String, Refusal> {
        let value = self.filter.as_deref().and_then(|filter| {
            filter.strip_prefix(property)?.strip_prefix(" eq '")?.strip_suffix('\'').map(str::to_owned)
        });
        value.ok_or_else(|| graph(400, "Request_UnsupportedQuery", "Unsupported or missing query."))
    }

    /// The object with the selected properties, and with its id in any case.
    pub fn select(&self, object: &Value) -> Result<Value, Refusal> {
        let Some(select) = &self.select else { return Ok(object.clone()) };
        let mut chosen = Map::new();
        for property in select.split(',') {
            let Some(value) = object.get(property) else {
                let message = format!("Could not find a property named '{property}'.");
                return Err(graph(400, "BadRequest", message));
            };
            chosen.insert(property.to_owned(), value.clone());
        }
        Ok(Value::Object(chosen))
    }

    /// How many rows are asked for, at most `most`.
    pub fn rows(&self, most: i64) -> Result<i64, Refusal> {
        match self.top {
            Some(top) if !(1..=999).contains(&top) => Err(graph(400, "BadRequest", "Invalid page size.")),
            top => Ok(top.unwrap_or(most).min(most)),
        }
    }

    /// Behind which row the page begins.
    pub fn after(&self) -> &str {
        self.skip.as_deref().unwrap_or_default()
    }

    /// The address of the page behind the row `last`.
    pub fn next(&self, address: &str, last: &str) -> String {
        let select = self.select.as_deref().map(|select| format!("$select={select}&")).unwrap_or_default();
        let top = self.top.map(|top| format!("$top={top}&")).unwrap_or_default();
        format!("{address}?{select}{top}$skiptoken={last}")
    }
}

/// A list as Graph answers it.
pub fn collection(base: &str, context: &str, rows: &[Value], next: Option<String>) -> Value {
    let mut list =
        json!({ "@odata.context": format!("{base}/graph/v1.0/$metadata#{context}"), "value": rows });
    if let Some(next) = next {
        list["@odata.nextLink"] = next.into();
    }
    list
}

/// An object as Graph answers it.
pub fn entity(base: &str, context: &str, mut object: Value) -> Value {
    object["@odata.context"] = format!("{base}/graph/v1.0/$metadata#{context}/$entity").into();
    object
}

/// The id at the end of a reference that must begin with `prefix`.
pub fn reference<'a>(base: &str, prefixes: &[&str], address: &'a str) -> Result<&'a str, Refusal> {
    address
        .strip_prefix(base)
        .and_then(|path| path.strip_prefix("/graph/v1.0/"))
        .and_then(|path| prefixes.iter().find_map(|prefix| path.strip_prefix(prefix)))
        .filter(|id| !id.is_empty() && !id.contains('/'))
        .ok_or_else(|| graph(400, "Request_BadRequest", "Invalid object identifier or reference."))
}
