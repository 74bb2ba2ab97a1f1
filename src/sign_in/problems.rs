//! What can be wrong with a password that somebody chooses, in words and as an answer.

use std::time::Duration;

use super::{ChooseError, SignInError};
use crate::credentials::PolicyRule;
use crate::web::{Explain, FormErrors, Messages, WebError};

/// What is wrong with a form that takes a new password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordProblem {
    /// It fails this rule.
    Rule(PolicyRule),
    /// The two fields differ.
    Differ,
    /// The current password is another.
    CurrentWrong,
}

impl Explain for PasswordProblem {
    fn explain(&self, messages: &Messages) -> String {
        match self {
            Self::Rule(rule) => rule.explain(messages),
            Self::Differ => messages.password_differs(),
            Self::CurrentWrong => messages.current_password_wrong(),
        }
    }
}

/// What to say at the fields `password` and `repeated`; anything else that went wrong is no fault of the form.
pub fn problems_of(error: ChooseError) -> Result<FormErrors<PasswordProblem>, WebError> {
    let mut errors = FormErrors::none();
    match error {
        ChooseError::Differ => errors.add("repeated", PasswordProblem::Differ),
        ChooseError::Weak(rules) => {
            rules.into_iter().for_each(|rule| errors.add("password", PasswordProblem::Rule(rule)));
        }
        ChooseError::Busy(_) => return Err(WebError::Busy { retry_after: WHEN_BUSY }),
        ChooseError::Vault(error) => return Err(WebError::internal(error)),
        ChooseError::Database(error) => return Err(error.into()),
    }
    Ok(errors)
}

const WHEN_BUSY: Duration = Duration::from_secs(2);

impl From<SignInError> for WebError {
    fn from(error: SignInError) -> Self {
        match error {
            SignInError::Refused => Self::BadRequest,
            SignInError::TooSoon { retry_after } => {
                Self::TooManyRequests { retry_after: retry_after.to_std().unwrap_or_default() }
            }
            SignInError::Busy(_) => Self::Busy { retry_after: WHEN_BUSY },
            SignInError::Vault(error) => Self::internal(error),
            SignInError::Database(error) => error.into(),
        }
    }
}
