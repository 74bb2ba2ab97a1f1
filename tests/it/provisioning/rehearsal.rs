//! A file is rehearsed by hand: its page shows what it would do, and nothing changes.

use ump::tenancy::School;

use crate::support::browser::Browser;
use crate::support::portal::Portal;
use crate::support::roster::{Roster, learner, teacher};

const RUNS: &str = "/schools/6812001/provisioning";
const ADDRESS: &str = "/schools/6812001/provisioning/rehearse";

fn thirty() -> Roster {
    Roster::of("6812001").learners((1..=30).map(learner)).staff([teacher("MON", "Rhys", "Môn")])
}

async fn start() -> (Portal, School) {
    let portal = Portal::start().await;
    let school = portal.add_school("6812001", "Ysgol A").await;
    portal.add_school("6602001", "Ysgol B").await;
    portal.push(&school, &thirty()).await;
    (portal, school)
}

async fn desk(portal: &Portal) -> Browser<'_> {
    portal.sign_in(&portal.add_service_desk().await).await
}

#[tokio::test]
async fn a_file_that_is_rehearsed_by_hand_shows_what_it_would_do_and_changes_nothing() {
    let (portal, _) = start().await;
    let desk = desk(&portal).await;
    let leaving = (1..=12)
        .fold(thirty(), |roster, n| roster.change(&format!("learner-{n}"), |row| row.leaving("2026-11-20")));
    let file = leaving.learners([learner(31)]).zip();
    let answer = desk.upload(ADDRESS, "file", file).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert!(answer.location().starts_with(&format!("{RUNS}/")));
    portal.drain_jobs().await;
    let run = desk.get(answer.location()).await;
    run.assert_ok();
    assert!(run.texts(".panel-info").concat().contains("nothing was changed"), "{}", run.text());
    assert!(run.texts(".panel-info").concat().contains("release 12 accounts"));
    assert_eq!(run.texts("main a[href$='/release'], main a[href$='/undo']").len(), 0);
    for (question, expected) in [
        ("SELECT count(*) FROM account WHERE kind = 'learner' AND state = 'active'", 30),
        ("SELECT count(*) FROM sync_batch WHERE state = 'rehearsed' AND dry_run", 1),
        ("SELECT count(*) FROM upload WHERE account_id IS NOT NULL AND dry_run AND content IS NULL", 1),
        ("SELECT sum(runs)::bigint FROM run_day", 1),
        ("SELECT count(*) FROM school_status WHERE held_batch_id IS NOT NULL", 0),
    ] {
        assert_eq!(portal.count(question).await, expected, "{question}");
    }
    portal.finish().await;
}

#[tokio::test]
async fn a_file_that_cannot_be_rehearsed_is_refused_beside_its_field() {
    let (portal, _) = start().await;
    let desk = desk(&portal).await;
    let elsewhere = Roster { dfes_number: "6602001".to_owned(), ..thirty() };
    for (file, expected) in [
        (Vec::new(), "Choose a file."),
        (b"Surname,Forename\n".to_vec(), "could not be read"),
        (elsewhere.zip(), "6602001"),
        (vec![b' '; 65 << 20], "larger than 64 MB"),
    ] {
        let answer = desk.upload(ADDRESS, "file", file).await;
        answer.assert_ok();
        assert!(answer.texts(".field-wrong").concat().contains(expected), "{expected}: {}", answer.text());
    }
    assert_eq!(portal.count("SELECT count(*) FROM sync_batch").await, 1);
    portal.finish().await;
}
