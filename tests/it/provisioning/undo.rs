//! Undoing a school's last applied run: everything as before, but for those of whom somebody has made use since.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use chrono::TimeDelta;
use serde_json::Value;
use sqlx::AssertSqlSafe;
use ump::provisioning::{Step, apply_next};
use ump::tenancy::School;

use crate::support::browser::Browser;
use crate::support::client::{Covers, counts};
use crate::support::portal::Portal;
use crate::support::roster::{Class, Learner, Roster, learner, teacher, upn};

const HERE: &str = "6812001";
const ORIGIN: &str = "6814002";

/// What undoing must bring back, row by row.
const TABLES: [&str; 5] = ["account", "enrolment", "teaching_group", "group_member", "waiting_learner"];

/// Two schools: ours, of thirty, and one from which learners come.
struct Pair {
    portal: Portal,
    here: School,
    origin: School,
}

fn class(id: &str, learners: impl IntoIterator<Item = u32>) -> Class {
    Class {
        id: id.to_owned(),
        title: format!("7{id}"),
        is_registration: false,
        learners: learners.into_iter().map(|n| format!("learner-{n}")).collect(),
        teachers: vec!["staff-MON".to_owned()],
    }
}

fn thirty() -> Roster {
    let roster = Roster::of(HERE).learners((1..=30).map(learner)).staff([teacher("MON", "Rhys", "Môn")]);
    Roster { classes: vec![class("MAT1", 1..=30), class("HAN1", 1..=3), class("CER1", 4..=6)], ..roster }
}

fn origin_roster() -> Roster {
    Roster::of(ORIGIN).learners((101..=105).map(learner)).class_of_all("OLD1")
}

/// Somebody of the origin, as our MIS has them.
fn newcomer(n: u32) -> Learner {
    Learner { id: format!("newcomer-{n}"), ..learner(n).admitted("2026-11-16") }
}

impl Pair {
    async fn start() -> Self {
        let portal = Portal::start().await;
        let here = portal.add_school(HERE, "Ysgol A").await;
        let origin = portal.add_school(ORIGIN, "Ysgol B").await;
        portal.push(&here, &thirty()).await;
        portal.push(&origin, &origin_roster()).await;
        portal.wait(TimeDelta::hours(1));
        Self { portal, here, origin }
    }

    /// Sends a roster of ours an hour after whatever was before.
    async fn push(&self, roster: &Roster) -> Value {
        self.portal.wait(TimeDelta::hours(1));
        let batch = self.portal.push(&self.here, roster).await;
        assert_eq!(batch["state"], "applied", "{batch}");
        self.portal.wait(TimeDelta::hours(1));
        batch
    }

    async fn desk(&self) -> Browser<'_> {
        self.portal.sign_in(&self.portal.add_service_desk().await).await
    }

    async fn state_of(&self, batch: &Value) -> String {
        let client = self.portal.client(Covers::School(&self.here)).await;
        let now = client.batch(batch["batch_id"].as_str().unwrap()).await;
        now["state"].as_str().unwrap().to_owned()
    }

    /// Every row of a table, as text; but for the service desk, who comes when somebody is to undo.
    async fn rows(&self, table: &str) -> BTreeSet<String> {
        let question = format!(
            "SELECT j::text FROM {table} t, to_jsonb(t) j WHERE j ->> 'kind' IS DISTINCT FROM 'service_desk'"
        );
        let rows: Vec<String> = sqlx::query_scalar(AssertSqlSafe(question))
            .fetch_all(&mut self.portal.owner().await)
            .await
            .unwrap();
        rows.into_iter().collect()
    }

    async fn all_rows(&self) -> Vec<BTreeSet<String>> {
        let mut all = Vec::new();
        for table in TABLES {
            all.push(self.rows(table).await);
        }
        all
    }
}

fn page(batch: &Value) -> String {
    format!("/schools/{HERE}/provisioning/{}", batch["batch_id"].as_str().unwrap())
}

async fn undo(browser: &Browser<'_>, batch: &Value) {
    browser.post(&format!("{}/undo", page(batch)), &[]).await.assert_redirect(&page(batch));
}

/// Learner 10 has left, 101 was released by the origin, and 103 waits for it.
async fn eventful_past(pair: &Pair) -> Value {
    let left = origin_roster().change("learner-101", |row| row.leaving("2026-11-13"));
    pair.portal.push(&pair.origin, &left).await;
    let roster = thirty().change("learner-10", |row| row.leaving("2026-11-20")).learners([newcomer(103)]);
    pair.push(&roster).await
}

/// One of each: created, updated (with a new UPN), released, reactivated, transferred, waiting; a class ends, one is renamed,
/// one is new.
fn eventful() -> Roster {
    let mut roster = thirty()
        .change("learner-1", |row| Learner { former_upn: row.upn.clone(), upn: upn(90), ..row.in_year("08") })
        .change("learner-2", |row| row.leaving("2026-11-20"))
        .learners([learner(40), newcomer(101), newcomer(102)])
        .staff([teacher("NEW", "Nia", "Newydd")]);
    roster.classes = vec![class("MAT1", 2..=30), class("HAN1", 1..=4), class("GYM1", [7, 8, 40])];
    roster.classes[1].title = "Hanes".to_owned();
    roster.classes[0].learners.push("newcomer-101".to_owned());
    roster
}

#[tokio::test]
async fn an_undone_run_leaves_people_enrolments_groups_and_memberships_as_they_were() {
    let pair = Pair::start().await;
    eventful_past(&pair).await;
    let before = pair.all_rows().await;
    let figures = "SELECT learners::bigint FROM school_status ORDER BY learners DESC LIMIT 1";
    let learners = pair.portal.count(figures).await;
    let batch = pair.push(&eventful()).await;
    assert_eq!(
        counts(&batch),
        [
            ("created", 2),
            ("reactivated", 1),
            ("released", 1),
            ("transferred", 1),
            ("unchanged", 28),
            ("updated", 1),
            ("waiting", 1)
        ]
    );
    let desk = pair.desk().await;
    let question = desk.get(&format!("{}/undo", page(&batch))).await;
    question.assert_ok();
    assert_eq!(question.texts("tbody tr").len(), 6);
    let trail = pair.portal.count("SELECT count(*) FROM audit_event").await;
    undo(&desk, &batch).await;
    pair.portal.drain_jobs().await;
    let after = pair.all_rows().await;
    for ((table, before), after) in TABLES.iter().zip(&before).zip(&after) {
        let lost: Vec<&String> = before.difference(after).collect();
        assert!(lost.is_empty(), "{table}: {lost:#?}\n{:#?}", after.difference(before).collect::<Vec<_>>());
    }
    // What the run made is still there, and ended; nobody waits who did not.
    let more: Vec<usize> =
        before.iter().zip(&after).map(|(before, after)| after.len() - before.len()).collect();
    assert_eq!(more, [2, 3, 1, 7, 0]);
    for question in [
        "SELECT count(*) FROM account WHERE state = 'undone'",
        "SELECT count(*) FROM account a JOIN enrolment e ON e.account_id = a.id WHERE a.state = 'undone' AND e.ended_at IS NOT NULL",
    ] {
        assert_eq!(pair.portal.count(question).await, 2, "{question}");
    }
    assert_eq!(
        pair.portal
            .count("SELECT count(*) FROM teaching_group WHERE sourced_id = 'GYM1' AND ended_at IS NULL")
            .await,
        0
    );
    assert_eq!(pair.portal.count(figures).await, learners);
    assert_eq!(pair.state_of(&batch).await, "undone");
    assert_eq!(pair.portal.count("SELECT count(*) FROM audit_event").await, trail + 1);
    assert_eq!(
        pair.portal.count("SELECT people::bigint FROM audit_event WHERE kind = 'run_undone'").await,
        6
    );
    pair.portal.finish().await;
}

#[tokio::test]
async fn a_run_after_an_undone_one_does_it_all_again() {
    let pair = Pair::start().await;
    eventful_past(&pair).await;
    let batch = pair.push(&eventful()).await;
    let accounts = pair.portal.count("SELECT count(*) FROM account WHERE kind IN ('learner', 'staff')").await;
    undo(&pair.desk().await, &batch).await;
    pair.portal.drain_jobs().await;
    // The very same bytes: an undone run does not stand.
    let again = pair.push(&eventful()).await;
    assert_ne!(again["batch_id"], batch["batch_id"]);
    assert_eq!(
        counts(&again),
        [
            ("reactivated", 3),
            ("released", 1),
            ("transferred", 1),
            ("unchanged", 28),
            ("updated", 1),
            ("waiting", 1)
        ]
    );
    assert_eq!(
        pair.portal.count("SELECT count(*) FROM account WHERE kind IN ('learner', 'staff')").await,
        accounts
    );
    pair.portal.finish().await;
}

#[tokio::test]
async fn those_who_waited_before_wait_again_and_come() {
    let pair = Pair::start().await;
    let past = eventful_past(&pair).await;
    let batch = pair.push(&eventful()).await;
    undo(&pair.desk().await, &batch).await;
    pair.portal.drain_jobs().await;
    let left = origin_roster()
        .change("learner-101", |row| row.leaving("2026-11-13"))
        .change("learner-103", |row| row.leaving("2026-11-13"));
    pair.portal.push(&pair.origin, &left).await;
    let client = pair.portal.client(Covers::School(&pair.here)).await;
    let past = client.batch(past["batch_id"].as_str().unwrap()).await;
    assert_eq!((&past["counts"]["waiting"], &past["counts"]["transferred"]), (&0.into(), &1.into()));
    pair.portal.find(&pair.here, "newcomer-103").await;
    pair.portal.finish().await;
}

#[tokio::test]
async fn a_learner_who_came_by_itself_after_the_run_goes_back_with_it() {
    let pair = Pair::start().await;
    let batch = pair.push(&thirty().learners([newcomer(102)])).await;
    assert_eq!(counts(&batch), [("unchanged", 31), ("waiting", 1)]);
    let left = origin_roster().change("learner-102", |row| row.leaving("2026-11-13"));
    pair.portal.push(&pair.origin, &left).await;
    let here = "SELECT count(*) FROM account a JOIN school s ON s.id = a.school_id WHERE s.dfes_number = 6812001 AND kind = 'learner'";
    assert_eq!(pair.portal.count(here).await, 31);
    pair.portal.wait(TimeDelta::hours(1));
    undo(&pair.desk().await, &batch).await;
    pair.portal.drain_jobs().await;
    assert_eq!(pair.portal.count(here).await, 30);
    assert_eq!(pair.portal.count("SELECT count(*) FROM account WHERE state = 'left'").await, 1);
    assert_eq!(pair.portal.count("SELECT count(*) FROM enrolment WHERE before_move IS NOT NULL").await, 0);
    pair.portal.finish().await;
}

#[tokio::test]
async fn a_leaving_date_that_took_effect_since_is_taken_back_too() {
    let pair = Pair::start().await;
    let before = pair.all_rows().await;
    let batch = pair.push(&thirty().change("learner-5", |row| row.leaving("2026-11-23"))).await;
    assert_eq!(counts(&batch), [("unchanged", 30), ("updated", 1)]);
    pair.portal.wait(TimeDelta::days(1));
    ump::provisioning::wake_due_schools(&pair.portal.services).await.unwrap();
    pair.portal.drain_jobs().await;
    assert_eq!(pair.portal.count("SELECT count(*) FROM account WHERE state = 'left'").await, 1);
    undo(&pair.desk().await, &batch).await;
    pair.portal.drain_jobs().await;
    let after = pair.all_rows().await;
    for ((table, before), after) in TABLES.iter().zip(&before).zip(&after) {
        assert!(before.is_subset(after), "{table}: {:#?}", before.difference(after).collect::<Vec<_>>());
    }
    pair.portal.finish().await;
}

#[tokio::test]
async fn who_was_claimed_edited_reset_revealed_or_signed_in_since_stays() {
    let pair = Pair::start().await;
    let roster =
        thirty().change("learner-2", |row| row.leaving("2026-11-20")).learners((40..=44).map(learner));
    let batch = pair.push(&roster).await;
    let taken =
        origin_roster().learners([Learner { id: "taken".to_owned(), ..learner(2).admitted("2026-11-21") }]);
    pair.portal.push(&pair.origin, &taken).await;
    let desk = pair.desk().await;
    let mut people = Vec::new();
    for n in 40..=44 {
        people.push(pair.portal.find(&pair.here, &format!("learner-{n}")).await);
    }
    let user = |n: usize, below: &str| format!("/schools/{HERE}/users/{}{below}", people[n].id);
    desk.post(&user(1, "/password"), &[]).await.assert_ok();
    assert!(desk.post(&user(2, "/reset-password"), &[("how", "generate")]).await.status.is_redirection());
    desk.post(&user(3, "/deactivate"), &[]).await;
    pair.portal.sign_in(&people[4]).await;
    let stay = desk.get(&format!("{}/undo?tab=stay", page(&batch))).await;
    let told: BTreeSet<String> = stay.texts("tbody td:last-child").into_iter().collect();
    assert_eq!(
        told,
        [
            "Another school has taken the account over since",
            "Its holder has signed in since",
            "Somebody has changed the account since",
            "The password has been changed since",
            "The password has been shown, printed or downloaded since",
        ]
        .map(str::to_owned)
        .into()
    );
    assert_eq!(desk.get(&format!("{}/undo", page(&batch))).await.texts("tbody tr").len(), 1);
    undo(&desk, &batch).await;
    pair.portal.drain_jobs().await;
    let states: Vec<(String, String)> = sqlx::query_as(
        "SELECT sourced_id, state FROM account WHERE admission_number BETWEEN '000040' AND '000044' ORDER BY sourced_id",
    )
    .fetch_all(&mut pair.portal.owner().await)
    .await
    .unwrap();
    let states: Vec<&str> = states.iter().map(|(_, state)| state.as_str()).collect();
    assert_eq!(states, ["undone", "active", "active", "deactivated", "active"]);
    pair.portal.find(&pair.origin, "taken").await;
    pair.portal.finish().await;
}

#[tokio::test]
async fn only_the_last_applied_run_is_undone_and_only_once() {
    let pair = Pair::start().await;
    let first = pair.push(&thirty().learners([learner(40)])).await;
    let second = pair.push(&thirty().learners([learner(40), learner(41)])).await;
    let desk = pair.desk().await;
    let older = desk.post(&format!("{}/undo", page(&first)), &[]).await;
    assert_eq!(older.status, StatusCode::CONFLICT);
    desk.get(&format!("{}/undo", page(&first))).await.assert_redirect(&page(&first));
    assert_eq!(desk.get(&page(&first)).await.texts("a[href$='/undo']").len(), 0);
    assert_eq!(desk.get(&page(&second)).await.texts("a[href$='/undo']"), ["Undo this run"]);
    let address = format!("{}/undo", page(&second));
    let (one, two) = tokio::join!(desk.post(&address, &[]), desk.post(&address, &[]));
    for answer in [one, two] {
        assert!(matches!(answer.status.as_u16(), 303 | 503), "{}", answer.status);
    }
    undo(&desk, &second).await;
    assert_eq!(pair.portal.count("SELECT count(*) FROM audit_event WHERE kind = 'run_undone'").await, 1);
    assert_eq!(pair.portal.count("SELECT count(*) FROM account WHERE state = 'undone'").await, 1);
    // The one before it has nothing left by which it could be undone.
    let before = desk.post(&format!("{}/undo", page(&first)), &[]).await;
    assert_eq!(before.status, StatusCode::CONFLICT);
    pair.portal.finish().await;
}

#[tokio::test]
async fn an_undoing_and_a_run_at_the_same_moment_come_one_after_the_other() {
    let pair = Pair::start().await;
    let batch = pair.push(&thirty().learners([learner(40)])).await;
    let desk = pair.desk().await;
    let client = pair.portal.client(Covers::School(&pair.here)).await;
    client.accepted(&thirty().learners([learner(41)]).zip()).await;
    pair.portal.read_uploads().await;
    let address = format!("{}/undo", page(&batch));
    let (answer, step) =
        tokio::join!(desk.post(&address, &[]), apply_next(&pair.portal.services, pair.here.id));
    assert!(matches!(step.unwrap(), Step::Finished(_) | Step::Locked));
    pair.portal.drain_jobs().await;
    let expected = match answer.status.as_u16() {
        303 => ("undone", 1),
        409 | 503 => ("applied", 0),
        other => panic!("{other}"),
    };
    let undone = pair.portal.count("SELECT count(*) FROM account WHERE state = 'undone'").await;
    assert_eq!((pair.state_of(&batch).await.as_str(), undone), expected);
    let newcomer = pair.portal.find(&pair.here, "learner-41").await;
    pair.portal.sign_in(&newcomer).await;
    pair.portal.finish().await;
}

#[tokio::test]
async fn an_undoing_and_a_claim_at_the_same_moment_leave_the_learner_in_one_school() {
    let pair = Pair::start().await;
    let batch = pair.push(&thirty().change("learner-2", |row| row.leaving("2026-11-20"))).await;
    let desk = pair.desk().await;
    let client = pair.portal.client(Covers::School(&pair.origin)).await;
    let claim = Learner { id: "taken".to_owned(), ..learner(2).admitted("2026-11-21") };
    client.accepted(&origin_roster().learners([claim]).zip()).await;
    pair.portal.read_uploads().await;
    let address = format!("{}/undo", page(&batch));
    let (answer, step) =
        tokio::join!(desk.post(&address, &[]), apply_next(&pair.portal.services, pair.origin.id));
    assert!(matches!(step.unwrap(), Step::Finished(_)));
    assert!(matches!(answer.status.as_u16(), 303 | 503), "{}", answer.status);
    pair.portal.drain_jobs().await;
    let open =
        "SELECT count(*) FROM account a JOIN enrolment e ON e.account_id = a.id AND e.school_id = a.school_id
                WHERE a.admission_number = '000002' AND a.state = 'active' AND e.ended_at IS NULL";
    assert_eq!(pair.portal.count(open).await, 1);
    let stays = "SELECT count(*) FROM enrolment e JOIN account a ON a.id = e.account_id
                 WHERE a.admission_number = '000002' AND e.ended_at IS NULL";
    assert_eq!(pair.portal.count(stays).await, 1);
    pair.portal.finish().await;
}
