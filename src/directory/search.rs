//! What somebody types into the search box, and the rule that a UPN never stands in an address.
//!
//! The form is posted; the answer leads to an address with the text in it, unless the text may be a UPN: then the person is
//! looked up, and the address names the account.

use crate::base::Upn;
use crate::base::text::{fold, normalise};

/// A text longer than this is no name.
const LONGEST: usize = 100;

/// The fields that one may search in alone. A UPN is not among them: it is looked up, not filtered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SearchField {
    /// Legal and display names.
    Name,
    /// Usernames.
    Username,
    /// Admission numbers, from their start.
    AdmissionNumber,
    /// Staff codes, from their start.
    StaffCode,
}

impl SearchField {
    /// The field as addresses spell it.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Username => "username",
            Self::AdmissionNumber => "admission_number",
            Self::StaffCode => "staff_code",
        }
    }

    /// The field with this spelling.
    pub(super) fn from_code(code: &str) -> Option<Self> {
        [Self::Name, Self::Username, Self::AdmissionNumber, Self::StaffCode]
            .into_iter()
            .find(|field| field.as_str() == code)
    }
}

/// A search that may stand in an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Search {
    /// What was typed, tidied.
    pub(super) text: String,
    /// Where to look; everywhere when absent.
    pub(super) field: Option<SearchField>,
}

impl Search {
    /// Reads a search. A text without a word, or one that may be a UPN, is none.
    pub(super) fn read(text: &str, field: Option<SearchField>) -> Option<Self> {
        let search = Self { text: tidy(text), field };
        (!search.words().is_empty() && !may_be_upn(&search.text)).then_some(search)
    }

    /// The words to find, folded as names are; all of them must be there. Of a mail address the name counts.
    pub(super) fn words(&self) -> Vec<String> {
        fold(&self.text)
            .split([' ', ','])
            .filter_map(|word| word.split('@').next())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    }
}

/// Whether a text holds a UPN, or so much of one that it tells whose it is.
pub(super) fn may_be_upn(text: &str) -> bool {
    let letter_and_digits = |word: &str| {
        let digits = word.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let letters = word.len() - digits.len();
        let count = digits.bytes().take_while(u8::is_ascii_digit).count();
        (letters == 1 && count >= 8) || count >= 12
    };
    letter_and_digits(&squeeze(text)) || text.split_whitespace().any(letter_and_digits)
}

/// The UPN that was typed, with or without spaces in it.
pub(super) fn typed_upn(text: &str) -> Option<Upn> {
    Upn::parse(&squeeze(text)).ok()
}

fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Normalised, without control characters and stray space, of bearable length.
fn tidy(text: &str) -> String {
    let visible: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let single = normalise(&visible.split_whitespace().collect::<Vec<_>>().join(" "));
    normalise(&single.chars().take(LONGEST).collect::<String>())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(text: &str) -> Vec<String> {
        Search::read(text, None).map_or_else(Vec::new, |search| search.words())
    }

    #[test]
    fn words_are_found_whatever_case_diacritics_and_order() {
        assert_eq!(words("Jones, SIÂN"), ["jones", "sian"]);
        assert_eq!(words("JonesS3@hwbcymru.net"), ["joness3"]);
        assert_eq!(words(" \u{0} , "), [""; 0]);
    }

    #[test]
    fn a_upn_is_known_while_it_is_typed() {
        for upn in ["B801200005001", "b8012000 05001", "B80120000", "siân B801200005001", "801200005001"] {
            assert!(may_be_upn(upn), "{upn}");
            assert_eq!(Search::read(upn, None), None, "{upn}");
        }
        for other in ["Siân", "JonesS3", "B801", "001234", "12345678"] {
            assert!(!may_be_upn(other), "{other}");
        }
        assert!(typed_upn(" b801 200005001").is_some());
    }

    proptest! {
        #[test]
        fn every_upn_is_recognised(body in "[0-9]{11}[0-9A-HJ-NP-RT-Z]") {
            let upn = Upn::with_check_letter(&body).unwrap();
            prop_assert!(may_be_upn(upn.as_str()));
            prop_assert_eq!(typed_upn(upn.as_str()), Some(upn));
        }

        #[test]
        fn reading_twice_changes_nothing(text in "\\PC{0,120}") {
            if let Some(search) = Search::read(&text, None) {
                prop_assert_eq!(Search::read(&search.text, None), Some(search));
            }
        }
    }
}
