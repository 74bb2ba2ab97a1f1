//! Interruptions, services that do not answer, and failures that somebody has to see.

use chrono::TimeDelta;
use ump::connectors::{Connectors, Service, WorkspaceStatus};
use ump::workspaces::archive_workspaces;

use super::stage::Stage;
use crate::support::portal::Portal;

/// Has what there is to do for the class tried once. The queue is left alone: the portal's clock stands still, and what is put
/// off by it is due at once by the queue's.
async fn try_once(stage: &Stage, service: Service) {
    stage.job(&stage.kept(service).await).reconcile(&stage.portal.services).await.unwrap();
}

/// Nothing answers any more.
fn cut(portal: &mut Portal) -> Connectors {
    std::mem::take(&mut portal.services.connectors)
}

/// What the dashboard says needs attention.
async fn attention_of(stage: &Stage) -> String {
    let champion = stage.portal.sign_in(&stage.champion).await;
    champion.get("/schools/6812001").await.texts(".attention").join(" ")
}

async fn service_card(stage: &Stage) -> String {
    let browser = stage.portal.sign_in(&stage.teacher).await;
    browser.get(&stage.group_path()).await.texts("article[aria-labelledby=google-heading]").join(" ")
}

#[tokio::test]
async fn interrupted_anywhere_it_comes_to_the_same_end() {
    for service in Service::ALL {
        let mut cut_after = 1;
        loop {
            let stage = Stage::make(3).await;
            stage.press(&stage.teacher, service, "").await;
            let job = stage.job(&stage.kept(service).await);
            let controls = stage.portal.sandbox.controls().clone();
            let until = controls.requests() + cut_after;
            let finished = tokio::select! {
                biased;
                () = async { while controls.requests() < until { tokio::task::yield_now().await } } => false,
                done = job.reconcile(&stage.portal.services) => done.is_ok(),
            };
            stage.portal.drain_jobs().await;
            assert_eq!(stage.status(service).await, WorkspaceStatus::Active, "{service:?} after {cut_after}");
            assert_eq!(stage.members(service).await.len(), 5, "{service:?} after {cut_after}");
            let kind = if service == Service::Google { "google.course" } else { "microsoft.group" };
            assert_eq!(stage.count_there(kind).await, 1, "{service:?} after {cut_after}");
            stage.portal.finish().await;
            if finished {
                break;
            }
            cut_after += 1;
        }
        assert!(cut_after > 4, "{service:?}: it was interrupted {cut_after} times");
    }
}

#[tokio::test]
async fn a_circuit_opens_and_one_probe_closes_it() {
    let mut stage = Stage::make(2).await;
    let sandbox = cut(&mut stage.portal);
    stage.press(&stage.teacher, Service::Google, "").await;
    for _ in 0..5 {
        try_once(&stage, Service::Google).await;
    }
    let open = "SELECT count(*) FROM service_health WHERE opened_at IS NOT NULL";
    assert_eq!(stage.portal.count(open).await, 1);
    let attention = attention_of(&stage).await;
    assert!(attention.contains("Google Workspace does not answer"), "{attention}");

    stage.portal.services.connectors = sandbox;
    let before = stage.portal.sandbox.controls().requests();
    for _ in 0..3 {
        try_once(&stage, Service::Google).await;
    }
    assert_eq!(stage.portal.sandbox.controls().requests(), before, "nobody asks while it is open");
    let attempts = "SELECT attempts::bigint FROM workspace";
    assert_eq!(stage.portal.count(attempts).await, 5, "and nothing counts as tried");

    stage.go_on().await;
    assert_eq!(stage.portal.count(open).await, 0);
    assert_eq!(stage.members(Service::Google).await.len(), 4);
    let attention = attention_of(&stage).await;
    assert!(!attention.contains("does not answer"), "{attention}");
    stage.portal.finish().await;
}

#[tokio::test]
async fn a_failure_is_said_in_plain_words_and_try_again_mends_it() {
    let mut stage = Stage::make(2).await;
    let sandbox = cut(&mut stage.portal);
    stage.press(&stage.teacher, Service::Google, "").await;
    for _ in 0..40 {
        try_once(&stage, Service::Google).await;
        stage.portal.wait(TimeDelta::minutes(6));
    }
    assert!(!stage.kept(Service::Google).await.is_open, "it has been given up");
    let card = service_card(&stage).await;
    for text in ["Failed", "The service did not answer", "Try again"] {
        assert!(card.contains(text), "{text}: {card}");
    }
    let attention = attention_of(&stage).await;
    assert!(attention.contains("1 Team or Classroom could not be made"), "{attention}");

    stage.portal.services.connectors = sandbox;
    stage.portal.wait(TimeDelta::minutes(10));
    stage.press(&stage.teacher, Service::Google, "/retry").await.assert_redirect(&stage.group_path());
    stage.press(&stage.teacher, Service::Google, "/retry").await.assert_redirect(&stage.group_path());
    stage.portal.drain_jobs().await;
    assert_eq!(stage.members(Service::Google).await.len(), 4);
    let retried = "SELECT count(*) FROM audit_event WHERE kind = 'workspace_retried'";
    assert_eq!(stage.portal.count(retried).await, 1);
    stage.portal.finish().await;
}

#[tokio::test]
async fn what_was_never_made_is_asked_for_anew_after_the_year_end_and_never_twice() {
    let mut stage = Stage::make(2).await;
    let sandbox = cut(&mut stage.portal);
    stage.press(&stage.teacher, Service::Google, "").await;
    for _ in 0..40 {
        try_once(&stage, Service::Google).await;
        stage.portal.wait(TimeDelta::minutes(6));
    }
    let before = stage.kept(Service::Google).await;
    assert_eq!((before.confirmed.as_str(), before.is_open), ("nothing", false));
    let mut tx = stage.portal.services.database.tenant(stage.school.id).await.unwrap();
    archive_workspaces(&mut tx, &[stage.class], stage.portal.services.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    stage.portal.services.connectors = sandbox;
    stage.portal.wait(TimeDelta::minutes(10));
    stage.portal.drain_jobs().await;
    let browser = stage.portal.sign_in(&stage.teacher).await;
    let google = "article[aria-labelledby=google-heading]";
    let card = browser.get(&stage.group_path()).await;
    assert_eq!(card.texts(&format!("{google} button")), ["Add Google Classroom"]);
    assert!(card.texts(google).join(" ").contains("None yet"));

    stage.press(&stage.teacher, Service::Google, "/restore").await.assert_redirect(&stage.group_path());
    assert_eq!(stage.kept(Service::Google).await.confirmed, "nothing", "there is nothing to restore");
    for _ in 0..2 {
        stage.press(&stage.teacher, Service::Google, "").await.assert_redirect(&stage.group_path());
    }
    stage.portal.drain_jobs().await;
    assert_eq!(stage.status(Service::Google).await, WorkspaceStatus::Active);
    assert_eq!(stage.members(Service::Google).await.len(), 4);
    let after = stage.kept(Service::Google).await;
    assert!(after.is_linked && after.id == before.id, "{after:?}");
    assert_eq!(stage.count_there("google.course").await, 1);
    let events = "SELECT count(*) FROM audit_event WHERE kind = 'workspace_requested'";
    assert_eq!(stage.portal.count(events).await, 2);
    stage.portal.finish().await;
}

#[tokio::test]
async fn a_team_that_takes_its_time_is_waited_for() {
    let stage = Stage::make(1).await;
    stage.portal.sandbox.controls().set_delay(TimeDelta::minutes(20));
    stage.press(&stage.teacher, Service::Microsoft, "").await;
    for _ in 0..4 {
        try_once(&stage, Service::Microsoft).await;
    }
    let kept = stage.kept(Service::Microsoft).await;
    assert!(kept.is_open && kept.confirmed != "active", "{kept:?}");
    // The class first, then its Team: each takes its twenty minutes.
    for _ in 0..3 {
        stage.portal.wait(TimeDelta::hours(1));
        try_once(&stage, Service::Microsoft).await;
    }
    stage.portal.drain_jobs().await;
    assert_eq!(stage.status(Service::Microsoft).await, WorkspaceStatus::Active);
    assert_eq!(stage.members(Service::Microsoft).await.len(), 3);
    stage.portal.finish().await;
}
