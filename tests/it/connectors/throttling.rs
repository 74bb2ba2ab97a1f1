//! Services that ask for a pause, lose answers, are down, or withdraw a token.

use std::time::Duration;

use chrono::TimeDelta;
use futures_util::future::join_all;
use ump::base::id::WorkspaceId;
use ump::connectors::{ConnectorError, Connectors, MemberRole, NewMember, NewWorkspace, Service};
use uuid::Uuid;

use super::{AUTHORITY, connector, create_people, key};
use crate::support::portal::Portal;

#[tokio::test]
async fn a_pause_is_waited_out_a_few_times_and_then_told() {
    let portal = Portal::start().await;
    for service in Service::ALL {
        portal.sandbox.controls().set_faults(100, 0);
        let before = portal.sandbox.controls().requests();
        let told = connector(&portal, service).find_person(key(1)).await.unwrap_err();
        assert_eq!(told, ConnectorError::Throttled { wait: Some(Duration::ZERO) });
        assert!(told.is_worth_retrying() && !told.tells_that_the_service_is_down());
        assert_eq!(portal.sandbox.controls().requests() - before, 4);
        portal.sandbox.controls().set_faults(0, 0);
        assert_eq!(connector(&portal, service).find_person(key(1)).await, Ok(None));
    }
    portal.finish().await;
}

#[tokio::test]
async fn a_long_pause_is_told_at_once() {
    let portal = Portal::start().await;
    portal.sandbox.controls().set_faults(100, 120);
    let before = portal.sandbox.controls().requests();
    let told = connector(&portal, Service::Microsoft).find_person(key(1)).await.unwrap_err();
    assert_eq!(told.wait(), Some(Duration::from_secs(120)));
    assert_eq!(portal.sandbox.controls().requests() - before, 1);
    portal.finish().await;
}

#[tokio::test]
async fn nothing_is_lost_or_doubled_when_every_third_answer_goes_wrong() {
    let portal = Portal::start().await;
    for (number, service) in (1..).zip(Service::ALL) {
        portal.sandbox.controls().set_faults(0, 0);
        let there = connector(&portal, service);
        let people = create_people(there, 1, 12).await;
        portal.sandbox.controls().set_faults(33, 0);
        let key = WorkspaceId(Uuid::from_u128(number));
        let new = NewWorkspace { key, title: "Cymraeg 9B", owner: &people[0] };
        let members: Vec<NewMember<'_>> =
            people.iter().map(|id| NewMember { id, role: MemberRole::Member }).collect();
        let id = loop {
            if let Ok(id) = there.create_workspace(&new).await {
                break id;
            }
        };
        while there.add_members(&id, &members[1..]).await.is_err() {}
        portal.sandbox.controls().set_faults(0, 0);
        assert_eq!(there.list_members(&id).await.unwrap().len(), 12, "{service:?}");
    }
    let doubled = "SELECT count(*) FROM sandbox_object WHERE kind IN ('microsoft.group', 'microsoft.team', 'google.course')";
    assert_eq!(portal.count(doubled).await, 3);
    portal.finish().await;
}

#[tokio::test]
async fn where_nothing_listens_the_service_is_down() {
    let told =
        Connectors::default().connector(Service::Google, AUTHORITY).find_person(key(1)).await.unwrap_err();
    assert_eq!(told, ConnectorError::Unavailable);
    assert!(told.tells_that_the_service_is_down() && told.is_worth_retrying());
}

/// How many sign-ins there were.
fn sign_ins(portal: &Portal) -> usize {
    let recorded = portal.sandbox.controls().recorded();
    recorded.iter().filter(|one| one.path.ends_with("/token")).count()
}

#[tokio::test]
async fn a_token_is_fetched_once_for_all_and_renewed_shortly_before_its_end() {
    let portal = Portal::start().await;
    portal.sandbox.controls().record();
    for (before, service) in [0, 2].into_iter().zip(Service::ALL) {
        let there = connector(&portal, service);
        let answers = join_all((1..=20).map(|number| there.find_person(key(number)))).await;
        assert!(answers.iter().all(Result::is_ok));
        assert_eq!(sign_ins(&portal), before + 1, "{service:?}");
        portal.wait(TimeDelta::minutes(54));
        there.find_person(key(1)).await.unwrap();
        assert_eq!(sign_ins(&portal), before + 1, "{service:?}");
        portal.wait(TimeDelta::minutes(2));
        there.find_person(key(1)).await.unwrap();
        assert_eq!(sign_ins(&portal), before + 2, "{service:?}");
    }
    portal.finish().await;
}

#[tokio::test]
async fn a_withdrawn_token_is_replaced_without_anybody_noticing() {
    let portal = Portal::start().await;
    for service in Service::ALL {
        let there = connector(&portal, service);
        there.find_person(key(1)).await.unwrap();
        portal.sandbox.controls().withdraw_tokens();
        there.find_person(key(1)).await.unwrap();
    }
    portal.finish().await;
}
