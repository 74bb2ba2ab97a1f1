//! Every request that the connectors make, and every answer of the sandbox, against the services' own schemas; and proof that a
//! wrong field would be found.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use ump::base::id::{MailboxId, WorkspaceId};
use ump::connectors::sandbox::Recorded;
use ump::connectors::{ExternalId, MemberRole, NewMailbox, NewMember, NewWorkspace, Person, Service};
use uuid::Uuid;

use super::schema::problems;
use super::slips::{SLIPS, rename};
use super::{AUTHORITY, connector, create_people, key, learner, name};
use crate::support::portal::Portal;

/// Everything that a connector can ask of its service, when it goes well and when it does not.
async fn use_service(portal: &Portal, service: Service) {
    let there = connector(portal, service);
    let people = create_people(there, 1, 12).await;
    there.create_person(&learner(1, "LlyrS1", &name("Siân", "Llŷr"))).await.unwrap();
    there.create_person(&learner(99, "LlyrS2", &name("Siôn", "Llŷr"))).await.unwrap_err();
    there.find_person(key(1)).await.unwrap();
    let renamed = name("Siân", "Gŵyl");
    let renamed = Person { is_enabled: false, is_learner: false, ..learner(12, "GwylS", &renamed) };
    there.update_person(&people[11], &renamed).await.unwrap();
    there.add_alias(&people[11], "GwylS2").await.unwrap();
    there.add_alias(&people[11], "LlyrS12").await.unwrap();

    let new = NewWorkspace {
        key: WorkspaceId(Uuid::from_u128(5)),
        title: "Gwyddoniaeth 7C (2026/27)",
        owner: &people[0],
    };
    let id = match there.create_workspace(&new).await {
        Ok(id) => id,
        Err(_) => {
            portal.wait(TimeDelta::minutes(5));
            there.create_workspace(&new).await.unwrap()
        }
    };
    there.create_workspace(&new).await.unwrap();
    there.workspace_status(&id).await.unwrap();
    portal.wait(TimeDelta::minutes(5));
    let member = |id| NewMember { id, role: MemberRole::Member };
    let members: Vec<NewMember<'_>> = people[1..10].iter().map(member).collect();
    there.add_members(&id, &members[1..]).await.unwrap();
    there.add_members(&id, &members).await.unwrap();
    there.add_members(&id, &[NewMember { id: &people[10], role: MemberRole::Owner }]).await.unwrap();
    there.list_members(&id).await.unwrap();
    there.remove_member(&id, &people[1]).await.unwrap();
    there.remove_member(&id, &people[10]).await.unwrap();
    there.remove_member(&id, &people[0]).await.unwrap_err();
    there.archive_workspace(&id).await.unwrap();
    there.restore_workspace(&id).await.unwrap();
    there.workspace_status(&id).await.unwrap();
    there.workspace_status(&ExternalId::from("404".to_owned())).await.unwrap();
    there.delete_person(&people[2]).await.unwrap();
    there.delete_person(&people[2]).await.unwrap();
}

async fn use_mailboxes(portal: &Portal) {
    let exchange = portal.services.connectors.exchange(AUTHORITY);
    let address = "6812001_office@hwbcymru.net";
    let new = NewMailbox { key: MailboxId(Uuid::from_u128(6)), address, name: "School Office" };
    exchange.find_mailbox(address).await.unwrap();
    exchange.create_mailbox(&new).await.unwrap();
    exchange.create_mailbox(&new).await.unwrap();
    exchange.grant_access(address, "LlyrS1@hwbcymru.net").await.unwrap();
    exchange.list_access(address).await.unwrap();
    exchange.revoke_access(address, "LlyrS1@hwbcymru.net").await.unwrap();
    exchange.revoke_access(address, "LlyrS1@hwbcymru.net").await.unwrap();
    exchange.delete_mailbox(address).await.unwrap();
    exchange.delete_mailbox(address).await.unwrap();
}

async fn everything() -> Vec<Recorded> {
    let portal = Portal::start().await;
    let controls = portal.sandbox.controls();
    controls.set_page(5);
    controls.set_delay(TimeDelta::minutes(2));
    controls.record();
    use_service(&portal, Service::Microsoft).await;
    use_service(&portal, Service::Google).await;
    use_mailboxes(&portal).await;
    let recorded = controls.recorded();
    portal.finish().await;
    recorded
}

/// Method and path, ids left out; of Exchange the cmdlet.
fn kind_of(one: &Recorded) -> String {
    let is_id = |part: &&str| {
        part.parse::<Uuid>().is_ok() || part.chars().all(|c| c.is_ascii_digit()) || part.contains('@')
    };
    let path: Vec<&str> = one
        .path
        .split('/')
        .skip(1)
        .map(|part| if is_id(&part) || part.starts_with("d:") { "*" } else { part })
        .collect();
    let cmdlet = one.headers.get("x-cmdletname").map(|name| name.to_str().unwrap());
    match cmdlet {
        Some(cmdlet) => format!("exchange {cmdlet}"),
        None => format!("{} {}", one.method, path.join("/")),
    }
}

#[tokio::test]
async fn every_request_and_answer_is_what_the_services_publish() {
    let recorded = everything().await;
    assert_eq!(problems(&recorded), Vec::<String>::new());
    let kinds: BTreeSet<String> = recorded.iter().map(kind_of).collect();
    let expected = [
        "DELETE classroom/v1/courses/*/students/*",
        "DELETE classroom/v1/courses/*/teachers/*",
        "DELETE directory/admin/directory/v1/users/*",
        "DELETE graph/v1.0/education/classes/*/members/*/$ref",
        "DELETE graph/v1.0/education/classes/*/teachers/*/$ref",
        "DELETE graph/v1.0/users/*",
        "GET classroom/v1/courses/*",
        "GET classroom/v1/courses/*/students",
        "GET classroom/v1/courses/*/teachers",
        "GET directory/admin/directory/v1/users",
        "GET directory/admin/directory/v1/users/*",
        "GET directory/admin/directory/v1/users/*/aliases",
        "GET graph/v1.0/groups",
        "GET graph/v1.0/groups/*",
        "GET graph/v1.0/groups/*/members",
        "GET graph/v1.0/groups/*/owners",
        "GET graph/v1.0/teams/*",
        "GET graph/v1.0/users",
        "PATCH classroom/v1/courses/*",
        "PATCH directory/admin/directory/v1/users/*",
        "PATCH graph/v1.0/groups/*",
        "PATCH graph/v1.0/users/*",
        "POST classroom/v1/courses",
        "POST classroom/v1/courses/*/students",
        "POST classroom/v1/courses/*/teachers",
        "POST directory/admin/directory/v1/users",
        "POST directory/admin/directory/v1/users/*/aliases",
        "POST google/token",
        "POST graph/v1.0/education/classes",
        "POST graph/v1.0/education/classes/*/teachers/$ref",
        "POST graph/v1.0/groups/*/members/$ref",
        "POST graph/v1.0/teams",
        "POST graph/v1.0/teams/*/archive",
        "POST graph/v1.0/teams/*/unarchive",
        "POST graph/v1.0/users",
        "POST graph/v1.0/users/*/assignLicense",
        "POST login/*/oauth2/v2.0/token",
        "exchange Add-MailboxPermission",
        "exchange Add-RecipientPermission",
        "exchange Get-Mailbox",
        "exchange Get-MailboxPermission",
        "exchange New-Mailbox",
        "exchange Remove-Mailbox",
        "exchange Remove-MailboxPermission",
        "exchange Remove-RecipientPermission",
        "exchange Set-Mailbox",
    ];
    assert_eq!(
        kinds,
        expected.iter().map(|kind| (*kind).to_owned()).collect(),
        "every call of the connectors"
    );
}

#[tokio::test]
async fn a_wrong_field_is_found() {
    let recorded = everything().await;
    // With the sign-ins, which tell the scopes.
    let sign_ins: Vec<Recorded> =
        recorded.iter().filter(|one| one.path.ends_with("/token")).cloned().collect();
    let mut unnoticed = Vec::new();
    for (kind, slip, change) in SLIPS {
        let is_good = |one: &&Recorded| kind_of(one) == *kind && one.status < 300;
        let mut wrong = recorded.iter().find(is_good).unwrap_or_else(|| panic!("no {kind}")).clone();
        change(&mut wrong);
        if problems(&[&sign_ins[..], &[wrong]].concat()).is_empty() {
            unnoticed.push((*kind, *slip));
        }
    }
    assert_eq!(unnoticed, []);
}

#[tokio::test]
async fn a_call_without_its_scope_is_found() {
    let recorded = everything().await;
    let without: Vec<Recorded> = recorded.into_iter().filter(|one| one.path != "/google/token").collect();
    let problems = problems(&without);
    assert!(problems.len() > 20 && problems.iter().all(|problem| problem.contains("scope")), "{problems:?}");
}

#[tokio::test]
async fn the_sandbox_refuses_what_the_services_refuse() {
    let portal = Portal::start().await;
    let controls = portal.sandbox.controls();
    controls.record();
    create_people(connector(&portal, Service::Microsoft), 1, 1).await;
    create_people(connector(&portal, Service::Google), 1, 1).await;
    let recorded = controls.recorded();
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    for (kind, change) in [
        ("POST graph/v1.0/users", ("displayName", "displayname")),
        ("POST directory/admin/directory/v1/users", ("orgUnitPath", "unit")),
    ] {
        let mut one = recorded.iter().find(|one| kind_of(one) == kind).unwrap().clone();
        rename(&mut one.body, change.0, change.1);
        let address = format!("{}{}", portal.sandbox.access().base, one.path);
        one.headers.remove("content-length"); // the body has another length now
        let answer = client.post(address).headers(one.headers).body(one.body).send().await.unwrap();
        assert_eq!(answer.status(), 400, "{kind}");
        assert!(answer.text().await.unwrap().contains("unknown field"), "{kind}");
    }
    portal.finish().await;
}
