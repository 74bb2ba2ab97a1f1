//! The Unique Pupil Number: 13 characters with a check letter.
//!
//! Rule: Data Standards Catalogue, *Unique Pupil Number* 2.0. Weights 2 to 13 on characters 2 to 13, sum modulo 23, read in
//! a table without I, O and S. A temporary number ends in a letter, which counts as its index in the same table. The
//! authority is not checked: Welsh numbers (660 to 681) and those of children who came from elsewhere are equally valid.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPQRTUVWXYZ";

/// A UPN whose check letter is right.
///
/// It names a child for life: `Debug` does not show it, and it has no `Display`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, sqlx::Type)]
#[serde(try_from = "String", into = "String")]
#[sqlx(transparent)]
pub struct Upn(String);

/// Why a text is not a UPN.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum UpnError {
    /// Not 13 characters of the right kinds.
    #[error("a UPN is a letter, eleven digits and a digit or letter")]
    Format,
    /// Well formed, but the check letter belongs to other digits.
    #[error("the UPN's first letter does not fit its digits")]
    CheckLetter,
}

impl Upn {
    /// Reads a UPN; spaces at the ends and lower case are forgiven.
    pub fn parse(text: &str) -> Result<Self, UpnError> {
        let upn = text.trim().to_ascii_uppercase();
        let [letter, digits @ .., last] = upn.as_bytes() else {
            return Err(UpnError::Format);
        };
        if digits.len() != 11 || !digits.iter().all(u8::is_ascii_digit) {
            return Err(UpnError::Format);
        }
        let index = |byte: u8| LETTERS.iter().position(|known| *known == byte);
        let last = match last.is_ascii_digit() {
            true => usize::from(last - b'0'),
            false => index(*last).ok_or(UpnError::Format)?,
        };
        let given = index(*letter).ok_or(UpnError::Format)?;
        let sum: usize =
            digits.iter().zip(2..).map(|(digit, weight)| usize::from(digit - b'0') * weight).sum();
        if (sum + last * 13) % LETTERS.len() == given { Ok(Self(upn)) } else { Err(UpnError::CheckLetter) }
    }

    /// The UPN that belongs to these 12 characters (demo data and tests).
    pub fn with_check_letter(body: &str) -> Option<Self> {
        LETTERS.iter().find_map(|letter| Self::parse(&format!("{}{body}", char::from(*letter))).ok())
    }

    /// The 13 characters, for the database and for comparison; never for a page's address, a log or an error.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Upn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Upn(…)")
    }
}

impl TryFrom<String> for Upn {
    type Error = UpnError;

    fn try_from(text: String) -> Result<Self, UpnError> {
        Self::parse(&text)
    }
}

impl From<Upn> for String {
    fn from(upn: Upn) -> Self {
        upn.0
    }
}

/// Whether a text holds a UPN, or so much of one that it tells whose it is.
pub fn may_be_upn(text: &str) -> bool {
    let letter_and_digits = |word: &str| {
        let digits = word.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let letters = word.len() - digits.len();
        let count = digits.bytes().take_while(u8::is_ascii_digit).count();
        (letters == 1 && count >= 8) || count >= 12
    };
    letter_and_digits(&squeeze(text)) || text.split_whitespace().any(letter_and_digits)
}

/// The UPN that was typed, with or without spaces in it.
pub fn typed_upn(text: &str) -> Option<Upn> {
    Upn::parse(&squeeze(text)).ok()
}

fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn published_examples() {
        for valid in [
            "B801200005001",
            "R201100018042",
            "T20110001804V",
            "G80120000101A",
            "R674123101121",
            "P207000016049",
        ] {
            assert!(Upn::parse(valid).is_ok(), "{valid}");
        }
        for wrong in ["A801200005001", "B207000016049", "Q207000016049", "R247962919251"] {
            assert_eq!(Upn::parse(wrong), Err(UpnError::CheckLetter), "{wrong}");
        }
        for broken in ["", "X80120000A001", "B80120000500", "B8012000050011", "I801200005001", "ŵ01200005001"]
        {
            assert_eq!(Upn::parse(broken), Err(UpnError::Format), "{broken}");
        }
    }

    #[test]
    fn a_upn_is_not_shown_by_debug() {
        assert_eq!(format!("{:?}", Upn::parse("B801200005001").unwrap()), "Upn(…)");
    }

    #[test]
    fn a_upn_is_known_while_it_is_typed() {
        for upn in ["B801200005001", "b8012000 05001", "B80120000", "siân B801200005001", "801200005001"] {
            assert!(may_be_upn(upn), "{upn}");
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
        fn every_body_has_exactly_one_letter(body in "[0-9]{11}[0-9A-HJ-NP-RT-Z]") {
            let valid = LETTERS.iter().filter(|l| Upn::parse(&format!("{}{body}", char::from(**l))).is_ok()).count();
            prop_assert_eq!(valid, 1);
        }

        #[test]
        fn one_wrong_digit_is_noticed(body in "[0-9]{12}", at in 0usize..12, by in 1u8..10) {
            let upn = Upn::with_check_letter(&body).unwrap();
            let mut bytes = upn.as_str().to_owned().into_bytes();
            bytes[at + 1] = (bytes[at + 1] - b'0' + by) % 10 + b'0';
            prop_assert_eq!(Upn::parse(std::str::from_utf8(&bytes).unwrap()), Err(UpnError::CheckLetter));
        }
    }
}
