//! Who is a member: learners with consent only; who comes later is listed, and one click adds them all.

use ump::connectors::{MemberRole, Service};

use super::stage::Stage;

/// The requests that a class takes at most besides one a person, as `docs/integrations.md` says.
const BESIDES: u64 = 10;

/// Who is listed as not yet a member, of a Team or Classroom that is there.
async fn missing(stage: &Stage) -> Vec<String> {
    let browser = stage.portal.sign_in(&stage.teacher).await;
    browser.get(&stage.group_path()).await.texts("#workspaces .classes li")
}

#[tokio::test]
async fn a_learner_is_a_member_only_while_there_is_consent() {
    let stage = Stage::without_consent(2).await;
    let learner = stage.learners[0];
    stage.add(Service::Google).await;
    stage.add(Service::Microsoft).await;
    for service in Service::ALL {
        assert_eq!(stage.members(service).await.len(), 2, "the teachers alone");
        assert_eq!(stage.external_id(learner, service).await, None);
    }
    assert_eq!(missing(&stage).await, [] as [&str; 0]);

    stage.consent("confirm_consent", &[learner]).await;
    assert_eq!(missing(&stage).await.len(), 2, "in the Team and in the Classroom");
    for service in Service::ALL {
        assert_eq!(stage.members(service).await.len(), 2, "nobody is added by themselves");
        stage.press(&stage.teacher, service, "/members").await.assert_redirect(&stage.group_path());
        stage.press(&stage.teacher, service, "/members").await.assert_redirect(&stage.group_path());
        stage.portal.drain_jobs().await;
        let id = stage.external_id(learner, service).await.unwrap();
        assert_eq!(stage.members(service).await.get(&id), Some(&MemberRole::Member));
    }
    assert_eq!(missing(&stage).await, [] as [&str; 0]);
    let events = "SELECT count(*) FROM audit_event WHERE kind = 'workspace_members_added' AND people = 1";
    assert_eq!(stage.portal.count(events).await, 2);

    stage.consent("withdraw_consent", &[learner]).await;
    for service in Service::ALL {
        assert_eq!(stage.external_id(learner, service).await, None);
        assert!(
            stage.connector(service).find_person(learner).await.unwrap().is_none(),
            "the account is gone"
        );
        assert_eq!(stage.members(service).await.len(), 2, "its links are broken");
    }
    assert_eq!(missing(&stage).await, [] as [&str; 0]);

    stage.consent("confirm_consent", &[learner]).await;
    assert_eq!(missing(&stage).await.len(), 2, "a new account is in nothing");
    stage.portal.finish().await;
}

#[tokio::test]
async fn who_joins_the_class_later_is_listed_and_one_click_adds_them() {
    let stage = Stage::make(1).await;
    stage.add(Service::Google).await;
    stage.portal.push(&stage.school, &Stage::roster(3)).await;
    assert_eq!(missing(&stage).await, [] as [&str; 0], "without consent");
    let newcomer = stage.portal.find(&stage.school, "learner-2").await.id;
    stage.consent("confirm_consent", &[newcomer]).await;
    assert_eq!(missing(&stage).await, ["Gŵyl, Llŷr"]);
    stage.press(&stage.champion, Service::Google, "/members").await;
    stage.portal.drain_jobs().await;
    assert_eq!(stage.members(Service::Google).await.len(), 4);
    stage.portal.finish().await;
}

#[tokio::test]
async fn whoever_lost_consent_before_it_was_made_is_not_in_it() {
    let stage = Stage::make(2).await;
    stage.press(&stage.teacher, Service::Google, "").await;
    stage.consent("withdraw_consent", &[stage.learners[0]]).await;
    assert_eq!(stage.members(Service::Google).await.len(), 3);
    let removed =
        "SELECT count(*) FROM workspace_member WHERE removed_at IS NOT NULL AND confirmed_at IS NULL";
    assert_eq!(stage.portal.count(removed).await, 1);
    stage.portal.finish().await;
}

#[tokio::test]
async fn a_class_takes_a_request_a_person_and_a_few_besides() {
    let mut counts = Vec::new();
    for size in [10, 30] {
        let stage = Stage::make(size).await;
        for service in Service::ALL {
            let before = stage.portal.sandbox.controls().requests();
            stage.add(service).await;
            let asked = stage.portal.sandbox.controls().requests() - before;
            assert_eq!(stage.members(service).await.len(), size as usize + 2);
            counts.push((service, size + 2, asked));
        }
        stage.portal.finish().await;
    }
    println!("service, people, requests: {counts:?}");
    let is_within = |people: u32, requests: u64| requests <= u64::from(people) + BESIDES;
    assert!(counts.iter().all(|(_, people, asked)| is_within(*people, *asked)), "{counts:?}");
}
