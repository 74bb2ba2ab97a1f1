//! The words that passwords are made of: everyday Welsh and English, one list for each language.
//!
//! Each word has 4 to 7 plain letters and stands in a dictionary of its language; none is in both lists.
//! `docs/word-lists.md` names the sources and says how words were chosen.

use std::sync::LazyLock;

use crate::base::Language;

/// The fewest and the most letters of a word.
#[cfg(test)]
pub const LETTERS: std::ops::RangeInclusive<usize> = 4..=7;

static WELSH: LazyLock<Vec<&str>> = LazyLock::new(|| include_str!("words/cy.txt").lines().collect());
static ENGLISH: LazyLock<Vec<&str>> = LazyLock::new(|| include_str!("words/en.txt").lines().collect());

/// Every word of one language, in lower case.
pub fn of(language: Language) -> &'static [&'static str] {
    match language {
        Language::Cy => &WELSH,
        Language::En => &ENGLISH,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::credentials::blocked;

    #[test]
    fn each_language_has_a_thousand_short_plain_words() {
        for language in [Language::Cy, Language::En] {
            let words = of(language);
            assert!(words.len() >= 1_000, "{language:?}");
            for word in words {
                assert!(LETTERS.contains(&word.len()), "{word}");
                assert!(word.bytes().all(|byte| byte.is_ascii_lowercase()), "{word}");
            }
        }
    }

    #[test]
    fn no_word_stands_twice_in_or_across_the_lists() {
        let words: Vec<&str> = [of(Language::Cy), of(Language::En)].concat();
        assert_eq!(words.iter().collect::<HashSet<_>>().len(), words.len());
    }

    #[test]
    fn no_word_is_unfit_for_a_child() {
        for word in [of(Language::Cy), of(Language::En)].concat() {
            assert!(!blocked::within(word), "{word}");
        }
    }
}
