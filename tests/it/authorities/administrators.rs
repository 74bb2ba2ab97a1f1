//! LA administrators: added, promoted and demoted by an office, never by themselves.

use crate::support::people::Person;
use crate::support::portal::Answer;
use crate::support::world::World;

const LIST: &str = "/authorities/681/administrators";

fn new_id(page: &Answer) -> String {
    let field = scraper::Selector::parse("input[name='account']").unwrap();
    page.html().select(&field).next().unwrap().attr("value").unwrap().to_owned()
}

#[tokio::test]
async fn a_new_administrator_signs_in_with_the_password_that_was_shown_once() {
    let world = World::make().await;
    let browser = world.portal.sign_in(&world.here.la_admin).await;
    let id = new_id(&browser.get(&format!("{LIST}/new")).await);
    let nameless = browser.post(&format!("{LIST}/new"), &[("account", &id), ("forename", "Nest")]).await;
    assert_eq!(nameless.assert_ok().texts("#surname-error").len(), 1);
    let form = [("account", id.as_str()), ("forename", "Nest"), ("surname", "Newydd")];
    let added = browser.post(&format!("{LIST}/new"), &form).await;
    let username = added.assert_ok().texts("dl.facts dd").swap_remove(1);
    let password = added.texts("output").pop().unwrap();
    let newcomer = world.portal.sign_in(&Person { id: world.here.la_admin.id, username, password }).await;
    assert_eq!(newcomer.get("/authorities/681").await.location(), "/first-sign-in");
    browser.post(&format!("{LIST}/new"), &form).await.assert_redirect(LIST);
    assert_eq!(world.portal.count("SELECT count(*) FROM account WHERE legal_surname = 'Newydd'").await, 1);
    let events =
        "SELECT count(*) FROM audit_event WHERE kind = 'administrator_added' AND note = 'Nest Newydd'";
    assert_eq!(world.portal.count(events).await, 1, "in the trail of each of the authority's schools");
    world.portal.finish().await;
}

#[tokio::test]
async fn who_is_demoted_is_signed_out_and_may_be_promoted_again_by_somebody_else() {
    let world = World::make().await;
    let browser = world.portal.sign_in(&world.here.la_admin).await;
    let colleague = world.portal.sign_in(&world.here.colleague).await;
    colleague.get("/authorities/681").await.assert_ok();
    let person = format!("{LIST}/{}", world.here.colleague.id);
    browser.get(&format!("{person}/demote")).await.assert_ok();
    browser.post(&format!("{person}/demote"), &[]).await.assert_redirect(LIST);
    assert!(colleague.get("/authorities/681").await.location().starts_with("/sign-in"));
    browser.post(&format!("{person}/demote"), &[]).await.assert_redirect(LIST);
    assert_eq!(browser.get(LIST).await.texts("a[href$='/promote']").len(), 1);
    browser.post(&format!("{person}/promote"), &[]).await.assert_redirect(LIST);
    world.portal.sign_in(&world.here.colleague).await.get("/authorities/681").await.assert_ok();
    for turn in ["promote", "demote"] {
        let own = format!("{LIST}/{}/{turn}", world.here.la_admin.id);
        browser.get(&own).await.assert_not_found();
        browser.post(&own, &[]).await.assert_not_found();
        // Somebody of another authority, and somebody of a school.
        for stranger in [world.there.colleague.id, world.here.teacher.id] {
            browser.post(&format!("{LIST}/{stranger}/{turn}"), &[]).await.assert_not_found();
        }
    }
    let events =
        "SELECT count(*) FROM audit_event WHERE kind IN ('administrator_demoted', 'administrator_promoted')";
    assert_eq!(world.portal.count(events).await, 2, "what was done already is not done again");
    world.portal.finish().await;
}
