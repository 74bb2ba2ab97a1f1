//! The year end: rehearsed, carried out once, interrupted anywhere, and looked back on.

mod interrupted;
mod marks;
mod pages;
mod stage;

use std::collections::BTreeMap;

use ump::connectors::{Service, WorkspaceStatus};
use ump::rollover::YearEndRun;

use crate::support::people::Person;
use crate::support::year_end::year_end;
use stage::{Ending, expire_on, fingerprint, states};

#[tokio::test]
async fn the_rehearsals_list_and_the_accounts_after_the_run_are_equal_person_by_person() {
    let ending = Ending::make().await;
    let portal = &ending.stage.portal;
    portal.wait_until("2027-08-30");
    let before = states(portal).await;
    ending.run().rehearse().await.unwrap();
    assert_eq!(states(portal).await, before, "a rehearsal changes nothing");
    let listed: Vec<String> = sqlx::query_scalar(
        "SELECT a.username FROM rollover_account p JOIN account a ON a.id = p.account_id WHERE p.is_rehearsed",
    )
    .fetch_all(&mut portal.owner().await)
    .await
    .unwrap();
    assert_eq!(listed, [ending.over.username.as_str()]);
    let foreseen: BTreeMap<String, String> = before
        .into_iter()
        .map(|(username, state)| match listed.contains(&username) {
            true => (username, "expired".to_owned()),
            false => (username, state),
        })
        .collect();
    portal.wait_until("2027-09-01");
    portal.night().await;
    assert_eq!(states(portal).await, foreseen);
    let unlike = "SELECT (SELECT count(*) FROM rollover_account WHERE outcome IS DISTINCT FROM 'done' OR NOT is_rehearsed)
        + (SELECT count(*) FROM rollover_group WHERE outcome IS DISTINCT FROM 'done' OR NOT is_rehearsed)";
    assert_eq!(portal.count(unlike).await, 0, "what was done is what was rehearsed");
    let gone_on = "SELECT count(*) FROM teaching_group g JOIN group_member m ON m.group_id = g.id
        WHERE g.ended_at IS NULL OR m.ended_at IS NULL";
    assert_eq!(portal.count(gone_on).await, 0, "every class of the year is over");
    let history = "SELECT count(*) FROM group_member";
    assert_eq!(portal.count(history).await, 5, "and who was in it is kept");
    ending.stage.portal.finish().await;
}

#[tokio::test]
async fn what_changed_between_the_rehearsal_and_the_run_is_told_line_by_line() {
    let ending = Ending::make().await;
    let portal = &ending.stage.portal;
    ending.run().rehearse().await.unwrap();
    expire_on(portal, &ending.over, "2027-12-31").await;
    expire_on(portal, &ending.beyond, "2027-08-31").await;
    portal.wait_until("2027-09-01");
    ending.run().finish().await.unwrap();
    let line = async |person: &Person| -> (bool, String) {
        sqlx::query_as("SELECT is_rehearsed, outcome FROM rollover_account WHERE account_id = $1")
            .bind(person.id)
            .fetch_one(&mut portal.owner().await)
            .await
            .unwrap()
    };
    assert_eq!(line(&ending.over).await, (true, "kept".to_owned()));
    assert_eq!(line(&ending.beyond).await, (false, "done".to_owned()));
    let states = states(portal).await;
    assert_eq!((&*states[&ending.over.username], &*states[&ending.beyond.username]), ("active", "expired"));
    ending.stage.portal.finish().await;
}

#[tokio::test]
async fn a_second_run_changes_nothing() {
    let ending = Ending::make().await;
    let portal = &ending.stage.portal;
    portal.wait_until("2027-09-01");
    let undoable = "SELECT count(*) FROM sync_batch WHERE before_image IS NOT NULL";
    assert_eq!(portal.count(undoable).await, 1);
    portal.night().await;
    assert_eq!(portal.count(undoable).await, 0, "a run from before the year end opens no class again");
    let once = fingerprint(portal).await;
    portal.wait_until("2027-09-02");
    ending.run().finish().await.unwrap();
    ending.run().rehearse().await.unwrap();
    portal.night().await;
    assert_eq!(fingerprint(portal).await, once);
    let events = "SELECT count(*) FROM audit_event WHERE kind = 'year_ended' AND note = '2026-27'";
    assert_eq!(portal.count(events).await, 1);
    ending.stage.portal.finish().await;
}

#[tokio::test]
async fn nothing_happens_before_its_day() {
    let ending = Ending::make().await;
    let portal = &ending.stage.portal;
    portal.wait_until("2027-03-01");
    portal.night().await;
    assert_eq!(portal.count("SELECT count(*) FROM rollover").await, 0);
    assert_eq!(portal.count("SELECT count(*) FROM teaching_group WHERE ended_at IS NOT NULL").await, 0);
    ending.stage.portal.finish().await;
}

#[tokio::test]
async fn a_team_archived_by_the_year_end_is_restored_from_its_groups_page_and_is_no_longer_linked() {
    let ending = Ending::make().await;
    let stage = &ending.stage;
    stage.portal.wait_until("2027-09-01");
    stage.portal.night().await;
    let teacher = stage.portal.sign_in(&stage.teacher).await;
    for service in Service::ALL {
        assert_eq!(stage.status(service).await, WorkspaceStatus::Archived, "{service:?}");
    }
    let page = teacher.get(&stage.group_path()).await;
    assert_eq!(page.texts("#workspaces button"), ["Restore Microsoft Team", "Restore Google Classroom"]);
    for service in Service::ALL {
        teacher.post(&stage.path(service, "/restore"), &[]).await.assert_redirect(&stage.group_path());
    }
    stage.portal.drain_jobs().await;
    let page = teacher.get(&stage.group_path()).await.texts("#workspaces").join(" ");
    assert!(page.contains("no longer linked"), "{page}");
    for service in Service::ALL {
        assert_eq!(stage.status(service).await, WorkspaceStatus::Active, "{service:?}");
        assert!(!stage.kept(service).await.is_linked);
    }
    // The next year's end leaves it alone.
    let next = stage.portal.declare(year_end(2027)).await;
    stage.portal.wait_until("2028-09-01");
    YearEndRun::of(&stage.portal.services, stage.school.id, next).finish().await.unwrap();
    stage.portal.drain_jobs().await;
    assert_eq!(stage.status(Service::Microsoft).await, WorkspaceStatus::Active);
    ending.stage.portal.finish().await;
}
