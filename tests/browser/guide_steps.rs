//! Following a guide: what its reader sees and presses, by the words that the guide uses.
//!
//! A label is the guide's own English; in Welsh it is whatever the portal calls the message that says just this in English. A
//! label that the portal does not have is a fault, and so is one that stands on the page but cannot be seen.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use fantoccini::Locator;
use fantoccini::elements::Element;

use super::driver::Browser;

/// Stands for the reader's own password.
pub const CURRENT: &str = "{current}";
/// Stands for the password that the reader chooses.
pub const CHOSEN: &str = "{chosen}";

/// What a reader of the guide does or finds.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// Opens the dropdown with the first label and takes the line with the second.
    Take(&'static str, &'static str),
    /// Presses the button or follows the link with this label; of several, the first.
    Press(&'static str),
    /// Presses a button that stays where it is, as that of a list's search does.
    Apply(&'static str),
    /// Follows the school's name in the blue box.
    School,
    /// Ticks the first rows of the list.
    TickRows(usize),
    /// Selects a result of the list: the first in English and the second in Welsh, for what one reader did is done.
    Result,
    /// Chooses the last line of the select with this label.
    Choose(&'static str),
    /// Takes the choice with this label, or ticks the box.
    Mark(&'static str),
    /// Types into the field with this label.
    Type(&'static str, &'static str),
    /// Finds a label on the page.
    See(&'static str),
    /// Finds a piece of the guide's advice, in our words: the message with this key.
    Advice(&'static str),
}

/// A reader of the portal's pages in one language.
pub struct Follower<'b> {
    browser: &'b Browser,
    english: BTreeMap<String, String>,
    spoken: BTreeMap<String, String>,
    /// Which result of a list is this reader's.
    result: usize,
    passwords: &'b [String],
}

impl<'b> Follower<'b> {
    /// Somebody who reads the portal in `language`; `passwords` are their own and the one that they choose.
    pub fn of(browser: &'b Browser, language: &str, passwords: &'b [String]) -> Self {
        let result = usize::from(language != "en");
        Self { browser, english: messages("en"), spoken: messages(language), result, passwords }
    }

    /// Does the step, or says why it cannot be done. What htmx replaces while it is looked at is looked for again.
    pub async fn follow(&self, step: Step) -> Result<(), String> {
        let act = async {
            loop {
                match self.take(step).await {
                    Err(why) if why.contains("stale element") => {}
                    done => return done,
                }
            }
        };
        let done = tokio::time::timeout(Duration::from_secs(60), act).await;
        done.unwrap_or_else(|_| Err("not within a minute".to_owned()))
            .map_err(|why| format!("{step:?}: {why}"))
    }

    async fn take(&self, step: Step) -> Result<(), String> {
        match step {
            Step::Take(menu, line) => {
                self.find("//summary", menu).await?.click().await.map_err(|error| error.to_string())?;
                self.press("//details[@open]//*[self::a or self::button]", line).await
            }
            Step::Press(label) => self.press("//*[self::a or self::button]", label).await,
            Step::Apply(label) => {
                self.find("//button", label).await?.click().await.map_err(|error| error.to_string())?;
                Ok(())
            }
            Step::School => self.click("//*[contains(@class, 'school-box')]//a").await,
            Step::TickRows(count) => self.tick_rows(count).await,
            Step::Result => self.click(&format!("//tbody/tr[{}]//a", self.result + 1)).await,
            Step::Choose(label) => self.choose(label).await,
            Step::Mark(label) => {
                Ok(self.find("//label", label).await?.click().await.map_err(|error| error.to_string())?)
            }
            Step::Type(label, text) => self.type_into(label, text).await,
            Step::See(label) => self.find("//*[not(self::option)]", label).await.map(|_| ()),
            Step::Advice(key) => self.see_advice(key).await,
        }
    }

    /// The texts that say in this language what `label` says in English.
    fn texts_of(&self, label: &str) -> Result<Vec<&str>, String> {
        let keys = self.english.iter().filter(|(_, text)| *text == label).map(|(key, _)| key);
        let texts: Vec<&str> = keys.filter_map(|key| self.spoken.get(key).map(String::as_str)).collect();
        if texts.is_empty() { Err(format!("the portal has no label “{label}”")) } else { Ok(texts) }
    }

    /// The first element in sight that says `label`, alone or before what it is about.
    async fn find(&self, among: &str, label: &str) -> Result<Element, String> {
        let texts = self.texts_of(label)?;
        loop {
            for text in &texts {
                let quoted = quote(text);
                let says = "normalize-space(.)";
                let begins = |sign: &str| format!("starts-with({says}, concat({quoted}, '{sign}'))");
                let path = format!("{among}[{says}={quoted} or {} or {}]", begins(" "), begins(":"));
                for element in self
                    .browser
                    .client
                    .find_all(Locator::XPath(&path))
                    .await
                    .map_err(|error| error.to_string())?
                {
                    if element.is_displayed().await.unwrap_or(false) {
                        return Ok(element);
                    }
                }
            }
        }
    }

    /// Presses, and waits for the answer where the page goes.
    async fn press(&self, among: &str, label: &str) -> Result<(), String> {
        let element = self.find(among, label).await?;
        self.leave(element).await
    }

    async fn click(&self, path: &str) -> Result<(), String> {
        let element = self
            .browser
            .client
            .wait()
            .for_element(Locator::XPath(path))
            .await
            .map_err(|error| error.to_string())?;
        self.leave(element).await
    }

    /// What stays in place after the press, as *Show Password* does not, is waited for no longer than its answer takes.
    async fn leave(&self, element: Element) -> Result<(), String> {
        element.click().await.map_err(|error| error.to_string())?;
        let gone = async { while element.tag_name().await.is_ok() {} };
        tokio::time::timeout(Duration::from_secs(10), gone).await.map_err(|_| "nothing happens".to_owned())
    }

    async fn tick_rows(&self, count: usize) -> Result<(), String> {
        let boxes = "td.tick input";
        self.browser
            .client
            .wait()
            .for_element(Locator::Css(boxes))
            .await
            .map_err(|error| error.to_string())?;
        let boxes =
            self.browser.client.find_all(Locator::Css(boxes)).await.map_err(|error| error.to_string())?;
        for row in boxes.into_iter().take(count) {
            // What was ticked before is still so when the list comes back.
            if !row.is_selected().await.map_err(|error| error.to_string())? {
                row.click().await.map_err(|error| error.to_string())?;
            }
        }
        Ok(())
    }

    /// The field whose label this is.
    async fn field(&self, label: &str) -> Result<Element, String> {
        let label = self.find("//label", label).await?;
        let id =
            label.attr("for").await.map_err(|error| error.to_string())?.ok_or("the label is no field's")?;
        self.browser.client.find(Locator::Id(&id)).await.map_err(|error| error.to_string())
    }

    async fn choose(&self, label: &str) -> Result<(), String> {
        let field = self.field(label).await?;
        let lines = field.find_all(Locator::Css("option")).await.map_err(|error| error.to_string())?;
        let last = lines.len().checked_sub(1).ok_or("there is nothing to choose")?;
        field.select_by_index(last).await.map_err(|error| error.to_string())
    }

    async fn type_into(&self, label: &str, text: &str) -> Result<(), String> {
        let field = self.field(label).await?;
        field.clear().await.map_err(|error| error.to_string())?;
        let text = match text {
            CURRENT => &self.passwords[0],
            CHOSEN => &self.passwords[1],
            text => text,
        };
        field.send_keys(text).await.map_err(|error| error.to_string())
    }

    async fn see_advice(&self, key: &str) -> Result<(), String> {
        let advice = self.spoken.get(key).ok_or("the portal has no such message")?;
        let body = self.browser.client.find(Locator::Css("body")).await.map_err(|error| error.to_string())?;
        let text = body.text().await.map_err(|error| error.to_string())?;
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        plain(&text)
            .contains(&plain(advice))
            .then_some(())
            .ok_or_else(|| format!("“{advice}” is not in sight"))
    }
}

/// A text as XPath quotes it, whatever quotes are in it.
fn quote(text: &str) -> String {
    let parts: Vec<String> = text.split('\'').map(|part| format!("'{part}'")).collect();
    format!("concat('', {})", parts.join(", \"'\", "))
}

/// The messages of a language that stand on one line, by their keys.
fn messages(language: &str) -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(language);
    let files = fs::read_dir(folder).unwrap().map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
    let mut messages = BTreeMap::new();
    for file in files {
        let lines = file.lines().filter(|line| !line.starts_with(['#', ' ']));
        messages.extend(
            lines
                .filter_map(|line| line.split_once(" = "))
                .map(|(key, text)| (key.trim().to_owned(), text.trim().to_owned())),
        );
    }
    messages
}
