//! The connectors to Microsoft 365 and Google Workspace, over real HTTP on this machine, against the sandbox that answers as the
//! services do.

mod classes;
mod mailboxes;
mod people;
mod requests;
mod schema;
mod sign_in;
mod slips;
mod throttling;

use ump::base::PersonName;
use ump::base::id::AccountId;
use ump::connectors::{Connector, ExternalId, Person, Service};
use uuid::Uuid;

use crate::support::portal::Portal;

/// Where the schools of these tests are.
const AUTHORITY: i16 = 681;

fn connector(portal: &Portal, service: Service) -> &Connector {
    portal.services.connectors.connector(service, AUTHORITY)
}

/// The `number`th person of a test.
fn key(number: u128) -> AccountId {
    AccountId(Uuid::from_u128(number))
}

fn name(forename: &str, surname: &str) -> PersonName {
    PersonName::parse(forename, surname).unwrap()
}

fn learner<'a>(number: u128, username: &'a str, name: &'a PersonName) -> Person<'a> {
    Person { key: key(number), username, name, is_learner: true, is_enabled: true }
}

/// Creates people with the numbers `from..=to`.
async fn create_people(connector: &Connector, from: u128, to: u128) -> Vec<ExternalId> {
    let name = name("Siân", "Llŷr");
    let mut ids = Vec::new();
    for number in from..=to {
        let username = format!("LlyrS{number}");
        ids.push(connector.create_person(&learner(number, &username, &name)).await.unwrap());
    }
    ids
}
