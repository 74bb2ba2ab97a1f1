//! A school's DfES number: seven digits, the first three its authority (660 to 681 in Wales).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Seven digits, for example `6812001`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DfesNumber(u32);

/// The text is not seven digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a DfES number is seven digits, for example 6812001")]
pub struct DfesNumberError;

impl DfesNumber {
    /// The authority's code: the first three digits.
    pub fn authority_code(self) -> i16 {
        i16::try_from(self.0 / 10_000).unwrap_or(i16::MAX)
    }

    /// The number itself, as the database keeps it.
    pub fn as_i32(self) -> i32 {
        i32::try_from(self.0).unwrap_or(i32::MAX)
    }

    /// The number as the database keeps it, read back.
    pub fn from_i32(number: i32) -> Option<Self> {
        u32::try_from(number).ok().filter(|number| (1_000_000..10_000_000).contains(number)).map(Self)
    }
}

impl FromStr for DfesNumber {
    type Err = DfesNumberError;

    fn from_str(text: &str) -> Result<Self, DfesNumberError> {
        let text = text.trim();
        if text.len() != 7 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(DfesNumberError);
        }
        text.parse().ok().and_then(Self::from_i32).ok_or(DfesNumberError)
    }
}

impl fmt::Display for DfesNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:07}", self.0)
    }
}

impl fmt::Debug for DfesNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl TryFrom<String> for DfesNumber {
    type Error = DfesNumberError;

    fn try_from(text: String) -> Result<Self, DfesNumberError> {
        text.parse()
    }
}

impl From<DfesNumber> for String {
    fn from(number: DfesNumber) -> Self {
        number.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seven_digits_and_nothing_else() {
        let number: DfesNumber = " 6812001 ".parse().unwrap();
        assert_eq!((number.to_string().as_str(), number.authority_code()), ("6812001", 681));
        for wrong in ["", "681/5403", "681200", "68120011", "+812001", "0812001"] {
            assert_eq!(wrong.parse::<DfesNumber>(), Err(DfesNumberError), "{wrong}");
        }
    }
}
