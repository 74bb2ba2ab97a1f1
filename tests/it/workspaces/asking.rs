//! *Add Google Classroom*, *Add Microsoft Team* and their return: made once, for whoever may, however often it is asked for.

use ump::base::AcademicYear;
use ump::connectors::{MemberRole, Service, WorkspaceStatus};
use ump::workspaces::{archive_workspaces, list_archivable};

use super::stage::Stage;
use crate::support::portal::Answer;

const BOTH: [Service; 2] = Service::ALL;

fn label(act: &str, service: Service) -> String {
    match service {
        Service::Microsoft => format!("{act} Microsoft Team"),
        Service::Google => format!("{act} Google Classroom"),
    }
}

async fn page(stage: &Stage) -> Answer {
    let browser = stage.portal.sign_in(&stage.teacher).await;
    let page = browser.get(&stage.group_path()).await;
    page.assert_ok();
    page
}

/// The text of the class's card for a service.
async fn card(stage: &Stage, service: Service) -> String {
    page(stage).await.texts(&format!("article[aria-labelledby={}-heading]", service.as_str())).join(" ")
}

/// The buttons of the class's Team and Classroom.
async fn buttons(stage: &Stage) -> Vec<String> {
    page(stage).await.texts("#workspaces button")
}

#[tokio::test]
async fn a_class_gets_a_team_and_a_classroom_with_its_teachers_and_learners() {
    let stage = Stage::make(3).await;
    assert_eq!(buttons(&stage).await, BOTH.map(|service| label("Add", service)));
    for service in BOTH {
        stage.press(&stage.teacher, service, "").await.assert_redirect(&stage.group_path());
        assert!(card(&stage, service).await.contains("Requested"));
        stage.portal.drain_jobs().await;
        assert_eq!(stage.status(service).await, WorkspaceStatus::Active);
        let members = stage.members(service).await;
        assert_eq!(members.len(), 5, "{service:?}");
        for (person, role) in [(stage.teacher.id, MemberRole::Owner), (stage.learners[0], MemberRole::Member)]
        {
            let id = stage.external_id(person, service).await.unwrap();
            assert_eq!(members.get(&id), Some(&role), "{service:?}");
        }
        let card = card(&stage, service).await;
        for text in ["Active", "5 members", "Asked for by Rhys Athro", "Sandbox:"] {
            assert!(card.contains(text), "{text}: {card}");
        }
    }
    assert_eq!(buttons(&stage).await, [] as [&str; 0]);
    let events = "SELECT count(*) FROM audit_event WHERE kind = 'workspace_requested' AND people = 5";
    assert_eq!(stage.portal.count(events).await, 2);
    stage.portal.finish().await;
}

#[tokio::test]
async fn the_guides_advice_stands_where_it_is_needed() {
    let stage = Stage::make(1).await;
    let (team, classroom) = (card(&stage, Service::Microsoft).await, card(&stage, Service::Google).await);
    for text in
        ["within a few minutes", "up to an hour", "Only learners with consent", "join the class later"]
    {
        assert!(team.contains(text) && classroom.contains(text), "{text}");
    }
    assert!(team.contains("up to three hours") && !classroom.contains("three hours"));
    stage.portal.finish().await;
}

#[tokio::test]
async fn however_often_it_is_asked_for_there_is_one() {
    let stage = Stage::make(2).await;
    let (teacher, champion) =
        (stage.portal.sign_in(&stage.teacher).await, stage.portal.sign_in(&stage.champion).await);
    for service in BOTH {
        let path = stage.path(service, "");
        // A double click, and somebody else at the same moment.
        let (first, second, third) =
            tokio::join!(teacher.post(&path, &[]), teacher.post(&path, &[]), champion.post(&path, &[]));
        for answer in [first, second, third] {
            answer.assert_redirect(&stage.group_path());
        }
        stage.portal.drain_jobs().await;
        teacher.post(&path, &[]).await.assert_redirect(&stage.group_path());
        stage.portal.drain_jobs().await;
    }
    assert_eq!(stage.portal.count("SELECT count(*) FROM workspace").await, 2);
    for kind in ["microsoft.group", "microsoft.team", "google.course"] {
        assert_eq!(stage.count_there(kind).await, 1, "{kind}");
    }
    let events = "SELECT count(*) FROM audit_event WHERE kind = 'workspace_requested'";
    assert_eq!(stage.portal.count(events).await, 2);
    stage.portal.finish().await;
}

#[tokio::test]
async fn a_teacher_of_another_class_finds_nothing() {
    let stage = Stage::make(1).await;
    let other = stage.portal.find(&stage.school, "staff-ARA").await;
    for act in ["", "/members", "/restore", "/retry"] {
        stage.press(&other, Service::Google, act).await.assert_not_found();
    }
    stage.press(&stage.champion, Service::Google, "/nonsense").await.assert_not_found();
    assert_eq!(stage.portal.count("SELECT count(*) FROM workspace").await, 0);
    stage.portal.finish().await;
}

#[tokio::test]
async fn only_a_class_of_this_year_gets_one() {
    let stage = Stage::make(1).await;
    for change in [
        "UPDATE teaching_group SET academic_year = 2025",
        "UPDATE teaching_group SET academic_year = 2026, ended_at = now()",
    ] {
        sqlx::raw_sql(change).execute(&mut stage.portal.owner().await).await.unwrap();
        stage.press(&stage.champion, Service::Google, "").await.assert_not_found();
        assert_eq!(buttons(&stage).await, [] as [&str; 0], "{change}");
    }
    assert_eq!(stage.portal.count("SELECT count(*) FROM workspace").await, 0);
    stage.portal.finish().await;
}

#[tokio::test]
async fn a_primary_teacher_adds_a_team_and_a_classroom_for_her_registration_class() {
    let stage = Stage::make(2).await;
    let mut roster = Stage::roster(2);
    roster.classes[0].title = "4B".to_owned();
    roster.classes[0].is_registration = true;
    stage.portal.push(&stage.school, &roster).await;
    let browser = stage.portal.sign_in(&stage.teacher).await;
    let list = browser.get("/schools/6812001/groups?type=registration").await;
    assert!(list.texts("tbody a").iter().any(|text| text.contains("4B")), "{:?}", list.texts("tbody a"));
    assert_eq!(buttons(&stage).await, BOTH.map(|service| label("Add", service)));
    for service in BOTH {
        stage.add(service).await;
        assert_eq!(stage.status(service).await, WorkspaceStatus::Active);
        assert_eq!(stage.members(service).await.len(), 4);
    }
    stage.portal.finish().await;
}

#[tokio::test]
async fn a_class_that_nobody_teaches_gets_none_and_says_why() {
    let stage = Stage::make(1).await;
    sqlx::raw_sql("UPDATE group_member SET ended_at = now() WHERE role = 'teacher'")
        .execute(&mut stage.portal.owner().await)
        .await
        .unwrap();
    let browser = stage.portal.sign_in(&stage.champion).await;
    browser.post(&stage.path(Service::Google, ""), &[]).await.assert_redirect(&stage.group_path());
    let page = browser.get(&stage.group_path()).await;
    assert!(page.texts("#flash").join("").contains("Nobody teaches this class"));
    assert_eq!(page.texts("#workspaces button"), [] as [&str; 0]);
    assert_eq!(stage.portal.count("SELECT count(*) FROM workspace").await, 0);
    stage.portal.finish().await;
}

#[tokio::test]
async fn what_the_year_end_archives_is_restored_and_no_longer_linked() {
    let stage = Stage::make(2).await;
    for service in BOTH {
        stage.add(service).await;
    }
    assert_eq!(archivable(&stage, 2025).await, 0, "classes of a later year go on");
    assert_eq!(archivable(&stage, 2026).await, 2);
    assert_eq!((archive(&stage).await, archive(&stage).await), (2, 0), "once");
    assert_eq!(archivable(&stage, 2026).await, 0);
    stage.portal.drain_jobs().await;
    for service in BOTH {
        assert_eq!(stage.status(service).await, WorkspaceStatus::Archived);
        assert!(card(&stage, service).await.contains("Archived"));
    }
    assert_eq!(buttons(&stage).await, BOTH.map(|service| label("Restore", service)));
    assert!(card(&stage, Service::Microsoft).await.contains("Hidden teams"));
    for service in BOTH {
        stage.press(&stage.teacher, service, "/restore").await.assert_redirect(&stage.group_path());
        stage.press(&stage.teacher, service, "/restore").await.assert_redirect(&stage.group_path());
        stage.portal.drain_jobs().await;
        assert_eq!(stage.status(service).await, WorkspaceStatus::Active);
        assert_eq!(stage.members(service).await.len(), 4);
        let kept = stage.kept(service).await;
        assert!(!kept.is_linked && !kept.is_open && kept.problem.is_none());
        assert!(card(&stage, service).await.contains("no longer linked"));
    }
    let events = "SELECT count(*) FROM audit_event WHERE kind = 'workspace_restored'";
    assert_eq!(stage.portal.count(events).await, 2);
    assert_eq!(archive(&stage).await, 0, "what was restored stays");
    stage.portal.finish().await;
}

async fn archive(stage: &Stage) -> usize {
    let mut tx = stage.portal.services.database.tenant(stage.school.id).await.unwrap();
    let now = stage.portal.services.clock.now();
    let archived = archive_workspaces(&mut tx, &[stage.class], now).await.unwrap();
    tx.commit().await.unwrap();
    archived
}

async fn archivable(stage: &Stage, year: i32) -> usize {
    let mut tx = stage.portal.services.database.tenant(stage.school.id).await.unwrap();
    let found = list_archivable(&mut tx, AcademicYear(year)).await.unwrap();
    tx.commit().await.unwrap();
    found.len()
}
