//! Why a service did not do what it was asked. No message carries a name, an address or a secret.

use std::time::Duration;

use thiserror::Error;

/// Why a request was not done.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ConnectorError {
    /// Too many requests: the service asks for a pause.
    #[error("the service asks for a pause")]
    Throttled {
        /// How long, where it says so.
        wait: Option<Duration>,
    },
    /// No answer, or the answer of a service that is down.
    #[error("the service does not answer")]
    Unavailable,
    /// The portal cannot sign in: wrong, expired or withdrawn credentials.
    #[error("the service refuses the portal's own sign-in")]
    SignIn,
    /// Something that the service is still making: ask again later.
    #[error("the service is still making it")]
    NotYet,
    /// The thing that was named is not there.
    #[error("the service does not know it")]
    Missing,
    /// Another person or thing has the address already.
    #[error("the address is taken")]
    Taken,
    /// The service understood and said no: asking again changes nothing.
    #[error("the service refused ({status} {code})")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// The service's own code for the reason.
        code: String,
    },
    /// An answer that is not what the service documents.
    #[error("the service's answer cannot be read")]
    Unreadable,
}

impl ConnectorError {
    /// Whether asking again later can help.
    pub const fn is_worth_retrying(&self) -> bool {
        match self {
            Self::Throttled { .. } | Self::Unavailable | Self::SignIn | Self::NotYet | Self::Unreadable => {
                true
            }
            Self::Missing | Self::Taken | Self::Refused { .. } => false,
        }
    }

    /// Whether every other request would fare the same: a reason to leave the service alone for a while.
    pub const fn tells_that_the_service_is_down(&self) -> bool {
        matches!(self, Self::Unavailable | Self::SignIn)
    }

    /// Whether it concerns the service and not the one thing that was asked for.
    const fn concerns_everybody(&self) -> bool {
        matches!(self, Self::Throttled { .. } | Self::Unavailable | Self::SignIn)
    }

    /// The pause that the service asked for.
    pub const fn wait(&self) -> Option<Duration> {
        match self {
            Self::Throttled { wait } => *wait,
            _ => None,
        }
    }
}

/// Remembers the first problem of many and goes on, but not against a service that is down or asks for a pause.
pub(super) fn keep_first(
    first: &mut Result<(), ConnectorError>,
    now: Result<(), ConnectorError>,
) -> Result<(), ConnectorError> {
    match now {
        Err(problem) if problem.concerns_everybody() => return Err(problem),
        Err(problem) if first.is_ok() => *first = Err(problem),
        _ => {}
    }
    Ok(())
}
