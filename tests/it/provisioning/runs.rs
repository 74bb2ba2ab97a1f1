//! Runs of one school: what they make, hold, replace and leave alone.

use serde_json::Value;
use ump::authz::Role;
use ump::credentials::{PersonWords, check};
use ump::tenancy::School;

use crate::support::client::{Covers, count, counts};
use crate::support::portal::Portal;
use crate::support::roster::{Learner, Roster, learner, teacher};

/// A school of 30 learners and a teacher.
fn thirty() -> Roster {
    Roster::of("6812001")
        .learners((1..=30).map(learner))
        .staff([teacher("MON", "Rhys", "Môn")])
        .class_of_all("MAT1")
}

/// The first `n` learners have left.
fn leaving(roster: Roster, n: u32) -> Roster {
    (1..=n).fold(roster, |roster, n| roster.change(&format!("learner-{n}"), |row| row.leaving("2026-11-20")))
}

#[tokio::test]
async fn people_whom_a_run_makes_can_sign_in_with_the_password_that_the_school_shows() {
    let portal = Portal::start().await;
    let school = portal.add_school("6812001", "Ysgol A").await;
    portal.push(&school, &thirty()).await;
    for id in ["learner-1", "learner-30", "staff-MON"] {
        let person = portal.find(&school, id).await;
        portal.sign_in(&person).await.get("/profile").await.assert_ok();
        assert_eq!(check(&person.password, &PersonWords::of(&[], &[])), []);
    }
    portal.finish().await;
}

#[tokio::test]
async fn what_has_not_changed_is_not_written() {
    let portal = Portal::start().await;
    let school = portal.add_school("6812001", "Ysgol A").await;
    portal.push(&school, &thirty()).await;
    let versions = "SELECT sum(xmin::text::bigint)::bigint FROM account";
    let before = portal.count(versions).await;
    let roster = thirty().change("learner-3", |row| row.named("Sian", "Gwyl"));
    let batch = portal.push(&school, &roster.class_of_all("SCI1")).await;
    assert_eq!(counts(&batch), [("unchanged", 31)]);
    assert_eq!(portal.count(versions).await, before);
    assert_eq!(portal.count("SELECT count(*) FROM group_member WHERE ended_at IS NULL").await, 62);
    portal.finish().await;
}

#[tokio::test]
async fn a_changed_legal_name_is_told_and_left_to_a_person() {
    let portal = Portal::start().await;
    let school = portal.add_school("6812001", "Ysgol A").await;
    portal.push(&school, &thirty()).await;
    let roster = thirty().change("learner-3", |row| row.named("Nia", "Newydd"));
    let batch = portal.push(&school, &roster).await;
    assert_eq!(counts(&batch), [("unchanged", 31)]);
    let client = portal.client(Covers::School(&school)).await;
    let changes = client.csv(batch["batch_id"].as_str().unwrap(), "changes.csv").await;
    assert_eq!(changes.len(), 2, "{changes:?}");
    assert_eq!(
        (changes[1][1].as_str(), changes[1][4].as_str(), changes[1][7].as_str()),
        ("learner-3", "name", "name_differs")
    );
    assert_eq!(portal.count("SELECT count(*) FROM account WHERE legal_surname = 'Newydd'").await, 0);
    portal.finish().await;
}

#[tokio::test]
async fn leavers_lose_their_sessions_and_whoever_comes_back_is_reactivated() {
    let portal = Portal::start().await;
    let school = portal.add_school("6812001", "Ysgol A").await;
    portal.push(&school, &thirty()).await;
    let person = portal.find(&school, "learner-1").await;
    let browser = portal.sign_in(&person).await;
    let released = portal.push(&school, &leaving(thirty(), 1)).await;
    assert_eq!((count(&released, "released"), count(&released, "unchanged")), (1, 30));
    assert_eq!(browser.get("/profile").await.location(), "/sign-in?return_to=%2Fprofile");
    portal.browser().sign_in(&person.username, &person.password).await.assert_ok();
    assert_eq!(portal.count("SELECT count(*) FROM group_member WHERE ended_at IS NULL").await, 30);
    portal.wait(chrono::TimeDelta::hours(1));
    let back = portal.push(&school, &thirty()).await;
    assert_eq!((count(&back, "reactivated"), count(&back, "unchanged")), (1, 30));
    portal.sign_in(&person).await.get("/profile").await.assert_ok();
    assert_eq!(portal.count("SELECT count(*) FROM group_member WHERE ended_at IS NULL").await, 31);
    assert_eq!(portal.count("SELECT count(*) FROM enrolment WHERE ended_at IS NULL").await, 31);
    portal.finish().await;
}

#[tokio::test]
async fn a_leaving_date_takes_effect_at_the_end_of_its_day() {
    let portal = Portal::start().await;
    let school = portal.add_school("6812001", "Ysgol A").await;
    let roster = thirty().change("learner-1", |row| row.leaving("2026-11-23"));
    portal.push(&school, &thirty()).await;
    let batch = portal.push(&school, &roster).await;
    assert_eq!(counts(&batch), [("unchanged", 30), ("updated", 1)]);
    let person = portal.find(&school, "learner-1").await;
    portal.sign_in(&person).await;
    portal.wait(chrono::TimeDelta::hours(16));
    ump::provisioning::wake_due_schools(&portal.services).await.unwrap();
    portal.drain_jobs().await;
    portal.browser().sign_in(&person.username, &person.password).await.assert_ok();
    assert_eq!(portal.count("SELECT count(*) FROM account WHERE state = 'left'").await, 1);
    portal.finish().await;
}

#[tokio::test]
async fn absence_is_not_a_leaving_date() {
    let portal = Portal::start().await;
    let school = portal.add_school("6812001", "Ysgol A").await;
    portal.push(&school, &thirty()).await;
    let roster = Roster::of("6812001").learners((11..=30).map(learner)).class_of_all("MAT1");
    let batch = portal.push(&school, &roster).await;
    assert_eq!(counts(&batch), [("missing", 11), ("unchanged", 20)]);
    assert_eq!(portal.count("SELECT count(*) FROM account WHERE state = 'active'").await, 31);
    portal.finish().await;
}

#[tokio::test]
async fn a_run_that_would_release_too_many_is_held_until_somebody_decides() {
    let portal = Portal::start().await;
    let school = portal.add_school("6812001", "Ysgol A").await;
    portal.push(&school, &thirty()).await;
    let held = portal.push(&school, &leaving(thirty(), 11)).await;
    assert_eq!(held["state"], "held");
    assert_eq!(
        held["held"],
        serde_json::json!({ "would_release": 11, "threshold": 10, "reason": "releases" })
    );
    assert_eq!(count(&held, "released"), 11);
    let active = "SELECT count(*) FROM account WHERE state = 'active' AND school_id IS NOT NULL";
    assert_eq!(portal.count(active).await, 31);
    assert_eq!(portal.count("SELECT count(*) FROM held_release").await, 11);
    assert_eq!(portal.count("SELECT count(*) FROM school_status WHERE held_batch_id IS NOT NULL").await, 1);
    decide(&portal, &school, &held, "release").await;
    let client = portal.client(Covers::School(&school)).await;
    let batch = client.batch(held["batch_id"].as_str().unwrap()).await;
    assert_eq!((&batch["state"], &batch["held"]), (&"applied".into(), &Value::Null));
    assert_eq!(portal.count(active).await, 20);
    portal.finish().await;
}

#[tokio::test]
async fn a_discarded_run_changes_nothing_and_may_be_sent_again() {
    let portal = Portal::start().await;
    let school = portal.add_school("6812001", "Ysgol A").await;
    portal.push(&school, &thirty()).await;
    let roster = leaving(thirty(), 11);
    let held = portal.push(&school, &roster).await;
    decide(&portal, &school, &held, "discard").await;
    assert_eq!(portal.count("SELECT count(*) FROM account WHERE state = 'left'").await, 0);
    assert_eq!(portal.count("SELECT count(*) FROM school_status WHERE held_batch_id IS NOT NULL").await, 0);
    let again = portal.push(&school, &roster).await;
    assert_ne!(again["batch_id"], held["batch_id"]);
    assert_eq!(again["state"], "held");
    portal.finish().await;
}

#[tokio::test]
async fn a_newer_run_takes_the_place_of_a_held_one_and_counts_its_leavers() {
    let portal = Portal::start().await;
    let school = portal.add_school("6812001", "Ysgol A").await;
    portal.push(&school, &thirty()).await;
    let held = portal.push(&school, &leaving(thirty(), 11)).await;
    // The leavers are gone from the next file, as many systems do it; four are on roll after all.
    let mut next = thirty();
    next.learners.drain(4..11);
    let newer = portal.push(&school, &next).await;
    let client = portal.client(Covers::School(&school)).await;
    assert_eq!(client.batch(held["batch_id"].as_str().unwrap()).await["state"], "replaced");
    assert_eq!(newer["state"], "applied");
    assert_eq!((count(&newer, "released"), count(&newer, "unchanged")), (7, 24));
    assert_eq!(portal.count("SELECT count(*) FROM account WHERE state = 'left'").await, 7);
    portal.finish().await;
}

#[tokio::test]
async fn releasing_looks_again_and_holds_again_where_somebody_new_would_go() {
    let portal = Portal::start().await;
    let school = portal.add_school("6812001", "Ysgol A").await;
    portal.push(&school, &thirty()).await;
    let roster = leaving(thirty(), 11).change("learner-12", |row| row.leaving("2026-11-23"));
    let held = portal.push(&school, &roster).await;
    assert_eq!(held["held"]["would_release"], 12);
    sqlx::query(
        "DELETE FROM held_release WHERE account_id = (SELECT id FROM account WHERE sourced_id = 'learner-5')",
    )
    .execute(&mut portal.owner().await)
    .await
    .unwrap();
    decide(&portal, &school, &held, "release").await;
    let client = portal.client(Covers::School(&school)).await;
    let again = client.batch(held["batch_id"].as_str().unwrap()).await;
    assert_eq!(again["state"], "held");
    assert_eq!(portal.count("SELECT count(*) FROM account WHERE state = 'left'").await, 0);
    assert_eq!(portal.count("SELECT count(*) FROM held_release").await, 12);
    portal.finish().await;
}

#[tokio::test]
async fn the_last_digital_champion_is_not_released_unseen() {
    let portal = Portal::start().await;
    let school = portal.add_school("6812001", "Ysgol A").await;
    portal.push(&school, &thirty()).await;
    let champion = portal.find(&school, "staff-MON").await;
    portal.grant(&champion, Role::DigitalChampion).await;
    let mut roster = thirty();
    roster.staff[0].leaving_date = "2026-11-20".to_owned();
    let held = portal.push(&school, &roster).await;
    assert_eq!((&held["state"], &held["held"]["reason"]), (&"held".into(), &"last_champion".into()));
    portal.finish().await;
}

#[tokio::test]
async fn a_run_that_empties_the_classes_is_held() {
    let portal = Portal::start().await;
    let school = portal.add_school("6812001", "Ysgol A").await;
    portal.push(&school, &thirty()).await;
    let mut roster = thirty();
    roster.classes.clear();
    let held = portal.push(&school, &roster).await;
    assert_eq!((&held["state"], &held["held"]["reason"]), (&"held".into(), &"memberships".into()));
    assert_eq!(portal.count("SELECT count(*) FROM group_member WHERE ended_at IS NULL").await, 31);
    portal.finish().await;
}

#[tokio::test]
async fn batches_of_a_school_apply_in_the_order_received() {
    let portal = Portal::start().await;
    let school = portal.add_school("6812001", "Ysgol A").await;
    let client = portal.client(Covers::School(&school)).await;
    let mut ids = Vec::new();
    for grade in ["08", "09", "10"] {
        let roster = thirty().change("learner-1", |row| row.in_year(grade));
        ids.push(client.accepted(&roster.zip()).await);
    }
    portal.drain_jobs().await;
    for id in &ids {
        assert_eq!(client.batch(id).await["state"], "applied");
    }
    assert_eq!(
        portal.count("SELECT year_group::bigint FROM account WHERE sourced_id = 'learner-1'").await,
        10
    );
    portal.finish().await;
}

#[tokio::test]
async fn a_person_who_was_deactivated_by_hand_stays_so() {
    let portal = Portal::start().await;
    let school = portal.add_school("6812001", "Ysgol A").await;
    portal.push(&school, &thirty()).await;
    sqlx::query("UPDATE account SET state = 'deactivated' WHERE sourced_id = 'learner-1'")
        .execute(&mut portal.owner().await)
        .await
        .unwrap();
    let batch = portal.push(&school, &thirty().class_of_all("SCI1")).await;
    assert_eq!(counts(&batch), [("unchanged", 31)]);
    assert_eq!(portal.count("SELECT count(*) FROM account WHERE state = 'deactivated'").await, 1);
    portal.finish().await;
}

#[tokio::test]
async fn guests_and_subsidiary_enrolments_take_no_account() {
    let portal = Portal::start().await;
    let school = portal.add_school("6812001", "Ysgol A").await;
    let with_status = |n: u32, status: &str| Learner { status: status.to_owned(), ..learner(n) };
    let roster = Roster::of("6812001").learners([
        with_status(1, "M"),
        with_status(2, "C"),
        with_status(3, "S"),
        with_status(4, "G"),
        learner(5).leaving("2026-07-20"),
    ]);
    let batch = portal.push(&school, &roster).await;
    assert_eq!(counts(&batch), [("created", 2), ("skipped", 3)]);
    portal.finish().await;
}

/// Somebody with the right to it releases or discards a held run.
async fn decide(portal: &Portal, school: &School, held: &Value, decision: &str) {
    let browser = portal.sign_in(&portal.add_service_desk().await).await;
    let (number, id) = (school.dfes_number, held["batch_id"].as_str().unwrap());
    let answer = browser.post(&format!("/schools/{number}/provisioning/{id}/{decision}"), &[]).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    portal.drain_jobs().await;
}
