//! People's accounts in Microsoft Entra.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::Microsoft;
use super::answers::{done, done_or_gone, is_taken, refusal};
use crate::base::id::AccountId;
use crate::connectors::api::{Call, clip, parse};
use crate::connectors::{ConnectorError, ExternalId, Person, PersonThere, throwaway};

/// The longest forename or surname.
const LONGEST_NAME: usize = 64;
/// The longest display name.
const LONGEST_DISPLAY_NAME: usize = 256;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct User {
    id: String,
    user_principal_name: String,
    account_enabled: bool,
}

#[derive(Deserialize)]
struct Created {
    id: String,
}

#[derive(Deserialize)]
struct Users {
    value: Vec<User>,
}

impl Microsoft {
    /// See [`Connector::find_person`](crate::connectors::Connector::find_person).
    pub async fn find_person(&self, key: AccountId) -> Result<Option<PersonThere>, ConnectorError> {
        let call = Call::get(&["users"])
            .query("$filter", format!("onPremisesImmutableId eq '{key}'"))
            .query("$select", "id,userPrincipalName,accountEnabled");
        let users: Users = parse(done(self.graph.send(&call).await?)?)?;
        Ok(users.value.into_iter().next().map(|user| PersonThere {
            id: user.id.into(),
            address: user.user_principal_name,
            is_enabled: user.account_enabled,
        }))
    }

    /// See [`Connector::create_person`](crate::connectors::Connector::create_person).
    pub async fn create_person(&self, person: &Person<'_>) -> Result<ExternalId, ConnectorError> {
        let mut user = self.describe(person);
        user.insert("onPremisesImmutableId".into(), person.key.to_string().into());
        user.insert("usageLocation".into(), self.terms.usage_location.clone().into());
        user.insert(
            "passwordProfile".into(),
            json!({ "password": throwaway::password(), "forceChangePasswordNextSignIn": false }),
        );
        let reply = self.graph.send(&Call::post(&["users"]).body(Value::Object(user))).await?;
        let id = if is_taken(&reply) {
            let found = self.find_person(person.key).await?.ok_or(ConnectorError::Taken)?;
            self.update_person(&found.id, person).await?; // the interrupted try may have known another name
            found.id
        } else {
            parse::<Created>(done(reply)?)?.id.into()
        };
        self.assign_licences(&id, person.is_learner).await?;
        Ok(id)
    }

    /// See [`Connector::update_person`](crate::connectors::Connector::update_person).
    pub async fn update_person(&self, id: &ExternalId, person: &Person<'_>) -> Result<(), ConnectorError> {
        let user = Value::Object(self.describe(person));
        let reply = self.graph.send(&Call::patch(&["users", id.as_str()]).body(user)).await?;
        match reply {
            reply if reply.is_done() => Ok(()),
            reply if is_taken(&reply) => Err(ConnectorError::Taken),
            reply => Err(refusal(&reply)),
        }
    }

    /// See [`Connector::add_alias`](crate::connectors::Connector::add_alias).
    pub async fn add_alias(&self, id: &ExternalId, username: &str) -> Result<(), ConnectorError> {
        self.exchange.add_alias(id, &self.address(username)).await
    }

    /// See [`Connector::delete_person`](crate::connectors::Connector::delete_person).
    pub async fn delete_person(&self, id: &ExternalId) -> Result<(), ConnectorError> {
        done_or_gone(&self.graph.send(&Call::delete(&["users", id.as_str()])).await?)
    }

    /// What the portal decides about an account at all times.
    fn describe(&self, person: &Person<'_>) -> Map<String, Value> {
        let user = json!({
            "accountEnabled": person.is_enabled,
            "displayName": clip(&person.name.to_string(), LONGEST_DISPLAY_NAME),
            "givenName": clip(&person.name.forename, LONGEST_NAME),
            "surname": clip(&person.name.surname, LONGEST_NAME),
            "mailNickname": person.username,
            "userPrincipalName": self.address(person.username),
        });
        match user {
            Value::Object(user) => user,
            _ => Map::new(),
        }
    }

    /// Gives the account its products; those that it has already stay.
    async fn assign_licences(&self, id: &ExternalId, is_learner: bool) -> Result<(), ConnectorError> {
        let skus = if is_learner { &self.terms.learner_licences } else { &self.terms.staff_licences };
        if skus.is_empty() {
            return Ok(());
        }
        let added: Vec<Value> = skus.iter().map(|sku| json!({ "skuId": sku, "disabledPlans": [] })).collect();
        let call = Call::post(&["users", id.as_str(), "assignLicense"])
            .body(json!({ "addLicenses": added, "removeLicenses": [] }));
        done(self.graph.send(&call).await?).map(|_| ())
    }
}
