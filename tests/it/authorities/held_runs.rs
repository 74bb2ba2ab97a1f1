//! Held runs of an authority: side by side, released together, each with its own outcome.

use ump::tenancy::School;

use crate::support::people::Person;
use crate::support::portal::{Answer, Portal};
use crate::support::roster::{Roster, learner};

const HELD: &str = "/authorities/681/held-runs";

/// A school of 30 learners whose newest run would release eleven.
async fn school_with_held_run(portal: &Portal, number: &str, first: u32) -> (School, String) {
    let school = portal.add_school(number, &format!("Ysgol {number}")).await;
    let roster = Roster::of(number).learners((first..first + 30).map(learner));
    portal.push(&school, &roster).await;
    let leaving = (first..first + 11)
        .fold(roster, |roster, n| roster.change(&format!("learner-{n}"), |row| row.leaving("2026-11-20")));
    let held = portal.push(&school, &leaving).await;
    assert_eq!(held["state"], "held");
    (school, format!("{number}.{}", held["batch_id"].as_str().unwrap()))
}

async fn chosen(portal: &Portal, person: &Person, keys: &[&str]) -> Answer {
    let query: Vec<String> = keys.iter().map(|key| format!("run={key}")).collect();
    portal.sign_in(person).await.get(&format!("{HELD}/chosen?{}", query.join("&"))).await
}

#[tokio::test]
async fn held_runs_are_released_together_and_each_has_its_own_outcome() {
    let portal = Portal::start().await;
    let (_, first) = school_with_held_run(&portal, "6812001", 1).await;
    let (second_school, second) = school_with_held_run(&portal, "6812002", 101).await;
    let (_, other) = school_with_held_run(&portal, "6602001", 201).await;
    let administrator = portal.add_la_admin(681).await;
    let browser = portal.sign_in(&administrator).await;
    let list = browser.get(HELD).await;
    assert_eq!(list.assert_ok().texts("td.person-name"), ["Ysgol 6812001", "Ysgol 6812002"]);
    let cells = list.texts("tbody tr:first-child td.number");
    assert_eq!(cells, ["11 of 30", "10", "11 of 11"], "Year 7 is the only year, and so the final one");
    // Another authority's run is not opened, whatever the address says.
    let beside = chosen(&portal, &administrator, &[&first, &second, &other]).await;
    assert_eq!(beside.assert_ok().texts(".run-card h2"), ["Ysgol 6812001", "Ysgol 6812002"]);
    assert_eq!(beside.texts(".names li").len(), 20, "ten names of each");
    // One of those on the second list is taken off it, as if the roll had changed since.
    sqlx::query(
        "DELETE FROM held_release WHERE account_id =
             (SELECT account_id FROM held_release WHERE school_id = $1 LIMIT 1)",
    )
    .bind(second_school.id)
    .execute(&mut portal.owner().await)
    .await
    .unwrap();
    let form = [("run", first.as_str()), ("run", &second), ("run", &other)];
    let released = browser.post(&format!("{HELD}/chosen"), &form).await;
    let outcome = released.location().to_owned();
    assert_eq!(outcome, format!("{HELD}/outcome?run={first}&run={second}"));
    assert!(browser.get(&outcome).await.text().contains("hx-trigger"), "the page waits for the runs");
    portal.drain_jobs().await;
    let outcome = browser.get(&outcome).await;
    assert!(!outcome.assert_ok().text().contains("hx-trigger"));
    assert_eq!(outcome.texts("td .state"), ["Applied", "Held again"]);
    assert_eq!(outcome.texts("tbody tr:first-child .counts li"), ["11  Released"]);
    let by_name =
        "SELECT count(*) FROM audit_event WHERE kind = 'run_released' AND actor_name = 'Alun Awdurdod'";
    assert_eq!(portal.count(by_name).await, 2);
    assert_eq!(browser.get(HELD).await.texts("td.person-name"), ["Ysgol 6812002"]);
    let active = "SELECT count(*) FROM account WHERE state = 'active' AND kind = 'learner'";
    assert_eq!(portal.count(active).await, 79, "only the first school's eleven are released");
    portal.finish().await;
}

#[tokio::test]
async fn a_run_that_somebody_else_decided_about_stays_as_it_is() {
    let portal = Portal::start().await;
    let (school, run) = school_with_held_run(&portal, "6812001", 1).await;
    let administrator = portal.add_la_admin(681).await;
    let browser = portal.sign_in(&administrator).await;
    let batch = run.split_once('.').unwrap().1;
    let page = format!("/schools/{}/provisioning/{batch}", school.dfes_number);
    browser.post(&format!("{page}/discard"), &[]).await.assert_redirect(&page);
    let answer = browser.post(&format!("{HELD}/chosen"), &[("run", &run)]).await;
    let outcome = browser.get(answer.location()).await;
    assert_eq!(outcome.texts("td .state"), ["Discarded"]);
    assert_eq!(portal.count("SELECT count(*) FROM audit_event WHERE kind = 'run_released'").await, 0);
    browser.post(&format!("{HELD}/chosen"), &[]).await.assert_redirect(HELD);
    assert_eq!(browser.get(HELD).await.texts(".flash-warn").len(), 1);
    portal.finish().await;
}
