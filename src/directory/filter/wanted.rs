//! Single classes and people that an address names.

use crate::base::id::{AccountId, GroupId};

/// Whose class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::directory) enum Class {
    /// Any that the reader teaches.
    Mine,
    /// This one.
    Group(GroupId),
}

impl Class {
    /// The class as addresses spell it.
    pub(in crate::directory) fn code(self) -> String {
        match self {
            Self::Mine => "mine".to_owned(),
            Self::Group(id) => id.to_string(),
        }
    }

    /// The one class that is chosen, where it is one.
    pub(in crate::directory) fn group(self) -> Option<GroupId> {
        match self {
            Self::Mine => None,
            Self::Group(id) => Some(id),
        }
    }

    pub(super) fn from_code(code: &str) -> Option<Self> {
        match code {
            "mine" => Some(Self::Mine),
            id => Some(Self::Group(GroupId(id.parse().ok()?))),
        }
    }
}

/// What a search by UPN came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::directory) enum ByUpn {
    /// This person.
    Person(AccountId),
    /// Nobody here.
    Nobody,
}

impl ByUpn {
    pub(super) fn code(self) -> String {
        match self {
            Self::Person(id) => id.to_string(),
            Self::Nobody => "none".to_owned(),
        }
    }

    pub(super) fn from_code(code: &str) -> Option<Self> {
        match code {
            "none" => Some(Self::Nobody),
            id => Some(Self::Person(AccountId(id.parse().ok()?))),
        }
    }
}
