//! People's accounts: their states and usernames, and the few writes that no feature owns. No pages here.

mod deeds;
mod people;
mod store;
mod usernames;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use deeds::{Deed, Subject};
pub use people::LockedPerson;
pub use store::{NewPerson, add_person, deactivate, grant_role, lock_people};
pub use usernames::reserve_usernames;

/// Whether an account works, and if not, why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Works.
    Active,
    /// The leaving date in the MIS has passed.
    Left,
    /// A person switched it off.
    Deactivated,
    /// The term of a non-MIS account is over.
    Expired,
    /// The person's older account took its place.
    Superseded,
    /// The run that made it was undone.
    Undone,
}

impl State {
    /// The state as the database spells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Left => "left",
            Self::Deactivated => "deactivated",
            Self::Expired => "expired",
            Self::Superseded => "superseded",
            Self::Undone => "undone",
        }
    }

    /// The state with this spelling.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Active, Self::Left, Self::Deactivated, Self::Expired, Self::Superseded, Self::Undone]
            .into_iter()
            .find(|state| state.as_str() == code)
    }
}

/// Whether a leaving date has taken effect: it does at the end of that day.
pub fn has_left(leaving_date: Option<NaiveDate>, today: NaiveDate) -> bool {
    leaving_date.is_some_and(|last_day| last_day < today)
}
