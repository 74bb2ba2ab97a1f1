//! Held runs of an authority are released together, and the page that follows tells what became of each.

use fantoccini::Locator;

use super::driver::{Browser, Window};
use super::portal::Portal;
use super::reading::read_in_sight;
use super::steps::become_person;

#[tokio::test]
async fn what_became_of_runs_that_were_released_together_is_told_and_reads_right() {
    let Some(browser) = Browser::open(Window::DESK).await else {
        return;
    };
    let portal = Portal::start();
    become_person(&browser, &portal, &portal.sign_in("service_desk", "")).await;
    browser.client.goto(&format!("{}/authorities/991/held-runs", portal.address)).await.unwrap();
    browser.press("td.tick input").await;
    browser.press_through("main form button").await;
    browser.press_through("main form button").await;
    // The page fetches itself until the run has ended.
    browser.wait_for(Locator::Css("#runs .state-good")).await;
    read_in_sight(&browser, "held-outcome").await;
    browser.close().await;
}
