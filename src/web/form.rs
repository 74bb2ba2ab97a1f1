//! Forms as types: what was typed is kept and shown again beside what is wrong with it; passwords are not.
//!
//! A form struct derives `Deserialize` with `String` fields, and a method turns it into what the use-case takes, or into
//! [`FormErrors`]. Each form has an error enum of its own that [`Explain`]s itself in the page's language. Passwords are
//! [`TypedPassword`]s, which a template cannot show.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Deserializer};

use crate::base::name::NameError;
use crate::base::text::normalise;
use crate::web::Messages;

/// An error that says, in the reader's language, what is wrong and what to type instead.
pub trait Explain {
    /// The sentence beside the field.
    fn explain(&self, messages: &Messages) -> String;
}

impl Explain for NameError {
    fn explain(&self, messages: &Messages) -> String {
        match self {
            Self::Missing => messages.name_is_missing(),
            Self::TooLong => messages.name_is_too_long(),
        }
    }
}

/// What is wrong with a form: errors by the name of their field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormErrors<E>(Vec<(&'static str, E)>);

impl<E> Default for FormErrors<E> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<E> FormErrors<E> {
    /// Nothing is wrong yet.
    pub fn none() -> Self {
        Self::default()
    }

    /// Notes what is wrong with `field`.
    pub fn add(&mut self, field: &'static str, error: E) {
        self.0.push((field, error));
    }

    /// The value of a field that could be read; otherwise its error is noted.
    pub fn check<T>(&mut self, field: &'static str, value: Result<T, E>) -> Option<T> {
        value.map_err(|error| self.add(field, error)).ok()
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<E: Explain> FormErrors<E> {
    /// What to say beside `field`; empty when nothing is wrong with it.
    pub fn at(&self, field: &str, messages: &Messages) -> String {
        let mine = self.0.iter().filter(|(name, _)| *name == field);
        mine.map(|(_, error)| error.explain(messages)).collect::<Vec<_>>().join(" ")
    }

    /// For the summary above the form: each field with what is wrong.
    pub fn summary(&self, messages: &Messages) -> Vec<(&'static str, String)> {
        self.0.iter().map(|(field, error)| (*field, error.explain(messages))).collect()
    }
}

/// Whether an option of a select is the one that is set, whatever types the page gives them.
pub fn is_chosen(value: impl fmt::Display, chosen: impl fmt::Display) -> bool {
    value.to_string() == chosen.to_string()
}

/// A password as somebody typed it: never shown again, never logged.
#[derive(Clone, Default)]
pub struct TypedPassword(SecretString);

impl TypedPassword {
    /// The password itself, for the one who checks or stores it.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// The password in the form in which passwords are kept and compared (NFC, no space at the ends), handed on.
    pub fn into_secret(self) -> SecretString {
        normalise(self.0.expose_secret()).into()
    }
}

impl<'de> Deserialize<'de> for TypedPassword {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self(text.into()))
    }
}

impl fmt::Debug for TypedPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TypedPassword")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Language;
    use crate::web::messages;

    enum Wrong {
        Empty,
    }

    impl Explain for Wrong {
        fn explain(&self, messages: &Messages) -> String {
            match self {
                Self::Empty => messages.optional(),
            }
        }
    }

    #[test]
    fn errors_stand_at_their_field() {
        let mut errors = FormErrors::none();
        assert_eq!(errors.check("forename", Ok("Siân")), Some("Siân"));
        assert_eq!(errors.check::<()>("surname", Err(Wrong::Empty)), None);
        let english = messages(Language::En);
        assert_eq!(errors.at("surname", english), "optional");
        assert_eq!(errors.at("forename", english), "");
        assert_eq!(errors.summary(english), [("surname", "optional".to_owned())]);
    }

    #[test]
    fn a_typed_password_does_not_show_itself() {
        let password: TypedPassword = serde_json::from_str("\"Abc12345\"").unwrap();
        assert_eq!(format!("{password:?}"), "TypedPassword");
        assert_eq!(password.expose(), "Abc12345");
    }
}
