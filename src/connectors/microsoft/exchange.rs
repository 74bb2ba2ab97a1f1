//! Shared mailboxes and aliases, for which Graph has no call: cmdlets through the interface that Exchange Online's PowerShell
//! module uses.
//!
//! **Unproven.** Microsoft publishes no schema of this interface; its shape is known from public clients that use it
//! (`docs/integrations.md` names them), and no real tenant has answered this code.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::connectors::api::{Api, Call, parse};
use crate::connectors::http::Reply;
use crate::connectors::{ConnectorError, ExternalId, NewMailbox};

/// A mailbox that every tenant has; requests for no particular mailbox are routed by it.
const ANCHOR: &str = "DiscoverySearchMailbox{D919BA05-46A6-415f-80AD-7E09334BB852}";

/// The mailboxes of one Microsoft tenant. People are named by their address (user principal name).
///
/// Unproven: see the module.
#[derive(Clone, Debug)]
pub struct Exchange {
    api: Api,
    tenant: String,
}

#[derive(Deserialize)]
struct Answer {
    value: Vec<Value>,
    #[serde(rename = "@odata.nextLink")]
    next: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Mailbox {
    name: String,
    external_directory_object_id: String,
    #[serde(default)]
    email_addresses: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Permission {
    user: String,
    access_rights: Vec<String>,
    is_inherited: bool,
}

impl Exchange {
    /// The mailboxes behind `api`.
    pub fn new(api: Api, tenant: &str) -> Self {
        Self { api, tenant: tenant.to_owned() }
    }

    /// Makes a shared mailbox, or takes up the one that an interrupted try left.
    ///
    /// # Errors
    /// [`ConnectorError::Taken`] where another mailbox has the address.
    pub async fn create_mailbox(&self, new: &NewMailbox<'_>) -> Result<ExternalId, ConnectorError> {
        let (alias, _) = new.address.split_once('@').unwrap_or((new.address, ""));
        let parameters = json!({
            "Shared": true,
            "Name": unique_name(new),
            "DisplayName": new.name,
            "Alias": alias,
            "PrimarySmtpAddress": new.address,
        });
        match self.invoke("New-Mailbox", parameters).await {
            Ok(made) => first(made)?.ok_or(ConnectorError::Unreadable),
            Err(Refusal::Exists) => match self.read(new.address).await? {
                Some(found) if found.name == unique_name(new) => {
                    Ok(found.external_directory_object_id.into())
                }
                _ => Err(ConnectorError::Taken),
            },
            Err(refusal) => Err(refusal.into()),
        }
    }

    /// The mailbox with this address.
    pub async fn find_mailbox(&self, address: &str) -> Result<Option<ExternalId>, ConnectorError> {
        Ok(self.read(address).await?.map(|mailbox| mailbox.external_directory_object_id.into()))
    }

    /// The addresses of the people who may open it.
    ///
    /// # Errors
    /// [`ConnectorError::Missing`] where there is no such mailbox.
    pub async fn list_access(&self, address: &str) -> Result<Vec<String>, ConnectorError> {
        let rows = self.invoke("Get-MailboxPermission", json!({ "Identity": address })).await?;
        let mut people = Vec::new();
        for row in rows {
            let permission: Permission = parse(row)?;
            let is_full = permission.access_rights.iter().any(|right| right == "FullAccess");
            // The service's own entries (NT AUTHORITY\SELF) are no addresses.
            if is_full && !permission.is_inherited && permission.user.contains('@') {
                people.push(permission.user);
            }
        }
        Ok(people)
    }

    /// Lets somebody open the mailbox and send from it; one who may already is fine.
    ///
    /// # Errors
    /// [`ConnectorError::Missing`] where there is no such mailbox or person.
    pub async fn grant_access(&self, address: &str, person: &str) -> Result<(), ConnectorError> {
        let open = json!({
            "Identity": address,
            "User": person,
            "AccessRights": ["FullAccess"],
            "InheritanceType": "All",
            "AutoMapping": true,
        });
        self.invoke("Add-MailboxPermission", open).await?;
        let send = json!({
            "Identity": address,
            "Trustee": person,
            "AccessRights": ["SendAs"],
            "Confirm": false,
        });
        self.invoke("Add-RecipientPermission", send).await?;
        Ok(())
    }

    /// Ends somebody's access; one who has none is fine.
    pub async fn revoke_access(&self, address: &str, person: &str) -> Result<(), ConnectorError> {
        let send = json!({
            "Identity": address,
            "Trustee": person,
            "AccessRights": ["SendAs"],
            "Confirm": false,
        });
        gone_is_fine(self.invoke("Remove-RecipientPermission", send).await)?;
        let open = json!({
            "Identity": address,
            "User": person,
            "AccessRights": ["FullAccess"],
            "InheritanceType": "All",
            "Confirm": false,
        });
        gone_is_fine(self.invoke("Remove-MailboxPermission", open).await)
    }

    /// Deletes the mailbox; one that is gone already is fine.
    pub async fn delete_mailbox(&self, address: &str) -> Result<(), ConnectorError> {
        let parameters = json!({ "Identity": address, "Confirm": false });
        gone_is_fine(self.invoke("Remove-Mailbox", parameters).await)
    }

    /// Lets mail to `address` arrive in a person's mailbox; an address that it has already is fine.
    ///
    /// # Errors
    /// [`ConnectorError::NotYet`] while the mailbox is being made: that begins with the licence.
    pub async fn add_alias(&self, person: &ExternalId, address: &str) -> Result<(), ConnectorError> {
        let mailbox = self.read(person.as_str()).await?.ok_or(ConnectorError::NotYet)?;
        let has = |known: &String| {
            known.split_once(':').is_some_and(|(_, known)| known.eq_ignore_ascii_case(address))
        };
        if mailbox.email_addresses.iter().any(has) {
            return Ok(());
        }
        let parameters = json!({
            "Identity": person,
            "EmailAddresses": { "@odata.type": "#Exchange.GenericHashTable", "Add": format!("smtp:{address}") },
        });
        match self.invoke("Set-Mailbox", parameters).await {
            Ok(_) => Ok(()),
            Err(Refusal::Exists) => Err(ConnectorError::Taken),
            Err(refusal) => Err(refusal.into()),
        }
    }

    async fn read(&self, identity: &str) -> Result<Option<Mailbox>, ConnectorError> {
        match self.invoke("Get-Mailbox", json!({ "Identity": identity })).await {
            Ok(rows) => rows.into_iter().next().map(parse).transpose(),
            Err(Refusal::Missing) => Ok(None),
            Err(refusal) => Err(refusal.into()),
        }
    }

    /// Runs a cmdlet; gives everything that it prints.
    async fn invoke(&self, cmdlet: &str, parameters: Value) -> Result<Vec<Value>, Refusal> {
        // Requests about one mailbox go to the server that holds it.
        let anchor = match parameters["Identity"].as_str() {
            Some(identity) if identity.contains('@') => identity.to_owned(),
            _ => format!("{ANCHOR}@{}", self.tenant),
        };
        let call = Call::post(&["InvokeCommand"])
            .header("X-CmdletName", cmdlet)
            .header("X-AnchorMailbox", format!("UPN:{anchor}"))
            .header("X-ResponseFormat", "json")
            .header("Prefer", "odata.maxpagesize=1000")
            .body(json!({ "CmdletInput": { "CmdletName": cmdlet, "Parameters": parameters } }));
        let mut reply = self.api.send(&call).await?;
        let mut rows = Vec::new();
        loop {
            if !reply.is_done() {
                return Err(Refusal::read(&reply));
            }
            if reply.body.is_null() {
                return Ok(rows); // a cmdlet that prints nothing
            }
            let answer: Answer = parse(reply.body)?;
            rows.extend(answer.value);
            match answer.next {
                Some(next) => reply = self.api.follow(&call, &next).await?,
                None => return Ok(rows),
            }
        }
    }
}

/// The directory's name of a mailbox: unique in the tenant, so that no mailbox is made twice.
fn unique_name(new: &NewMailbox<'_>) -> String {
    format!("ump-{}", new.key.0.simple())
}

fn first(rows: Vec<Value>) -> Result<Option<ExternalId>, ConnectorError> {
    let mailbox = rows.into_iter().next().map(parse::<Mailbox>).transpose()?;
    Ok(mailbox.map(|mailbox| mailbox.external_directory_object_id.into()))
}

fn gone_is_fine(outcome: Result<Vec<Value>, Refusal>) -> Result<(), ConnectorError> {
    match outcome {
        Ok(_) | Err(Refusal::Missing) => Ok(()),
        Err(refusal) => Err(refusal.into()),
    }
}

/// Why a cmdlet did not run: the service tells it by the name of a .NET exception, between bars in a detail's message.
enum Refusal {
    Exists,
    Missing,
    Other(ConnectorError),
}

impl Refusal {
    fn read(reply: &Reply) -> Self {
        let error = &reply.body["error"];
        let detail = error["details"][0]["message"].as_str().unwrap_or_default();
        let exception = detail.split('|').nth(1).unwrap_or_default().rsplit('.').next().unwrap_or_default();
        match exception {
            "ManagementObjectNotFoundException" => Self::Missing,
            "ACEDoesntExistException" => Self::Missing,
            "ADObjectAlreadyExistsException"
            | "ProxyAddressExistsException"
            | "NameNotAvailableException"
            | "WLCDManagedMemberExistsException" => Self::Exists,
            _ if reply.status == 404 => Self::Missing,
            other => {
                let code = if other.is_empty() { error["code"].as_str().unwrap_or_default() } else { other };
                let code = code.chars().take(60).collect();
                Self::Other(ConnectorError::Refused { status: reply.status, code })
            }
        }
    }
}

impl From<ConnectorError> for Refusal {
    fn from(error: ConnectorError) -> Self {
        Self::Other(error)
    }
}

impl From<Refusal> for ConnectorError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Exists => Self::Taken,
            Refusal::Missing => Self::Missing,
            Refusal::Other(error) => error,
        }
    }
}
