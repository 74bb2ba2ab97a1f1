//! Learners move from school to school, in whatever order the two schools' clients run.

use std::collections::HashSet;

use serde_json::Value;
use ump::provisioning::{Step, apply_next};
use ump::tenancy::School;

use crate::support::client::{Client, Covers, count, counts};
use crate::support::portal::Portal;
use crate::support::roster::{Learner, Roster, learner, upn};

const OLD: &str = "6812001";
const NEW: &str = "6814002";

/// Two schools; the first has learners 1 to 4.
struct Pair {
    portal: Portal,
    old: School,
    new: School,
}

fn old_roster() -> Roster {
    Roster::of(OLD).learners((1..=4).map(learner)).class_of_all("OLD1")
}

/// Learner 1 as the new school's MIS has them, by another id.
fn newcomer() -> Learner {
    Learner {
        id: "newcomer".to_owned(),
        admission_number: "900001".to_owned(),
        ..learner(1).admitted("2026-11-16")
    }
}

fn new_roster() -> Roster {
    Roster::of(NEW).learners([learner(5), newcomer()]).class_of_all("NEW1")
}

fn released() -> Roster {
    old_roster().change("learner-1", |row| row.leaving("2026-11-13"))
}

impl Pair {
    async fn start() -> Self {
        let portal = Portal::start().await;
        let old = portal.add_school(OLD, "Ysgol Hen").await;
        let new = portal.add_school(NEW, "Ysgol Newydd").await;
        portal.push(&old, &old_roster()).await;
        Self { portal, old, new }
    }

    async fn client<'p>(&'p self, school: &School) -> Client<'p> {
        self.portal.client(Covers::School(school)).await
    }

    /// The newest word on a batch.
    async fn now(&self, school: &School, batch: &Value) -> Value {
        let client = self.client(school).await;
        client.batch(batch["batch_id"].as_str().unwrap()).await
    }
}

#[tokio::test]
async fn released_first_the_learner_comes_over_with_the_claim() {
    let pair = Pair::start().await;
    let before = pair.portal.find(&pair.old, "learner-1").await;
    pair.portal.push(&pair.old, &released()).await;
    let claim = pair.portal.push(&pair.new, &new_roster()).await;
    assert_eq!(counts(&claim), [("created", 1), ("transferred", 1)]);
    assert_came_over(&pair, &before).await;
    pair.portal.finish().await;
}

#[tokio::test]
async fn claimed_first_the_row_waits_and_completes_by_itself() {
    let pair = Pair::start().await;
    let before = pair.portal.find(&pair.old, "learner-1").await;
    let claim = pair.portal.push(&pair.new, &new_roster()).await;
    assert_eq!(counts(&claim), [("created", 1), ("waiting", 1)]);
    assert_eq!(
        pair.portal.count("SELECT waiting::bigint FROM school_status ORDER BY waiting DESC LIMIT 1").await,
        1
    );
    let client = pair.client(&pair.new).await;
    let id = claim["batch_id"].as_str().unwrap();
    let line = client.csv(id, "changes.csv").await.pop().unwrap();
    assert_eq!((line[1].as_str(), line[2].as_str(), line[7].as_str()), ("newcomer", "", "not_released"));
    pair.portal.push(&pair.old, &released()).await;
    assert_eq!(counts(&pair.now(&pair.new, &claim).await), [("created", 1), ("transferred", 1)]);
    let line = client.csv(id, "changes.csv").await.pop().unwrap();
    assert_eq!(line[1..4], ["newcomer", before.username.as_str(), "transferred"]);
    assert_eq!(pair.portal.count("SELECT sum(waiting)::bigint FROM school_status").await, 0);
    assert_eq!(pair.portal.count("SELECT count(*) FROM waiting_learner").await, 0);
    assert_came_over(&pair, &before).await;
    pair.portal.finish().await;
}

/// Username and password still work, the new school has the learner in its class, the old one keeps who they were.
async fn assert_came_over(pair: &Pair, before: &crate::support::people::Person) {
    let portal = &pair.portal;
    let after = portal.find(&pair.new, "newcomer").await;
    assert_eq!((after.id, &after.username, &after.password), (before.id, &before.username, &before.password));
    portal.sign_in(&after).await.get("/profile").await.assert_ok();
    for (question, expected) in [
        ("SELECT count(*) FROM account", 5),
        ("SELECT count(*) FROM account WHERE state = 'active'", 5),
        ("SELECT count(*) FROM enrolment WHERE moved_at IS NOT NULL AND registration_group = '7A'", 1),
        (
            "SELECT count(*) FROM group_member m JOIN teaching_group g ON g.id = m.group_id
             WHERE m.ended_at IS NULL AND g.sourced_id = 'NEW1'",
            2,
        ),
        (
            "SELECT count(*) FROM group_member m JOIN teaching_group g ON g.id = m.group_id
             WHERE m.ended_at IS NULL AND g.sourced_id = 'OLD1'",
            3,
        ),
        // The old school's password is not for the new one to see.
        (
            "SELECT count(*) FROM credential c JOIN account a ON a.id = c.account_id AND a.school_id = c.visible_to_school_id",
            4,
        ),
    ] {
        assert_eq!(portal.count(question).await, expected, "{question}");
    }
}

#[tokio::test]
async fn a_learner_who_is_active_elsewhere_is_never_taken() {
    let pair = Pair::start().await;
    let claim = pair.portal.push(&pair.new, &new_roster()).await;
    pair.portal.push(&pair.old, &old_roster().class_of_all("OLD2")).await;
    assert_eq!(counts(&pair.now(&pair.new, &claim).await), [("created", 1), ("waiting", 1)]);
    // The row waits no more once the new school's file has it no more.
    let without = Roster::of(NEW).learners([learner(5)]).class_of_all("NEW1");
    pair.portal.push(&pair.new, &without).await;
    pair.portal.push(&pair.old, &released()).await;
    assert_eq!(pair.portal.count("SELECT count(*) FROM account WHERE state = 'left'").await, 1);
    pair.portal.finish().await;
}

#[tokio::test]
async fn a_released_learner_does_not_come_before_the_day_of_admission() {
    let pair = Pair::start().await;
    let early = new_roster().change("newcomer", |row| row.admitted("2026-11-24"));
    let claim = pair.portal.push(&pair.new, &early).await;
    pair.portal.push(&pair.old, &released()).await;
    assert_eq!(count(&pair.now(&pair.new, &claim).await, "waiting"), 1);
    pair.portal.wait(chrono::TimeDelta::hours(16));
    ump::provisioning::wake_due_schools(&pair.portal.services).await.unwrap();
    pair.portal.drain_jobs().await;
    assert_eq!(count(&pair.now(&pair.new, &claim).await, "transferred"), 1);
    pair.portal.finish().await;
}

#[tokio::test]
async fn an_admission_before_the_current_enrolment_never_claims() {
    let pair = Pair::start().await;
    pair.portal.push(&pair.old, &released()).await;
    let stale = new_roster().change("newcomer", |row| row.admitted("2024-09-01"));
    let claim = pair.portal.push(&pair.new, &stale).await;
    assert_eq!(count(&claim, "waiting"), 1);
    let client = pair.client(&pair.new).await;
    let line = client.csv(claim["batch_id"].as_str().unwrap(), "changes.csv").await.pop().unwrap();
    assert_eq!(line[7], "admitted_before");
    pair.portal.finish().await;
}

#[tokio::test]
async fn of_two_claimants_the_later_admission_wins() {
    let pair = Pair::start().await;
    let third = pair.portal.add_school("6602001", "Ysgol Arall").await;
    let first_claim = pair.portal.push(&pair.new, &new_roster()).await;
    let later = Roster::of("6602001").learners([newcomer().admitted("2026-11-18")]);
    let second_claim = pair.portal.push(&third, &later).await;
    pair.portal.push(&pair.old, &released()).await;
    assert_eq!(count(&pair.now(&third, &second_claim).await, "transferred"), 1);
    assert_eq!(count(&pair.now(&pair.new, &first_claim).await, "waiting"), 1);
    pair.portal.finish().await;
}

#[tokio::test]
async fn a_learner_may_come_back_to_the_school_before() {
    let pair = Pair::start().await;
    pair.portal.push(&pair.old, &released()).await;
    pair.portal.push(&pair.new, &new_roster()).await;
    let gone = new_roster().change("newcomer", |row| row.leaving("2026-11-20"));
    pair.portal.push(&pair.new, &gone).await;
    pair.portal.wait(chrono::TimeDelta::hours(1));
    let again = old_roster().change("learner-1", |row| row.admitted("2026-11-21"));
    let batch = pair.portal.push(&pair.old, &again).await;
    assert_eq!(counts(&batch), [("transferred", 1), ("unchanged", 3)]);
    let open = "SELECT count(*) FROM enrolment WHERE moved_at IS NULL AND ended_at IS NULL";
    assert_eq!(pair.portal.count(open).await, 5);
    pair.portal.finish().await;
}

#[tokio::test]
async fn a_renewed_upn_keeps_the_account_and_the_old_number() {
    let pair = Pair::start().await;
    let renewed = old_roster().change("learner-1", |row| Learner { upn: upn(90), ..row });
    let batch = pair.portal.push(&pair.old, &renewed).await;
    assert_eq!(counts(&batch), [("unchanged", 3), ("updated", 1)]);
    // The new school still has the old number: it names the same learner.
    let left = renewed.change("learner-1", |row| row.leaving("2026-11-13"));
    pair.portal.push(&pair.old, &left).await;
    let claim = pair.portal.push(&pair.new, &new_roster()).await;
    assert_eq!(counts(&claim), [("created", 1), ("transferred", 1)]);
    assert_eq!(pair.portal.count("SELECT count(*) FROM account").await, 5);
    pair.portal.finish().await;
}

/// Brings a school's newest upload to where only applying is left, with nobody at it yet.
async fn prepared(pair: &Pair, school: &School, roster: &Roster) -> String {
    let id = pair.client(school).await.accepted(&roster.zip()).await;
    pair.portal.read_uploads().await;
    id
}

/// Applies a school's batches as a worker would, until nothing is left.
async fn apply_all(pair: &Pair, school: &School) {
    for _ in 0..50 {
        if apply_next(&pair.portal.services, school.id).await.unwrap() == Step::Idle {
            return;
        }
        tokio::task::yield_now().await;
    }
    panic!("a school's runs come to no end");
}

#[tokio::test]
async fn a_release_and_a_claim_at_the_same_moment_neither_wait_for_ever_nor_lose_anybody() {
    let portal = Portal::start().await;
    let old = portal.add_school(OLD, "Ysgol Hen").await;
    let new = portal.add_school(NEW, "Ysgol Newydd").await;
    portal.push(&old, &Roster::of(OLD).learners((1..=4).map(learner))).await;
    portal.push(&new, &Roster::of(NEW).learners([learner(5)])).await;
    let before = portal.find(&old, "learner-1").await;
    let pair = Pair { portal, old, new };
    for round in 0..12_i64 {
        // To and fro: each round's admission is later than the one before.
        let (from, to) = if round % 2 == 0 { (&pair.old, &pair.new) } else { (&pair.new, &pair.old) };
        let day = format!("2026-10-{:02}", round + 1);
        let next = format!("2026-10-{:02}", round + 2);
        let people =
            |number: &School, rows: Vec<Learner>| Roster::of(&number.dfes_number.to_string()).learners(rows);
        let stay = |school: &School| {
            if school.id == pair.old.id { learner(2) } else { learner(5) }
        };
        let row = |admitted: &str| Learner { id: format!("mover-{round}"), ..learner(1).admitted(admitted) };
        let admitted = if round == 0 { "2025-09-01" } else { &day };
        prepared(&pair, from, &people(from, vec![stay(from), row(admitted).leaving(&day)])).await;
        prepared(&pair, to, &people(to, vec![stay(to), row(&next)])).await;
        tokio::join!(apply_all(&pair, from), apply_all(&pair, to));
        pair.portal.drain_jobs().await;
        let mover = pair.portal.find(to, &format!("mover-{round}")).await;
        assert_eq!(mover.id, before.id);
        assert_eq!(pair.portal.count("SELECT count(*) FROM account").await, 5, "round {round}");
        assert_eq!(pair.portal.count("SELECT count(*) FROM sync_batch WHERE state <> 'applied'").await, 0);
    }
    pair.portal.finish().await;
}

#[tokio::test]
async fn two_first_snapshots_with_one_upn_make_one_account() {
    let portal = Portal::start().await;
    let old = portal.add_school(OLD, "Ysgol Hen").await;
    let new = portal.add_school(NEW, "Ysgol Newydd").await;
    let pair = Pair { portal, old, new };
    let shared = (1..=30).map(learner);
    let ours = Roster::of(OLD).learners(shared.clone()).learners([learner(101)]);
    let theirs = Roster::of(NEW).learners(shared.rev()).learners([learner(102)]);
    let first = prepared(&pair, &pair.old, &ours).await;
    let second = prepared(&pair, &pair.new, &theirs).await;
    tokio::join!(apply_all(&pair, &pair.old), apply_all(&pair, &pair.new));
    pair.portal.drain_jobs().await;
    let batches =
        [pair.client(&pair.old).await.batch(&first).await, pair.client(&pair.new).await.batch(&second).await];
    let sum = |outcome| batches.iter().map(|batch| count(batch, outcome)).sum::<i64>();
    assert_eq!((sum("created"), sum("waiting")), (32, 30));
    assert_eq!(pair.portal.count("SELECT count(*) FROM account").await, 32);
    pair.portal.finish().await;
}

#[tokio::test]
async fn usernames_are_unique_in_the_nation_however_many_schools_make_them_at_once() {
    let portal = Portal::start().await;
    let old = portal.add_school(OLD, "Ysgol Hen").await;
    let new = portal.add_school(NEW, "Ysgol Newydd").await;
    let pair = Pair { portal, old, new };
    let joneses = |from: u32| (from..from + 20).map(|n| learner(n).named("Siân", "Jones"));
    prepared(&pair, &pair.old, &Roster::of(OLD).learners(joneses(1))).await;
    prepared(&pair, &pair.new, &Roster::of(NEW).learners(joneses(101))).await;
    tokio::join!(apply_all(&pair, &pair.old), apply_all(&pair, &pair.new));
    pair.portal.drain_jobs().await;
    let names: Vec<String> = sqlx::query_scalar("SELECT lower(username) FROM account")
        .fetch_all(&mut pair.portal.owner().await)
        .await
        .unwrap();
    let distinct: HashSet<&String> = names.iter().collect();
    assert_eq!((names.len(), distinct.len()), (40, 40));
    assert!(distinct.contains(&"joness".to_owned()) && distinct.contains(&"joness2".to_owned()));
    pair.portal.finish().await;
}
