//! Groups: who is in them. At most twenty members come in at once, and all of them or none.

use std::collections::HashMap;

use axum::body::Bytes;
use axum::extract::{Path, Query as Fields, State};
use serde::Deserialize;
use serde_json::{Value, json};

use super::super::Desk;
use super::super::answers::{
    Answer, Refusal, answer, empty, graph, graph_body, graph_missing, read as read_body,
};
use super::super::odata::{Query, collection, entity, reference};
use super::super::store::{self, Kind};
use super::users;
use crate::db::SystemTx;

/// A reference to an object.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    #[serde(rename = "@odata.id")]
    pub id: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Members {
    #[serde(rename = "members@odata.bind")]
    members: Vec<String>,
}

pub async fn list(State(desk): State<Desk>, Fields(fields): Fields<HashMap<String, String>>) -> Answer {
    let query = Query::read(fields)?;
    let nickname = query.equals("mailNickname")?;
    let mut tx = desk.begin().await?;
    let mut rows = Vec::new();
    if let Some(id) = store::owner_of(&mut tx, Kind::Nickname, &nickname).await? {
        rows.push(query.select(&find(&mut tx, &id).await?)?);
    }
    answer(200, collection(&desk.access.base, "groups", &rows, None))
}

pub async fn read(
    State(desk): State<Desk>,
    Path(id): Path<String>,
    Fields(fields): Fields<HashMap<String, String>>,
) -> Answer {
    let query = Query::read(fields)?;
    let mut tx = desk.begin().await?;
    let group = query.select(&find(&mut tx, &id).await?)?;
    answer(200, entity(&desk.access.base, "groups", group))
}

pub async fn add_members(State(desk): State<Desk>, Path(id): Path<String>, body: Bytes) -> Answer {
    let body: Members = read_body(&body, graph_body)?;
    if body.members.len() > 20 {
        return Err(graph(400, "Request_BadRequest", "The number of references exceeds the limit of 20."));
    }
    let mut tx = desk.begin().await?;
    find(&mut tx, &id).await?;
    for address in &body.members {
        let member = reference(&desk.access.base, &["directoryObjects/"], address)?;
        add(&mut tx, Kind::Member, &id, member).await?;
    }
    tx.commit().await?;
    empty(204)
}

pub async fn add_member(State(desk): State<Desk>, Path(id): Path<String>, body: Bytes) -> Answer {
    let body: Reference = read_body(&body, graph_body)?;
    let mut tx = desk.begin().await?;
    find(&mut tx, &id).await?;
    let member = reference(&desk.access.base, &["directoryObjects/"], &body.id)?;
    add(&mut tx, Kind::Member, &id, member).await?;
    tx.commit().await?;
    empty(204)
}

pub async fn members(desk: State<Desk>, id: Path<String>, fields: Fields<HashMap<String, String>>) -> Answer {
    page(desk, id, fields, (Kind::Member, "members")).await
}

pub async fn owners(desk: State<Desk>, id: Path<String>, fields: Fields<HashMap<String, String>>) -> Answer {
    page(desk, id, fields, (Kind::Owner, "owners")).await
}

async fn page(
    State(desk): State<Desk>,
    Path(id): Path<String>,
    Fields(fields): Fields<HashMap<String, String>>,
    (kind, name): (Kind, &str),
) -> Answer {
    let query = Query::read(fields)?;
    let rows = query.rows(desk.controls.page())?;
    let mut tx = desk.begin().await?;
    find(&mut tx, &id).await?;
    let ids = store::list(&mut tx, kind, &id, query.after(), rows + 1).await?;
    let most = usize::try_from(rows).unwrap_or_default();
    let is_more = ids.len() > most;
    let mut people = Vec::new();
    for id in ids.iter().take(most) {
        // Somebody may have deleted the person in this moment.
        let Some(person) = store::read(&mut tx, Kind::User, "", id).await? else { continue };
        let mut person = query.select(&person)?;
        person["@odata.type"] = "#microsoft.graph.user".into();
        people.push(person);
    }
    let address = format!("{}/graph/v1.0/groups/{id}/{name}", desk.access.base);
    let last = ids.get(most.saturating_sub(1)).filter(|_| is_more);
    let next = last.map(|last| query.next(&address, last));
    answer(200, collection(&desk.access.base, "directoryObjects", &people, next))
}

/// A group, or Graph's refusal.
pub async fn find(tx: &mut SystemTx, id: &str) -> Result<Value, Refusal> {
    store::read(tx, Kind::Group, "", id).await?.ok_or_else(|| graph_missing(id))
}

/// Adds a person who must exist and must not be in the list yet.
pub async fn add(tx: &mut SystemTx, kind: Kind, group: &str, person: &str) -> Result<(), Refusal> {
    users::find(tx, person).await?;
    if store::insert(tx, kind, group, person, &json!({})).await? {
        return Ok(());
    }
    let list = if kind == Kind::Owner { "owners" } else { "members" };
    let message = format!(
        "One or more added object references already exist for the following modified properties: '{list}'."
    );
    Err(graph(400, "Request_BadRequest", message))
}
