//! What the pages and the command tell.

use serde_json::Value;

use super::stage::Ending;
use crate::support::year_end::year_end;

const PAGE: &str = "/schools/6812001/rollover";
const DESK: &str = "/service-desk/rollover";

#[tokio::test]
async fn a_schools_page_tells_what_will_happen_then_what_was_rehearsed_then_what_was_done() {
    let ending = Ending::make().await;
    let portal = &ending.stage.portal;
    let champion = portal.sign_in(&ending.stage.champion).await;
    let desk = portal.sign_in(&portal.add_service_desk().await).await;
    let page = champion.get(PAGE).await;
    assert_eq!(page.texts(".figure-number"), ["1", "1", "5", "2"]);
    assert!(page.text().contains("has not rehearsed this year end here yet"));

    assert!(desk.get(DESK).await.text().contains("Rehearsed in 0 of 1 schools"));
    desk.post(DESK, &[]).await.assert_redirect(DESK);
    portal.drain_jobs().await;
    assert!(desk.get(DESK).await.text().contains("Rehearsed in 1 of 1 schools"));
    let page = champion.get(PAGE).await;
    let status = page.texts("td[data-label='Status']");
    assert_eq!(status, ["Will expire", "Will close"]);
    assert!(page.text().contains("nothing has changed since"));
    assert_eq!(page.texts("td[data-label='Archived with it']"), ["Microsoft Team, Google Classroom"]);
    assert!(!page.text().contains("needs looking at"), "the window has not come");

    portal.wait_until("2027-09-01");
    portal.night().await;
    let champion = portal.sign_in(&ending.stage.champion).await;
    let page = champion.get(PAGE).await;
    assert_eq!(page.texts("td[data-label='Status']"), ["Expired", "Closed"]);
    let text = page.text();
    for said in [
        "The year was closed on 01/09/2027",
        "not run successfully between 23/08/2027 and 27/08/2027",
        "3 learners are still",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let desk = portal.sign_in(&portal.add_service_desk().await).await;
    let nation = desk.get(DESK).await;
    assert!(nation.text().contains("Year closed in 1 of 1 schools"));
    assert_eq!(nation.texts("section[aria-labelledby='late'] td.person-name"), ["Ysgol"]);
    assert_eq!(
        nation.texts("form[action='/service-desk/rollover']").len(),
        0,
        "there is nothing to rehearse"
    );
    // What was done stays in sight for a while, beside the year that comes next.
    portal.declare(year_end(2027)).await;
    let nation = desk.get(DESK).await;
    assert!(nation.text().contains("Year closed in 1 of 1 schools"));
    assert_eq!(nation.texts(".tabs a"), ["2027-28", "2026-27"]);
    assert_eq!(nation.texts(".tabs a[aria-current]"), ["2026-27"]);
    let next = desk.get(&format!("{DESK}?year=2027")).await;
    assert!(next.text().contains("Year closed in 0 of 1 schools"));
    desk.post(&format!("{DESK}?year=2026"), &[]).await.assert_redirect(&format!("{DESK}?year=2026"));
    desk.post(&format!("{DESK}?year=2027"), &[]).await.assert_redirect(&format!("{DESK}?year=2027"));
    portal.drain_jobs().await;
    assert!(
        desk.get(&format!("{DESK}?year=2027")).await.text().contains("Rehearsed in 1 of 1 schools"),
        "the one that is ahead"
    );
    portal.wait_until("2027-09-02");
    let page = portal.sign_in(&ending.stage.champion).await.get(PAGE).await;
    assert_eq!(page.texts(".tabs a"), ["2027-28", "2026-27"]);
    assert_eq!(page.texts(".tabs a[aria-current]"), ["2026-27"]);
    ending.stage.portal.finish().await;
}

#[tokio::test]
async fn the_command_rehearses_and_runs_and_prints_one_object() {
    let ending = Ending::make().await;
    let portal = &ending.stage.portal;
    // Long over, and far ahead, by whatever clock this machine has.
    for year in [2010, 2190] {
        portal.declare(year_end(year)).await;
    }
    let ask = |act: &str, year: &str| {
        let output = portal.command().args(["rollover", act, "--year", year, "--json"]).output().unwrap();
        let object = serde_json::from_slice::<Value>(&output.stdout).ok();
        (output.status.code(), object, String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (code, object, told) = ask("rehearse", "2026");
    let object = object.unwrap_or_else(|| panic!("{told}"));
    assert_eq!((code, &object["rehearsed"], &object["accounts"]), (Some(0), &1.into(), &1.into()));
    assert_eq!(portal.count("SELECT count(*) FROM teaching_group WHERE ended_at IS NOT NULL").await, 0);
    let (code, object, _) = ask("run", "2010");
    let object = object.unwrap();
    assert_eq!((code, &object["done"], &object["failed"]), (Some(0), &1.into(), &0.into()));
    assert_eq!((&object["accounts"], &object["groups"]), (&0.into(), &0.into()), "later years go on");
    let (code, object, told) = ask("run", "2190");
    assert!(code == Some(1) && object.is_none() && told.contains("01/09/2191"), "{told}");
    let (code, _, told) = ask("run", "2011");
    assert!(code == Some(1) && told.contains("not declared"), "{told}");
    ending.stage.portal.finish().await;
}
