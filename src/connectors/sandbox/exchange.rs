//! Exchange Online's cmdlets: shared mailboxes, who may open them, and aliases of people. Unproven, as the connector is.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use axum::routing::post;
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use super::Desk;
use super::answers::{Answer, Refusal, exchange, graph, graph_body, read};
use super::microsoft::users;
use super::store::{self, Kind};
use crate::db::SystemTx;

pub fn routes() -> Router<Desk> {
    Router::new().route("/{tenant}/InvokeCommand", post(invoke))
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct Command {
    cmdlet_input: CmdletInput,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct CmdletInput {
    cmdlet_name: String,
    parameters: Value,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct NewMailbox {
    shared: bool,
    name: String,
    display_name: String,
    alias: String,
    primary_smtp_address: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct Named {
    identity: String,
    #[serde(rename = "Confirm")]
    _confirm: Option<bool>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct Access {
    identity: String,
    #[serde(alias = "Trustee")]
    user: String,
    access_rights: Vec<String>,
    #[serde(rename = "InheritanceType")]
    _inheritance: Option<String>,
    #[serde(rename = "AutoMapping")]
    _auto_mapping: Option<bool>,
    #[serde(rename = "Confirm")]
    _confirm: Option<bool>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct SetMailbox {
    identity: String,
    email_addresses: Added,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Added {
    #[serde(rename = "@odata.type")]
    kind: String,
    #[serde(rename = "Add")]
    address: String,
}

async fn invoke(
    State(desk): State<Desk>,
    Path(tenant): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let command: Command = read(&body, graph_body)?;
    let CmdletInput { cmdlet_name: name, parameters } = command.cmdlet_input;
    let is_named = headers.get("x-cmdletname").is_some_and(|header| header.as_bytes() == name.as_bytes());
    if tenant != desk.access.tenant.to_string() || !is_named || !headers.contains_key("x-anchormailbox") {
        return Err(graph(400, "BadRequest", "The request is not routed."));
    }
    let parameters = parameters.to_string().into_bytes();
    let mut tx = desk.begin().await?;
    let rows = match name.as_str() {
        "New-Mailbox" => create(&desk, &mut tx, read(&parameters, graph_body)?).await?,
        "Get-Mailbox" => vec![find(&mut tx, &read::<Named>(&parameters, graph_body)?.identity).await?],
        "Set-Mailbox" => add_alias(&mut tx, read(&parameters, graph_body)?).await?,
        "Remove-Mailbox" => remove(&mut tx, read(&parameters, graph_body)?).await?,
        "Get-MailboxPermission" => permissions(&mut tx, read(&parameters, graph_body)?).await?,
        "Add-MailboxPermission" => grant(&mut tx, Kind::FullAccess, read(&parameters, graph_body)?).await?,
        "Add-RecipientPermission" => grant(&mut tx, Kind::SendAs, read(&parameters, graph_body)?).await?,
        "Remove-MailboxPermission" => {
            revoke(&mut tx, Kind::FullAccess, read(&parameters, graph_body)?).await?
        }
        "Remove-RecipientPermission" => revoke(&mut tx, Kind::SendAs, read(&parameters, graph_body)?).await?,
        _ => return Err(exchange(400, "CommandNotFoundException", "The cmdlet is not known.")),
    };
    tx.commit().await?;
    Ok(Json(json!({ "@adminapi.warnings": [], "value": rows })).into_response())
}

async fn create(desk: &Desk, tx: &mut SystemTx, new: NewMailbox) -> Result<Vec<Value>, Refusal> {
    let address = new.primary_smtp_address.to_ascii_lowercase();
    let (local, domain) = address.split_once('@').unwrap_or_default();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "'.-_!#^~".contains(c);
    let is_address = !local.is_empty() && local.len() <= 64 && local.chars().all(is_plain);
    if !new.shared || !is_address || !domain.eq_ignore_ascii_case(&desk.access.domain) {
        return Err(exchange(400, "RecipientTaskException", "The address is not valid."));
    }
    if new.name.chars().count() > 64 || new.alias.len() > 64 {
        return Err(exchange(400, "RecipientTaskException", "The name is too long."));
    }
    let id = desk.fresh_id();
    if !store::reserve(tx, Kind::Address, &address, &id).await? {
        return Err(exchange(400, "ProxyAddressExistsException", "The proxy address is already being used."));
    }
    let mailbox = json!({
        "ExternalDirectoryObjectId": id, "Name": new.name, "DisplayName": new.display_name, "Alias": new.alias,
        "PrimarySmtpAddress": new.primary_smtp_address, "RecipientTypeDetails": "SharedMailbox",
        "EmailAddresses": [format!("SMTP:{}", new.primary_smtp_address)],
    });
    store::insert(tx, Kind::Mailbox, "", &address, &mailbox).await?;
    Ok(vec![mailbox])
}

/// A shared mailbox by its address, or a person's by their id.
async fn find(tx: &mut SystemTx, identity: &str) -> Result<Value, Refusal> {
    if let Some(mailbox) = store::read(tx, Kind::Mailbox, "", &identity.to_ascii_lowercase()).await? {
        return Ok(mailbox);
    }
    let user = store::read(tx, Kind::User, "", identity).await?.filter(users::is_licensed);
    let user = user.ok_or_else(|| missing(identity))?;
    let name = user["userPrincipalName"].as_str().unwrap_or_default();
    let known = store::names(tx, Kind::Address, identity).await?;
    let addresses = known.iter().map(|address| {
        let prefix = if address.eq_ignore_ascii_case(name) { "SMTP" } else { "smtp" };
        format!("{prefix}:{address}")
    });
    Ok(json!({
        "ExternalDirectoryObjectId": identity, "Name": identity, "DisplayName": user["displayName"],
        "Alias": user["mailNickname"], "PrimarySmtpAddress": name, "RecipientTypeDetails": "UserMailbox",
        "EmailAddresses": addresses.collect::<Vec<_>>(),
    }))
}

async fn add_alias(tx: &mut SystemTx, set: SetMailbox) -> Result<Vec<Value>, Refusal> {
    if store::read(tx, Kind::User, "", &set.identity).await?.is_none() {
        return Err(missing(&set.identity));
    }
    let address = set.email_addresses.address.strip_prefix("smtp:");
    let address = address.filter(|_| set.email_addresses.kind == "#Exchange.GenericHashTable");
    let address =
        address.ok_or_else(|| exchange(400, "DataValidationException", "The address is not valid."))?;
    if !store::reserve(tx, Kind::Address, address, &set.identity).await? {
        return Err(exchange(400, "ProxyAddressExistsException", "The proxy address is already being used."));
    }
    Ok(Vec::new())
}

async fn remove(tx: &mut SystemTx, named: Named) -> Result<Vec<Value>, Refusal> {
    let address = named.identity.to_ascii_lowercase();
    if !store::remove(tx, Kind::Mailbox, "", &address).await? {
        return Err(missing(&named.identity));
    }
    store::remove(tx, Kind::Address, "", &address).await?;
    for list in [Kind::FullAccess, Kind::SendAs] {
        store::remove_all(tx, list, &address).await?;
    }
    Ok(Vec::new())
}

async fn permissions(tx: &mut SystemTx, named: Named) -> Result<Vec<Value>, Refusal> {
    let address = shared(tx, &named.identity).await?;
    let own = json!({
        "Identity": address, "User": "NT AUTHORITY\\SELF", "AccessRights": ["FullAccess", "ReadPermission"],
        "IsInherited": false, "Deny": false, "InheritanceType": "All",
    });
    let mut rows = vec![own];
    for id in store::list(tx, Kind::FullAccess, &address, "", 1000).await? {
        let user = store::read(tx, Kind::User, "", &id).await?.unwrap_or_default();
        rows.push(json!({
            "Identity": address, "User": user["userPrincipalName"], "AccessRights": ["FullAccess"],
            "IsInherited": false, "Deny": false, "InheritanceType": "All",
        }));
    }
    Ok(rows)
}

/// Giving what somebody has already is a warning only.
async fn grant(tx: &mut SystemTx, kind: Kind, access: Access) -> Result<Vec<Value>, Refusal> {
    let (address, person) = (shared(tx, &access.identity).await?, person(tx, kind, &access).await?);
    store::insert(tx, kind, &address, &person, &json!({})).await?;
    Ok(Vec::new())
}

async fn revoke(tx: &mut SystemTx, kind: Kind, access: Access) -> Result<Vec<Value>, Refusal> {
    let (address, person) = (shared(tx, &access.identity).await?, person(tx, kind, &access).await?);
    if !store::remove(tx, kind, &address, &person).await? {
        return Err(exchange(400, "ACEDoesntExistException", "The access control entry does not exist."));
    }
    Ok(Vec::new())
}

/// Whose access it is, by a user principal name.
async fn person(tx: &mut SystemTx, kind: Kind, access: &Access) -> Result<String, Refusal> {
    let right = if kind == Kind::SendAs { "SendAs" } else { "FullAccess" };
    if access.access_rights != [right] {
        return Err(exchange(400, "RecipientTaskException", "The access right is not known."));
    }
    let id = store::owner_of(tx, Kind::Address, &access.user).await?;
    id.ok_or_else(|| missing(&access.user))
}

async fn shared(tx: &mut SystemTx, identity: &str) -> Result<String, Refusal> {
    let address = identity.to_ascii_lowercase();
    match store::read(tx, Kind::Mailbox, "", &address).await? {
        Some(_) => Ok(address),
        None => Err(missing(identity)),
    }
}

fn missing(identity: &str) -> Refusal {
    let message =
        format!("The operation couldn't be performed because object '{identity}' couldn't be found.");
    exchange(404, "ManagementObjectNotFoundException", &message)
}
