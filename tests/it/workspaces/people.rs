//! People's accounts in the services follow the people of the school; nobody is looked at who is in step.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use sqlx::Row;
use ump::base::id::AccountId;
use ump::connectors::Service;

use super::stage::Stage;
use crate::support::roster::teacher;

/// What the portal has confirmed of somebody: username, surname, whether the account works, former usernames.
async fn confirmed(
    stage: &Stage,
    account: AccountId,
    service: Service,
) -> (String, String, bool, Vec<String>) {
    let row = sqlx::query(
        "SELECT confirmed_username, confirmed_surname, confirmed_enabled, confirmed_aliases FROM service_account
         WHERE account_id = $1 AND service = $2",
    )
    .bind(account)
    .bind(service.as_str())
    .fetch_one(&mut stage.portal.owner().await)
    .await
    .unwrap();
    (row.get(0), row.get(1), row.get(2), row.get(3))
}

async fn is_enabled_there(stage: &Stage, account: AccountId, service: Service) -> Option<bool> {
    let there = stage.connector(service).find_person(account).await.unwrap();
    there.map(|there| there.is_enabled)
}

#[tokio::test]
async fn adults_have_accounts_at_once_and_learners_with_consent() {
    let stage = Stage::without_consent(2).await;
    stage.consent("confirm_consent", &stage.learners[..1]).await;
    for service in Service::ALL {
        for person in [stage.teacher.id, stage.champion.id, stage.learners[0]] {
            assert_eq!(is_enabled_there(&stage, person, service).await, Some(true));
        }
        assert_eq!(is_enabled_there(&stage, stage.learners[1], service).await, None);
    }
    let wanted: BTreeSet<_> = ["microsoft.user", "google.user"].into();
    for kind in wanted {
        assert_eq!(stage.count_there(kind).await, 4, "three members of staff and one learner");
    }
    stage.portal.finish().await;
}

#[tokio::test]
async fn a_name_a_new_username_and_a_deactivation_are_followed() {
    let stage = Stage::make(1).await;
    let teacher = stage.teacher.clone();
    let champion = stage.portal.sign_in(&stage.champion).await;
    let person = format!("/schools/6812001/users/{}", teacher.id);
    let revision = champion.get(&format!("{person}/edit")).await;
    let revision = revision.html();
    let revision = revision
        .select(&scraper::Selector::parse("[name=revision]").unwrap())
        .next()
        .and_then(|field| field.value().attr("value").map(str::to_owned))
        .unwrap();
    let form = [
        ("revision", revision.as_str()),
        ("display_forename", "Rhys"),
        ("display_surname", "Môn"),
        ("legal_forename", "Rhys"),
        ("legal_surname", "Môn"),
        ("new_username", "yes"),
    ];
    champion.post(&format!("{person}/edit"), &form).await.assert_redirect(&person);
    stage.portal.drain_jobs().await;
    for service in Service::ALL {
        let (username, surname, is_enabled, aliases) = confirmed(&stage, teacher.id, service).await;
        assert_ne!(username, teacher.username);
        assert_eq!((surname.as_str(), is_enabled), ("Môn", true));
        assert_eq!(
            aliases,
            [teacher.username.to_lowercase()],
            "{service:?}: mail to the old address arrives"
        );
    }
    champion.post(&format!("{person}/deactivate"), &[]).await.assert_redirect(&person);
    stage.portal.drain_jobs().await;
    for service in Service::ALL {
        assert_eq!(is_enabled_there(&stage, teacher.id, service).await, Some(false));
        assert!(!confirmed(&stage, teacher.id, service).await.2);
    }
    stage.portal.finish().await;
}

#[tokio::test]
async fn nobody_is_asked_for_who_is_in_step() {
    let stage = Stage::make(3).await;
    let before = stage.portal.sandbox.controls().requests();
    ump::workspaces::wake_unfinished(&stage.portal.services).await.unwrap();
    stage.portal.push(&stage.school, &Stage::roster(3)).await;
    assert_eq!(stage.portal.sandbox.controls().requests(), before);
    stage.portal.finish().await;
}

#[tokio::test]
async fn a_lost_wake_up_is_made_good_by_the_next_start() {
    let stage = Stage::make(1).await;
    let added = Stage::roster(1).staff([teacher("NEW", "Llinos", "Newydd")]);
    stage.portal.push(&stage.school, &added).await;
    let newcomer = stage.portal.find(&stage.school, "staff-NEW").await;
    assert_eq!(is_enabled_there(&stage, newcomer.id, Service::Google).await, Some(true));
    // As if nobody had ever been told.
    sqlx::raw_sql("UPDATE account SET display_surname = 'Coll' WHERE staff_code = 'NEW'")
        .execute(&mut stage.portal.owner().await)
        .await
        .unwrap();
    ump::workspaces::wake_unfinished(&stage.portal.services).await.unwrap();
    stage.portal.drain_jobs().await;
    for service in Service::ALL {
        assert_eq!(confirmed(&stage, newcomer.id, service).await.1, "Coll");
    }
    stage.portal.finish().await;
}

#[tokio::test]
async fn an_account_that_somebody_deleted_there_is_made_again_and_comes_back_into_its_classes() {
    let stage = Stage::make(2).await;
    stage.add(Service::Google).await;
    let learner = stage.learners[0];
    let lost = stage.external_id(learner, Service::Google).await.unwrap();
    stage.connector(Service::Google).delete_person(&lost).await.unwrap();
    sqlx::raw_sql("UPDATE account SET display_surname = 'Coll' WHERE sourced_id = 'learner-1'")
        .execute(&mut stage.portal.owner().await)
        .await
        .unwrap();
    ump::workspaces::wake_unfinished(&stage.portal.services).await.unwrap();
    stage.portal.drain_jobs().await;
    let found = stage.external_id(learner, Service::Google).await.unwrap();
    assert_ne!(found, lost);
    assert!(stage.members(Service::Google).await.contains_key(&found));
    stage.portal.wait(TimeDelta::minutes(1));
    stage.portal.finish().await;
}
