//! Classes of the education roster: each is a group. The last teacher cannot be taken out.

use axum::body::Bytes;
use axum::extract::{Path, State};
use serde::Deserialize;
use serde_json::json;

use super::super::Desk;
use super::super::answers::{Answer, answer, empty, graph, graph_body, graph_conflict, graph_missing, read};
use super::super::odata::{entity, reference};
use super::super::store::{self, Kind};
use super::groups::{self, Reference};
use crate::db::SystemTx;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ClassBody {
    display_name: String,
    mail_nickname: String,
    description: Option<String>,
    external_id: Option<String>,
    external_name: Option<String>,
    external_source: Option<ExternalSource>,
}

/// Where a class comes from.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum ExternalSource {
    Sis,
    Manual,
}

pub async fn create(State(desk): State<Desk>, body: Bytes) -> Answer {
    let body: ClassBody = read(&body, graph_body)?;
    let is_plain = |c: char| c.is_ascii_graphic() && !"@()\\[]\";:<>,".contains(c);
    let is_nickname =
        (1..=64).contains(&body.mail_nickname.len()) && body.mail_nickname.chars().all(is_plain);
    if !is_nickname || body.display_name.is_empty() || body.display_name.chars().count() > 256 {
        return Err(graph(
            400,
            "Request_BadRequest",
            "Invalid value specified for property of resource 'Group'.",
        ));
    }
    let id = desk.fresh_id();
    let mut tx = desk.begin().await?;
    if !store::reserve(&mut tx, Kind::Nickname, &body.mail_nickname, &id).await? {
        return Err(graph_conflict("mailNickname"));
    }
    let group = json!({
        "id": id, "displayName": body.display_name, "mailNickname": body.mail_nickname,
        "description": body.description, "known_at": desk.later(),
    });
    store::insert(&mut tx, Kind::Group, "", &id, &group).await?;
    tx.commit().await?;
    let source = body.external_source.map(|source| match source {
        ExternalSource::Sis => "sis",
        ExternalSource::Manual => "manual",
    });
    let class = json!({
        "id": id, "displayName": body.display_name, "mailNickname": body.mail_nickname,
        "description": body.description, "externalId": body.external_id, "externalName": body.external_name,
        "externalSource": source,
    });
    answer(201, entity(&desk.access.base, "education/classes", class))
}

pub async fn add_teacher(State(desk): State<Desk>, Path(id): Path<String>, body: Bytes) -> Answer {
    let body: Reference = read(&body, graph_body)?;
    let teacher = reference(&desk.access.base, &["education/users/", "directoryObjects/"], &body.id)?;
    let mut tx = desk.begin().await?;
    groups::find(&mut tx, &id).await?;
    groups::add(&mut tx, Kind::Owner, &id, teacher).await?;
    tx.commit().await?;
    empty(204)
}

pub async fn remove_teacher(State(desk): State<Desk>, Path((id, member)): Path<(String, String)>) -> Answer {
    let mut tx = desk.begin().await?;
    groups::find(&mut tx, &id).await?;
    let owners = store::list(&mut tx, Kind::Owner, &id, "", 2).await?;
    if owners == [member.clone()] {
        let message = "The group must have at least one owner, hence this owner cannot be removed.";
        return Err(graph(400, "Request_BadRequest", message));
    }
    remove(tx, (Kind::Owner, &id, &member)).await
}

pub async fn remove_member(State(desk): State<Desk>, Path((id, member)): Path<(String, String)>) -> Answer {
    let tx = desk.begin().await?;
    remove(tx, (Kind::Member, &id, &member)).await
}

async fn remove(mut tx: SystemTx, (kind, group, member): (Kind, &str, &str)) -> Answer {
    if !store::remove(&mut tx, kind, group, member).await? {
        return Err(graph_missing(member));
    }
    tx.commit().await?;
    empty(204)
}
