//! A person's forename and surname.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::base::text::{fold, normalise};

/// A forename and a surname, kept with their diacritics.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PersonName {
    /// The forename: Siân.
    pub forename: String,
    /// The surname: Llŷr.
    pub surname: String,
}

/// Why two texts are not a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NameError {
    /// One of the two is empty.
    #[error("a name needs a forename and a surname")]
    Missing,
    /// One of the two has more than [`PersonName::LONGEST`] characters.
    #[error("a forename or surname has at most 100 characters")]
    TooLong,
}

impl PersonName {
    /// The most characters of a forename or a surname.
    pub const LONGEST: usize = 100;

    /// Reads a name: normalised, control characters gone, spaces single.
    pub fn parse(forename: &str, surname: &str) -> Result<Self, NameError> {
        let clean = |text: &str| {
            let visible: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            normalise(&visible.split_whitespace().collect::<Vec<_>>().join(" "))
        };
        let name = Self { forename: clean(forename), surname: clean(surname) };
        if name.forename.is_empty() || name.surname.is_empty() {
            return Err(NameError::Missing);
        }
        if name.forename.chars().count().max(name.surname.chars().count()) > Self::LONGEST {
            return Err(NameError::TooLong);
        }
        Ok(name)
    }

    /// Whether both are the same name to a reader who ignores case and diacritics.
    pub fn agrees_with(&self, other: &Self) -> bool {
        fold(&self.forename) == fold(&other.forename) && fold(&self.surname) == fold(&other.surname)
    }
}

impl fmt::Display for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.forename, self.surname)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_their_diacritics_and_lose_stray_space() {
        let name = PersonName::parse(" Sia\u{302}n\t Mair ", "Llŷr\r\n").unwrap();
        assert_eq!(name.to_string(), "Siân Mair Llŷr");
        assert!(name.agrees_with(&PersonName::parse("SIAN MAIR", "llyr").unwrap()));
    }

    #[test]
    fn empty_and_endless_names_are_refused() {
        assert_eq!(PersonName::parse("", "Jones"), Err(NameError::Missing));
        assert_eq!(PersonName::parse("Siân", " \t"), Err(NameError::Missing));
        assert_eq!(PersonName::parse("Siân", &"x".repeat(10_000)), Err(NameError::TooLong));
    }
}
