//! Every page of each role opens, in both languages, on a desk's screen and on a phone's: one heading, nothing wider than the
//! window, no fault in the console.

use fantoccini::Locator;

use super::driver::{Browser, Window};
use super::portal::Portal;
use super::shots;

/// Who looks at what: role, school, name of the picture, address.
const PAGES: [(&str, &str, &str, &str); 9] = [
    ("digital_champion", "9904001", "dashboard", "/schools/9904001"),
    ("digital_champion", "9904001", "learners", "/schools/9904001/learners"),
    ("digital_champion", "9904001", "staff", "/schools/9904001/staff"),
    ("digital_champion", "9914001", "runs", "/schools/9914001/provisioning"),
    ("digital_champion", "9914001", "attention", "/schools/9914001"),
    ("learner_secondary", "9904001", "learner", "/schools/9904001"),
    ("learner_secondary", "9904001", "profile", "/profile"),
    ("la_admin", "", "authority", "/authorities/990"),
    ("service_desk", "", "service-desk", "/service-desk"),
];

#[tokio::test]
async fn every_page_reads_right_in_both_languages_wide_and_narrow() {
    let portal = Portal::start();
    for language in ["en", "cy"] {
        for width in [1280, 390] {
            for reader in PAGES.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
                let Some(browser) = Browser::open(Window { language, width, scripts: true }).await else {
                    return;
                };
                let (role, school, ..) = reader[0];
                browser.sign_in(&portal.address, &portal.sign_in(role, school)).await;
                browser.client.wait().for_element(Locator::Css("form[action='/sign-out']")).await.unwrap();
                for (_, _, name, path) in reader {
                    browser.client.goto(&format!("{}{path}", portal.address)).await.unwrap();
                    check(&browser, language, &format!("{name} {language} {width}")).await;
                    shots::take(&browser, &format!("{name}-{language}-{width}")).await;
                }
                browser.close().await;
            }
        }
    }
}

async fn check(browser: &Browser, language: &str, page: &str) {
    assert_eq!(browser.texts("h1").await.len(), 1, "{page}: one heading");
    let declared = browser.client.execute("return document.documentElement.lang", Vec::new()).await.unwrap();
    assert_eq!(declared, language, "{page}");
    let overflow = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
    let overflow = browser.client.execute(overflow, Vec::new()).await.unwrap();
    assert_eq!(overflow, 0, "{page}: nothing is wider than the window");
}
