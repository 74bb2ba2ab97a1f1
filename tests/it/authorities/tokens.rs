//! Provisioning tokens: shown once, in force at once, refused once revoked; on record in each school that they open.

use crate::support::client::BATCHES;
use crate::support::portal::{Answer, Portal};
use crate::support::roster::{Roster, learner};
use crate::support::world::World;

const TOKENS: &str = "/schools/6812001/tokens";
const OF_AUTHORITY: &str = "/authorities/681/tokens";

/// The id that the list's form would send.
fn new_id(list: &Answer) -> String {
    let field = scraper::Selector::parse("input[name='token']").unwrap();
    list.html().select(&field).next().unwrap().attr("value").unwrap().to_owned()
}

async fn is_taken(portal: &Portal, token: &str) -> bool {
    let zip = Roster::of("6812001").learners([learner(1)]).zip();
    let request = axum::http::Request::post(format!("{BATCHES}?dry_run=true"))
        .header("content-type", "application/zip")
        .header("authorization", format!("Bearer {token}"))
        .body(axum::body::Body::from(zip))
        .unwrap();
    portal.send(request, ([198, 51, 100, 7], 443).into()).await.status == 202
}

#[tokio::test]
async fn a_token_is_shown_once_and_opens_its_school_until_it_is_revoked() {
    let world = World::make().await;
    let browser = world.portal.sign_in(&world.here.la_admin).await;
    for list in [TOKENS, OF_AUTHORITY] {
        let id = new_id(&browser.get(list).await);
        let made = browser.post(list, &[("token", &id)]).await;
        let token = made.assert_ok().texts("output").pop().unwrap();
        assert!(is_taken(&world.portal, &token).await, "{list}");
        assert!(!browser.get(list).await.text().contains(&token), "it is shown once");
        let again = browser.post(list, &[("token", &id)]).await;
        assert_eq!(again.assert_ok().texts("output"), [""; 0], "a form sent twice makes one token");
        let revoke = format!("{list}/{id}/revoke");
        browser.get(&revoke).await.assert_ok();
        browser.post(&revoke, &[]).await.assert_redirect(list);
        assert!(!is_taken(&world.portal, &token).await, "{list}");
        browser.post(&revoke, &[]).await.assert_not_found();
        browser.get(&revoke).await.assert_redirect(list);
    }
    let events = "SELECT count(*) FROM audit_event e JOIN school s ON s.id = e.school_id
                  WHERE e.kind IN ('token_made', 'token_revoked') AND e.actor_role = 'la_admin' AND s.dfes_number = 6812001";
    assert_eq!(world.portal.count(events).await, 4);
    world.portal.drain_jobs().await;
    world.portal.finish().await;
}

#[tokio::test]
async fn an_authoritys_token_is_on_record_in_each_of_its_schools_and_in_no_other() {
    let world = World::make().await;
    world.portal.add_school("6812002", "Ysgol B").await;
    let browser = world.portal.sign_in(&world.here.la_admin).await;
    let id = new_id(&browser.get(OF_AUTHORITY).await);
    browser.post(OF_AUTHORITY, &[("token", &id)]).await.assert_ok();
    assert_eq!(world.portal.count("SELECT count(*) FROM audit_event WHERE kind = 'token_made'").await, 2);
    let list = browser.get(OF_AUTHORITY).await.text();
    assert!(
        list.contains(&id) && !list.contains(&world.there.tokens[1]),
        "another authority's are not listed"
    );
    let theirs = format!("{OF_AUTHORITY}/{}/revoke", world.there.tokens[1]);
    browser.post(&theirs, &[]).await.assert_not_found();
    let schools = format!("{OF_AUTHORITY}/{}/revoke", world.here.tokens[0]);
    browser.post(&schools, &[]).await.assert_not_found();
    assert_eq!(
        world.portal.count("SELECT count(*) FROM provisioning_token WHERE revoked_at IS NOT NULL").await,
        0
    );
    world.portal.finish().await;
}
