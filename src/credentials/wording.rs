//! What each rule of the password policy asks for, in words: the same on every page that takes a new password.

use super::PolicyRule;
use crate::web::{Explain, Messages};

impl Explain for PolicyRule {
    fn explain(&self, messages: &Messages) -> String {
        match self {
            Self::TooShort => messages.password_rule_too_short(),
            Self::TooLong => messages.password_rule_too_long(),
            Self::NoUpperCase => messages.password_rule_no_upper_case(),
            Self::NoLowerCase => messages.password_rule_no_lower_case(),
            Self::NoDigit => messages.password_rule_no_digit(),
            Self::Common => messages.password_rule_common(),
            Self::TooEasy => messages.password_rule_too_easy(),
            Self::ContainsName => messages.password_rule_contains_name(),
        }
    }
}
