//! A teacher finds a learner, shows the password, and sees it go.

use fantoccini::Locator;
use fantoccini::actions::{InputSource, MouseActions, PointerAction};

use super::driver::{Browser, Window};
use super::portal::Portal;

const SCHOOL: &str = "9904001";

#[tokio::test]
async fn a_teacher_filters_shows_a_password_and_it_hides_again() {
    let Some(browser) = Browser::open(Window::DESK).await else {
        return;
    };
    let portal = Portal::start();
    browser.sign_in(&portal.address, &portal.sign_in("teacher", SCHOOL)).await;
    browser.choose("View Users", "View Learners").await;
    let select = browser.wait_for(Locator::Css("select#year")).await;
    select.select_by_value("8").await.unwrap();
    browser.wait_for(Locator::Css(".chips")).await;
    let years = browser.texts("td[data-label='Year']").await;
    assert!(!years.is_empty() && years.iter().all(|year| year == "8"), "{years:?}");

    browser.press("td .password button").await;
    let shown = browser.wait_for(Locator::Css("output.password-value")).await;
    let password = shown.text().await.unwrap();
    assert!(password.len() >= 8, "a password is shown");
    let heading = browser.client.find(Locator::Css("h1")).await.unwrap();
    let away = MouseActions::new("mouse".to_owned()).then(PointerAction::MoveToElement {
        element: heading,
        duration: None,
        x: 0.0,
        y: 0.0,
    });
    browser.client.perform_actions(away).await.unwrap();
    browser.wait_for(Locator::Css("td .password button.btn")).await;
    assert!(!browser.client.source().await.unwrap().contains(&password), "the password is gone");

    let username = browser.texts("td[data-label='Username']").await.remove(0);
    browser.press("form[action='/sign-out'] button").await;
    browser.type_into("#username", &username).await;
    browser.type_into("#password", &password).await;
    browser.press("form[action='/sign-in'] button").await;
    browser.wait_for(Locator::Css(".school-box")).await;
    browser.close().await;
}

#[tokio::test]
async fn without_scripts_the_password_answers_on_a_page_of_its_own() {
    let Some(browser) = Browser::open(Window { scripts: false, ..Window::DESK }).await else {
        return;
    };
    let portal = Portal::start();
    browser.sign_in(&portal.address, &portal.sign_in("teacher", SCHOOL)).await;
    browser.client.goto(&format!("{}/schools/{SCHOOL}/learners", portal.address)).await.unwrap();
    browser.press("td .password button").await;
    let shown = browser.wait_for(Locator::Css("output.password-value")).await;
    assert!(shown.text().await.unwrap().len() >= 8);
    assert_eq!(browser.texts("h1").await.len(), 1);
    browser.close().await;
}
