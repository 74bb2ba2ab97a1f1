//! Slips as they come out of the printer: the browser makes the PDF, and its text is read page by page.

use std::collections::BTreeSet;
use std::io::Write;
use std::process::{Command, Stdio};

use fantoccini::Locator;
use fantoccini::wd::{PrintConfiguration, PrintSize};

use super::driver::{Browser, Window};
use super::portal::Portal;

const SCHOOL: &str = "9904001";

/// What the screen says of one slip.
#[derive(Debug)]
struct Slip {
    group: String,
    username: String,
    password: String,
}

/// Words that stand once on every slip, in one language.
struct Words {
    language: &'static str,
    username: &'static str,
    issued: &'static str,
}

const ENGLISH: Words = Words { language: "en", username: "Username", issued: "Issued" };
const WELSH: Words = Words { language: "cy", username: "Enw defnyddiwr", issued: "Dyddiad cyhoeddi:" };

#[tokio::test]
async fn every_slip_is_whole_none_comes_twice_and_each_page_holds_one_group() {
    if !has_pdftotext() {
        return;
    }
    let Some(browser) = Browser::open(Window::DESK).await else {
        return;
    };
    let portal = Portal::start();
    browser.sign_in(&portal.address, &portal.sign_in("teacher", SCHOOL)).await;
    browser.wait_for(Locator::Css(".school-box")).await;
    for words in [ENGLISH, WELSH] {
        for by in ["registration-group", "year"] {
            let address = format!("{}/schools/{SCHOOL}/learners/print/{by}", portal.address);
            browser.client.goto(&address).await.unwrap();
            browser.speak(words.language).await;
            browser.press_through("main form button").await;
            let slips = slips_on_screen(&browser).await;
            let pages = print(&browser).await;
            assert!(
                slips.len() > 20 && pages.len() > 1,
                "{by}: {} slips on {} pages",
                slips.len(),
                pages.len()
            );
            check(&slips, &pages, &words);
        }
    }
    browser.close().await;
}

fn check(slips: &[Slip], pages: &[String], words: &Words) {
    let groups: BTreeSet<&str> = slips.iter().map(|slip| slip.group.as_str()).collect();
    for page in pages {
        let here: Vec<&Slip> = slips.iter().filter(|slip| stands_in(page, &slip.username) > 0).collect();
        assert!(!here.is_empty(), "no page is without a slip");
        for word in [words.username, words.issued, "http://127.0.0.1:", "/sign-in"] {
            assert_eq!(page.matches(word).count(), here.len(), "each slip is whole: {word}");
        }
        let named: Vec<&&str> = groups.iter().filter(|group| stands_in(page, group) > 0).collect();
        assert_eq!(named.len(), 1, "one group on a page: {named:?}");
        let shell = ["Dashboard", "Dangosfwrdd", "View Users", "Gweld Defnyddwyr"];
        assert!(shell.iter().all(|word| !page.contains(word)), "nothing of the shell is printed");
    }
    for slip in slips {
        let with_username: Vec<_> =
            pages.iter().filter(|page| stands_in(page, &slip.username) == 1).collect();
        let with_password: Vec<_> =
            pages.iter().filter(|page| stands_in(page, &slip.password) == 1).collect();
        assert_eq!(with_username.len(), 1, "{} has one slip", slip.username);
        assert_eq!(with_username, with_password, "{}'s password is on the slip", slip.username);
    }
}

/// How often `word` stands in the text, not as a part of another.
fn stands_in(page: &str, word: &str) -> usize {
    page.split_whitespace().filter(|found| *found == word).count()
}

async fn slips_on_screen(browser: &Browser) -> Vec<Slip> {
    let groups = browser.texts(".slip-name span").await;
    let values = browser.texts(".slip .password-value").await;
    assert_eq!(values.len(), 2 * groups.len(), "everybody has a username and a password");
    let pairs = values.chunks_exact(2).zip(groups);
    let slips =
        pairs.map(|(pair, group)| Slip { group, username: pair[0].clone(), password: pair[1].clone() });
    slips.collect()
}

/// The text of each page of the PDF.
async fn print(browser: &Browser) -> Vec<String> {
    let a4 = PrintConfiguration::builder().size(PrintSize { width: 21.0, height: 29.7 }).build().unwrap();
    let pdf = browser.client.print(a4).await.unwrap();
    let mut reader = Command::new("pdftotext")
        .args(["-layout", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    // Written from a thread of its own: the reader may answer before it has read everything.
    let mut input = reader.stdin.take().unwrap();
    let writing = std::thread::spawn(move || input.write_all(&pdf));
    let output = reader.wait_with_output().unwrap();
    writing.join().unwrap().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    text.split_terminator('\u{c}').map(str::to_owned).collect()
}

fn has_pdftotext() -> bool {
    let found = Command::new("pdftotext").arg("-v").stderr(Stdio::null()).status().is_ok();
    assert!(found || std::env::var_os("UMP_REQUIRE_BROWSER").is_none(), "pdftotext is required and missing");
    if !found {
        println!("skipped: there is no pdftotext");
    }
    found
}
