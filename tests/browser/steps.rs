//! Ways through the portal.

use fantoccini::Locator;

use super::driver::Browser;
use super::pages::{NEWCOMER, NOBODY, Page, Reader};
use super::portal::{Portal, SignIn};

/// Something that a person does on the way to a page.
#[derive(Clone, Copy)]
pub enum Step {
    /// Presses what this selector finds first; another page, or another part of it, takes its place.
    Press(&'static str),
    /// Presses what stays where it is: a dropdown, a tick box.
    Open(&'static str),
    /// Types a text into the field that the selector finds.
    Type(&'static str, &'static str),
    /// Opens the list filtered by the last line of the select with this name.
    Filter(&'static str),
    /// Waits until there is something that the selector finds.
    See(&'static str),
}

/// Makes the browser `reader`'s, whoever had it before.
pub async fn become_reader(browser: &Browser, portal: &Portal, reader: &Reader, newcomer: &SignIn) {
    match reader.role {
        NOBODY => become_nobody(browser, portal).await,
        NEWCOMER => become_person(browser, portal, newcomer).await,
        role => become_person(browser, portal, &portal.sign_in(role, reader.school)).await,
    }
}

/// Signs in as `person`, whoever had the browser before.
pub async fn become_person(browser: &Browser, portal: &Portal, person: &SignIn) {
    become_nobody(browser, portal).await;
    browser.sign_in(&portal.address, person).await;
    let inside = "form[action='/sign-out'], form[action='/first-sign-in']";
    browser.wait_for(Locator::Css(inside)).await;
}

async fn become_nobody(browser: &Browser, portal: &Portal) {
    browser.client.goto(&format!("{}/sign-in", portal.address)).await.unwrap();
    browser.client.delete_all_cookies().await.unwrap();
}

/// Goes the way to the page, in this language.
pub async fn go_to(browser: &Browser, portal: &Portal, page: &Page, language: &str) {
    // A page is read as it opens, not with what was ticked on the way to the one before it.
    browser.client.execute("sessionStorage.clear()", Vec::new()).await.unwrap();
    browser.client.goto(&format!("{}{}", portal.address, page.path)).await.unwrap();
    browser.speak(language).await;
    for step in page.steps {
        match *step {
            Step::Press(css) => browser.press_through(css).await,
            Step::Open(css) => browser.press(css).await,
            Step::Type(css, text) => browser.type_into(css, text).await,
            Step::Filter(name) => {
                let last = format!("select[name='{name}'] option:last-child");
                let last = browser.wait_for(Locator::Css(&last)).await;
                let value = last.attr("value").await.unwrap().unwrap();
                let list = format!("{}{}?{name}={value}", portal.address, page.path);
                browser.client.goto(&list).await.unwrap();
            }
            Step::See(css) => {
                browser.wait_for(Locator::Css(css)).await;
            }
        }
    }
}
