//! People's accounts in Google Workspace.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::Google;
use super::answers::{done, done_or_gone, is_there, refusal};
use crate::base::id::AccountId;
use crate::connectors::api::{Call, clip, parse};
use crate::connectors::{ConnectorError, ExternalId, Person, PersonThere, throwaway};

/// The longest forename or surname.
const LONGEST_NAME: usize = 60;
/// The kind of external id that holds the account's id.
const KEY_KIND: &str = "ump";

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct User {
    id: String,
    primary_email: String,
    #[serde(default)]
    suspended: bool,
    #[serde(default)]
    external_ids: Vec<NamedId>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NamedId {
    #[serde(default)]
    value: String,
    custom_type: Option<String>,
}

impl User {
    fn has(&self, key: AccountId) -> bool {
        let key = key.to_string();
        self.external_ids.iter().any(|id| id.value == key && id.custom_type.as_deref() == Some(KEY_KIND))
    }
}

#[derive(Deserialize)]
struct Users {
    #[serde(default)]
    users: Vec<User>,
}

#[derive(Deserialize)]
struct Aliases {
    #[serde(default)]
    aliases: Vec<Alias>,
}

#[derive(Deserialize)]
struct Alias {
    alias: String,
}

impl Google {
    /// See [`Connector::find_person`](crate::connectors::Connector::find_person).
    ///
    /// Google's search may take a day to know a new account; [`Google::create_person`] does not depend on it.
    pub async fn find_person(&self, key: AccountId) -> Result<Option<PersonThere>, ConnectorError> {
        let call = Call::get(&["admin", "directory", "v1", "users"])
            .query("customer", &self.terms.customer)
            .query("query", format!("externalId='{key}'"));
        let found: Users = parse(done(self.directory.send(&call).await?)?)?;
        Ok(found.users.into_iter().find(|user| user.has(key)).map(|user| PersonThere {
            id: user.id.into(),
            address: user.primary_email,
            is_enabled: !user.suspended,
        }))
    }

    /// See [`Connector::create_person`](crate::connectors::Connector::create_person).
    pub async fn create_person(&self, person: &Person<'_>) -> Result<ExternalId, ConnectorError> {
        if let Some(found) = self.find_person(person.key).await? {
            self.update_person(&found.id, person).await?;
            return Ok(found.id);
        }
        let mut user = self.describe(person);
        user.insert("password".into(), throwaway::password().into());
        user.insert("changePasswordAtNextLogin".into(), false.into());
        user.insert(
            "externalIds".into(),
            json!([{ "type": "custom", "customType": KEY_KIND, "value": person.key }]),
        );
        let call = Call::post(&["admin", "directory", "v1", "users"]).body(Value::Object(user));
        let reply = self.directory.send(&call).await?;
        if !is_there(&reply) {
            return Ok(parse::<User>(done(reply)?)?.id.into());
        }
        // By its address an account is known at once: an earlier try's, or somebody else's.
        let found = self.read(&self.address(person.username)).await?;
        if !found.has(person.key) {
            return Err(ConnectorError::Taken);
        }
        let id = ExternalId::from(found.id);
        self.update_person(&id, person).await?;
        Ok(id)
    }

    /// See [`Connector::update_person`](crate::connectors::Connector::update_person). Google keeps the old address as an
    /// alias.
    pub async fn update_person(&self, id: &ExternalId, person: &Person<'_>) -> Result<(), ConnectorError> {
        let call = Call::patch(&["admin", "directory", "v1", "users", id.as_str()])
            .body(Value::Object(self.describe(person)));
        let reply = self.directory.send(&call).await?;
        match reply {
            reply if reply.is_done() => Ok(()),
            reply if is_there(&reply) => Err(ConnectorError::Taken),
            reply => Err(refusal(&reply)),
        }
    }

    /// See [`Connector::add_alias`](crate::connectors::Connector::add_alias).
    pub async fn add_alias(&self, id: &ExternalId, username: &str) -> Result<(), ConnectorError> {
        let address = self.address(username);
        let path = ["admin", "directory", "v1", "users", id.as_str(), "aliases"];
        let reply = self.directory.send(&Call::post(&path).body(json!({ "alias": address }))).await?;
        if !is_there(&reply) {
            return done(reply).map(|_| ());
        }
        let own: Aliases = parse(done(self.directory.send(&Call::get(&path)).await?)?)?;
        let has = own.aliases.iter().any(|own| own.alias.eq_ignore_ascii_case(&address));
        if has { Ok(()) } else { Err(ConnectorError::Taken) }
    }

    /// See [`Connector::delete_person`](crate::connectors::Connector::delete_person).
    pub async fn delete_person(&self, id: &ExternalId) -> Result<(), ConnectorError> {
        let call = Call::delete(&["admin", "directory", "v1", "users", id.as_str()]);
        done_or_gone(&self.directory.send(&call).await?)
    }

    async fn read(&self, key: &str) -> Result<User, ConnectorError> {
        let call = Call::get(&["admin", "directory", "v1", "users", key]);
        parse(done(self.directory.send(&call).await?)?)
    }

    /// What the portal decides about an account at all times.
    fn describe(&self, person: &Person<'_>) -> Map<String, Value> {
        let unit = if person.is_learner { &self.terms.learner_unit } else { &self.terms.staff_unit };
        let user = json!({
            "primaryEmail": self.address(person.username),
            "name": {
                "givenName": clip(&person.name.forename, LONGEST_NAME),
                "familyName": clip(&person.name.surname, LONGEST_NAME),
            },
            "orgUnitPath": unit,
            "suspended": !person.is_enabled,
        });
        match user {
            Value::Object(user) => user,
            _ => Map::new(),
        }
    }
}
