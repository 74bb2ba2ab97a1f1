//! The name of a shared mailbox: the part of its address that a school chooses.
//!
//! Exchange takes an alias of at most 64 characters: letters, digits and many signs, a full stop only between others. Of the
//! signs the portal takes the three that people can say and type everywhere. Mail addresses have no case, so a name has none.

use std::fmt;

use thiserror::Error;

use crate::base::DfesNumber;

/// An alias, which is the part of the address before the `@`.
const LONGEST_ALIAS: usize = 64;
/// The DfES number and the underscore in front of the name.
const PREFIX: usize = 8;
/// The longest name.
pub(super) const LONGEST_NAME: usize = LONGEST_ALIAS - PREFIX;

/// Names under which mail systems speak, or their operators: whoever gets such mail believes it (RFC 2142, RFC 5321).
const RESERVED: [&str; 10] = [
    "abuse",
    "administrator",
    "hostmaster",
    "mailer-daemon",
    "no-reply",
    "noreply",
    "postmaster",
    "root",
    "security",
    "webmaster",
];

/// Lower-case letters, digits, and hyphens, underscores and full stops between them: `year7.trips`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct MailboxName(String);

/// Why a text is not the name of a mailbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(super) enum NameError {
    /// Nothing was typed.
    #[error("a mailbox needs a name")]
    Missing,
    /// Longer than an address allows.
    #[error("a mailbox's name is too long")]
    TooLong,
    /// A space, an accent or a sign that an address does not hold, or one in a place where it may not stand.
    #[error("a mailbox's name has letters, digits, and - _ . between them")]
    Invalid,
    /// A name that belongs to the mail system.
    #[error("the name belongs to the mail system")]
    Reserved,
    /// The school has such a mailbox.
    #[error("the school has a mailbox of this name")]
    Taken,
}

impl MailboxName {
    /// Reads what somebody typed; space at the ends and upper case are forgiven.
    pub(super) fn parse(text: &str) -> Result<Self, NameError> {
        let name = text.trim().to_lowercase();
        if name.is_empty() {
            return Err(NameError::Missing);
        }
        if !is_well_formed(name.as_bytes()) {
            return Err(NameError::Invalid);
        }
        if name.len() > LONGEST_NAME {
            return Err(NameError::TooLong);
        }
        if RESERVED.contains(&name.as_str()) {
            return Err(NameError::Reserved);
        }
        Ok(Self(name))
    }

    /// The name itself.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for MailboxName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The part of a mailbox's address before the `@`: `6812001_office`.
pub(super) fn alias(school: DfesNumber, name: &str) -> String {
    format!("{school}_{name}")
}

fn is_well_formed(name: &[u8]) -> bool {
    let is_plain = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    name.iter().all(|byte| is_plain(byte) || b"-_.".contains(byte))
        && name.first().is_some_and(is_plain)
        && name.last().is_some_and(is_plain)
        && !name.windows(2).any(|pair| pair == b"..")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parse(text: &str) -> Result<String, NameError> {
        MailboxName::parse(text).map(|name| name.to_string())
    }

    #[test]
    fn a_name_is_kept_in_lower_case() {
        assert_eq!(parse(" Swyddfa "), Ok("swyddfa".to_owned()));
        assert_eq!(parse("Year7.trips-2026_a"), Ok("year7.trips-2026_a".to_owned()));
    }

    #[test]
    fn what_exchange_or_people_could_not_read_is_refused() {
        for wrong in ["two words", "môn", "a/b", "a@b", ".office", "office.", "a..b", "-a", "a_", "a'b", "İ"]
        {
            assert_eq!(parse(wrong), Err(NameError::Invalid), "{wrong}");
        }
        assert_eq!(parse("  "), Err(NameError::Missing));
        assert_eq!(parse("Postmaster"), Err(NameError::Reserved));
    }

    #[test]
    fn the_longest_name_fills_the_alias() {
        let school: DfesNumber = "6812001".parse().unwrap();
        let longest = MailboxName::parse(&"a".repeat(LONGEST_NAME)).unwrap();
        assert_eq!(alias(school, longest.as_str()).len(), LONGEST_ALIAS);
        assert_eq!(parse(&"a".repeat(LONGEST_NAME + 1)), Err(NameError::TooLong));
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_a_name_that_reads_the_same_again_or_none(text in "[\\PC]{0,70}|[A-Za-z0-9._ -]{0,70}") {
            if let Ok(name) = MailboxName::parse(&text) {
                prop_assert!(is_well_formed(name.as_str().as_bytes()) && name.as_str().len() <= LONGEST_NAME);
                prop_assert_eq!(MailboxName::parse(name.as_str()), Ok(name));
            }
        }
    }
}
