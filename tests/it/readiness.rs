//! Readiness for the year end: a school's checklist, and how the schools of an authority and of the nation stand.

use chrono::TimeDelta;

use crate::support::client::Covers;
use crate::support::portal::Portal;
use crate::support::roster::{Roster, learner, teacher};
use crate::support::world::World;

const SCHOOL: &str = "/schools/6812001/readiness";

/// The service desk declares a year end.
async fn declare(portal: &Portal, year: i32, days: [&str; 4]) {
    let [mis, from, to, rollover] = days.map(|day| day.parse::<chrono::NaiveDate>().unwrap());
    sqlx::query(
        "INSERT INTO academic_year (start_year, mis_deadline, client_window_from, client_window_to, rollover_on)
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(year)
    .bind(mis)
    .bind(from)
    .bind(to)
    .bind(rollover)
    .execute(&mut portal.owner().await)
    .await
    .unwrap();
}

const NOVEMBER: [&str; 4] = ["2026-11-18", "2026-11-20", "2026-11-27", "2026-11-30"];

#[tokio::test]
async fn a_schools_checklist_says_what_is_done_what_is_due_and_what_is_late() {
    let world = World::make().await;
    declare(&world.portal, 2025, NOVEMBER).await;
    let browser = world.portal.sign_in(&world.here.champion).await;
    let page = browser.get(SCHOOL).await;
    // One learner waits for the other school's release; a run is held.
    let states = page.assert_ok().texts(".checklist h2 .state");
    assert_eq!(states, ["Done", "Done", "To do", "Done", "Done"]);
    assert_eq!(page.texts("dl.facts dd"), ["18/11/2026", "20/11/2026 to 27/11/2026", "30/11/2026"]);
    assert_eq!(page.texts(".panel-warn").len(), 1, "the held run");
    assert_eq!(page.texts(".checklist a").len(), 1, "what to do next, where something is left to do");
    world.portal.wait(TimeDelta::days(5));
    let late = world.portal.sign_in(&world.here.champion).await.get(SCHOOL).await;
    assert_eq!(late.texts(".checklist h2 .state")[2], "Late");
    let file = world.portal.sign_in(&world.here.champion).await.get(&format!("{SCHOOL}.csv")).await;
    assert_eq!(file.assert_ok().text().lines().count(), 6);
    world.portal.finish().await;
}

#[tokio::test]
async fn a_run_that_was_undone_is_none_of_the_window() {
    let portal = Portal::start().await;
    let school = portal.add_school("6812001", "Ysgol A").await;
    let roster = || Roster::of("6812001").learners((1..=3).map(learner));
    portal.push(&school, &roster()).await;
    declare(&portal, 2026, ["2027-08-20", "2027-08-23", "2027-08-27", "2027-08-31"]).await;
    portal.wait(TimeDelta::days(274)); // 24 August 2027
    let batch = portal.push(&school, &roster().learners([learner(4)])).await;
    let ran = "SELECT count(*) FROM school_status WHERE last_applied_at >= '2027-08-23'";
    assert_eq!(portal.count(ran).await, 1);
    let desk = portal.sign_in(&portal.add_service_desk().await).await;
    let run = format!("/schools/6812001/provisioning/{}", batch["batch_id"].as_str().unwrap());
    desk.post(&format!("{run}/undo"), &[]).await.assert_redirect(&run);
    assert_eq!(portal.count(ran).await, 0);
    portal.finish().await;
}

#[tokio::test]
async fn readiness_before_during_and_after_the_year_end() {
    let portal = Portal::start().await;
    let school = portal.add_school("6812001", "Ysgol A").await;
    // The roll of the year that ends: Years 7 and 11, in a class.
    let old = Roster::of("6812001")
        .learners((1..=12).map(learner))
        .learners((13..=20).map(|n| learner(n).in_year("11")))
        .staff([teacher("HYR", "Nia", "Hyrwyddwr")])
        .class_of_all("MAT1");
    portal.push(&school, &old).await;
    let champion = portal.find(&school, "staff-HYR").await;
    portal.grant(&champion, ump::authz::Role::DigitalChampion).await;
    portal.add_governor(&school).await;
    declare(&portal, 2026, ["2027-08-20", "2027-08-23", "2027-08-27", "2027-08-31"]).await;
    portal.wait(TimeDelta::days(272)); // 22 August 2027
    let figures =
        "SELECT leavers_expected * 1000::bigint + leavers_seen * 100 + last_year_class FROM school_status";
    ump::readiness::keep_yesterday(&portal.services).await.unwrap();
    let states = async || {
        let page = portal.sign_in(&champion).await.get(SCHOOL).await;
        page.assert_ok().texts(".checklist h2 .state")
    };
    assert_eq!(states().await, ["To do", "To do", "To do", "To do", "To do"], "before");
    // The leaving dates come with a run in the window.
    portal.wait(TimeDelta::days(2));
    let leaving = (13..=20)
        .fold(old, |roster, n| roster.change(&format!("learner-{n}"), |row| row.leaving("2027-08-31")));
    portal.push(&school, &leaving).await;
    assert_eq!(portal.count(figures).await, 8 * 1000 + 8 * 100 + 12);
    assert_eq!(states().await, ["Done", "Done", "To do", "To do", "To do"], "during: nobody has come yet");
    // The roll of the next year: everybody is in a new class.
    let next = next_year(Roster::of("6812001").learners((1..=12).map(|n| learner(n).in_year("08"))));
    let client = portal.client(Covers::School(&school)).await;
    client.accepted(&next).await;
    portal.drain_jobs().await;
    assert_eq!(states().await, ["Done", "Done", "Done", "Done", "To do"], "after");
    portal.finish().await;
}

/// The file of the academic year 2027 to 2028, everybody in one class.
fn next_year(roster: Roster) -> Vec<u8> {
    let sessions = "sourcedId,title,type,startDate,endDate,parentSourcedId,schoolYear\n\
                    year,2027-28,schoolYear,2027-09-01,2028-07-20,,2028\n";
    roster.class_of_all("MAT2").package().with("academicSessions.csv", sessions).zip()
}

#[tokio::test]
async fn an_authority_and_the_nation_see_how_their_schools_stand() {
    let world = World::make().await;
    declare(&world.portal, 2025, NOVEMBER).await;
    let desk = world.portal.sign_in(&world.service_desk).await;
    let nation = desk.get("/service-desk/readiness").await;
    assert_eq!(nation.assert_ok().texts(".ready-grid a"), ["H", "H"]);
    assert_eq!(nation.texts("svg rect.ready-held").len(), 1, "today, both schools");
    ump::readiness::keep_yesterday(&world.portal.services).await.unwrap();
    world.portal.wait(TimeDelta::days(6));
    ump::readiness::keep_yesterday(&world.portal.services).await.unwrap();
    let administrator = world.portal.sign_in(&world.here.la_admin).await;
    let authority = administrator.get("/authorities/681/readiness?sort=name").await;
    assert_eq!(authority.assert_ok().texts(".ready-grid a"), ["L"], "one school, and late by now");
    assert_eq!(authority.texts("svg rect.ready-held").len(), 1, "as it stood before");
    assert_eq!(authority.texts("svg rect.ready-late").len(), 2, "yesterday and today");
    assert_eq!(authority.texts("section tbody tr td.person-name a").len(), 1);
    let file = administrator.get("/authorities/681/readiness.csv").await;
    assert_eq!(file.assert_ok().text().lines().count(), 2);
    world.portal.finish().await;
}
