//! The password policy, the same on every route.

use crate::base::text::{fold, normalise};
use crate::credentials::{PersonWords, common};

/// The fewest and the most characters of a password.
const LENGTH: std::ops::RangeInclusive<usize> = 8..=128;

/// How many characters the estimate of strength reads.
///
/// Text that is all signs which can stand for letters makes it try every reading: 128 of them cost more than a second,
/// 32 less than a tenth of one, and an ordinary password a fifth of a millisecond.
const ESTIMATED: usize = 32;

/// Words that everybody in a Welsh school thinks of; the estimate takes them for the first guesses.
const LOCAL_WORDS: [&str; 12] = [
    "hwb",
    "hwbcymru",
    "cymru",
    "wales",
    "cymraeg",
    "welsh",
    "ysgol",
    "school",
    "cyfrinair",
    "password",
    "croeso",
    "welcome",
];

/// A rule that a password can fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PolicyRule {
    /// It has fewer than 8 characters.
    TooShort,
    /// It has more than 128 characters.
    TooLong,
    /// It has no upper-case letter.
    NoUpperCase,
    /// It has no lower-case letter.
    NoLowerCase,
    /// It has none of the digits 0 to 9.
    NoDigit,
    /// It is one that everybody tries first, whatever its case and the digits or signs around it.
    Common,
    /// It can be guessed soon: its zxcvbn score is below 2.
    TooEasy,
    /// It holds a name or username of the person of four letters or more, whatever the case and the diacritics.
    ContainsName,
}

/// Every rule that `candidate` fails as a password of `person`, in the order of [`PolicyRule`]; none if it is good.
///
/// The candidate is judged in the form that passwords are kept in ([`normalise`]), its length in characters.
pub fn check(candidate: &str, person: &PersonWords) -> Vec<PolicyRule> {
    let password = normalise(candidate);
    let length = password.chars().count();
    let has = |property: fn(&char) -> bool| password.chars().any(|character| property(&character));
    [
        (PolicyRule::TooShort, length < *LENGTH.start()),
        (PolicyRule::TooLong, length > *LENGTH.end()),
        (PolicyRule::NoUpperCase, !has(|character| character.is_uppercase())),
        (PolicyRule::NoLowerCase, !has(|character| character.is_lowercase())),
        (PolicyRule::NoDigit, !has(char::is_ascii_digit)),
        (PolicyRule::Common, common::contains(&password)),
        (PolicyRule::TooEasy, is_easy(&password, person)),
        (PolicyRule::ContainsName, person.stand_in(&fold(&password))),
    ]
    .into_iter()
    .filter_map(|(rule, fails)| fails.then_some(rule))
    .collect()
}

fn is_easy(password: &str, person: &PersonWords) -> bool {
    let start: String = password.chars().take(ESTIMATED).collect();
    let guesses: Vec<&str> = person.iter().chain(LOCAL_WORDS).collect();
    zxcvbn::zxcvbn(&start, &guesses).score() < zxcvbn::Score::Two
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Language, PersonName, Username};
    use crate::credentials::words;
    use PolicyRule::*;
    use proptest::prelude::*;

    fn person() -> PersonWords {
        let legal = PersonName::parse("Siân", "Llywelyn").unwrap();
        let display = PersonName::parse("Jo", "O’Brien").unwrap();
        PersonWords::of(&[&legal, &display], &[&Username::typed("LlywelynS2").unwrap()])
    }

    fn failed(candidate: &str) -> Vec<PolicyRule> {
        check(candidate, &person())
    }

    #[test]
    fn a_good_password_fails_no_rule() {
        for good in ["HeulogRiver47", "tri Mochyn bach 3", "Ŵyl-fawr-ddoe-72"] {
            assert_eq!(failed(good), [], "{good}");
        }
    }

    #[test]
    fn length_is_counted_in_characters_of_the_composed_form() {
        assert_eq!(failed("Gx7#mQz"), [TooShort]);
        assert_eq!(failed("Gx7#mQzâ"), []);
        assert_eq!(failed("Gx7#mQa\u{302}"), [TooShort]);
        let longest = "Gx7#mQz-".repeat(16);
        assert_eq!(failed(&longest), []);
        assert_eq!(failed(&format!("{longest}p")), [TooLong]);
    }

    #[test]
    fn each_kind_of_character_is_asked_for() {
        assert_eq!(failed("heulogriver47"), [NoUpperCase]);
        assert_eq!(failed("HEULOGRIVER47"), [NoLowerCase]);
        assert_eq!(failed("HeulogRiverCwmwl"), [NoDigit]);
        assert_eq!(failed("٤٧HeulogRiver"), [NoDigit]);
    }

    #[test]
    fn nothing_at_all_fails_everything_that_nothing_can_fail() {
        assert_eq!(failed(""), [TooShort, NoUpperCase, NoLowerCase, NoDigit, TooEasy]);
        assert_eq!(failed("   "), failed(""));
    }

    #[test]
    fn common_passwords_are_refused_whatever_their_dress() {
        for common in ["Password1", "Qwerty123", "PASSWORD1a", "Password2024!", "Sunshine99"] {
            assert!(failed(common).iter().any(|rule| [Common, TooEasy].contains(rule)), "{common}");
        }
        assert!(failed("Password1").contains(&Common));
        assert!(failed("Qwerty123").contains(&Common));
    }

    #[test]
    fn easy_passwords_are_refused() {
        for easy in ["Aaaaaaa1", "Abcdefg1", "Cymru2024", "Ysgol123", "Cyfrinair1", "Hwbcymru1"] {
            assert!(failed(easy).contains(&TooEasy), "{easy}");
        }
    }

    #[test]
    fn a_local_word_is_never_drawn() {
        for language in [Language::Cy, Language::En] {
            for word in LOCAL_WORDS {
                assert!(!words::of(language).contains(&word), "{word}");
            }
        }
    }

    #[test]
    fn names_and_usernames_are_refused_whatever_their_dress() {
        for named in
            ["Llywelyn47", "LLYWELYN-haul-47", "xx9SIAN9xxQ", "47OBrien-haul", "o'brienHaul47", "LlywelynS2"]
        {
            assert!(failed(named).contains(&ContainsName), "{named}");
        }
        assert_eq!(failed("JoHeulogRiver47"), []);
        assert!(!check("Llywelyn-haul-47", &PersonWords::default()).contains(&ContainsName));
    }

    proptest! {
        #[test]
        fn the_rules_come_in_order_and_once(candidate in "\\PC{0,20}") {
            let rules = failed(&candidate);
            prop_assert!(rules.is_sorted_by(|a, b| a < b));
        }

        #[test]
        fn composed_and_decomposed_are_one_password(candidate in "[a-zA-Z0-9âŵŷÊ]{0,12}") {
            use unicode_normalization::UnicodeNormalization;
            let decomposed: String = candidate.nfd().collect();
            prop_assert_eq!(failed(&decomposed), failed(&candidate));
        }
    }
}
