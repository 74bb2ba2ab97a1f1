//! Every route against every role: the matrix says who gets through, and everybody else finds nothing there.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use ump::authz::Role;

use crate::support::browser::Browser;
use crate::support::client::{BATCHES, Client};
use crate::support::declared_routes::declared;
use crate::support::portal::Answer;
use crate::support::routes::{Door, ROUTES, Route};
use crate::support::world::World;

#[test]
fn the_table_names_every_route() {
    let table: BTreeSet<(String, String)> =
        ROUTES.iter().map(|route| (route.method.to_string(), route.path.to_owned())).collect();
    let declared = declared();
    assert!(declared.len() >= 16, "the source is understood: {declared:?}");
    let unlisted: Vec<_> = declared.difference(&table).collect();
    assert!(unlisted.is_empty(), "add to tests/it/support/routes.rs: {unlisted:?}");
}

/// Uses a route as a browser would.
pub async fn ask(browser: &Browser<'_>, route: &Route, address: &str) -> Answer {
    if route.method == Method::GET {
        browser.get(address).await
    } else {
        browser.post(address, route.form).await
    }
}

/// Neither hidden, nor sent to sign in, nor broken.
pub fn is_through(answer: &Answer) -> bool {
    let ours = answer.status.is_success()
        || (answer.status == StatusCode::SEE_OTHER && !answer.location().starts_with("/sign-in"));
    ours && answer.location() != "/first-sign-in"
}

#[tokio::test]
async fn each_role_gets_through_exactly_the_doors_that_the_matrix_opens() {
    let world = World::make().await;
    let mut wrong = Vec::new();
    for role in Role::ALL {
        let browser = world.portal.sign_in(world.person(&world.here, role)).await;
        for route in ROUTES {
            if matches!(route.door, Door::Open | Door::Token) {
                continue;
            }
            let address = world.here.address(route, &world.here);
            let answer = ask(&browser, route, &address).await;
            let as_it_should_be = match route.admits(role) {
                true => is_through(&answer),
                false => answer.status == StatusCode::NOT_FOUND,
            };
            if !as_it_should_be {
                wrong.push(format!("{role:?} {} {}: {}", route.method, route.path, answer.status));
            }
            if route.decides() && route.admits(role) {
                world.restore().await;
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    world.portal.drain_jobs().await;
    world.portal.finish().await;
}

#[tokio::test]
async fn whoever_is_not_signed_in_is_asked_to() {
    let world = World::make().await;
    let mut wrong = Vec::new();
    for route in ROUTES {
        let address = world.here.address(route, &world.here);
        let answer = ask(&world.portal.browser(), route, &address).await;
        let as_it_should_be = match route.door {
            Door::Open => is_through(&answer) || answer.location() == "/sign-in",
            Door::Token => answer.status == StatusCode::UNAUTHORIZED,
            _ => answer.status == StatusCode::SEE_OTHER && answer.location().starts_with("/sign-in"),
        };
        if !as_it_should_be {
            wrong.push(format!("{} {}: {}", route.method, route.path, answer.status));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    world.portal.finish().await;
}

#[tokio::test]
async fn a_session_opens_no_api_and_a_token_no_page() {
    let world = World::make().await;
    let browser = world.portal.sign_in(&world.service_desk).await;
    let client: Client<'_> = world.portal.client(world.here.covers()).await;
    for route in ROUTES {
        let address = world.here.address(route, &world.here);
        match route.door {
            Door::Token => assert_eq!(ask(&browser, route, &address).await.status, 401, "{address}"),
            Door::Open | Door::FirstPassword => {}
            _ if route.method == Method::GET => {
                let answer = client.get(&address).await;
                assert!(answer.location().starts_with("/sign-in"), "{address}: {}", answer.status);
            }
            _ => {}
        }
    }
    client.get(&format!("{BATCHES}/{}", world.here.applied)).await.assert_ok();
    world.portal.finish().await;
}

#[tokio::test]
async fn personal_pages_are_never_cached() {
    let world = World::make().await;
    let browser = world.portal.sign_in(&world.here.champion).await;
    for route in ROUTES.iter().filter(|route| route.method == Method::GET && route.door != Door::Open) {
        let answer = browser.get(&world.here.address(route, &world.here)).await;
        assert_eq!(answer.headers["cache-control"], "no-store", "{}", route.path);
    }
    world.portal.finish().await;
}
