//! How far a mailbox is, why the portal has stopped trying, and how long it waits between two tries.

use std::time::Duration;

use crate::base::random::Random;
use crate::connectors::ConnectorError;

/// After this many tries in a row the portal stops by itself: a little more than an hour.
pub(super) const MOST_TRIES: i32 = 8;
const FIRST_PAUSE_SECONDS: u32 = 30;

/// How far a mailbox is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MailboxState {
    /// Somebody asked for it.
    Requested,
    /// Exchange has been asked to make it.
    Creating,
    /// Exchange has made it.
    Active,
    /// Somebody asked for its end.
    Closing,
    /// Exchange has deleted it.
    Closed,
    /// It could not be made, or not be deleted.
    Failed,
}

impl MailboxState {
    const ALL: [Self; 6] =
        [Self::Requested, Self::Creating, Self::Active, Self::Closing, Self::Closed, Self::Failed];

    /// The state as the database spells it.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Creating => "creating",
            Self::Active => "active",
            Self::Closing => "closing",
            Self::Closed => "closed",
            Self::Failed => "failed",
        }
    }

    /// The state with this spelling.
    pub(super) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == code)
    }
}

/// Why the portal has stopped trying.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    /// The service did not answer, or was not ready, in any of the tries.
    Unavailable,
    /// The service does not let the portal itself in.
    SignIn,
    /// Something that the portal did not make has the address.
    Taken,
    /// The service said no.
    Refused,
}

impl Problem {
    const ALL: [Self; 4] = [Self::Unavailable, Self::SignIn, Self::Taken, Self::Refused];

    /// What an error comes to once nothing more is tried.
    pub(super) const fn of(error: &ConnectorError) -> Self {
        match error {
            ConnectorError::SignIn => Self::SignIn,
            ConnectorError::Taken => Self::Taken,
            ConnectorError::Missing | ConnectorError::Refused { .. } => Self::Refused,
            ConnectorError::Throttled { .. }
            | ConnectorError::Unavailable
            | ConnectorError::NotYet
            | ConnectorError::Unreadable => Self::Unavailable,
        }
    }

    /// The problem as the database spells it.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Unavailable => "unavailable",
            Self::SignIn => "sign_in",
            Self::Taken => "taken",
            Self::Refused => "refused",
        }
    }

    /// The problem with this spelling.
    pub(super) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|problem| problem.as_str() == code)
    }
}

/// The pause after the `tries`th try, or none where it was the last: each twice as long as the one before and up to a quarter
/// longer, so that many mailboxes do not come back at one moment; at least as long as the service asked for.
pub(super) fn pause(tries: i32, asked: Option<Duration>, random: &mut dyn Random) -> Option<Duration> {
    if tries >= MOST_TRIES {
        return None;
    }
    let doublings = u32::try_from(tries.max(1) - 1).unwrap_or_default();
    let seconds = FIRST_PAUSE_SECONDS << doublings;
    let pause = Duration::from_secs(u64::from(seconds + random.below(seconds / 4)));
    Some(pause.max(asked.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::random::SeededRandom;

    #[test]
    fn pauses_grow_and_end() {
        let mut random = SeededRandom::new("pauses");
        let pauses: Vec<_> = (1..=MOST_TRIES).map_while(|tries| pause(tries, None, &mut random)).collect();
        assert_eq!(pauses.len(), 7);
        assert!(pauses.is_sorted());
        let total: Duration = pauses.iter().sum();
        assert!((3600..5400).contains(&total.as_secs()), "{total:?}");
    }

    #[test]
    fn a_service_that_asks_for_a_pause_gets_it() {
        let asked = Some(Duration::from_secs(600));
        assert_eq!(pause(1, asked, &mut SeededRandom::new("pauses")), asked);
        assert_eq!(pause(MOST_TRIES, asked, &mut SeededRandom::new("pauses")), None);
    }

    #[test]
    fn states_and_problems_read_back() {
        for state in MailboxState::ALL {
            assert_eq!(MailboxState::from_code(state.as_str()), Some(state));
        }
        for problem in Problem::ALL {
            assert_eq!(Problem::from_code(problem.as_str()), Some(problem));
        }
    }
}
