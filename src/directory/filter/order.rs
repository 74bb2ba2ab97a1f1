//! What lists are sorted by.

use super::PeopleList;

/// What a list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::directory) enum OrderBy {
    /// Surname, then forename, as the reader's language sorts them.
    #[default]
    Name,
    /// Username.
    Username,
    /// Year group.
    Year,
    /// Registration group.
    Group,
    /// Consent.
    Consent,
    /// Last day of the term.
    Expiry,
    /// Last sign-in; those who never did come first.
    LastSignIn,
    /// Creation date.
    Created,
}

impl OrderBy {
    /// The column's key.
    pub(in crate::directory) const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Username => "username",
            Self::Year => "year",
            Self::Group => "group",
            Self::Consent => "consent",
            Self::Expiry => "expires",
            Self::LastSignIn => "sign_in",
            Self::Created => "created",
        }
    }
}

/// What a list is sorted by, and which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::directory) struct Order {
    by: OrderBy,
    descending: bool,
}

impl Order {
    /// The order as addresses spell it: the key, with `-` before it when descending.
    pub(in crate::directory) fn code(self) -> String {
        let sign = if self.descending { "-" } else { "" };
        format!("{sign}{}", self.by.as_str())
    }

    pub(super) fn from_code(list: PeopleList, code: &str) -> Option<Self> {
        let key = code.strip_prefix('-').unwrap_or(code);
        let by = list.orders().iter().find(|by| by.as_str() == key)?;
        Some(Self { by: *by, descending: key != code })
    }
}
