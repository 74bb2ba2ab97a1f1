//! Shared mailboxes.

use ump::base::id::MailboxId;
use ump::connectors::{ConnectorError, NewMailbox, Service};
use uuid::Uuid;

use super::{AUTHORITY, connector, create_people};
use crate::support::portal::Portal;

const ADDRESS: &str = "6812001_swyddfa@hwbcymru.net";

fn new(number: u128) -> NewMailbox<'static> {
    NewMailbox { key: MailboxId(Uuid::from_u128(number)), address: ADDRESS, name: "Swyddfa Ysgol Glan Ŵysg" }
}

#[tokio::test]
async fn a_mailbox_is_made_once_and_its_address_is_taken() {
    let portal = Portal::start().await;
    let exchange = portal.services.connectors.exchange(AUTHORITY);
    assert_eq!(exchange.find_mailbox(ADDRESS).await, Ok(None));
    let id = exchange.create_mailbox(&new(1)).await.unwrap();
    assert_eq!(exchange.create_mailbox(&new(1)).await, Ok(id.clone()));
    assert_eq!(exchange.create_mailbox(&new(2)).await, Err(ConnectorError::Taken));
    assert_eq!(exchange.find_mailbox(ADDRESS).await, Ok(Some(id)));
    exchange.delete_mailbox(ADDRESS).await.unwrap();
    exchange.delete_mailbox(ADDRESS).await.unwrap();
    assert_eq!(exchange.find_mailbox(ADDRESS).await, Ok(None));
    exchange.create_mailbox(&new(2)).await.unwrap();
    portal.finish().await;
}

#[tokio::test]
async fn people_get_access_and_lose_it() {
    let portal = Portal::start().await;
    let exchange = portal.services.connectors.exchange(AUTHORITY);
    let there = connector(&portal, Service::Microsoft);
    let people = create_people(there, 1, 2).await;
    exchange.create_mailbox(&new(1)).await.unwrap();
    assert_eq!(exchange.list_access(ADDRESS).await, Ok(Vec::new()));
    for person in ["LlyrS1@hwbcymru.net", "LlyrS1@hwbcymru.net", "LlyrS2@hwbcymru.net"] {
        exchange.grant_access(ADDRESS, person).await.unwrap();
    }
    let mut access = exchange.list_access(ADDRESS).await.unwrap();
    access.sort();
    assert_eq!(access, ["LlyrS1@hwbcymru.net", "LlyrS2@hwbcymru.net"]);

    exchange.revoke_access(ADDRESS, "LlyrS1@hwbcymru.net").await.unwrap();
    exchange.revoke_access(ADDRESS, "LlyrS1@hwbcymru.net").await.unwrap();
    there.delete_person(&people[1]).await.unwrap();
    assert_eq!(exchange.list_access(ADDRESS).await, Ok(Vec::new()));
    exchange.revoke_access(ADDRESS, "LlyrS2@hwbcymru.net").await.unwrap();
    let nobody = exchange.grant_access(ADDRESS, "Nobody@hwbcymru.net").await;
    assert_eq!(nobody, Err(ConnectorError::Missing));
    portal.finish().await;
}

#[tokio::test]
async fn a_mailbox_that_is_not_there_is_missing() {
    let portal = Portal::start().await;
    let exchange = portal.services.connectors.exchange(AUTHORITY);
    assert_eq!(exchange.list_access(ADDRESS).await, Err(ConnectorError::Missing));
    let granted = exchange.grant_access(ADDRESS, "LlyrS1@hwbcymru.net").await;
    assert_eq!(granted, Err(ConnectorError::Missing));
    portal.finish().await;
}
