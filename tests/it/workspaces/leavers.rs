//! Who must not be a member any more is taken out, without anybody asking; everybody else stays.

use chrono::TimeDelta;
use ump::base::id::AccountId;
use ump::connectors::{MemberRole, NewMember, Service};
use ump::workspaces::{archive_workspaces, wake_unfinished};

use super::stage::Stage;
use crate::support::roster::Roster;

/// A class of `learners` with its Team and its Classroom.
async fn with_both(learners: u32) -> Stage {
    let stage = Stage::make(learners).await;
    for service in Service::ALL {
        stage.add(service).await;
    }
    stage
}

fn without(roster: Roster, learner: &str) -> Roster {
    Roster::change(roster, learner, |row| row.leaving("2026-11-20"))
}

async fn is_in(stage: &Stage, person: AccountId, service: Service) -> bool {
    let id = stage.external_id(person, service).await.unwrap();
    stage.members(service).await.contains_key(&id)
}

async fn count_removals(stage: &Stage) -> i64 {
    let removals = "SELECT count(*) FROM audit_event WHERE kind = 'workspace_members_removed'";
    stage.portal.count(removals).await
}

#[tokio::test]
async fn who_leaves_the_school_is_taken_out_and_who_changes_class_stays() {
    let stage = with_both(4).await;
    let mut roster = without(Stage::roster(4), "learner-1");
    roster.classes[0].learners.retain(|learner| learner != "learner-2");
    stage.portal.push(&stage.school, &roster).await;
    for service in Service::ALL {
        assert_eq!(stage.members(service).await.len(), 5, "{service:?}");
        assert!(!is_in(&stage, stage.learners[0], service).await, "{service:?}: left the school");
        assert!(is_in(&stage, stage.learners[1], service).await, "{service:?}: left the class alone");
        let there = stage.connector(service).find_person(stage.learners[0]).await.unwrap().unwrap();
        assert!(!there.is_enabled, "the account is kept, switched off");
        let kept = stage.kept(service).await;
        assert!(!kept.is_open && kept.problem.is_none(), "{kept:?}");
    }
    assert_eq!(count_removals(&stage).await, 2, "on the record");
    let before = stage.portal.sandbox.controls().requests();
    wake_unfinished(&stage.portal.services).await.unwrap();
    stage.portal.drain_jobs().await;
    assert_eq!(stage.portal.sandbox.controls().requests(), before, "once");
    stage.portal.finish().await;
}

#[tokio::test]
async fn who_comes_back_is_listed_as_not_yet_a_member() {
    let stage = with_both(2).await;
    stage.portal.push(&stage.school, &without(Stage::roster(2), "learner-1")).await;
    stage.portal.wait(TimeDelta::days(1));
    stage.portal.push(&stage.school, &Stage::roster(2)).await;
    for service in Service::ALL {
        assert!(!is_in(&stage, stage.learners[0], service).await);
        stage.press(&stage.teacher, service, "/members").await.assert_redirect(&stage.group_path());
        stage.portal.drain_jobs().await;
        assert!(is_in(&stage, stage.learners[0], service).await);
    }
    stage.portal.finish().await;
}

#[tokio::test]
async fn a_learner_who_has_moved_is_taken_out_though_another_school_has_the_account() {
    let stage = with_both(2).await;
    let mover = stage.learners[0];
    stage.portal.push(&stage.school, &without(Stage::roster(2), "learner-1")).await;
    let new_school = stage.portal.add_school("6602001", "Ysgol Newydd").await;
    let row = crate::support::roster::learner(1).admitted("2026-11-21");
    stage.portal.push(&new_school, &Roster::of("6602001").learners([row])).await;
    for service in Service::ALL {
        let there = stage.connector(service).find_person(mover).await.unwrap().unwrap();
        assert!(there.is_enabled, "the account works at the new school");
        assert!(!is_in(&stage, mover, service).await);
        // As if the removal had been interrupted before the move.
        let workspace = stage.kept(service).await;
        let member = NewMember { id: &there.id, role: MemberRole::Member };
        stage.connector(service).add_members(&workspace.external_id.unwrap(), &[member]).await.unwrap();
        sqlx::query(
            "UPDATE workspace_member SET confirmed_at = asked_at, removed_at = NULL, external_id = $3
             WHERE workspace_id = $1 AND account_id = $2",
        )
        .bind(workspace.id)
        .bind(mover)
        .bind(&there.id)
        .execute(&mut stage.portal.owner().await)
        .await
        .unwrap();
    }
    wake_unfinished(&stage.portal.services).await.unwrap();
    stage.portal.drain_jobs().await;
    for service in Service::ALL {
        assert!(!is_in(&stage, mover, service).await, "{service:?}");
    }
    stage.portal.finish().await;
}

#[tokio::test]
async fn a_learner_without_consent_is_taken_out_though_the_account_cannot_be_deleted() {
    let stage = with_both(2).await;
    let learner = stage.learners[0];
    sqlx::raw_sql(
        "UPDATE account SET has_consent = false WHERE sourced_id = 'learner-1';
         UPDATE service_account SET next_try_at = '2027-01-01' WHERE account_id =
             (SELECT id FROM account WHERE sourced_id = 'learner-1')",
    )
    .execute(&mut stage.portal.owner().await)
    .await
    .unwrap();
    wake_unfinished(&stage.portal.services).await.unwrap();
    stage.portal.drain_jobs().await;
    for service in Service::ALL {
        assert!(stage.connector(service).find_person(learner).await.unwrap().is_some());
        assert!(!is_in(&stage, learner, service).await, "{service:?}");
    }
    stage.portal.finish().await;
}

#[tokio::test]
async fn a_teacher_who_leaves_is_taken_out_unless_the_service_cannot_do_without() {
    let stage = with_both(1).await;
    let mut roster = Stage::roster(1);
    roster
        .staff
        .iter_mut()
        .filter(|row| row.code == "ATH")
        .for_each(|row| row.leaving_date = "2026-11-20".into());
    stage.portal.push(&stage.school, &roster).await;
    assert!(!is_in(&stage, stage.teacher.id, Service::Microsoft).await);
    // Google lets nobody go who owns the course; which of the two does is chance.
    for service in Service::ALL {
        let members = stage.members(service).await;
        assert!(members.values().any(|role| *role == MemberRole::Owner), "{service:?}");
        let kept = stage.kept(service).await;
        assert!(!kept.is_open && kept.problem.is_none(), "{kept:?}");
    }
    stage.portal.finish().await;
}

#[tokio::test]
async fn what_is_archived_and_what_was_restored_keep_their_members() {
    let stage = with_both(2).await;
    let mut tx = stage.portal.services.database.tenant(stage.school.id).await.unwrap();
    archive_workspaces(&mut tx, &[stage.class], stage.portal.services.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    stage.portal.drain_jobs().await;
    stage.press(&stage.teacher, Service::Google, "/restore").await.assert_redirect(&stage.group_path());
    stage.portal.drain_jobs().await;
    stage.portal.push(&stage.school, &without(Stage::roster(2), "learner-1")).await;
    for service in Service::ALL {
        assert!(is_in(&stage, stage.learners[0], service).await, "{service:?}");
    }
    assert_eq!(count_removals(&stage).await, 0);
    stage.portal.finish().await;
}
