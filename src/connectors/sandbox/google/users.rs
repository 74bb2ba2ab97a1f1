//! People at Google: one address each, old addresses kept as aliases, a forename and a surname of at most 60 characters.

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use serde::Deserialize;
use serde_json::{Value, json};

use super::super::Desk;
use super::super::answers::{Answer, Refusal, answer, directory, directory_body, empty, read as read_body};
use super::super::store::{self, Kind};
use crate::db::SystemTx;

/// What may be said about a user.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct UserBody {
    primary_email: Option<String>,
    name: Option<UserName>,
    password: Option<String>,
    #[serde(rename = "changePasswordAtNextLogin")]
    _change_password: Option<bool>,
    org_unit_path: Option<String>,
    suspended: Option<bool>,
    external_ids: Option<Vec<ExternalId>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct UserName {
    given_name: String,
    family_name: String,
}

#[derive(Deserialize, serde::Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ExternalId {
    r#type: String,
    custom_type: String,
    value: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AliasBody {
    alias: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Search {
    customer: String,
    query: String,
}

pub async fn list(State(desk): State<Desk>, Query(search): Query<Search>) -> Answer {
    let value = search.query.strip_prefix("externalId='").and_then(|query| query.strip_suffix('\''));
    let value =
        value.filter(|_| [desk.access.customer.as_str(), "my_customer"].contains(&search.customer.as_str()));
    let value = value.ok_or_else(|| directory(400, "badRequest", "Bad Request"))?;
    let mut tx = desk.begin().await?;
    let mut list = json!({ "kind": "admin#directory#users" });
    if let Some(id) = store::owner_of(&mut tx, Kind::ImmutableId, &external(value)).await? {
        list["users"] = vec![find(&mut tx, &id).await?].into();
    }
    answer(200, list)
}

pub async fn create(State(desk): State<Desk>, body: Bytes) -> Answer {
    let body: UserBody = read_body(&body, directory_body)?;
    if body.primary_email.is_none() || body.name.is_none() {
        return Err(directory(400, "required", "Missing required field: primaryEmail or name"));
    }
    if !body.password.as_ref().is_some_and(|password| (8..=100).contains(&password.len())) {
        return Err(directory(400, "invalid", "Invalid Password"));
    }
    let mut user = json!({
        "kind": "admin#directory#user", "id": desk.fresh_number(), "customerId": desk.access.customer,
        "isAdmin": false, "isDelegatedAdmin": false, "suspended": false, "archived": false, "orgUnitPath": "/",
        "creationTime": desk.now(),
    });
    let mut tx = desk.begin().await?;
    apply(&desk, &mut tx, &mut user, body).await?;
    let id = id_of(&user);
    store::insert(&mut tx, Kind::GoogleUser, "", &id, &user).await?;
    tx.commit().await?;
    answer(200, user)
}

pub async fn read(State(desk): State<Desk>, Path(key): Path<String>) -> Answer {
    let mut tx = desk.begin().await?;
    answer(200, find(&mut tx, &key).await?)
}

pub async fn update(State(desk): State<Desk>, Path(key): Path<String>, body: Bytes) -> Answer {
    let body: UserBody = read_body(&body, directory_body)?;
    let mut tx = desk.begin().await?;
    let id = id_of(&find(&mut tx, &key).await?);
    let mut user = store::lock(&mut tx, Kind::GoogleUser, &id).await?.ok_or_else(missing)?;
    apply(&desk, &mut tx, &mut user, body).await?;
    store::write(&mut tx, Kind::GoogleUser, &id, &user).await?;
    tx.commit().await?;
    answer(200, user)
}

pub async fn delete(State(desk): State<Desk>, Path(key): Path<String>) -> Answer {
    let mut tx = desk.begin().await?;
    let id = id_of(&find(&mut tx, &key).await?);
    store::remove(&mut tx, Kind::GoogleUser, "", &id).await?;
    for names in [Kind::GoogleAddress, Kind::ImmutableId] {
        store::release(&mut tx, names, &id).await?;
    }
    for list in [Kind::Student, Kind::Teacher] {
        store::remove_from_all(&mut tx, list, &id).await?;
    }
    tx.commit().await?;
    empty(204)
}

pub async fn aliases(State(desk): State<Desk>, Path(key): Path<String>) -> Answer {
    let mut tx = desk.begin().await?;
    let user = find(&mut tx, &key).await?;
    let primary = user["primaryEmail"].as_str().unwrap_or_default();
    let known = store::names(&mut tx, Kind::GoogleAddress, &id_of(&user)).await?;
    let aliases: Vec<Value> = known
        .iter()
        .filter(|address| !address.eq_ignore_ascii_case(primary))
        .map(|address| alias(&user, address))
        .collect();
    answer(200, json!({ "kind": "admin#directory#aliases", "aliases": aliases }))
}

pub async fn add_alias(State(desk): State<Desk>, Path(key): Path<String>, body: Bytes) -> Answer {
    let body: AliasBody = read_body(&body, directory_body)?;
    check_address(&desk, &body.alias)?;
    let mut tx = desk.begin().await?;
    let user = find(&mut tx, &key).await?;
    let is_new = store::owner_of(&mut tx, Kind::GoogleAddress, &body.alias).await?.is_none();
    if !is_new || !store::reserve(&mut tx, Kind::GoogleAddress, &body.alias, &id_of(&user)).await? {
        return Err(taken());
    }
    tx.commit().await?;
    answer(200, alias(&user, &body.alias))
}

/// A person by number or address, or Google's refusal.
pub async fn find(tx: &mut SystemTx, key: &str) -> Result<Value, Refusal> {
    let id = match store::owner_of(tx, Kind::GoogleAddress, key).await? {
        Some(id) => id,
        None => key.to_owned(),
    };
    store::read(tx, Kind::GoogleUser, "", &id).await?.ok_or_else(missing)
}

/// Changes what the body names, within the service's rules.
async fn apply(desk: &Desk, tx: &mut SystemTx, user: &mut Value, body: UserBody) -> Result<(), Refusal> {
    let id = id_of(user);
    if let Some(address) = body.primary_email {
        check_address(desk, &address)?;
        if !store::reserve(tx, Kind::GoogleAddress, &address, &id).await? {
            return Err(taken());
        }
        user["primaryEmail"] = address.into();
    }
    if let Some(name) = body.name {
        for part in [&name.given_name, &name.family_name] {
            if !(1..=60).contains(&part.chars().count()) {
                return Err(directory(400, "invalid", "Invalid Given/Family Name"));
            }
        }
        user["name"] = json!({
            "givenName": name.given_name, "familyName": name.family_name,
            "fullName": format!("{} {}", name.given_name, name.family_name),
        });
    }
    if let Some(unit) = body.org_unit_path {
        if !["/", "/Learners", "/Staff"].contains(&unit.as_str()) {
            return Err(directory(400, "invalid", "Invalid Input: INVALID_OU_ID"));
        }
        user["orgUnitPath"] = unit.into();
    }
    if let Some(is_suspended) = body.suspended {
        user["suspended"] = is_suspended.into();
    }
    if let Some(ids) = body.external_ids {
        // Google itself would take an id twice.
        for known in &ids {
            store::reserve(tx, Kind::ImmutableId, &external(&known.value), &id).await?;
        }
        user["externalIds"] = json!(ids);
    }
    Ok(())
}

/// Ids of Google's people stand beside those of Microsoft's.
fn external(value: &str) -> String {
    format!("google:{value}")
}

fn check_address(desk: &Desk, address: &str) -> Result<(), Refusal> {
    let (local, domain) = address.split_once('@').unwrap_or_default();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "'.-_".contains(c);
    if !domain.eq_ignore_ascii_case(&desk.access.domain) {
        return Err(directory(404, "notFound", "Domain not found."));
    }
    if local.is_empty() || local.len() > 64 || !local.chars().all(is_plain) {
        return Err(directory(400, "invalid", "Invalid Input: primary_user_email"));
    }
    Ok(())
}

fn alias(user: &Value, address: &str) -> Value {
    json!({
        "kind": "admin#directory#alias", "id": user["id"], "primaryEmail": user["primaryEmail"], "alias": address,
    })
}

fn missing() -> Refusal {
    directory(404, "notFound", "Resource Not Found: userKey")
}

fn taken() -> Refusal {
    directory(409, "duplicate", "Entity already exists.")
}

fn id_of(user: &Value) -> String {
    user["id"].as_str().unwrap_or_default().to_owned()
}
