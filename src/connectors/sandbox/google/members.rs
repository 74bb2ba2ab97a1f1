//! Students and teachers of a course, one request each.

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use serde::Deserialize;
use serde_json::{Value, json};

use super::super::Desk;
use super::super::answers::{Answer, Refusal, answer, classroom, classroom_body, read as read_body};
use super::super::store::{self, Kind};
use super::courses;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct MemberBody {
    user_id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Page {
    page_size: Option<i64>,
    page_token: Option<String>,
}

pub async fn list(
    State(desk): State<Desk>,
    Path((id, list)): Path<(String, String)>,
    Query(page): Query<Page>,
) -> Answer {
    let kind = kind_of(&list)?;
    let rows = page.page_size.unwrap_or(30).clamp(1, desk.controls.page());
    let mut tx = desk.begin().await?;
    let course = courses::find(&mut tx, &id).await?;
    let course = course["id"].as_str().unwrap_or_default();
    let after = page.page_token.unwrap_or_default();
    let ids = store::list(&mut tx, kind, course, &after, rows + 1).await?;
    let most = usize::try_from(rows).unwrap_or_default();
    let mut people = Vec::new();
    for id in ids.iter().take(most) {
        // Somebody may have deleted the person in this moment.
        if let Some(person) = store::read(&mut tx, Kind::GoogleUser, "", id).await? {
            people.push(member(course, &person));
        }
    }
    let mut body = json!({});
    if !people.is_empty() {
        body[&list] = people.into();
    }
    if let Some(last) = ids.get(most.saturating_sub(1)).filter(|_| ids.len() > most) {
        body["nextPageToken"] = last.as_str().into();
    }
    answer(200, body)
}

pub async fn add(State(desk): State<Desk>, Path((id, list)): Path<(String, String)>, body: Bytes) -> Answer {
    let kind = kind_of(&list)?;
    let body: MemberBody = read_body(&body, classroom_body)?;
    let mut tx = desk.begin().await?;
    let course = courses::find(&mut tx, &id).await?;
    if course["courseState"] == "ARCHIVED" {
        return Err(courses::not_modifiable());
    }
    let course = course["id"].as_str().unwrap_or_default();
    let person = courses::person(&mut tx, &body.user_id).await?;
    let id = person["id"].as_str().unwrap_or_default();
    // Nobody is both: a teacher is not made a student.
    let other = if kind == Kind::Student { Kind::Teacher } else { Kind::Student };
    let is_in = store::read(&mut tx, other, course, id).await?.is_some();
    if is_in || !store::insert(&mut tx, kind, course, id, &json!({})).await? {
        return Err(classroom(409, "ALREADY_EXISTS", "Requested entity already exists"));
    }
    tx.commit().await?;
    answer(200, member(course, &person))
}

pub async fn remove(
    State(desk): State<Desk>,
    Path((id, list, key)): Path<(String, String, String)>,
) -> Answer {
    let kind = kind_of(&list)?;
    let mut tx = desk.begin().await?;
    let course = courses::find(&mut tx, &id).await?;
    if kind == Kind::Teacher && course["ownerId"] == key {
        return Err(classroom(400, "FAILED_PRECONDITION", "@CannotRemoveOwner The owner cannot be removed."));
    }
    if !store::remove(&mut tx, kind, course["id"].as_str().unwrap_or_default(), &key).await? {
        return Err(classroom(404, "NOT_FOUND", "Requested entity was not found."));
    }
    tx.commit().await?;
    answer(200, json!({}))
}

fn kind_of(list: &str) -> Result<Kind, Refusal> {
    match list {
        "students" => Ok(Kind::Student),
        "teachers" => Ok(Kind::Teacher),
        _ => Err(classroom(404, "NOT_FOUND", "Method not found.")),
    }
}

/// Without addresses and photos, for which the portal has no scope.
fn member(course: &str, person: &Value) -> Value {
    json!({
        "courseId": course,
        "userId": person["id"],
        "profile": { "id": person["id"], "name": person["name"] },
    })
}
