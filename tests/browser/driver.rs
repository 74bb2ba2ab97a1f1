//! A headless Chromium, driven through its own driver.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use rustix::process::{Pid, Signal, kill_process_group};
use serde_json::json;
use tempfile::TempDir;

use super::portal::SignIn;

/// How high a window is.
const HEIGHT: u32 = 900;

/// A browser window; driver and browser end with [`Browser::close`] or with the value.
pub struct Browser {
    driver: Child,
    _profile: TempDir,
    pub client: Client,
}

/// How the window is set up.
#[derive(Clone, Copy)]
pub struct Window {
    pub language: &'static str,
    pub width: u32,
    pub scripts: bool,
}

impl Window {
    pub const DESK: Self = Self { language: "en", width: 1280, scripts: true };
}

impl Browser {
    /// Opens a window, or nothing where no browser is installed and none is required.
    pub async fn open(window: Window) -> Option<Self> {
        let started = Command::new("chromedriver")
            .arg("--port=0")
            .process_group(0)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let Ok(mut driver) = started else {
            assert!(
                std::env::var_os("UMP_REQUIRE_BROWSER").is_none(),
                "chromedriver is required and missing"
            );
            println!("skipped: there is no chromedriver");
            return None;
        };
        let port = port_of(&mut driver);
        let profile = tempfile::tempdir().unwrap();
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities(window, &profile))
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("the browser starts");
        client.set_window_size(window.width, HEIGHT).await.unwrap();
        Some(Self { driver, _profile: profile, client })
    }

    /// Goes to the portal and signs in as `person`.
    pub async fn sign_in(&self, address: &str, person: &SignIn) {
        self.client.goto(&format!("{address}/sign-in")).await.unwrap();
        self.type_into("#username", &person.username).await;
        self.type_into("#password", &person.password).await;
        self.press("form[action='/sign-in'] button").await;
    }

    /// What the selector finds first, as soon as it is there; the failure says which page it is missing from.
    pub async fn wait_for(&self, what: Locator<'_>) -> Element {
        match self.client.wait().for_element(what).await {
            Ok(element) => element,
            Err(error) => {
                let address = self.client.current_url().await.unwrap();
                let heading = self.texts("h1").await.join(", ");
                panic!("{what:?} is not on {address} ({heading}): {error}");
            }
        }
    }

    /// Types into the field, in place of what is there.
    pub async fn type_into(&self, css: &str, text: &str) {
        let field = self.wait_for(Locator::Css(css)).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Presses what the selector finds first.
    pub async fn press(&self, css: &str) {
        self.wait_for(Locator::Css(css)).await.click().await.unwrap();
    }

    /// Presses what the selector finds first, and waits until it is gone: what comes next is the answer's.
    pub async fn press_through(&self, css: &str) {
        let pressed = self.wait_for(Locator::Css(css)).await;
        pressed.click().await.unwrap();
        let gone = async { while pressed.tag_name().await.is_ok() {} };
        tokio::time::timeout(Duration::from_secs(30), gone).await.expect("the portal answers");
    }

    /// Opens the menu with this label and follows the line with this one.
    pub async fn choose(&self, menu: &str, line: &str) {
        let summary = format!("//nav[contains(@class,'menus')]//summary[contains(.,'{menu}')]");
        self.wait_for(Locator::XPath(&summary)).await.click().await.unwrap();
        self.wait_for(Locator::LinkText(line)).await.click().await.unwrap();
    }

    /// Changes the page to this language with its own button, unless it is in it already.
    pub async fn speak(&self, language: &str) {
        let button = format!("form[action='/language'] button[lang='{language}']");
        if !self.client.find_all(Locator::Css(&button)).await.unwrap().is_empty() {
            self.press_through(&button).await;
        }
    }

    /// Gives the window this width.
    pub async fn widen(&self, width: u32) {
        self.client.set_window_size(width, HEIGHT).await.unwrap();
    }

    /// The status that the page came with.
    pub async fn status(&self) -> u64 {
        let status = "return performance.getEntriesByType('navigation')[0].responseStatus";
        self.client.execute(status, Vec::new()).await.unwrap().as_u64().unwrap()
    }

    /// The text of every element that the selector finds.
    pub async fn texts(&self, css: &str) -> Vec<String> {
        let mut texts = Vec::new();
        for element in self.client.find_all(Locator::Css(css)).await.unwrap() {
            texts.push(element.text().await.unwrap());
        }
        texts
    }

    /// Ends browser and driver.
    pub async fn close(self) {
        self.client.clone().close().await.unwrap();
    }
}

impl Drop for Browser {
    /// Ends the driver with all that it started: a driver that is killed alone leaves its browser behind.
    fn drop(&mut self) {
        let group = i32::try_from(self.driver.id()).ok().and_then(Pid::from_raw);
        let _ = group.map(|group| kill_process_group(group, Signal::KILL));
        let _ = self.driver.wait();
    }
}

/// The port that the driver says it took; its output is read to the end, lest it stop at a full pipe.
fn port_of(driver: &mut Child) -> u16 {
    let lines = BufReader::new(driver.stdout.take().unwrap()).lines();
    let (found, port) = mpsc::channel();
    std::thread::spawn(move || {
        for line in lines.map_while(Result::ok) {
            let number = line
                .split("successfully on port ")
                .nth(1)
                .and_then(|rest| rest.trim_end_matches('.').parse().ok());
            let _ = number.map(|number: u16| found.send(number));
        }
    });
    port.recv_timeout(Duration::from_secs(30)).expect("the driver says its port")
}

fn capabilities(window: Window, profile: &TempDir) -> Capabilities {
    let size = format!("--window-size={},{HEIGHT}", window.width);
    let folder = format!("--user-data-dir={}", profile.path().display());
    let mut arguments = vec![
        "--headless".to_owned(),
        // Chromium refuses its sandbox to root, and the pages are our own.
        "--no-sandbox".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-quic".to_owned(),
        "--no-first-run".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        "--disable-dev-shm-usage".to_owned(),
        "--hide-scrollbars".to_owned(),
        // Bootstrap scrolls smoothly, and a press would hit what is still on its way.
        "--force-prefers-reduced-motion".to_owned(),
        size,
        folder,
    ];
    if !window.scripts {
        arguments.push("--blink-settings=scriptEnabled=false".to_owned());
    }
    let options = json!({
        "args": arguments,
        "prefs": { "intl.accept_languages": window.language, "intl.selected_languages": window.language },
    });
    Capabilities::from_iter([("goog:chromeOptions".to_owned(), options)])
}
