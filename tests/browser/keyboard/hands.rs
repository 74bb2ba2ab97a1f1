//! Somebody's hands at the keyboard: keys and nothing else, and a look after each of them at where the focus is.

use std::collections::BTreeSet;
use std::time::Duration;

use fantoccini::Locator;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use super::super::driver::Browser;

/// Nothing that a flow needs is farther away than this.
const FARTHEST: usize = 200;

/// A whole page has no more to tab through, twice.
const ROUND: usize = 800;

/// Where the focus begins on every page.
const FIRST: &str = "Skip to the content";

/// What somebody does with the keys, or finds. What has a name is named by the words of its label; “…” stands for the rest.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// Tabs on to it.
    To(&'static str),
    /// Tabs back to it, with Shift.
    Back(&'static str),
    /// Presses a key; the page stays.
    Hit(Key),
    /// Tabs on to it and presses Enter, and another page comes.
    Follow(&'static str),
    /// Presses Enter where the focus is, and another page comes.
    Send,
    /// Tabs on to it and opens or ticks it with the space bar.
    Press(&'static str),
    /// Opens the menu with the first label and follows the line with the second.
    Take(&'static str, &'static str),
    /// Tabs on to the next row that is not ticked, and ticks it.
    Tick,
    /// Tabs on to the field and types in place of what is there.
    Type(&'static str, &'static str),
    /// Tabs on to the select and goes some lines down in it.
    Choose(&'static str, usize),
    /// Has the focus on it, without a further key.
    On(&'static str),
    /// Finds a text on the page.
    See(&'static str),
    /// Finds that nothing is left of what this selector finds.
    Gone(&'static str),
    /// Tabs through the whole page and round: everything is reached, and nothing holds the focus.
    Round,
}

/// The focus after a key.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Focus {
    /// What has it is called like this; nothing has it where a page has just come, and between its end and its beginning.
    name: Option<String>,
    /// Whether the page has had the focus, and has it no more.
    lost: bool,
    /// Whether it is on the box of a row that is not ticked.
    is_tick: bool,
    faults: Vec<String>,
}

impl Focus {
    fn is_on(&self, wanted: &str) -> bool {
        self.name.as_deref().is_some_and(|name| is_called(name, wanted))
    }
}

/// Why a step cannot be done.
#[derive(Debug)]
struct Failure(String);

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

/// Somebody at the keyboard, and what they found wrong on the way.
pub struct Hands<'b> {
    browser: &'b Browser,
    /// What stands for a text that only the running portal knows.
    texts: &'b [(&'static str, String)],
    pub faults: BTreeSet<String>,
}

impl<'b> Hands<'b> {
    pub fn at(browser: &'b Browser, texts: &'b [(&'static str, String)]) -> Self {
        Self { browser, texts, faults: BTreeSet::new() }
    }

    /// Does the step, or says why it cannot be done. Whatever the step was, it must not have cost the page its focus.
    pub async fn follow(&mut self, step: Step) -> Result<(), String> {
        let act = async {
            self.act(step).await?;
            let is_lost = self.look().await?.lost;
            if is_lost { Err(Failure("the focus is lost".to_owned())) } else { Ok(()) }
        };
        let done = tokio::time::timeout(Duration::from_secs(30), act).await;
        done.unwrap_or_else(|late| Err(late.into())).map_err(|Failure(why)| format!("{step:?}: {why}"))
    }

    async fn act(&mut self, step: Step) -> Result<(), Failure> {
        match step {
            Step::To(name) => self.tab_to(name, &[Key::Tab]).await,
            Step::Back(name) => self.tab_to(name, &[Key::Shift, Key::Tab]).await,
            Step::Hit(key) => self.strike(&[vec![key.into()]]).await,
            Step::Follow(name) => {
                self.tab_to(name, &[Key::Tab]).await?;
                self.send().await
            }
            Step::Send => self.send().await,
            Step::Press(name) => self.press(name).await,
            Step::Take(menu, line) => {
                self.press(menu).await?;
                self.tab_to(line, &[Key::Tab]).await?;
                self.send().await
            }
            Step::Tick => {
                self.tab_until(&[Key::Tab], |focus| focus.is_tick).await?;
                self.strike(&[vec![Key::Space.into()]]).await
            }
            Step::Type(name, text) => {
                self.tab_to(name, &[Key::Tab]).await?;
                self.type_over(text).await
            }
            Step::Choose(name, lines) => {
                self.tab_to(name, &[Key::Tab]).await?;
                self.strike(&vec![vec![Key::Down.into()]; lines]).await
            }
            Step::On(name) => self.wait_for_focus(name).await,
            Step::See(text) => self.wait_for_text(text).await,
            Step::Gone(css) => {
                while !self.browser.client.find_all(Locator::Css(css)).await?.is_empty() {}
                Ok(())
            }
            Step::Round => self.go_round().await,
        }
    }

    async fn tab_to(&mut self, name: &str, keys: &[Key]) -> Result<(), Failure> {
        self.tab_until(keys, |focus| focus.is_on(name)).await
    }

    async fn press(&mut self, name: &str) -> Result<(), Failure> {
        self.tab_to(name, &[Key::Tab]).await?;
        self.strike(&[vec![Key::Space.into()]]).await
    }

    /// Presses the keys again and again until the focus is where it should be.
    async fn tab_until(&mut self, keys: &[Key], is_there: impl Fn(&Focus) -> bool) -> Result<(), Failure> {
        let chord: Vec<char> = keys.iter().map(|key| char::from(*key)).collect();
        let mut seen = Vec::new();
        for _ in 0..FARTHEST {
            self.strike(std::slice::from_ref(&chord)).await?;
            let focus = self.look().await?;
            if is_there(&focus) {
                return Ok(());
            }
            seen.extend(focus.name);
        }
        seen.truncate(60);
        Err(Failure(format!("the focus never comes to it, but to {seen:?}")))
    }

    async fn go_round(&mut self) -> Result<(), Failure> {
        let mut beginnings = 0;
        for _ in 0..ROUND {
            self.strike(&[vec![Key::Tab.into()]]).await?;
            beginnings += usize::from(self.look().await?.is_on(FIRST));
            if beginnings == 2 {
                let unreached: Vec<String> = self.ask(include_str!("unreached.js")).await?;
                let is_whole = unreached.is_empty();
                return is_whole.then_some(()).ok_or_else(|| Failure(format!("unreached: {unreached:?}")));
            }
        }
        Err(Failure("the focus does not come round".to_owned()))
    }

    /// Presses Enter and waits for the page that comes.
    async fn send(&self) -> Result<(), Failure> {
        const BORN: &str = "return document.readyState === 'complete' ? performance.timeOrigin : null";
        let here: Option<f64> = self.ask(BORN).await?;
        self.strike(&[vec![Key::Enter.into()]]).await?;
        let comes = async {
            loop {
                // While one page gives way to the other neither answers.
                let there: Option<f64> = self.ask(BORN).await.unwrap_or(None);
                if there.is_some() && there != here {
                    return;
                }
            }
        };
        let left = tokio::time::timeout(Duration::from_secs(10), comes).await;
        left.map_err(|_| Failure("nothing happens".to_owned()))
    }

    async fn type_over(&self, text: &str) -> Result<(), Failure> {
        let known = self.texts.iter().find(|(name, _)| *name == text);
        let text = known.map_or(text, |(_, text)| text.as_str());
        let select_all = vec![Key::Control.into(), 'a'];
        let letters = text.chars().map(|letter| vec![letter]);
        let keys: Vec<Vec<char>> = std::iter::once(select_all).chain(letters).collect();
        self.strike(&keys).await
    }

    /// Strikes keys one after another; those of one chord are held down together.
    async fn strike(&self, chords: &[Vec<char>]) -> Result<(), Failure> {
        let keyboard = chords.iter().fold(KeyActions::new("keyboard".to_owned()), |keyboard, chord| {
            let down = chord.iter().fold(keyboard, |keys, key| keys.then(KeyAction::Down { value: *key }));
            chord.iter().rev().fold(down, |keys, key| keys.then(KeyAction::Up { value: *key }))
        });
        Ok(self.browser.client.perform_actions(keyboard).await?)
    }

    /// Where the focus is, if anywhere; what is wrong with the page is kept.
    async fn look(&mut self) -> Result<Focus, Failure> {
        let mut focus: Focus = self.ask(include_str!("focus.js")).await?;
        if !focus.faults.is_empty() {
            let path = self.browser.client.current_url().await?.path().to_owned();
            self.faults.extend(focus.faults.drain(..).map(|fault| format!("{path}: {fault}")));
        }
        Ok(focus)
    }

    /// Asks the page something by a script: looking is not doing.
    async fn ask<T: DeserializeOwned>(&self, question: &str) -> Result<T, Failure> {
        Ok(serde_json::from_value(self.browser.client.execute(question, Vec::new()).await?)?)
    }

    async fn wait_for_focus(&mut self, name: &str) -> Result<(), Failure> {
        while !self.look().await?.is_on(name) {}
        Ok(())
    }

    async fn wait_for_text(&self, text: &str) -> Result<(), Failure> {
        let says = "return document.body?.innerText.includes(arguments[0]) ?? false";
        while self.browser.client.execute(says, vec![json!(text)]).await? != true {}
        Ok(())
    }
}

fn is_called(name: &str, wanted: &str) -> bool {
    wanted.strip_suffix('…').map_or(name == wanted, |beginning| name.starts_with(beginning))
}
