//! One school never sees another's people: each address is tried by its own school first, and then by the other.

use ump::authz::Role;

use crate::route_access::{ask, is_through};
use crate::support::routes::{About, Door, ROUTES};
use crate::support::world::World;

#[tokio::test]
async fn what_one_school_finds_another_does_not() {
    let world = World::make().await;
    let here = world.portal.sign_in(&world.here.champion).await;
    let desk = world.portal.sign_in(&world.service_desk).await;
    let there = world.portal.sign_in(&world.there.champion).await;
    let mut wrong = Vec::new();
    for route in ROUTES.iter().filter(|route| matches!(route.door, Door::School(_))) {
        let own = world.here.address(route, &world.here);
        let reader = if route.admits(Role::DigitalChampion) { &here } else { &desk };
        let answer = ask(reader, route, &own).await;
        if !is_through(&answer) {
            wrong.push(format!("its own school: {} {}: {}", route.method, route.path, answer.status));
        }
        if route.decides() {
            world.restore().await;
        }
        let mut others = vec![own];
        if route.about != About::Nobody {
            // The other school's address with this school's id.
            others.push(world.there.address(route, &world.here));
        }
        for address in others {
            let answer = ask(&there, route, &address).await;
            if answer.status != 404 {
                wrong.push(format!("another school: {} {address}: {}", route.method, answer.status));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    world.portal.drain_jobs().await;
    world.portal.finish().await;
}

#[tokio::test]
async fn an_authority_sees_its_own_schools_and_no_other() {
    let world = World::make().await;
    let other = world.portal.sign_in(world.person(&world.there, Role::LaAdmin)).await;
    let mut wrong = Vec::new();
    for route in ROUTES {
        if matches!(route.door, Door::School(_) | Door::Authority(_) | Door::Nation(_)) {
            let address = world.here.address(route, &world.here);
            let answer = ask(&other, route, &address).await;
            if answer.status != 404 {
                wrong.push(format!("{} {address}: {}", route.method, answer.status));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    world.portal.finish().await;
}
