//! Teams and Classrooms.

use chrono::TimeDelta;
use ump::base::id::WorkspaceId;
use ump::connectors::{
    Connector, ConnectorError, ExternalId, MemberRole, MemberThere, NewMember, NewWorkspace, Service,
    WorkspaceStatus,
};
use uuid::Uuid;

use super::{connector, create_people};
use crate::support::portal::Portal;

const KEY: WorkspaceId = WorkspaceId(Uuid::from_u128(77));

fn new<'a>(owner: &'a ExternalId) -> NewWorkspace<'a> {
    NewWorkspace { key: KEY, title: "Mathemateg 8A (2026/27)", owner }
}

fn members(ids: &[ExternalId]) -> Vec<NewMember<'_>> {
    ids.iter().map(|id| NewMember { id, role: MemberRole::Member }).collect()
}

async fn status(there: &Connector, id: &ExternalId) -> WorkspaceStatus {
    there.workspace_status(id).await.unwrap()
}

#[tokio::test]
async fn a_class_of_thirty_costs_one_request_a_person_and_a_few_besides() {
    let portal = Portal::start().await;
    for service in Service::ALL {
        let there = connector(&portal, service);
        let people = create_people(there, 1, 31).await;
        let before = portal.sandbox.controls().requests();
        let id = there.create_workspace(&new(&people[0])).await.unwrap();
        there.add_members(&id, &members(&people[1..])).await.unwrap();
        assert_eq!(status(there, &id).await, WorkspaceStatus::Active);
        let requests = portal.sandbox.controls().requests() - before;
        assert!(requests <= 30 + 8, "{service:?}: {requests}");

        let list = there.list_members(&id).await.unwrap();
        assert_eq!(list.len(), 31, "{service:?}");
        let owners: Vec<&MemberThere> =
            list.iter().filter(|member| member.role == MemberRole::Owner).collect();
        assert_eq!(owners, [&MemberThere { id: people[0].clone(), role: MemberRole::Owner }]);
    }
    portal.finish().await;
}

#[tokio::test]
async fn it_is_archived_and_restored_in_the_services_own_time() {
    let portal = Portal::start().await;
    portal.sandbox.controls().set_delay(TimeDelta::minutes(10));
    let there = connector(&portal, Service::Microsoft);
    let people = create_people(there, 1, 1).await;
    // A group is unknown to Teams while it is new.
    assert_eq!(there.create_workspace(&new(&people[0])).await, Err(ConnectorError::NotYet));
    portal.wait(TimeDelta::minutes(11));
    let id = there.create_workspace(&new(&people[0])).await.unwrap();
    assert_eq!(status(there, &id).await, WorkspaceStatus::Creating);
    portal.wait(TimeDelta::minutes(11));
    assert_eq!(status(there, &id).await, WorkspaceStatus::Active);
    there.archive_workspace(&id).await.unwrap();
    assert_eq!(status(there, &id).await, WorkspaceStatus::Active);
    portal.wait(TimeDelta::minutes(11));
    assert_eq!(status(there, &id).await, WorkspaceStatus::Archived);
    there.restore_workspace(&id).await.unwrap();
    portal.wait(TimeDelta::minutes(11));
    assert_eq!(status(there, &id).await, WorkspaceStatus::Active);
    portal.finish().await;
}

#[tokio::test]
async fn an_archived_classroom_takes_nobody_until_it_is_restored() {
    let portal = Portal::start().await;
    let there = connector(&portal, Service::Google);
    let people = create_people(there, 1, 2).await;
    let id = there.create_workspace(&new(&people[0])).await.unwrap();
    there.archive_workspace(&id).await.unwrap();
    assert_eq!(status(there, &id).await, WorkspaceStatus::Archived);
    let refused = there.add_members(&id, &members(&people[1..])).await.unwrap_err();
    assert_eq!(refused, ConnectorError::Refused { status: 400, code: "CourseNotModifiable".into() });
    there.restore_workspace(&id).await.unwrap();
    there.add_members(&id, &members(&people[1..])).await.unwrap();
    portal.finish().await;
}

#[tokio::test]
async fn asking_twice_makes_one() {
    let portal = Portal::start().await;
    for service in Service::ALL {
        let there = connector(&portal, service);
        let people = create_people(there, 1, 1).await;
        let id = there.create_workspace(&new(&people[0])).await.unwrap();
        assert_eq!(there.create_workspace(&new(&people[0])).await, Ok(id));
    }
    let made = "SELECT count(*) FROM sandbox_object WHERE kind IN ('microsoft.team', 'microsoft.group', 'google.course')";
    assert_eq!(portal.count(made).await, 3);
    portal.finish().await;
}

#[tokio::test]
async fn people_come_in_and_go_out_however_often_it_is_asked_for() {
    let portal = Portal::start().await;
    portal.sandbox.controls().set_page(7);
    for service in Service::ALL {
        let there = connector(&portal, service);
        let people = create_people(there, 1, 25).await;
        let id = there.create_workspace(&new(&people[0])).await.unwrap();
        there.add_members(&id, &members(&people[1..10])).await.unwrap();
        // Some are in already, and one becomes a teacher.
        there.add_members(&id, &members(&people[1..24])).await.unwrap();
        let teacher = NewMember { id: &people[24], role: MemberRole::Owner };
        there.add_members(&id, &[teacher]).await.unwrap();
        assert_eq!(there.list_members(&id).await.unwrap().len(), 25, "{service:?}: on several pages");

        for gone in [&people[24], &people[24], &people[5]] {
            there.remove_member(&id, gone).await.unwrap();
        }
        let left = there.list_members(&id).await.unwrap();
        assert_eq!(left.len(), 23, "{service:?}");
        assert!(left.iter().all(|member| member.id != people[24] && member.id != people[5]));
    }
    portal.finish().await;
}

#[tokio::test]
async fn somebody_whom_the_service_does_not_know_keeps_nobody_else_out() {
    let portal = Portal::start().await;
    for service in Service::ALL {
        let there = connector(&portal, service);
        let people = create_people(there, 1, 4).await;
        let id = there.create_workspace(&new(&people[0])).await.unwrap();
        there.delete_person(&people[2]).await.unwrap();
        let told = there.add_members(&id, &members(&people[1..])).await;
        assert_eq!(told, Err(ConnectorError::Missing));
        assert_eq!(there.list_members(&id).await.unwrap().len(), 3, "{service:?}");
    }
    portal.finish().await;
}

#[tokio::test]
async fn what_is_not_there_is_missing() {
    let portal = Portal::start().await;
    for service in Service::ALL {
        let there = connector(&portal, service);
        let nothing = ExternalId::from("404".to_owned());
        assert_eq!(status(there, &nothing).await, WorkspaceStatus::Missing);
        assert_eq!(there.archive_workspace(&nothing).await, Err(ConnectorError::Missing));
        assert_eq!(there.list_members(&nothing).await, Err(ConnectorError::Missing));
    }
    portal.finish().await;
}
