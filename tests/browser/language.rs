//! The language button leads to the page in sight, whatever htmx has changed of it since it came.

use fantoccini::Locator;

use super::driver::{Browser, Window};
use super::portal::Portal;
use super::steps::become_person;

#[tokio::test]
async fn the_language_button_keeps_the_filters_of_a_list() {
    let Some(browser) = Browser::open(Window::DESK).await else {
        return;
    };
    let portal = Portal::start();
    become_person(&browser, &portal, &portal.sign_in("digital_champion", "9904001")).await;
    browser.choose("View Users", "View Learners").await;
    let year = browser.wait_for(Locator::Css("select#year")).await;
    year.select_by_value("8").await.unwrap();
    browser.wait_for(Locator::Css("a.chip")).await;
    let (shown, address) = (browser.texts("td.person-name").await, address(&browser).await);
    assert!(address.ends_with("/learners?year=8"), "{address}");
    for language in ["cy", "en"] {
        browser.speak(language).await;
        assert_eq!(self::address(&browser).await, address, "{language}");
        assert_eq!(browser.texts("td.person-name").await.len(), shown.len(), "{language}");
    }

    become_person(&browser, &portal, &portal.sign_in("la_admin", "")).await;
    browser.type_into("#q", "zzz").await;
    browser.wait_for(Locator::Css("a.chip")).await;
    browser.speak("cy").await;
    assert!(self::address(&browser).await.ends_with("/authorities/990?q=zzz"));
    browser.close().await;
}

async fn address(browser: &Browser) -> String {
    browser.client.current_url().await.unwrap().to_string()
}
