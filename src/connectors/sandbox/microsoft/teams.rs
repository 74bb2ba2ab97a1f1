//! Teams on top of groups. They are made, archived and restored in their own time; a group is unknown here while it is new.

use std::collections::HashMap;

use axum::body::Bytes;
use axum::extract::{Path, Query as Fields, State};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::{Value, json};

use super::super::Desk;
use super::super::answers::{Answer, Refusal, answer, graph, graph_body, read as read_body};
use super::super::odata::{Query, entity, reference};
use super::super::store::{self, Kind};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TeamBody {
    #[serde(rename = "template@odata.bind")]
    template: String,
    #[serde(rename = "group@odata.bind")]
    group: String,
}

pub async fn create(State(desk): State<Desk>, body: Bytes) -> Answer {
    let body: TeamBody = read_body(&body, graph_body)?;
    let base = &desk.access.base;
    if reference(base, &["teamsTemplates"], &body.template)? != "('educationClass')" {
        return Err(graph(400, "BadRequest", "Invalid template."));
    }
    let group = reference(base, &["groups('"], &body.group)?.trim_end_matches("')").to_owned();
    let mut tx = desk.begin().await?;
    let known = store::read(&mut tx, Kind::Group, "", &group).await?;
    let is_known = known.as_ref().is_some_and(|group| has_come(&desk, &group["known_at"]));
    if !is_known {
        return Err(missing(&group));
    }
    if store::list(&mut tx, Kind::Owner, &group, "", 1).await?.is_empty() {
        return Err(graph(
            400,
            "BadRequest",
            "A team owner must be provided when creating a team in application context.",
        ));
    }
    let name = known.map(|group| group["displayName"].clone());
    let team = json!({
        "id": group, "displayName": name, "isArchived": false, "ready_at": desk.later(), "changed_at": desk.now(),
    });
    if !store::insert(&mut tx, Kind::Team, "", &group, &team).await? {
        return Err(graph(409, "Conflict", "Failed to execute request: the team already exists."));
    }
    tx.commit().await?;
    Ok(accepted(&desk, &group))
}

pub async fn read(
    State(desk): State<Desk>,
    Path(id): Path<String>,
    Fields(fields): Fields<HashMap<String, String>>,
) -> Answer {
    let query = Query::read(fields)?;
    let mut tx = desk.begin().await?;
    let team = store::read(&mut tx, Kind::Team, "", &id).await?;
    let mut team = ready(&desk, team, &id)?;
    // Until then it is what it was.
    if !has_come(&desk, &team["changed_at"]) {
        team["isArchived"] = (!team["isArchived"].as_bool().unwrap_or_default()).into();
    }
    let team = json!({ "id": id, "displayName": team["displayName"], "isArchived": team["isArchived"] });
    answer(200, entity(&desk.access.base, "teams", query.select(&team)?))
}

pub async fn archive(State(desk): State<Desk>, Path(id): Path<String>, body: Bytes) -> Answer {
    if !body.is_empty() {
        let message = "shouldSetSpoSiteReadOnlyForMembers is not supported in application context.";
        return Err(graph(400, "BadRequest", message));
    }
    change(desk, &id, true).await
}

pub async fn unarchive(State(desk): State<Desk>, Path(id): Path<String>) -> Answer {
    change(desk, &id, false).await
}

async fn change(desk: Desk, id: &str, is_archived: bool) -> Answer {
    let mut tx = desk.begin().await?;
    let team = store::lock(&mut tx, Kind::Team, id).await?;
    let mut team = ready(&desk, team, id)?;
    if team["isArchived"] != is_archived {
        team["isArchived"] = is_archived.into();
        team["changed_at"] = json!(desk.later());
        store::write(&mut tx, Kind::Team, id, &team).await?;
    }
    tx.commit().await?;
    Ok(accepted(&desk, id))
}

/// A Team that is ready, or the refusal.
fn ready(desk: &Desk, team: Option<Value>, id: &str) -> Result<Value, Refusal> {
    team.filter(|team| has_come(desk, &team["ready_at"])).ok_or_else(|| missing(id))
}

fn missing(id: &str) -> Refusal {
    graph(404, "NotFound", format!("No team found with Group Id {id}"))
}

fn has_come(desk: &Desk, moment: &Value) -> bool {
    serde_json::from_value::<DateTime<Utc>>(moment.clone()).is_ok_and(|moment| moment <= desk.now())
}

/// Heard, and to be done.
fn accepted(desk: &Desk, id: &str) -> axum::response::Response {
    let operation = format!("/teams('{id}')/operations('{}')", desk.fresh_id());
    let place = format!("/teams('{id}')");
    (StatusCode::ACCEPTED, [(header::LOCATION, operation), (header::CONTENT_LOCATION, place)]).into_response()
}
