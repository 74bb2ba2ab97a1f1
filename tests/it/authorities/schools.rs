//! The schools of an authority: who has not run since a day and whom to ask, and for whose release learners wait.

use chrono::TimeDelta;

use crate::support::client::Covers;
use crate::support::roster::{Roster, learner, teacher};
use crate::support::world::World;

#[tokio::test]
async fn schools_that_have_not_run_since_a_day_stand_with_the_contact_for_their_client() {
    let world = World::make().await;
    let settings = "/schools/6812001/settings";
    let form = [("manager", "provider"), ("contact_name", "Cwmni TG"), ("telephone", "029 2000 0000")];
    let champion = world.portal.sign_in(&world.here.champion).await;
    champion.post(settings, &form).await.assert_redirect(settings);
    world.portal.wait(TimeDelta::days(2));
    let browser = world.portal.sign_in(&world.here.la_admin).await;
    let since = |day: &str| format!("/authorities/681?not_run_since={day}");
    let late = browser.get(&since("2026-11-24")).await;
    assert_eq!(late.assert_ok().texts("td.person-name a[href^='/schools']"), ["Ysgol"]);
    let told = late.texts("td.person-name .below").join(" ");
    assert!(told.contains("Cwmni TG") && told.contains("029 2000 0000"), "{told}");
    assert_eq!(
        browser.get(&since("2026-11-23")).await.texts("td.person-name"),
        [""; 0],
        "it ran on that day"
    );
    assert_eq!(browser.get(&since("yesterday")).await.texts("td.person-name").len(), 1, "no day, no filter");
    assert_eq!(browser.get("/authorities/681").await.texts("td.person-name .below"), [""; 0]);
    world.portal.finish().await;
}

#[tokio::test]
async fn both_authorities_see_for_which_schools_release_learners_wait_and_nobodys_name() {
    let world = World::make().await;
    // In each school a learner of the other waits.
    for (administrator, authority) in [(&world.here.la_admin, 681), (&world.there.la_admin, 660)] {
        let browser = world.portal.sign_in(administrator).await;
        let page = browser.get(&format!("/authorities/{authority}/moves")).await;
        let rows = page.assert_ok().texts("tbody tr td.number");
        assert_eq!(rows, ["1", "1"], "one waits for us, and one of ours for them");
        assert!(!page.text().contains("Prys") && !page.text().contains("Gŵyl"), "no learner is named");
    }
    // Once the other school releases its learner, nobody waits for it any more.
    let leaving = Roster::of("6602001")
        .learners((101..131).map(learner))
        .staff([teacher("ATH", "Rhys", "Athro"), teacher("HYR", "Nia", "Hyrwyddwr")])
        .class_of_all("MAT1")
        .change("learner-101", |row| row.leaving("2026-11-20"));
    let client = world.portal.client(Covers::School(&world.there.school)).await;
    client.accepted(&leaving.zip()).await;
    world.portal.drain_jobs().await;
    let waits = "SELECT count(*) FROM waiting_move m JOIN school s ON s.id = m.school_id WHERE s.dfes_number = 6812001";
    assert_eq!(world.portal.count(waits).await, 0);
    world.portal.finish().await;
}
