//! Schools whose client has not run, and learners who are still in last year's class.

use ump::rollover::YearEndRun;
use ump::tenancy::School;

use crate::support::client::Covers;
use crate::support::portal::Portal;
use crate::support::roster::{Roster, learner, teacher};
use crate::support::year_end::year_end;

const NEXT_YEAR: &str = "sourcedId,title,type,startDate,endDate,parentSourcedId,schoolYear\n\
                         year,2027-28,schoolYear,2027-09-01,2028-07-20,,2028\n";

fn roster() -> Roster {
    Roster::of("6812001")
        .learners((1..=4).map(learner))
        .staff([teacher("ATH", "Rhys", "Athro")])
        .class_of_all("MAT1")
}

async fn begin() -> (Portal, School) {
    let portal = Portal::start().await;
    let school = portal.add_school("6812001", "Ysgol").await;
    portal.push(&school, &roster()).await;
    portal.declare(year_end(2026)).await;
    (portal, school)
}

/// Whether the client ran, and how many learners are behind, as the year end found it.
async fn marks(portal: &Portal, school: &School) -> (bool, i32) {
    YearEndRun::of(&portal.services, school.id, year_end(2026)).finish().await.unwrap();
    sqlx::query_as("SELECT client_ran, learners_behind FROM rollover")
        .fetch_one(&mut portal.owner().await)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_school_that_has_not_run_is_marked_and_its_learners_are_counted() {
    let (portal, school) = begin().await;
    portal.wait_until("2027-09-01");
    assert_eq!(marks(&portal, &school).await, (false, 4));
    let untouched = "SELECT count(*) FROM account WHERE kind IN ('learner', 'staff') AND state = 'active'";
    assert_eq!(portal.count(untouched).await, 5, "nobody from the MIS is deactivated");
    portal.finish().await;
}

#[tokio::test]
async fn a_run_with_last_years_classes_leaves_the_learners_behind() {
    let (portal, school) = begin().await;
    portal.wait_until("2027-08-24");
    portal.push(&school, &roster().learners([learner(5)])).await;
    portal.wait_until("2027-09-01");
    assert_eq!(marks(&portal, &school).await, (true, 4), "the fifth is in no class");
    portal.finish().await;
}

#[tokio::test]
async fn a_run_that_is_held_later_on_the_day_takes_nothing_from_the_one_before() {
    let (portal, school) = begin().await;
    portal.wait_until("2027-08-24");
    portal.push(&school, &roster().learners([learner(5)])).await;
    let held = portal.push(&school, &Roster { classes: Vec::new(), ..roster() }).await;
    assert_eq!(held["state"], "held");
    portal.wait_until("2027-09-01");
    assert!(marks(&portal, &school).await.0);
    portal.finish().await;
}

#[tokio::test]
async fn a_run_with_the_next_years_classes_takes_them_along() {
    let (portal, school) = begin().await;
    portal.wait_until("2027-08-24");
    let client = portal.client(Covers::School(&school)).await;
    client.accepted(&roster().package().with("academicSessions.csv", NEXT_YEAR).zip()).await;
    portal.drain_jobs().await;
    portal.wait_until("2027-09-01");
    assert_eq!(marks(&portal, &school).await, (true, 0));
    let open = "SELECT count(*) FROM teaching_group WHERE ended_at IS NULL AND academic_year = 2027";
    assert_eq!(portal.count(open).await, 1, "the new year goes on");
    portal.finish().await;
}
