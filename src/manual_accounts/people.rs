//! The people that this feature is about, as the database holds them: those who are known, those to be added, those to review.

use chrono::{DateTime, NaiveDate, Utc};

use crate::accounts::State;
use crate::authz::AccountKind;
use crate::base::id::AccountId;
use crate::base::{PersonName, YearGroup};

/// Somebody who has an account in the school, whether it works or not.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) id: AccountId,
    pub(super) kind: AccountKind,
    pub(super) state: State,
    pub(super) display_name: PersonName,
    pub(super) legal_name: PersonName,
    pub(super) username: String,
}

impl Known {
    /// Whether the MIS holds the person, as far as an account tells.
    pub(super) fn is_from_mis(&self) -> bool {
        matches!(self.kind, AccountKind::Learner | AccountKind::Staff)
    }

    pub(super) fn is_non_mis(&self) -> bool {
        matches!(self.kind, AccountKind::NonMisLearner | AccountKind::NonMisStaff)
    }
}

/// Somebody to be added, with everything checked.
#[derive(Debug)]
pub(super) struct NewAccount {
    /// Made with the page: a form that is sent twice makes one account.
    pub(super) id: AccountId,
    pub(super) kind: AccountKind,
    pub(super) name: PersonName,
    /// A learner's.
    pub(super) year: Option<YearGroup>,
    pub(super) registration_group: Option<String>,
    /// The last day of a non-MIS account.
    pub(super) expires_on: Option<NaiveDate>,
}

/// An account that the review shows.
#[derive(Clone, Debug)]
pub(super) struct ReviewRow {
    pub(super) id: AccountId,
    pub(super) kind: AccountKind,
    pub(super) state: State,
    pub(super) name: PersonName,
    pub(super) username: String,
    /// The last day of a non-MIS account; governors have none.
    pub(super) expires_on: Option<NaiveDate>,
    pub(super) last_sign_in_at: Option<DateTime<Utc>>,
    pub(super) created_at: DateTime<Utc>,
    /// When a governor's account was last kept.
    pub(super) reviewed_at: Option<DateTime<Utc>>,
}
