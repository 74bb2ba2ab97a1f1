//! Consent to the further services (Office 365, G Suite, J2e), which a learner's parent or carer gives and may take back.
//!
//! Every change keeps who recorded it, when, and on what basis. What follows from a change in those services belongs to
//! whoever listens to it.

mod store;

use chrono::{DateTime, Utc};

pub use store::{ConsentChange, list_changes};

use crate::accounts::LockedPerson;
use crate::audit::Author;
use crate::base::id::{AccountId, Ids};
use crate::base::random::OsRandom;
use crate::base::text::normalise;
use crate::db::TenantTx;
use crate::services::Services;
use crate::{events, school_status};

/// The longest basis, in characters.
pub const LONGEST_BASIS: usize = 200;

/// On what ground a consent is recorded: “form signed on 12/09/2026”.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis(String);

impl Basis {
    /// The basis that was typed; something must be said, in at most [`LONGEST_BASIS`] characters.
    pub fn parse(text: &str) -> Option<Self> {
        let basis = normalise(text);
        let fits = !basis.is_empty() && basis.chars().count() <= LONGEST_BASIS;
        (fits && !basis.contains(char::is_control)).then_some(Self(basis))
    }

    /// The basis as it was typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A consent given or taken back.
#[derive(Debug)]
pub struct Recorded<'a> {
    /// Whether it was given.
    pub has_consent: bool,
    /// On what ground.
    pub basis: &'a str,
    /// Who recorded it.
    pub author: &'a Author,
}

/// Records the consent of those among `people` for whom it changes something; whose that is. Only learners have one.
pub async fn record(
    tx: &mut TenantTx,
    services: &Services,
    people: &[LockedPerson],
    recorded: &Recorded<'_>,
) -> sqlx::Result<Vec<AccountId>> {
    let changed: Vec<AccountId> = people
        .iter()
        .filter(|person| person.kind.is_learner() && person.has_consent != recorded.has_consent)
        .map(|person| person.id)
        .collect();
    if !changed.is_empty() {
        let now: DateTime<Utc> = services.clock.now();
        let mut random = OsRandom;
        let mut ids = Ids::new(&services.clock, &mut random);
        let events: Vec<_> = changed.iter().map(|_| ids.fresh()).collect();
        store::insert_changes(tx, recorded, (&events, &changed), now).await?;
        school_status::refresh(tx, now).await?;
        events::people_changed(tx).await?;
    }
    Ok(changed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_basis_says_something_short() {
        assert_eq!(Basis::parse("  signed form ").map(|basis| basis.0), Some("signed form".to_owned()));
        assert_eq!(Basis::parse(" "), None);
        assert_eq!(Basis::parse(&"x".repeat(LONGEST_BASIS + 1)), None);
        assert!(Basis::parse(&"ŵ".repeat(LONGEST_BASIS)).is_some());
    }
}
