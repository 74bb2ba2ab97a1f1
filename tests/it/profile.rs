//! My Profile: everybody but a primary learner chooses their own password there.

use ump::authz::AccountKind;
use ump::tenancy::School;

use crate::support::people::{Newcomer, Person};
use crate::support::portal::{Answer, Portal};
use crate::support::roster::{Roster, learner, teacher};

const FORM: &str = "/profile/password";
const GOOD: &str = "Heulog-Afon-58";

/// A school with a teacher and a learner of Year 7.
async fn setting() -> (Portal, School, Person, Person) {
    let portal = Portal::start().await;
    let school = portal.add_school("6812001", "Ysgol A").await;
    let roster = Roster::of("6812001")
        .learners([learner(1).named("Siân", "Llewelyn")])
        .staff([teacher("ATH", "Rhys", "Athro")]);
    portal.push(&school, &roster).await;
    let (pupil, teacher) = (portal.find(&school, "learner-1").await, portal.find(&school, "staff-ATH").await);
    (portal, school, pupil, teacher)
}

fn form<'f>(current: &'f str, new: &'f str) -> [(&'f str, &'f str); 3] {
    [("current", current), ("password", new), ("repeated", new)]
}

#[track_caller]
fn said_at(answer: &Answer, field: &str) -> String {
    answer.assert_ok();
    answer.texts(&format!("#{field}-error")).join(" ")
}

#[tokio::test]
async fn an_own_password_works_from_then_on_and_is_on_record() {
    let (portal, school, pupil, teacher) = setting().await;
    let (here, elsewhere) = (portal.sign_in(&pupil).await, portal.sign_in(&pupil).await);
    let before = here.cookie("ump_session");
    here.post(FORM, &form(&pupil.password, GOOD)).await.assert_redirect("/profile");
    assert_ne!(here.cookie("ump_session"), before, "the session has a new token");
    assert_eq!(here.get("/profile").await.texts("#flash .flash-good").len(), 1);
    assert!(elsewhere.get("/profile").await.location().starts_with("/sign-in"), "other sessions end");
    portal.browser().sign_in(&pupil.username, &pupil.password).await.assert_ok();
    portal.browser().sign_in(&pupil.username, GOOD).await.assert_redirect("/");
    let list = portal.sign_in(&teacher).await.get("/schools/6812001/learners").await;
    assert_eq!(list.texts("td .password-note"), ["User changed password"]);
    let record: Vec<(String, String)> = sqlx::query_as(
        "SELECT e.actor_username, s.username FROM audit_event e JOIN audit_subject s ON s.event_id = e.id
         WHERE e.school_id = $1 AND e.kind = 'password_changed'",
    )
    .bind(school.id)
    .fetch_all(&mut portal.owner().await)
    .await
    .unwrap();
    assert_eq!(record, [(pupil.username.clone(), pupil.username.clone())]);
    portal.finish().await;
}

#[tokio::test]
async fn each_broken_rule_is_named() {
    let (portal, _, pupil, _) = setting().await;
    let browser = portal.sign_in(&pupil).await;
    for (new, said) in [
        ("Password1", "This password is on lists that attackers try first."),
        ("Qwerty123", "This password is on lists that attackers try first."),
        ("LlewelynS", "Leave out names and the username."),
        ("Llewelyn123", "Leave out names and the username."),
        ("Gx7#mQz", "Use at least 8 characters."),
    ] {
        let answer = browser.post(FORM, &form(&pupil.password, new)).await;
        let told = said_at(&answer, "password");
        assert!(told.contains(said), "{new}: {told}");
        // The username itself stands on the page, the password that was typed does not.
        assert!(new == pupil.username || !answer.text().contains(new), "{new} is not shown again");
    }
    let differ = [("current", pupil.password.as_str()), ("password", GOOD), ("repeated", "Heulog-Afon-59")];
    assert!(said_at(&browser.post(FORM, &differ).await, "repeated").starts_with("The two passwords"));
    portal.browser().sign_in(&pupil.username, &pupil.password).await.assert_redirect("/");
    portal.finish().await;
}

#[tokio::test]
async fn a_wrong_current_password_is_told_and_slows_down_like_a_sign_in() {
    let (portal, _, pupil, _) = setting().await;
    let browser = portal.sign_in(&pupil).await;
    for _ in 0..5 {
        let answer = browser.post(FORM, &form("wrong", GOOD)).await;
        assert!(said_at(&answer, "current").starts_with("This is not your current password."));
    }
    let answer = browser.post(FORM, &form(&pupil.password, GOOD)).await;
    assert_eq!(answer.status, 429);
    portal.wait(chrono::TimeDelta::minutes(2));
    browser.post(FORM, &form(&pupil.password, GOOD)).await.assert_redirect("/profile");
    portal.finish().await;
}

#[tokio::test]
async fn a_primary_learner_has_no_such_form() {
    let (portal, school, ..) = setting().await;
    let child = portal.add(Newcomer::new(AccountKind::NonMisLearner, Some(&school), "Bach", "Disgybl")).await;
    let browser = portal.sign_in(&child).await;
    assert_eq!(browser.get("/profile").await.assert_ok().texts("input[type=password]").len(), 0);
    browser.post(FORM, &form(&child.password, GOOD)).await.assert_not_found();
    portal.finish().await;
}

#[tokio::test]
async fn somebody_of_no_school_changes_theirs_too() {
    let (portal, ..) = setting().await;
    let desk = portal.add_service_desk().await;
    let browser = portal.sign_in(&desk).await;
    browser.post(FORM, &form(&desk.password, GOOD)).await.assert_redirect("/profile");
    portal.browser().sign_in(&desk.username, GOOD).await.assert_redirect("/");
    assert_eq!(portal.count("SELECT count(*) FROM audit_event").await, 0);
    portal.finish().await;
}
