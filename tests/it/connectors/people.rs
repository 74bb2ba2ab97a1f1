//! People's accounts there.

use ump::connectors::{ConnectorError, Person, Service};

use super::{connector, create_people, key, learner, name};
use crate::support::portal::Portal;

#[tokio::test]
async fn an_account_is_created_renamed_disabled_and_deleted() {
    let portal = Portal::start().await;
    for service in Service::ALL {
        let there = connector(&portal, service);
        assert_eq!(there.find_person(key(1)).await.unwrap(), None);
        let before = name("Siân", "Llŷr");
        let id = there.create_person(&learner(1, "LlyrS", &before)).await.unwrap();
        let found = there.find_person(key(1)).await.unwrap().unwrap();
        assert_eq!((&found.id, found.address.as_str(), found.is_enabled), (&id, "LlyrS@hwbcymru.net", true));

        let after = name("Siân", "Gŵyl");
        let renamed = Person { is_enabled: false, ..learner(1, "GwylS", &after) };
        there.update_person(&id, &renamed).await.unwrap();
        there.add_alias(&id, "LlyrS").await.unwrap();
        there.add_alias(&id, "LlyrS").await.unwrap();
        let found = there.find_person(key(1)).await.unwrap().unwrap();
        assert_eq!((found.address.as_str(), found.is_enabled), ("GwylS@hwbcymru.net", false));

        there.delete_person(&id).await.unwrap();
        there.delete_person(&id).await.unwrap();
        assert_eq!(there.find_person(key(1)).await.unwrap(), None);
        assert_eq!(there.update_person(&id, &renamed).await, Err(ConnectorError::Missing));
    }
    portal.finish().await;
}

#[tokio::test]
async fn asking_twice_makes_one_account_even_under_another_name() {
    let portal = Portal::start().await;
    for service in Service::ALL {
        let there = connector(&portal, service);
        let name = name("Joe", "Bloggs");
        let id = there.create_person(&learner(1, "BloggsJ", &name)).await.unwrap();
        // The answer was lost, and before the next try the person got another username.
        assert_eq!(there.create_person(&learner(1, "BloggsJ", &name)).await, Ok(id.clone()));
        assert_eq!(there.create_person(&learner(1, "BloggsJ2", &name)).await, Ok(id));
        let found = there.find_person(key(1)).await.unwrap().unwrap();
        assert_eq!(found.address, "BloggsJ2@hwbcymru.net");
    }
    portal.finish().await;
}

#[tokio::test]
async fn an_address_belongs_to_one_person() {
    let portal = Portal::start().await;
    for service in Service::ALL {
        let there = connector(&portal, service);
        let ids = create_people(there, 1, 2).await;
        let name = name("Joe", "Bloggs");
        assert_eq!(there.create_person(&learner(3, "llyrs1", &name)).await, Err(ConnectorError::Taken));
        assert_eq!(there.add_alias(&ids[1], "LlyrS1").await, Err(ConnectorError::Taken));
        assert_eq!(
            there.update_person(&ids[1], &learner(2, "LlyrS1", &name)).await,
            Err(ConnectorError::Taken)
        );
    }
    portal.finish().await;
}

#[tokio::test]
async fn an_account_can_be_made_again_after_it_was_deleted() {
    let portal = Portal::start().await;
    for service in Service::ALL {
        let there = connector(&portal, service);
        let first = create_people(there, 1, 1).await;
        there.delete_person(&first[0]).await.unwrap();
        let second = create_people(there, 1, 1).await;
        assert_ne!(first, second, "{service:?}");
    }
    portal.finish().await;
}

#[tokio::test]
async fn what_the_services_refuse_is_told_by_their_code_alone() {
    let portal = Portal::start().await;
    let name = name("Siân", "Llŷr");
    for (service, code) in [(Service::Microsoft, "Request_BadRequest"), (Service::Google, "invalid")] {
        let refused =
            connector(&portal, service).create_person(&learner(1, "LlŷrS", &name)).await.unwrap_err();
        assert_eq!(refused, ConnectorError::Refused { status: 400, code: code.into() });
        assert!(!refused.is_worth_retrying());
        assert!(!refused.to_string().contains("Ll"), "no name: {refused}");
    }
    portal.finish().await;
}

#[tokio::test]
async fn long_names_are_clipped_to_what_the_services_take() {
    let portal = Portal::start().await;
    let name = name(&"Ŵ".repeat(100), &"ŷ".repeat(100));
    for service in Service::ALL {
        connector(&portal, service).create_person(&learner(1, "User", &name)).await.unwrap();
    }
    portal.finish().await;
}
