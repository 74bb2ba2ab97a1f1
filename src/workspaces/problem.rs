//! What a try met, as it is kept and as pages say it.

use crate::connectors::ConnectorError;
use crate::web::Messages;

/// Why something is not done yet, or will not be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    /// The service asked for a pause.
    Throttled,
    /// The service did not answer.
    Unavailable,
    /// The service is still making it.
    NotYet,
    /// The service did not make it in time.
    TooLong,
    /// It is no longer there.
    Gone,
    /// Somebody's account is no longer there.
    PersonGone,
    /// The service said no.
    Refused,
    /// The portal's own sign-in failed.
    SignIn,
    /// No teacher has an account there.
    NoOwner,
    /// It is in a tenant that the portal no longer reaches.
    Elsewhere,
}

/// Whether trying again can help, and what it costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hope {
    /// The service works on it or is busy: waiting helps.
    Wait,
    /// Something failed that may go well the next time.
    Retry,
    /// It will fail for ever.
    None,
}

impl Problem {
    const ALL: [Self; 10] = [
        Self::Throttled,
        Self::Unavailable,
        Self::NotYet,
        Self::TooLong,
        Self::Gone,
        Self::PersonGone,
        Self::Refused,
        Self::SignIn,
        Self::NoOwner,
        Self::Elsewhere,
    ];

    /// The problem that an error of the connector is.
    pub(super) const fn of(error: &ConnectorError) -> Self {
        match error {
            ConnectorError::Throttled { .. } => Self::Throttled,
            ConnectorError::Unavailable | ConnectorError::Unreadable => Self::Unavailable,
            ConnectorError::SignIn => Self::SignIn,
            ConnectorError::NotYet => Self::NotYet,
            ConnectorError::Missing => Self::Gone,
            ConnectorError::Taken | ConnectorError::Refused { .. } => Self::Refused,
        }
    }

    /// Whether trying again can help.
    pub(super) const fn hope(self) -> Hope {
        match self {
            Self::Throttled | Self::NotYet => Hope::Wait,
            Self::Unavailable | Self::SignIn | Self::PersonGone => Hope::Retry,
            Self::TooLong | Self::Gone | Self::Refused | Self::NoOwner | Self::Elsewhere => Hope::None,
        }
    }

    /// Whether what there was is lost, so that another try begins from nothing.
    const fn is_loss(self) -> bool {
        matches!(self, Self::Gone | Self::Elsewhere)
    }

    /// The problem as the database spells it.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Throttled => "throttled",
            Self::Unavailable => "unavailable",
            Self::NotYet => "not_yet",
            Self::TooLong => "too_long",
            Self::Gone => "gone",
            Self::PersonGone => "person_gone",
            Self::Refused => "refused",
            Self::SignIn => "sign_in",
            Self::NoOwner => "no_owner",
            Self::Elsewhere => "elsewhere",
        }
    }

    /// The problem with this spelling.
    pub(super) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|problem| problem.as_str() == code)
    }

    /// What happened, and what to do. `detail`: the service's own word for it.
    pub(super) fn explain(self, t: &Messages, detail: Option<&str>) -> String {
        match self {
            Self::Throttled => t.problem_throttled(),
            Self::Unavailable => t.problem_unavailable(),
            Self::NotYet => t.problem_not_yet(),
            Self::TooLong => t.problem_too_long(),
            Self::Gone => t.problem_gone(),
            Self::PersonGone => t.problem_person_gone(),
            Self::Refused => t.problem_refused(detail.unwrap_or("–")),
            Self::SignIn => t.problem_sign_in(),
            Self::NoOwner => t.problem_no_owner(),
            Self::Elsewhere => t.problem_elsewhere(),
        }
    }
}

/// The problems after which nothing is left of what there was, as the database spells them.
pub(super) fn losses() -> Vec<String> {
    let losses = Problem::ALL.into_iter().filter(|problem| problem.is_loss());
    losses.map(|problem| problem.as_str().to_owned()).collect()
}

/// The service's own word for a refusal, as far as it is a word: an address or a name never passes.
pub(super) fn detail_of(error: &ConnectorError) -> Option<String> {
    let text = match error {
        ConnectorError::Refused { status, code } => format!("{status} {code}"),
        ConnectorError::Taken => "address taken".to_owned(),
        _ => return None,
    };
    let is_plain = |c: char| c.is_ascii_alphanumeric() || " ._-".contains(c);
    let plain: String = text.chars().filter(|c| is_plain(*c)).take(80).collect();
    Some(plain.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Language;
    use crate::web::messages;

    #[test]
    fn every_problem_has_a_spelling_and_words() {
        for problem in Problem::ALL {
            assert_eq!(Problem::from_code(problem.as_str()), Some(problem));
            let words =
                [Language::Cy, Language::En].map(|language| problem.explain(messages(language), None));
            assert!(!words[0].is_empty() && words[0] != words[1], "{problem:?}");
        }
    }

    #[test]
    fn a_detail_is_a_word_of_the_service_and_no_address() {
        let refused = |code: &str| detail_of(&ConnectorError::Refused { status: 409, code: code.into() });
        assert_eq!(refused("CourseMemberLimitReached").as_deref(), Some("409 CourseMemberLimitReached"));
        assert_eq!(refused("x@y.net\n").as_deref(), Some("409 xy.net"));
        assert_eq!(detail_of(&ConnectorError::Unavailable), None);
    }
}
