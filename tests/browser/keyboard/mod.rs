//! Each flow from the keyboard alone: Tab and Shift+Tab, Enter and the space bar, arrows, Escape and what is typed. Nothing is
//! clicked, no address is opened after the first, and no test puts the focus anywhere.
//!
//! After every key the focus must be in sight with its ring, nothing that takes clicks may be out of Tab's order, and after every
//! step, whatever htmx replaced meanwhile, the focus must still be somewhere.

mod flows;
mod hands;

use self::flows::{FLOWS, Scripts};
use self::hands::Hands;
use super::driver::{Browser, Window};
use super::portal::Portal;
use super::shots;

#[tokio::test]
async fn every_flow_works_from_the_keyboard_alone() {
    walk(true).await;
}

#[tokio::test]
async fn every_flow_works_from_the_keyboard_alone_without_scripts() {
    walk(false).await;
}

/// Goes through all flows, each from the page that the one before it left.
async fn walk(scripts: bool) {
    let Some(browser) = Browser::open(Window { scripts, ..Window::DESK }).await else {
        return;
    };
    let portal = Portal::start();
    let champion = portal.sign_in("digital_champion", "9904001");
    let texts = [("{username}", champion.username), ("{password}", champion.password)];
    browser.client.goto(&format!("{}/sign-in", portal.address)).await.unwrap();
    let mut hands = Hands::at(&browser, &texts);
    let skipped = if scripts { Scripts::Off } else { Scripts::On };
    for (_, title, steps) in FLOWS.iter().copied().flatten().filter(|(when, ..)| *when != skipped) {
        for step in *steps {
            let followed = hands.follow(*step).await;
            if followed.is_err() {
                shots::take(&browser, "keyboard").await;
            }
            assert_eq!(followed, Ok(()), "“{title}”, after {:#?}", hands.faults);
        }
    }
    let faults: Vec<_> = hands.faults.into_iter().collect();
    browser.close().await;
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}
