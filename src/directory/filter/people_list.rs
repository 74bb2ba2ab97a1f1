//! The lists of a school's people, and what differs from one to the next.

use super::{OrderBy, Status};
use crate::authz::AccountKind;
use crate::directory::search::SearchField;

/// The lists of a school's people. Whoever is non-MIS stands in two: among the others of their kind, and among their like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeopleList {
    /// *View Learners*.
    Learners,
    /// *View Staff*.
    Staff,
    /// *View Non-MIS*.
    NonMis,
    /// *View Governors*.
    Governors,
}

impl PeopleList {
    pub(super) const ALL: [Self; 4] = [Self::Learners, Self::Staff, Self::NonMis, Self::Governors];

    /// The list in which people of this kind stand; the first, where they stand in several.
    pub(in crate::directory) fn of(kind: AccountKind) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.kinds().contains(&kind))
    }

    /// The kinds of account in the list.
    pub(in crate::directory) const fn kinds(self) -> &'static [AccountKind] {
        match self {
            Self::Learners => &[AccountKind::Learner, AccountKind::NonMisLearner],
            Self::Staff => &[AccountKind::Staff, AccountKind::NonMisStaff],
            Self::NonMis => &[AccountKind::NonMisStaff, AccountKind::NonMisLearner],
            Self::Governors => &[AccountKind::Governor],
        }
    }

    /// The list as the database spells it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Learners => "learners",
            Self::Staff => "staff",
            Self::NonMis => "non_mis",
            Self::Governors => "governors",
        }
    }

    /// The list with this spelling.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.code() == code)
    }

    /// The list's address below the school's.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Learners => "/learners",
            Self::Staff => "/staff",
            Self::NonMis => "/non-mis",
            Self::Governors => "/governors",
        }
    }

    /// The fields that one may search in, beside the UPN of learners.
    pub(in crate::directory) const fn fields(self) -> &'static [SearchField] {
        match self {
            Self::Learners => &[SearchField::Name, SearchField::Username, SearchField::AdmissionNumber],
            Self::Staff => &[SearchField::Name, SearchField::Username, SearchField::StaffCode],
            Self::NonMis | Self::Governors => &[SearchField::Name, SearchField::Username],
        }
    }

    /// Whether the list's people are learners.
    pub const fn is_of_learners(self) -> bool {
        matches!(self, Self::Learners)
    }

    /// Whether the school makes the list's accounts itself.
    pub const fn is_kept_by_hand(self) -> bool {
        matches!(self, Self::NonMis | Self::Governors)
    }

    /// The statuses that its people can have, the usual one first.
    pub(in crate::directory) const fn statuses(self) -> &'static [Status] {
        match self {
            Self::Learners | Self::Staff => &[Status::Current, Status::Leavers, Status::All],
            Self::NonMis => &[Status::Current, Status::Expired, Status::Deactivated, Status::All],
            Self::Governors => &[Status::Current, Status::Deactivated, Status::All],
        }
    }

    pub(super) const fn orders(self) -> &'static [OrderBy] {
        use OrderBy::{Consent, Created, Expiry, Group, LastSignIn, Name, Username, Year};
        match self {
            Self::Learners => &[Name, Username, Year, Group, Consent, Created],
            Self::Staff => &[Name, Username, Created],
            Self::NonMis => &[Name, Username, Expiry, LastSignIn, Created],
            Self::Governors => &[Name, Username, LastSignIn, Created],
        }
    }
}
