//! The API, from the client's side.

use axum::http::header;
use chrono::TimeDelta;
use serde_json::json;

use crate::support::client::{BATCHES, Covers, counts};
use crate::support::portal::{BEGINNING, Portal};
use crate::support::roster::{Learner, Roster, Version, learner, teacher, upn};

fn small() -> Roster {
    Roster::of("6812001")
        .learners([learner(1), learner(2)])
        .staff([teacher("MON", "Rhys", "Môn")])
        .class_of_all("MAT1")
}

#[tokio::test]
async fn a_batch_for_each_school_is_accepted_at_once() {
    let portal = Portal::start().await;
    let school = portal.add_school("6812001", "Ysgol A").await;
    let client = portal.client(Covers::School(&school)).await;
    let answer = client.post(&small().zip()).await;
    assert_eq!(answer.status, 202);
    let batch = &answer.json()["batches"][0];
    let id = batch["batch_id"].as_str().unwrap();
    assert_eq!(
        answer.json(),
        json!({ "batches": [{ "dfes_number": "6812001", "batch_id": id, "status_url": format!("{BATCHES}/{id}") }] })
    );
    assert_eq!(client.batch(id).await["state"], "received");
    portal.drain_jobs().await;
    portal.finish().await;
}

#[tokio::test]
async fn a_batch_tells_what_came_of_it() {
    let portal = Portal::start().await;
    let school = portal.add_school("6812001", "Ysgol A").await;
    for version in [Version::V1_1, Version::V1_2] {
        let roster = Roster { version, ..small() };
        let batch = portal.push(&school, &roster).await;
        let (created, unchanged) = if version == Version::V1_1 { (3, 0) } else { (0, 3) };
        assert_eq!(
            batch,
            json!({
                "batch_id": batch["batch_id"], "dfes_number": "6812001", "state": "applied", "dry_run": false,
                "received_at": BEGINNING, "finished_at": BEGINNING,
                "counts": {
                    "created": created, "updated": 0, "unchanged": unchanged, "released": 0, "reactivated": 0,
                    "transferred": 0, "waiting": 0, "skipped": 0, "rejected": 0, "missing": 0,
                },
                "held": null, "error": null,
            })
        );
    }
    portal.finish().await;
}

#[tokio::test]
async fn only_a_token_in_force_opens_the_api() {
    let portal = Portal::start().await;
    let school = portal.add_school("6812001", "Ysgol A").await;
    let client = portal.client(Covers::School(&school)).await;
    let batch = client.accepted(&small().zip()).await;
    portal.drain_jobs().await;
    portal.browser().get(&format!("{BATCHES}/{batch}")).await.assert_problem(401, "token");
    client.revoke().await;
    let refused = client.post(&small().zip()).await;
    refused.assert_problem(401, "token");
    assert_eq!(refused.header(header::WWW_AUTHENTICATE), "Bearer");
    client.get(&format!("{BATCHES}/{batch}")).await.assert_problem(401, "token");
    portal.finish().await;
}

#[tokio::test]
async fn a_token_opens_its_own_schools_only() {
    let portal = Portal::start().await;
    let ours = portal.add_school("6812001", "Ysgol A").await;
    portal.add_school("6602001", "Ysgol B").await;
    let own = portal.client(Covers::School(&ours)).await;
    let authority = portal.client(Covers::Authority(681)).await;
    let other = portal.client(Covers::Authority(660)).await;
    let elsewhere = Roster { dfes_number: "6602001".to_owned(), ..small() };
    let unknown = Roster { dfes_number: "6819999".to_owned(), ..small() };
    for client in [&own, &authority] {
        for roster in [&elsewhere, &unknown] {
            client.post(&roster.zip()).await.assert_problem(403, "school_not_covered");
        }
    }
    // One school that is covered beside one that is not: nothing of the file is kept.
    let both = small().package().with(
        "orgs.csv",
        "sourcedId,name,type,identifier,parentSourcedId\nschool,A,school,6812001,\nother,B,school,6602001,\n",
    );
    authority.post(&both.zip()).await.assert_problem(403, "school_not_covered");
    assert_eq!(portal.count("SELECT count(*) FROM upload").await, 0);
    let batch = authority.accepted(&small().zip()).await;
    portal.drain_jobs().await;
    for file in ["", "/changes.csv", "/rejections.csv"] {
        own.get(&format!("{BATCHES}/{batch}{file}")).await.assert_ok();
        other.get(&format!("{BATCHES}/{batch}{file}")).await.assert_problem(404, "not_found");
    }
    other.get(&format!("{BATCHES}/not-an-id")).await.assert_problem(404, "not_found");
    portal.finish().await;
}

#[tokio::test]
async fn the_same_bytes_again_are_the_same_run_and_move_last_run() {
    let portal = Portal::start().await;
    let school = portal.add_school("6812001", "Ysgol A").await;
    let client = portal.client(Covers::School(&school)).await;
    let first = client.accepted(&small().zip()).await;
    portal.drain_jobs().await;
    portal.wait(TimeDelta::hours(1));
    assert_eq!(client.accepted(&small().zip()).await, first);
    assert_eq!(
        portal.count("SELECT count(*) FROM school_status WHERE last_run_at = '2026-11-23T10:00:00Z' AND last_outcome = 'applied'").await,
        1
    );
    assert_eq!(portal.count("SELECT runs::bigint FROM run_day").await, 2);
    let other = small().learners([learner(3)]);
    let second = client.accepted(&other.zip()).await;
    assert_ne!(second, first);
    portal.drain_jobs().await;
    // Bytes equal to an older batch, not to the latest, are news.
    let third = client.accepted(&small().zip()).await;
    assert!(third != first && third != second);
    portal.drain_jobs().await;
    assert_eq!(counts(&client.batch(&third).await), [("missing", 1), ("unchanged", 3)]);
    portal.finish().await;
}

#[tokio::test]
async fn a_rehearsal_tells_what_would_happen_and_changes_nothing() {
    let portal = Portal::start().await;
    portal.add_school("6812001", "Ysgol A").await;
    let client = portal.client(Covers::Authority(681)).await;
    let answer = client.rehearse(&small().zip()).await;
    assert_eq!(answer.status, 202);
    let id = answer.json()["batches"][0]["batch_id"].as_str().unwrap().to_owned();
    portal.drain_jobs().await;
    let batch = client.batch(&id).await;
    assert_eq!((&batch["state"], &batch["dry_run"]), (&json!("rehearsed"), &json!(true)));
    assert_eq!(counts(&batch), [("created", 3)]);
    assert_eq!(client.csv(&id, "changes.csv").await.len(), 4);
    for question in [
        "SELECT count(*) FROM account",
        "SELECT count(*) FROM teaching_group",
        "SELECT count(*) FROM school_status WHERE last_run_at IS NOT NULL",
        "SELECT count(*) FROM run_day",
    ] {
        assert_eq!(portal.count(question).await, 0, "{question}");
    }
    // One that fails is no run either.
    let broken =
        small().package().with("users.csv", small().package().text("users.csv").replace("MON", "\"MON"));
    client.rehearse(&broken.zip()).await;
    portal.drain_jobs().await;
    assert_eq!(portal.count("SELECT count(*) FROM sync_batch WHERE state = 'failed'").await, 1);
    assert_eq!(portal.count("SELECT count(*) FROM run_day").await, 0);
    // A rehearsal is no run: the same bytes in earnest are a batch of their own.
    let earnest = client.accepted(&small().zip()).await;
    assert_ne!(earnest, id);
    portal.drain_jobs().await;
    assert_eq!(counts(&client.batch(&earnest).await), [("created", 3)]);
    portal.finish().await;
}

/// One learner moves up, one has a new UPN and a name like a formula, one row is wrong, one learner is new.
fn eventful() -> Roster {
    let mut wrong = learner(5);
    wrong.upn = WRONG_UPN.to_owned();
    small()
        .change("learner-1", |row| row.in_year("08"))
        .change("learner-2", |row| Learner {
            former_upn: row.upn.clone(),
            upn: upn(40),
            ..row.named("=cmd|' /C calc'!A0", "Prys")
        })
        .learners([wrong, learner(6)])
}

const WRONG_UPN: &str = "A812001000050";

#[tokio::test]
async fn the_files_of_a_batch_say_what_came_of_each_row() {
    let portal = Portal::start().await;
    let school = portal.add_school("6812001", "Ysgol A").await;
    let client = portal.client(Covers::School(&school)).await;
    portal.push(&school, &small()).await;
    let id = client.accepted(&eventful().zip()).await;
    portal.drain_jobs().await;
    let changes = client.csv(&id, "changes.csv").await;
    let header = "row,sourced_id,username,outcome,field,before,after,cause";
    assert_eq!(changes[0].join(","), header);
    let line = |sourced_id: &str, field: &str| {
        changes
            .iter()
            .find(|line| line[1] == sourced_id && line[4] == field)
            .unwrap_or_else(|| panic!("{sourced_id} {field}: {changes:?}"))
    };
    assert_eq!(line("learner-1", "year")[3..].join(","), "updated,year,7,8,changed_in_mis");
    assert_eq!(line("learner-2", "upn")[5..7], ["", ""]);
    let newcomer = portal.find(&school, "learner-6").await;
    assert_eq!(line("learner-6", "")[2..4], [newcomer.username.as_str(), "created"]);
    let rejections = client.csv(&id, "rejections.csv").await;
    assert_eq!(rejections[0].join(","), "file,row,sourced_id,code,message");
    assert_eq!(rejections[1][..4].join(","), "users.csv,4,learner-5,upn_check_letter");
    assert!(rejections[1][4].len() > 20, "the message says what to do");
    portal.finish().await;
}

#[tokio::test]
async fn no_file_of_a_batch_tells_a_password_or_upn() {
    let portal = Portal::start().await;
    let school = portal.add_school("6812001", "Ysgol A").await;
    let client = portal.client(Covers::School(&school)).await;
    portal.push(&school, &small()).await;
    let id = client.accepted(&eventful().zip()).await;
    portal.drain_jobs().await;
    let files = [client.csv(&id, "changes.csv").await, client.csv(&id, "rejections.csv").await];
    let everything = format!("{files:?}");
    let newcomer = portal.find(&school, "learner-6").await;
    for secret in [&upn(2), &upn(40), &upn(6), WRONG_UPN, &newcomer.password] {
        assert!(!everything.contains(secret), "{everything}");
    }
    portal.finish().await;
}
