//! *Manage Access* and *Add User To Mailbox*: who is found, who may be added, what stays on record.

use ump::authz::AccountKind;

use super::{LIST, Stage, give, take};
use crate::support::people::Newcomer;

#[tokio::test]
async fn the_search_finds_active_people_of_the_school_and_says_who_cannot_be_added() {
    let stage = Stage::set().await;
    let governor = stage.portal.add_governor(&stage.school).await;
    let supply = stage.portal.add_supply_teacher(&stage.school).await;
    let elsewhere = stage.portal.add_school("6812002", "Ysgol B").await;
    let stranger =
        stage.portal.add(Newcomer::new(AccountKind::Governor, Some(&elsewhere), "Llywarch", "Arall")).await;
    let nia = stage.enter().await;
    let page = stage.ask(&nia, "office").await;
    let add = format!("{page}/add");
    assert!(nia.get(&add).await.assert_ok().texts("td").is_empty(), "nobody before a search");
    nia.post(&format!("{page}/search"), &[("q", " llyw ")]).await.assert_redirect(&format!("{add}?q=llyw"));
    let found = nia.get(&format!("{add}?q=llyw")).await;
    let names = found.texts("td.person-name");
    assert_eq!(names, ["Llywodraethwr, Gwilym", "Llywelyn, Huw", "Llywelyn, Siân"], "adults first");
    assert_eq!(found.texts("td .not-given"), ["No consent"]);
    for person in [&governor, &supply, &stage.learner] {
        give(&nia, &page, person).await.assert_redirect(&page);
    }
    let huw = stage.portal.find(&stage.school, "learner-2").await;
    stage.set_state(stage.mair.id, "deactivated").await;
    for person in [&huw, &stage.mair, &stranger] {
        give(&nia, &page, person).await.assert_redirect(&page);
    }
    let names = nia.get(&page).await.texts("td.person-name");
    assert_eq!(names, ["Cyflenwi, Sioned", "Llywelyn, Siân", "Llywodraethwr, Gwilym"]);
    let found = nia.get(&format!("{add}?q=llyw")).await;
    assert_eq!(found.texts("td .not-given"), ["Has access", "No consent", "Has access"]);
    stage.portal.drain_jobs().await;
    stage.portal.finish().await;
}

#[tokio::test]
async fn a_search_by_upn_never_reaches_an_address() {
    let stage = Stage::set().await;
    let nia = stage.enter().await;
    let page = stage.ask(&nia, "office").await;
    let add = format!("{page}/add");
    nia.post(&format!("{page}/search"), &[("q", "B801200005001")]).await.assert_redirect(&add);
    assert_eq!(nia.get(&add).await.texts(".flash-warn").len(), 1);
    stage.portal.drain_jobs().await;
    stage.portal.finish().await;
}

#[tokio::test]
async fn who_is_added_twice_has_access_once_and_both_acts_are_on_record() {
    let stage = Stage::set().await;
    let nia = stage.enter().await;
    let page = stage.ask(&nia, "office").await;
    for _ in 0..2 {
        give(&nia, &page, &stage.rhys).await.assert_redirect(&page);
    }
    assert_eq!(nia.get(LIST).await.texts("td.number"), ["1"]);
    for _ in 0..2 {
        take(&nia, &page, &stage.rhys).await.assert_redirect(&page);
    }
    give(&nia, &page, &stage.rhys).await.assert_redirect(&page);
    let shown = nia.get(&page).await;
    assert_eq!(shown.texts("h2"), ["People with access (1)", "People whose access has ended"]);
    let note = Some("6812001_office@hwbcymru.net".to_owned());
    let event = ("Nia Hyrwyddwr".to_owned(), note, 1);
    assert_eq!(stage.events("mailbox_access_given").await, [event.clone(), event.clone()]);
    assert_eq!(stage.events("mailbox_access_taken").await, [event]);
    let timeline = nia.get(&format!("/schools/6812001/users/{}", stage.rhys.id)).await;
    assert!(timeline.text().contains("Nia Hyrwyddwr took access to a shared mailbox away"));
    stage.portal.drain_jobs().await;
    stage.portal.finish().await;
}

#[tokio::test]
async fn a_mailbox_that_is_closing_takes_nobody_in() {
    let stage = Stage::set().await;
    let nia = stage.enter().await;
    let page = stage.ask(&nia, "office").await;
    let close = format!("{page}/close");
    let question = nia.get(&close).await;
    assert_eq!(question.assert_ok().texts("main .buttons > *"), ["Yes, close", "Cancel"]);
    assert!(question.texts("main .lead")[0].contains("Every message in it is lost"));
    for _ in 0..2 {
        nia.post(&close, &[]).await.assert_redirect(LIST);
    }
    assert_eq!(stage.events("mailbox_closed").await.len(), 1);
    nia.get(&close).await.assert_redirect(&page);
    give(&nia, &page, &stage.rhys).await.assert_not_found();
    nia.get(&format!("{page}/add")).await.assert_not_found();
    stage.portal.drain_jobs().await;
    stage.portal.finish().await;
}
