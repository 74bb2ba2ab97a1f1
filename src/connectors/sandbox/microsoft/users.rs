//! People at Microsoft: user principal names without accents, one of each, and licences only with a place of use.

use std::collections::HashMap;

use axum::body::Bytes;
use axum::extract::{Path, Query as Fields, State};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::Desk;
use super::super::access::LICENCES;
use super::super::answers::{
    Answer, Refusal, answer, empty, graph, graph_body, graph_conflict, graph_missing, read,
};
use super::super::odata::{Query, collection, entity};
use super::super::store::{self, Kind};
use crate::db::SystemTx;

/// What may be said about a user.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UserBody {
    account_enabled: Option<bool>,
    display_name: Option<String>,
    given_name: Option<String>,
    surname: Option<String>,
    mail_nickname: Option<String>,
    user_principal_name: Option<String>,
    on_premises_immutable_id: Option<String>,
    usage_location: Option<String>,
    password_profile: Option<PasswordProfile>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct PasswordProfile {
    password: String,
    #[serde(rename = "forceChangePasswordNextSignIn")]
    _force_change: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct LicenceBody {
    add_licenses: Vec<Licence>,
    remove_licenses: Vec<Uuid>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Licence {
    sku_id: Uuid,
    #[serde(rename = "disabledPlans")]
    _disabled_plans: Vec<Uuid>,
}

pub async fn list(State(desk): State<Desk>, Fields(fields): Fields<HashMap<String, String>>) -> Answer {
    let query = Query::read(fields)?;
    let key = query.equals("onPremisesImmutableId")?;
    let mut tx = desk.begin().await?;
    let mut rows = Vec::new();
    if let Some(id) = store::owner_of(&mut tx, Kind::ImmutableId, &key).await? {
        rows.push(query.select(&find(&mut tx, &id).await?)?);
    }
    answer(200, collection(&desk.access.base, "users", &rows, None))
}

pub async fn create(State(desk): State<Desk>, body: Bytes) -> Answer {
    let body: UserBody = read(&body, graph_body)?;
    for (property, value) in [
        ("displayName", &body.display_name),
        ("mailNickname", &body.mail_nickname),
        ("userPrincipalName", &body.user_principal_name),
    ] {
        if value.as_deref().unwrap_or_default().is_empty() {
            return Err(invalid(property));
        }
    }
    if body.account_enabled.is_none() {
        return Err(invalid("accountEnabled"));
    }
    let password = body.password_profile.as_ref().ok_or_else(|| invalid("passwordProfile"))?;
    if !is_strong(&password.password) {
        return Err(graph(
            400,
            "Request_BadRequest",
            "The specified password does not comply with password complexity requirements.",
        ));
    }
    let mut user = json!({
        "id": desk.fresh_id(), "businessPhones": [], "jobTitle": null, "mail": null, "mobilePhone": null,
        "officeLocation": null, "preferredLanguage": null, "givenName": null, "surname": null,
        "usageLocation": null, "onPremisesImmutableId": null, "assignedLicenses": [],
    });
    let mut tx = desk.begin().await?;
    apply(&desk, &mut tx, &mut user, body).await?;
    let id = id_of(&user).to_owned();
    store::insert(&mut tx, Kind::User, "", &id, &user).await?;
    tx.commit().await?;
    answer(201, entity(&desk.access.base, "users", usual(&user)))
}

pub async fn update(State(desk): State<Desk>, Path(id): Path<String>, body: Bytes) -> Answer {
    let body: UserBody = read(&body, graph_body)?;
    let mut tx = desk.begin().await?;
    let mut user = lock(&mut tx, &id).await?;
    apply(&desk, &mut tx, &mut user, body).await?;
    store::write(&mut tx, Kind::User, &id, &user).await?;
    tx.commit().await?;
    empty(204)
}

pub async fn delete(State(desk): State<Desk>, Path(id): Path<String>) -> Answer {
    let mut tx = desk.begin().await?;
    if !store::remove(&mut tx, Kind::User, "", &id).await? {
        return Err(graph_missing(&id));
    }
    for names in [Kind::Address, Kind::ImmutableId] {
        store::release(&mut tx, names, &id).await?;
    }
    for list in [Kind::Member, Kind::Owner, Kind::FullAccess, Kind::SendAs] {
        store::remove_from_all(&mut tx, list, &id).await?;
    }
    tx.commit().await?;
    empty(204)
}

pub async fn assign_licence(State(desk): State<Desk>, Path(id): Path<String>, body: Bytes) -> Answer {
    let body: LicenceBody = read(&body, graph_body)?;
    let mut tx = desk.begin().await?;
    let mut user = lock(&mut tx, &id).await?;
    if user["usageLocation"].is_null() {
        let message = "License assignment cannot be done for user with invalid usage location.";
        return Err(graph(400, "Request_BadRequest", message));
    }
    let mut skus: Vec<Uuid> = assigned(&user);
    skus.retain(|sku| !body.remove_licenses.contains(sku));
    for licence in &body.add_licenses {
        if !LICENCES.contains(&licence.sku_id) {
            let message =
                format!("License {} does not correspond to a valid company License.", licence.sku_id);
            return Err(graph(400, "Request_BadRequest", message));
        }
        if !skus.contains(&licence.sku_id) {
            skus.push(licence.sku_id);
        }
    }
    user["assignedLicenses"] =
        skus.iter().map(|sku| json!({ "skuId": sku, "disabledPlans": [] })).collect::<Vec<_>>().into();
    store::write(&mut tx, Kind::User, &id, &user).await?;
    tx.commit().await?;
    answer(200, entity(&desk.access.base, "users", usual(&user)))
}

/// A person, or Graph's refusal.
pub async fn find(tx: &mut SystemTx, id: &str) -> Result<Value, Refusal> {
    store::read(tx, Kind::User, "", id).await?.ok_or_else(|| graph_missing(id))
}

async fn lock(tx: &mut SystemTx, id: &str) -> Result<Value, Refusal> {
    store::lock(tx, Kind::User, id).await?.ok_or_else(|| graph_missing(id))
}

/// Whether the person has a product, and a mailbox with it.
pub fn is_licensed(user: &Value) -> bool {
    !assigned(user).is_empty()
}

fn assigned(user: &Value) -> Vec<Uuid> {
    let licences = user["assignedLicenses"].as_array().map(Vec::as_slice).unwrap_or_default();
    licences.iter().filter_map(|licence| licence["skuId"].as_str()?.parse().ok()).collect()
}

/// Changes what the body names, within the service's rules.
async fn apply(desk: &Desk, tx: &mut SystemTx, user: &mut Value, body: UserBody) -> Result<(), Refusal> {
    let id = id_of(user).to_owned();
    if let Some(name) = &body.user_principal_name {
        check_name(name, &desk.access.domain)?;
        if !store::reserve(tx, Kind::Address, name, &id).await? {
            return Err(graph_conflict("userPrincipalName"));
        }
    }
    if let Some(key) = &body.on_premises_immutable_id
        && !store::reserve(tx, Kind::ImmutableId, key, &id).await?
    {
        return Err(graph_conflict("onPremisesImmutableId"));
    }
    let texts = [
        ("displayName", body.display_name, 256),
        ("givenName", body.given_name, 64),
        ("surname", body.surname, 64),
        ("mailNickname", body.mail_nickname, 64),
        ("userPrincipalName", body.user_principal_name, 113),
        ("onPremisesImmutableId", body.on_premises_immutable_id, 256),
        ("usageLocation", body.usage_location, 2),
    ];
    for (property, text, most) in texts {
        let Some(text) = text else { continue };
        if text.chars().count() > most {
            return Err(invalid(property));
        }
        user[property] = text.into();
    }
    if let Some(is_enabled) = body.account_enabled {
        user["accountEnabled"] = is_enabled.into();
    }
    Ok(())
}

/// A user principal name has no accents: letters A to Z, digits and few signs, at a domain of the tenant.
fn check_name(name: &str, domain: &str) -> Result<(), Refusal> {
    let (local, at) = name.split_once('@').unwrap_or_default();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "'.-_!#^~".contains(c);
    if !local.is_empty()
        && local.len() <= 64
        && local.chars().all(is_plain)
        && at.eq_ignore_ascii_case(domain)
    {
        Ok(())
    } else {
        Err(invalid("userPrincipalName"))
    }
}

fn is_strong(password: &str) -> bool {
    let kinds: [fn(char) -> bool; 4] = [
        |c| c.is_ascii_lowercase(),
        |c| c.is_ascii_uppercase(),
        |c| c.is_ascii_digit(),
        |c| c.is_ascii_punctuation(),
    ];
    (8..=256).contains(&password.len()) && kinds.iter().filter(|kind| password.contains(**kind)).count() >= 3
}

/// What Graph tells of a user where nothing is selected.
fn usual(user: &Value) -> Value {
    let names = [
        "id",
        "businessPhones",
        "displayName",
        "givenName",
        "jobTitle",
        "mail",
        "mobilePhone",
        "officeLocation",
        "preferredLanguage",
        "surname",
        "userPrincipalName",
    ];
    names
        .into_iter()
        .map(|name| (name.to_owned(), user[name].clone()))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

fn id_of(object: &Value) -> &str {
    object["id"].as_str().unwrap_or_default()
}

fn invalid(property: &str) -> Refusal {
    graph(
        400,
        "Request_BadRequest",
        format!("Invalid value specified for property '{property}' of resource 'User'."),
    )
}
