//! *Edit*: who may change which name, and that nobody's change is lost.

use super::{Stage, value};
use crate::support::portal::Answer;

const DISPLAY: [(&str, &str); 2] = [("display_forename", "Siân"), ("display_surname", "Gŵyl")];
const LEGAL: [(&str, &str); 2] = [("legal_forename", "Siân"), ("legal_surname", "Gŵyl")];

fn form<'a>(parts: &[&[(&'a str, &'a str)]], revision: &'a str) -> Vec<(&'a str, &'a str)> {
    parts.concat().into_iter().chain([("revision", revision)]).collect()
}

fn heading(page: &Answer) -> String {
    page.texts("h1").concat()
}

#[tokio::test]
async fn a_teacher_changes_the_name_that_is_shown_and_no_other() {
    let stage = Stage::set().await;
    let teacher = stage.portal.sign_in(&stage.teacher).await;
    let (details, edit) = (stage.page(&stage.learner, ""), stage.page(&stage.learner, "/edit"));
    let page = teacher.get(&edit).await;
    assert!(page.assert_ok().text().contains("Digital Champion"));
    assert!(page.texts("input[name=legal_surname], input[name=new_username]").is_empty());
    // What the form does not offer is not taken either.
    let revision = value(&page, "revision");
    let sent = form(&[&DISPLAY, &LEGAL, &[("new_username", "yes")]], &revision);
    teacher.post(&edit, &sent).await.assert_redirect(&details);
    let page = teacher.get(&details).await;
    assert_eq!(heading(&page), "Siân Gŵyl");
    let facts = page.texts("dl.facts dd");
    assert_eq!(facts[..3], ["Siân", "Llywelyn", "Siân Gŵyl"]);
    assert!(page.texts(".timeline .change").contains(&"Siân Llywelyn → Siân Gŵyl".to_owned()));
    let jobs = stage.portal.jobs().await;
    assert!(jobs.iter().all(|(task, ..)| task != "generate_username"), "{jobs:?}");
    for name in ["sian+gwyl", "llywelyn"] {
        let found = teacher.get(&format!("/schools/6812001/learners?q={name}")).await;
        assert_eq!(found.texts("td.person-name"), ["Gŵyl, Siân"], "{name}");
    }
    stage.portal.finish().await;
}

#[tokio::test]
async fn names_must_be_there_and_what_was_typed_is_kept() {
    let stage = Stage::set().await;
    let champion = stage.portal.sign_in(&stage.champion).await;
    let edit = stage.page(&stage.learner, "/edit");
    let wrong = [("display_forename", "Jo"), ("display_surname", " "), ("legal_forename", "Jo")];
    let page = champion.post(&edit, &wrong).await;
    assert_eq!(page.assert_ok().texts(".panel-bad li"), ["Type a name.", "Type a name."]);
    assert_eq!(value(&page, "display_forename"), "Jo");
    assert_eq!(stage.events(&stage.learner, "name_edited").await, 0);
    stage.portal.finish().await;
}

#[tokio::test]
async fn of_two_who_edit_the_second_sees_the_first_and_decides() {
    let stage = Stage::set().await;
    let first = stage.portal.sign_in(&stage.champion).await;
    let second = stage.portal.sign_in(&stage.other_champion).await;
    let (details, edit) = (stage.page(&stage.learner, ""), stage.page(&stage.learner, "/edit"));
    let seen = value(&first.get(&edit).await, "revision");
    first.post(&edit, &form(&[&DISPLAY, &LEGAL], &seen)).await.assert_redirect(&details);
    // A double click of the first changes nothing more.
    first.post(&edit, &form(&[&DISPLAY, &LEGAL], &seen)).await.assert_redirect(&details);
    assert_eq!(stage.events(&stage.learner, "name_edited").await, 1);

    let mine = [("display_forename", "Siani"), ("display_surname", "Môn")];
    let conflict = second.post(&edit, &form(&[&mine, &LEGAL], &seen)).await;
    assert_eq!(
        conflict.assert_ok().texts(".panel-warn h2").concat(),
        "Nia Hyrwyddwr has edited this account meanwhile"
    );
    let cells = conflict.texts(".panel-warn tbody th, .panel-warn tbody td");
    assert_eq!(cells, ["Display forename", "Siân", "Siani", "Display surname", "Gŵyl", "Môn"]);
    assert_eq!(heading(&second.get(&details).await), "Siân Gŵyl");

    assert_eq!(value(&conflict, "display_surname"), "Môn");
    let revision = value(&conflict, "revision");
    let again = form(&[&mine, &LEGAL], &revision);
    second.post(&edit, &again).await.assert_redirect(&details);
    assert_eq!(heading(&second.get(&details).await), "Siani Môn");
    stage.portal.finish().await;
}
