//! Every page reads right in Welsh and English, on a desk's screen and on a phone's, with scripts and without; and axe-core
//! finds nothing in any of them.

use super::driver::{Browser, Window};
use super::pages::READERS;
use super::portal::Portal;
use super::steps::{become_reader, go_to};
use super::words::Words;
use super::{axe, shots};

const LANGUAGES: [&str; 2] = ["en", "cy"];
const WIDTHS: [u32; 2] = [1280, 390];

#[tokio::test]
async fn every_page_reads_right_in_both_languages_wide_and_narrow() {
    read_all(true).await;
}

#[tokio::test]
async fn every_page_reads_right_without_scripts() {
    read_all(false).await;
}

/// Goes through all pages before it fails, to tell all faults at once.
async fn read_all(scripts: bool) {
    let Some(browser) = Browser::open(Window { scripts, ..Window::DESK }).await else {
        return;
    };
    let portal = Portal::start();
    let newcomer = portal.grant_service_desk();
    let words = Words::read();
    let mut faults = Vec::new();
    for reader in READERS {
        become_reader(&browser, &portal, reader, &newcomer).await;
        for page in reader.pages {
            for language in LANGUAGES {
                browser.widen(WIDTHS[0]).await;
                go_to(&browser, &portal, page, language).await;
                faults.extend(read(&browser, page.name, (language, scripts), &words).await);
            }
        }
    }
    browser.close().await;
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// Reads the page in sight, to which no way leads twice, in both languages.
pub async fn read_in_sight(browser: &Browser, page: &str) {
    let words = Words::read();
    let mut faults = Vec::new();
    for language in LANGUAGES {
        browser.speak(language).await;
        faults.extend(read(browser, page, (language, true), &words).await);
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// What is wrong with the page in sight, wide and narrow.
async fn read(
    browser: &Browser,
    page: &str,
    (language, scripts): (&str, bool),
    words: &Words,
) -> Vec<String> {
    let mut faults = Vec::new();
    for width in WIDTHS {
        browser.widen(width).await;
        let mut found = layout_faults(browser).await;
        if scripts {
            found.extend(axe::violations(browser).await);
        }
        let without = if scripts { "" } else { "-no-scripts" };
        let name = format!("{page}-{language}-{width}{without}");
        shots::take(browser, &name).await;
        faults.extend(found.into_iter().map(|fault| format!("{name}: {fault}")));
    }
    let text = words.faults(&browser.client.source().await.unwrap(), language);
    faults.extend(text.into_iter().map(|fault| format!("{page} {language}: {fault}")));
    faults
}

async fn layout_faults(browser: &Browser) -> Vec<String> {
    let overflow = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
    let overflow = browser.client.execute(overflow, Vec::new()).await.unwrap();
    let mut faults = Vec::new();
    if overflow != 0 {
        faults.push(format!("{overflow} pixels wider than the window"));
    }
    faults
}
