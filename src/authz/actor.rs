//! Who acts.

use serde::{Deserialize, Serialize};

use crate::base::id::{AccountId, SchoolId};
use crate::base::{Language, PersonName, YearGroup};

/// What an account is; it never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountKind {
    /// A learner from the MIS.
    Learner,
    /// Staff from the MIS.
    Staff,
    /// A learner whom the MIS does not hold.
    NonMisLearner,
    /// Staff whom the MIS does not hold: supply teachers and the like.
    NonMisStaff,
    /// A governor.
    Governor,
    /// Staff of a local authority; belongs to no school.
    AuthorityStaff,
    /// The service desk; belongs to no school.
    ServiceDesk,
}

impl AccountKind {
    const ALL: [Self; 7] = [
        Self::Learner,
        Self::Staff,
        Self::NonMisLearner,
        Self::NonMisStaff,
        Self::Governor,
        Self::AuthorityStaff,
        Self::ServiceDesk,
    ];

    /// The kind as the database spells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Learner => "learner",
            Self::Staff => "staff",
            Self::NonMisLearner => "non_mis_learner",
            Self::NonMisStaff => "non_mis_staff",
            Self::Governor => "governor",
            Self::AuthorityStaff => "authority_staff",
            Self::ServiceDesk => "service_desk",
        }
    }

    /// The kind with this spelling.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == code)
    }

    /// Whether the account is a learner's, from the MIS or not.
    pub const fn is_learner(self) -> bool {
        matches!(self, Self::Learner | Self::NonMisLearner)
    }
}

/// The seven columns of the matrix in `product.md` §1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// A learner up to Year 6, or with no year group.
    LearnerPrimary,
    /// A learner from Year 7.
    LearnerSecondary,
    /// A governor.
    Governor,
    /// Any staff of a school.
    SchoolStaff,
    /// Staff from the MIS whom the school entrusts with its accounts.
    DigitalChampion,
    /// Administers the schools of one authority.
    LaAdmin,
    /// Administers the nation's.
    ServiceDesk,
}

impl Role {
    /// Every role, as the columns stand.
    pub const ALL: [Self; 7] = [
        Self::LearnerPrimary,
        Self::LearnerSecondary,
        Self::Governor,
        Self::SchoolStaff,
        Self::DigitalChampion,
        Self::LaAdmin,
        Self::ServiceDesk,
    ];

    /// The role as the audit trail and `demo-sign-ins.csv` spell it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::LearnerPrimary => "learner_primary",
            Self::LearnerSecondary => "learner_secondary",
            Self::Governor => "governor",
            Self::SchoolStaff => "teacher",
            Self::DigitalChampion => "digital_champion",
            Self::LaAdmin => "la_admin",
            Self::ServiceDesk => "service_desk",
        }
    }

    /// The role with this spelling.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == code)
    }
}

/// The roles that somebody was given, beside what their account's kind makes them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Grants {
    /// Digital Champion of the own school.
    pub digital_champion: bool,
    /// Administrator of the own authority.
    pub la_admin: bool,
    /// Service desk.
    pub service_desk: bool,
}

/// The person behind a request.
#[derive(Clone, Debug)]
pub struct Actor {
    /// The account.
    pub account: AccountId,
    /// What the account is.
    pub kind: AccountKind,
    /// The name signed in with.
    pub username: String,
    /// The name shown.
    pub name: PersonName,
    /// What the person may act as.
    pub role: Role,
    /// The own school, where there is one.
    pub school: Option<SchoolId>,
    /// The own authority, for authority staff.
    pub authority_code: Option<i16>,
    /// The language chosen for the account.
    pub language: Option<Language>,
}

impl Role {
    /// The role of an account. Authority staff and service desk without their grant have no role at all.
    pub fn of(kind: AccountKind, grants: Grants, year: Option<YearGroup>) -> Option<Self> {
        match kind {
            AccountKind::Learner | AccountKind::NonMisLearner => Some(match year {
                Some(year) if year > YearGroup::SIX => Self::LearnerSecondary,
                _ => Self::LearnerPrimary,
            }),
            AccountKind::Governor => Some(Self::Governor),
            AccountKind::Staff if grants.digital_champion => Some(Self::DigitalChampion),
            AccountKind::Staff | AccountKind::NonMisStaff => Some(Self::SchoolStaff),
            AccountKind::AuthorityStaff => grants.la_admin.then_some(Self::LaAdmin),
            AccountKind::ServiceDesk => grants.service_desk.then_some(Self::ServiceDesk),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_learner_is_primary_up_to_year_6_or_without_a_year() {
        let role = |year: Option<&str>| {
            Role::of(AccountKind::Learner, Grants::default(), year.and_then(YearGroup::parse))
        };
        assert_eq!(role(Some("6")), Some(Role::LearnerPrimary));
        assert_eq!(role(Some("7")), Some(Role::LearnerSecondary));
        assert_eq!(role(None), Some(Role::LearnerPrimary));
    }

    #[test]
    fn only_staff_from_the_mis_can_be_champions() {
        let grants = Grants { digital_champion: true, ..Grants::default() };
        assert_eq!(Role::of(AccountKind::Staff, grants, None), Some(Role::DigitalChampion));
        assert_eq!(Role::of(AccountKind::NonMisStaff, grants, None), Some(Role::SchoolStaff));
        assert_eq!(Role::of(AccountKind::AuthorityStaff, Grants::default(), None), None);
    }
}
