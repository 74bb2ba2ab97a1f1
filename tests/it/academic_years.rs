//! The service desk declares how a year ends; every page that shows a date of it shows that one.

use crate::support::browser::Browser;
use crate::support::portal::{Answer, Portal};
use crate::support::roster::{Roster, learner, teacher};
use crate::support::world::World;
use crate::support::year_end::year_end;

const LIST: &str = "/service-desk/academic-years";
const YEAR: &str = "/service-desk/academic-years/2026";

fn dates<'f>(dates: [&'f str; 4], version: &'f str) -> [(&'f str, &'f str); 5] {
    let [deadline, from, to, rollover] = dates;
    [
        ("mis_deadline", deadline),
        ("window_from", from),
        ("window_to", to),
        ("rollover_on", rollover),
        ("version", version),
    ]
}

const USUAL: [&str; 4] = ["2027-08-20", "2027-08-23", "2027-08-27", "2027-09-01"];
const LATER: [&str; 4] = ["2027-08-20", "2027-08-23", "2027-08-27", "2027-09-06"];

/// The version that the page would send back.
fn version(answer: &Answer) -> String {
    let page = answer.html();
    let field = scraper::Selector::parse("input[name='version']").unwrap();
    page.select(&field).next().unwrap().attr("value").unwrap().to_owned()
}

async fn declare(browser: &Browser<'_>, wanted: [&str; 4], version: &str) {
    browser.post(YEAR, &dates(wanted, version)).await.assert_redirect(LIST);
}

#[tokio::test]
async fn the_declared_dates_stand_on_every_page_that_shows_them() {
    let world = World::make().await;
    let desk = world.portal.sign_in(&world.service_desk).await;
    let champion = world.portal.sign_in(&world.here.champion).await;
    let page = champion.get("/schools/6812001/rollover").await;
    assert!(page.assert_ok().text().contains("No year end is declared yet"));
    assert!(!champion.get("/schools/6812001").await.text().contains("Finish the year end"));
    declare(&desk, USUAL, "0").await;
    assert_eq!(desk.get(LIST).await.texts("td[data-label='Rollover']"), ["01/09/2027"]);
    let dashboard =
        champion.get("/schools/6812001").await.texts("section[aria-labelledby='year-end']").join(" ");
    let page = champion.get("/schools/6812001/rollover").await.texts("main").join(" ");
    for day in ["20/08/2027", "23/08/2027", "27/08/2027"] {
        assert!(dashboard.contains(day) && page.contains(day), "{day}: {dashboard} / {page}");
    }
    assert!(page.contains("The year is closed early on 01/09/2027"), "{page}");
    let teacher = world.portal.sign_in(&world.here.teacher).await;
    assert!(!teacher.get("/schools/6812001").await.text().contains("20/08/2027"));
    world.portal.finish().await;
}

#[tokio::test]
async fn two_who_declare_at_once_see_it_and_every_version_is_kept_with_its_author() {
    let world = World::make().await;
    let desk = world.portal.sign_in(&world.service_desk).await;
    let other = world.portal.sign_in(&world.service_desk).await;
    let seen = version(&desk.get(YEAR).await);
    assert_eq!(seen, "0");
    declare(&other, USUAL, &seen).await;
    let conflict = desk.post(YEAR, &dates(LATER, &seen)).await;
    assert_eq!(conflict.status, 409);
    let text = conflict.text();
    assert!(text.contains("01/09/2027") && text.contains("2027-09-06"), "both are in sight");
    let kept = "SELECT count(*) FROM academic_year WHERE rollover_on = '2027-09-01'";
    assert_eq!(world.portal.count(kept).await, 1, "nothing was overwritten");
    declare(&desk, LATER, &version(&conflict)).await;
    let trail =
        "SELECT count(*) FROM academic_year_change WHERE actor_name = 'Delyth Desg' AND address IS NOT NULL";
    assert_eq!((world.portal.count(kept).await, world.portal.count(trail).await), (0, 2));
    world.portal.finish().await;
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field_in_both_languages() {
    let world = World::make().await;
    let desk = world.portal.sign_in(&world.service_desk).await;
    let empty = desk.post(YEAR, &dates([""; 4], "0")).await;
    for field in ["mis_deadline", "window_from", "window_to", "rollover_on"] {
        assert_eq!(empty.texts(&format!("#{field}-error")), ["Enter a date."], "{field}");
        assert_eq!(empty.texts(&format!("[role='alert'] a[href='#{field}']")).len(), 1, "{field}");
    }
    let slip = desk.post(YEAR, &dates(["2027-08-20", "2027-08-23", "2027-08-27", "2026-09-01"], "0")).await;
    assert_eq!(slip.texts("#rollover_on-error"), ["Enter a date between 01/06/2027 and 30/09/2027."]);
    let order = dates(["2027-08-20", "2027-08-19", "2027-08-27", "2027-08-26"], "0");
    let wrong = desk.post(YEAR, &order).await;
    assert_eq!(wrong.assert_ok().texts(".field-error").len(), 2);
    assert!(wrong.text().contains("value=\"2027-08-19\""), "what was typed stays");
    desk.post("/language", &[("language", "cy")]).await;
    let welsh = desk.post(YEAR, &order).await.texts("#window_from-error");
    assert_eq!(welsh, ["Rhowch yr un dyddiad â'r un uchod, neu un diweddarach."]);
    assert_eq!(world.portal.count("SELECT count(*) FROM academic_year").await, 0);
    for nowhere in ["2031", "2001", "soon"] {
        desk.get(&format!("{LIST}/{nowhere}")).await.assert_not_found();
    }
    world.portal.finish().await;
}

#[tokio::test]
async fn leavers_of_the_highest_year_hold_a_run_up_outside_the_declared_window_only() {
    for (day, state) in [("2027-08-20", "held"), ("2027-08-24", "applied")] {
        let portal = Portal::start().await;
        let school = portal.add_school("6812001", "Ysgol").await;
        let staff = [teacher("ATH", "Rhys", "Athro")];
        let roster = Roster::of("6812001").learners((1..=30).map(learner)).staff(staff);
        portal.push(&school, &roster).await;
        portal.declare(year_end(2026)).await;
        portal.wait_until(day);
        let leaving = (1..=12).fold(roster, |roster, n| {
            roster.change(&format!("learner-{n}"), |row| row.leaving("2027-07-20"))
        });
        assert_eq!(portal.push(&school, &leaving).await["state"], state, "{day}");
        portal.finish().await;
    }
}

#[tokio::test]
async fn what_a_school_has_yet_to_do_is_counted_anew_by_the_declared_dates() {
    let portal = Portal::start().await;
    let school = portal.add_school("6812001", "Ysgol A").await;
    let roster = Roster::of("6812001").learners((1..=3).map(|n| learner(n).in_year("11")));
    portal.push(&school, &roster).await;
    portal.push(&school, &roster.change("learner-3", |row| row.leaving("2026-10-01"))).await;
    let seen = "SELECT leavers_seen::bigint FROM school_status";
    assert_eq!(portal.count(seen).await, 1, "of the year that ended last");
    let desk = portal.sign_in(&portal.add_service_desk().await).await;
    declare(&desk, USUAL, "0").await;
    portal.drain_jobs().await;
    assert_eq!(portal.count(seen).await, 0, "of the year that is declared");
    portal.finish().await;
}
