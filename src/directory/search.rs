//! What somebody types into the search box, and the rule that a UPN never stands in an address.
//!
//! The form is posted; the answer leads to an address with the text in it, unless the text may be a UPN: then the person is
//! looked up, and the address names the account.

use crate::base::text::{one_line, search_words};
use crate::base::upn::may_be_upn;

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
        let search = Self { text: one_line(text, LONGEST)?, field };
        (!search.words().is_empty() && !may_be_upn(&search.text)).then_some(search)
    }

    /// The words to find.
    pub(super) fn words(&self) -> Vec<String> {
        search_words(&self.text)
    }
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
    fn what_may_be_a_upn_is_no_search() {
        for upn in ["B801200005001", "b8012000 05001", "siân B801200005001"] {
            assert_eq!(Search::read(upn, None), None, "{upn}");
        }
    }

    proptest! {
        #[test]
        fn reading_twice_changes_nothing(text in "\\PC{0,120}") {
            if let Some(search) = Search::read(&text, None) {
                prop_assert_eq!(Search::read(&search.text, None), Some(search));
            }
        }
    }
}
