//! The school's own people, held still while something is done to them.

use crate::accounts::{State, Subject};
use crate::authz::AccountKind;
use crate::base::id::AccountId;
use crate::base::{PersonName, Username};
use crate::credentials::{Audience, PersonWords};

/// An account of the current school, locked until the end of the transaction.
#[derive(Clone, Debug)]
pub struct LockedPerson {
    /// Whose.
    pub id: AccountId,
    /// What the account is.
    pub kind: AccountKind,
    /// Whether it works.
    pub state: State,
    /// The name that is shown.
    pub display_name: PersonName,
    /// The name in law.
    pub legal_name: PersonName,
    /// The name signed in with.
    pub username: Username,
    /// Whether a parent or carer has agreed to the further services.
    pub has_consent: bool,
    /// Whether the person is a Digital Champion.
    pub is_champion: bool,
}

impl LockedPerson {
    /// The words that the person's password must not hold.
    pub fn words(&self) -> PersonWords {
        PersonWords::of(&[&self.legal_name, &self.display_name], &[&self.username])
    }

    /// What the rules ask about the account when `actor` does something to it.
    pub fn subject(&self, actor: AccountId) -> Subject {
        Subject {
            kind: self.kind,
            state: self.state,
            has_consent: self.has_consent,
            is_own: self.id == actor,
        }
    }

    /// For whom a password is made.
    pub const fn audience(&self) -> Audience {
        if self.kind.is_learner() { Audience::Learner } else { Audience::Adult }
    }
}
