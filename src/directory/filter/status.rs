//! Whether people are still in the school.

use super::PeopleList;

/// Whether people are still here, and whether their accounts work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::directory) enum Status {
    /// Accounts that work.
    #[default]
    Current,
    /// Those who left, and those whom another school manages by now.
    Leavers,
    /// Those whose term is over.
    Expired,
    /// Those that somebody switched off.
    Deactivated,
    /// Everybody.
    All,
}

impl Status {
    /// The status as addresses spell it; the usual one is not spelt.
    pub(in crate::directory) const fn as_str(self) -> &'static str {
        match self {
            Self::Current => "",
            Self::Leavers => "leavers",
            Self::Expired => "expired",
            Self::Deactivated => "deactivated",
            Self::All => "all",
        }
    }

    pub(super) fn from_code(list: PeopleList, code: &str) -> Option<Self> {
        list.statuses().iter().copied().find(|status| status.as_str() == code)
    }
}
