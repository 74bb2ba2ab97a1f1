//! The portal's words in Welsh and English: a function for each message of `locales/`, made by `build.rs`.
//!
//! A misspelt message or a wrong argument does not compile, and a message that one language lacks stops the build.

use std::sync::LazyLock;

use crate::base::{Language, YearGroup};

#[expect(
    missing_docs,
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::derivable_impls,
    reason = "generated; what it unwraps has been checked by the build"
)]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/messages.rs"));
}

/// All messages in one language.
pub use generated::L10nLanguage as Messages;

static WELSH: LazyLock<Messages> = LazyLock::new(|| generated::L10n::Cy.load());
static ENGLISH: LazyLock<Messages> = LazyLock::new(|| generated::L10n::En.load());

/// The messages in `language`, read once.
pub fn messages(language: Language) -> &'static Messages {
    match language {
        Language::Cy => &WELSH,
        Language::En => &ENGLISH,
    }
}

impl Messages {
    /// A year group in words: “Reception”, “Year 7”.
    pub fn year_group(&self, year: YearGroup) -> String {
        match year.number() {
            -2 => self.year_nursery_1(),
            -1 => self.year_nursery_2(),
            0 => self.year_reception(),
            number => self.year_number(number),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::fs;

    use super::*;

    /// Every message of a language with its text, as the files have it.
    fn read(language: Language) -> BTreeMap<String, String> {
        let mut texts: BTreeMap<String, String> = BTreeMap::new();
        for file in fs::read_dir(format!("locales/{}", language.code())).unwrap() {
            let mut current = None;
            for line in fs::read_to_string(file.unwrap().path()).unwrap().lines() {
                if let Some((id, text)) =
                    line.split_once('=').filter(|_| line.starts_with(|c: char| c.is_ascii_alphabetic()))
                {
                    texts.insert(id.trim().to_owned(), text.trim().to_owned());
                    current = Some(id.trim().to_owned());
                } else if let Some(id) = current.as_ref().filter(|_| line.starts_with([' ', '}'])) {
                    texts.get_mut(id).unwrap().push_str(line.trim());
                }
            }
        }
        texts
    }

    #[test]
    fn both_languages_have_the_same_messages() {
        let ids = |language| read(language).into_keys().collect::<Vec<_>>();
        assert_eq!(ids(Language::Cy), ids(Language::En));
    }

    #[test]
    fn messages_that_are_the_same_in_both_languages_are_listed_with_a_reason() {
        let (welsh, english) = (read(Language::Cy), read(Language::En));
        let same: BTreeSet<&str> = english
            .iter()
            .filter(|(id, text)| welsh.get(*id) == Some(text))
            .map(|(id, _)| id.as_str())
            .collect();
        let page = fs::read_to_string("docs/same-in-both-languages.md").unwrap();
        let listed: BTreeSet<&str> = page
            .lines()
            .filter_map(|line| line.strip_prefix("| `")?.split_once("` | "))
            .filter(|(_, reason)| reason.trim_end_matches(['|', ' ']).len() > 3)
            .map(|(id, _)| id)
            .collect();
        assert_eq!(same, listed, "docs/same-in-both-languages.md");
    }

    #[test]
    fn numbers_take_the_form_that_the_language_asks_for() {
        let (welsh, english) = (messages(Language::Cy), messages(Language::En));
        assert_eq!(english.age_days(1), "1 day ago");
        assert_eq!(english.age_days(4), "4 days ago");
        assert_eq!(welsh.age_days(1), "1 diwrnod yn ôl");
        assert_eq!(welsh.age_days(2), "2 ddiwrnod yn ôl");
        assert_eq!(welsh.year_group(YearGroup::SIX), "Blwyddyn 6");
    }

    #[test]
    fn values_stand_in_messages_without_invisible_marks() {
        let text = messages(Language::En).working_as_la_admin("Ysgol Glan-y-Môr");
        assert_eq!(text, "Working in Ysgol Glan-y-Môr as LA administrator");
    }
}
