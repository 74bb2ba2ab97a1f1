//! Usernames: the folded surname and the first letter of the forename, numbered from the second holder on.
//!
//! Unique in the nation whatever the case, never used again. The stem has letters only and the number none, so a stem's
//! counter alone keeps names apart: `BloggsJ`, `BloggsJ2`, `BloggsJ3`.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::PersonName;
use crate::base::text::ascii_letters;

/// The most letters of a surname that a username keeps.
const SURNAME_LETTERS: usize = 40;

/// The part of a username that is made from a name: `BloggsJ`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UsernameStem(String);

impl UsernameStem {
    /// The stem for a legal name; `User` where no letter is left.
    pub fn of(name: &PersonName) -> Self {
        let surname: String = ascii_letters(&name.surname).chars().take(SURNAME_LETTERS).collect();
        let initial: String = ascii_letters(&name.forename).chars().take(1).collect();
        let stem = format!("{surname}{}", initial.to_ascii_uppercase());
        Self(if stem.is_empty() { "User".to_owned() } else { stem })
    }

    /// The form in which stems are counted: lower case.
    pub fn key(&self) -> String {
        self.0.to_ascii_lowercase()
    }

    /// The name of the stem's `number`th holder, counted from 1.
    pub fn numbered(&self, number: i32) -> Username {
        Username(if number <= 1 { self.0.clone() } else { format!("{}{number}", self.0) })
    }
}

/// A name to sign in with, as it is shown: `BloggsJ2`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, sqlx::Type)]
#[serde(transparent)]
#[sqlx(transparent)]
pub struct Username(String);

impl Username {
    /// What somebody typed to sign in: with or without `@domain`, in any case. Nothing else is a username.
    pub fn typed(text: &str) -> Option<Self> {
        let name = text.trim().split('@').next().unwrap_or_default();
        let plausible =
            (1..=60).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        plausible.then(|| Self(name.to_owned()))
    }

    /// The form in which names are unique and looked up: lower case.
    pub fn key(&self) -> String {
        self.0.to_ascii_lowercase()
    }

    /// The name as it is shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Username {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stem(forename: &str, surname: &str) -> String {
        UsernameStem::of(&PersonName { forename: forename.into(), surname: surname.into() })
            .numbered(1)
            .to_string()
    }

    #[test]
    fn surname_and_initial() {
        assert_eq!(stem("Joe", "Bloggs"), "BloggsJ");
        assert_eq!(stem("Siân", "ap Dafydd"), "apDafyddS");
        assert_eq!(stem("llŷr", "D'Arcy-Môn"), "DArcyMonL");
        assert_eq!(stem("李", "王"), "User");
        assert_eq!(stem("A", &"x".repeat(100)).len(), 41);
    }

    #[test]
    fn sign_in_takes_the_mail_address_too() {
        assert_eq!(Username::typed(" BLOGGSJ@hwbcymru.net ").unwrap().key(), "bloggsj");
        for wrong in ["", "@hwbcymru.net", "a b", "' or 1=1", "é"] {
            assert_eq!(Username::typed(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn numbered_names_of_different_stems_never_meet(a in "[A-Za-z]{1,8}", b in "[A-Za-z]{1,8}", m in 1i32..99, n in 1i32..99) {
            let (a, b) = (UsernameStem(a), UsernameStem(b));
            let same = a.numbered(m).key() == b.numbered(n).key();
            prop_assert_eq!(same, a.key() == b.key() && m == n);
        }
    }
}
