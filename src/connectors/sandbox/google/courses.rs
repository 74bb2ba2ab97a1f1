//! Courses: an alias in the id makes their creation idempotent; an archived one takes a change of its state and no other.

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use serde::Deserialize;
use serde_json::{Value, json};

use super::super::Desk;
use super::super::answers::{Answer, Refusal, answer, classroom, classroom_body, read as read_body};
use super::super::store::{self, Kind};
use super::users;
use crate::db::SystemTx;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct CourseBody {
    id: Option<String>,
    name: Option<String>,
    owner_id: Option<String>,
    course_state: Option<CourseState>,
    section: Option<String>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum CourseState {
    Active,
    Archived,
    Provisioned,
    Declined,
}

impl CourseState {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "ACTIVE",
            Self::Archived => "ARCHIVED",
            Self::Provisioned => "PROVISIONED",
            Self::Declined => "DECLINED",
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Mask {
    update_mask: String,
}

pub async fn create(State(desk): State<Desk>, body: Bytes) -> Answer {
    let body: CourseBody = read_body(&body, classroom_body)?;
    let name = body.name.unwrap_or_default();
    if !(1..=750).contains(&name.chars().count()) {
        return Err(classroom(400, "INVALID_ARGUMENT", "Request contains an invalid argument."));
    }
    let state = body.course_state.unwrap_or(CourseState::Provisioned);
    if !matches!(state, CourseState::Active | CourseState::Provisioned) {
        return Err(classroom(400, "INVALID_ARGUMENT", "Invalid course state."));
    }
    let mut tx = desk.begin().await?;
    let owner = person(&mut tx, &body.owner_id.unwrap_or_default()).await?;
    if owner["suspended"] == true {
        return Err(classroom(400, "FAILED_PRECONDITION", "@InactiveCourseOwner The owner is disabled."));
    }
    let id = desk.fresh_number();
    if let Some(alias) = &body.id {
        if !alias.starts_with("d:") && !alias.starts_with("p:") {
            return Err(classroom(400, "INVALID_ARGUMENT", "Invalid course alias."));
        }
        if !store::reserve(&mut tx, Kind::CourseAlias, alias, &id).await? {
            return Err(classroom(409, "ALREADY_EXISTS", "Requested entity already exists"));
        }
    }
    let course = json!({
        "id": id, "name": name, "section": body.section.unwrap_or_default(), "ownerId": owner["id"],
        "courseState": state.as_str(), "creationTime": desk.now(), "updateTime": desk.now(),
        "guardiansEnabled": false,
    });
    store::insert(&mut tx, Kind::Course, "", &id, &course).await?;
    let owner = owner["id"].as_str().unwrap_or_default();
    store::insert(&mut tx, Kind::Teacher, &id, owner, &json!({})).await?;
    tx.commit().await?;
    answer(200, course)
}

pub async fn read(State(desk): State<Desk>, Path(id): Path<String>) -> Answer {
    let mut tx = desk.begin().await?;
    answer(200, find(&mut tx, &id).await?)
}

pub async fn update(
    State(desk): State<Desk>,
    Path(id): Path<String>,
    Query(mask): Query<Mask>,
    body: Bytes,
) -> Answer {
    let body: CourseBody = read_body(&body, classroom_body)?;
    let mut tx = desk.begin().await?;
    let id = find(&mut tx, &id).await?["id"].as_str().unwrap_or_default().to_owned();
    let mut course = store::lock(&mut tx, Kind::Course, &id).await?.unwrap_or_default();
    let state = body.course_state.filter(|_| mask.update_mask == "courseState");
    let state = state.ok_or_else(|| match course["courseState"].as_str() {
        Some("ARCHIVED") => not_modifiable(),
        _ => classroom(400, "INVALID_ARGUMENT", "Invalid update mask."),
    })?;
    course["courseState"] = state.as_str().into();
    course["updateTime"] = json!(desk.now());
    store::write(&mut tx, Kind::Course, &id, &course).await?;
    tx.commit().await?;
    answer(200, course)
}

/// A course by number or alias, or Google's refusal.
pub async fn find(tx: &mut SystemTx, id: &str) -> Result<Value, Refusal> {
    let id = match store::owner_of(tx, Kind::CourseAlias, id).await? {
        Some(id) => id,
        None => id.to_owned(),
    };
    let course = store::read(tx, Kind::Course, "", &id).await?;
    course.ok_or_else(|| classroom(404, "NOT_FOUND", "Requested entity was not found."))
}

/// A person, or Classroom's refusal.
pub async fn person(tx: &mut SystemTx, key: &str) -> Result<Value, Refusal> {
    users::find(tx, key).await.map_err(|_| classroom(404, "NOT_FOUND", "Requested entity was not found."))
}

/// The refusal of an archived course.
pub fn not_modifiable() -> Refusal {
    classroom(400, "FAILED_PRECONDITION", "@CourseNotModifiable The course cannot be modified in its state.")
}
