//! Passwords that everybody tries first.
//!
//! The list is Django's, kept from the policy's shortest length on, in lower case and sorted; `docs/word-lists.md`
//! gives its licence.

use std::sync::LazyLock;

static COMMON: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("words/common_passwords.txt").lines().collect());

/// Whether `password` is a common one, in whatever case, alone or dressed up with digits and signs at its ends.
pub fn contains(password: &str) -> bool {
    let lower = password.to_lowercase();
    [
        lower.as_str(),
        lower.trim_matches(|character: char| !character.is_alphanumeric()),
        lower.trim_matches(|character: char| !character.is_alphabetic()),
    ]
    .iter()
    .any(|form| COMMON.binary_search(form).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Language;
    use crate::credentials::words;

    #[test]
    fn the_list_is_sorted_lower_case_and_of_a_length_that_the_policy_allows() {
        assert!(COMMON.is_sorted());
        for password in COMMON.iter() {
            assert!(password.chars().count() >= 8, "{password}");
            assert_eq!(&password.to_lowercase(), password);
        }
    }

    #[test]
    fn case_digits_and_signs_do_not_disguise() {
        for common in ["password", "PASSWORD1", "Password2024!", "Qwerty123!", "1Sunshine!"] {
            assert!(contains(common), "{common}");
        }
        assert!(!contains("HeulogRiver47"));
    }

    /// Whether `text` can be cut into words of ours such that both languages are there.
    fn is_drawable(text: &str, welsh: bool, english: bool) -> bool {
        let goes_on = |language, welsh, english| {
            words::of(language)
                .iter()
                .filter_map(|word| text.strip_prefix(word))
                .any(|rest| is_drawable(rest, welsh, english))
        };
        match text {
            "" => welsh && english,
            _ => goes_on(Language::Cy, true, english) || goes_on(Language::En, welsh, true),
        }
    }

    #[test]
    fn no_generated_password_is_common() {
        assert!(is_drawable("heulogriver", false, false));
        for password in COMMON.iter() {
            let letters = password.trim_end_matches(|character: char| character.is_ascii_digit());
            assert!(!is_drawable(letters, false, false), "{password}");
        }
    }
}
