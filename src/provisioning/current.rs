//! The school as it stands: what a snapshot is compared with.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use crate::accounts::State;
use crate::base::id::{AccountId, GroupId};
use crate::base::{AcademicYear, PersonName, Upn, YearGroup};

use super::snapshot::GroupRole;

/// A school's accounts from the MIS, its groups and memberships, and what other schools have to do with its learners.
#[derive(Clone, Debug, Default)]
pub struct CurrentSchool {
    /// Learners and staff from the MIS whom the school manages, in whatever state but superseded.
    pub accounts: Vec<CurrentAccount>,
    /// For UPNs of the snapshot that another school's account holds, by UPN.
    pub elsewhere: HashMap<Upn, Elsewhere>,
    /// Groups of the snapshot's academic years.
    pub groups: HashMap<(AcademicYear, String), CurrentGroup>,
    /// Open memberships of those groups.
    pub memberships: HashSet<Membership>,
    /// Leaving dates that a held run brought which this one replaces.
    pub carried: HashMap<AccountId, NaiveDate>,
}

/// An account from the MIS, as far as the MIS has a say in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurrentAccount {
    /// Whose.
    pub id: AccountId,
    /// The username.
    pub username: String,
    /// The legal name.
    pub name: PersonName,
    /// What the MIS decides.
    pub values: MisValues,
    /// Whether the account works, and if not, why.
    pub state: State,
    /// Activated by hand until the end of this day.
    pub active_until: Option<NaiveDate>,
    /// Whether a Digital Champion.
    pub is_champion: bool,
}

impl CurrentAccount {
    /// The last day on which the account works, where one is known.
    pub fn last_day(&self) -> Option<NaiveDate> {
        self.active_until.or(self.values.leaving_date)
    }
}

/// The columns of an account that follow the MIS.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MisValues {
    /// The MIS's own id.
    pub sourced_id: String,
    /// Learners: the UPN.
    pub upn: Option<Upn>,
    /// Learners: the UPNs before it.
    pub former_upns: Vec<Upn>,
    /// Learners: the admission number.
    pub admission_number: Option<String>,
    /// Learners: the day of admission.
    pub admission_date: Option<NaiveDate>,
    /// Staff: the staff code.
    pub staff_code: Option<String>,
    /// Staff: the first day in the post.
    pub start_date: Option<NaiveDate>,
    /// Learners: the year group.
    pub year: Option<YearGroup>,
    /// Learners: the registration group.
    pub registration_group: Option<String>,
    /// The last day in the school.
    pub leaving_date: Option<NaiveDate>,
}

impl MisValues {
    /// The UPN and those before it.
    pub fn upns(&self) -> impl Iterator<Item = &Upn> {
        self.upn.iter().chain(&self.former_upns)
    }
}

/// An account that another school manages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// Whose.
    pub account: AccountId,
    /// Why it cannot be claimed; nothing where it can.
    pub refusal: Option<Refusal>,
}

/// Why a learner's row waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// The other school has not released the learner.
    NotReleased,
    /// The day of admission has not come.
    NotAdmittedYet,
    /// The other school admitted the learner later than this row says.
    AdmittedBefore,
    /// A third school waits too, with a better claim.
    ClaimedElsewhere,
}

impl Refusal {
    /// The reason as the database spells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotReleased => "not_released",
            Self::NotAdmittedYet => "not_admitted_yet",
            Self::AdmittedBefore => "admitted_before",
            Self::ClaimedElsewhere => "claimed_elsewhere",
        }
    }

    /// The reason with this spelling.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::NotReleased, Self::NotAdmittedYet, Self::AdmittedBefore, Self::ClaimedElsewhere]
            .into_iter()
            .find(|refusal| refusal.as_str() == code)
    }
}

/// A group as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurrentGroup {
    /// Which.
    pub id: GroupId,
    /// What it is called.
    pub title: String,
    /// Whether a registration class.
    pub is_registration: bool,
    /// The subject's name.
    pub subject: Option<String>,
    /// The subject's code.
    pub subject_code: Option<String>,
    /// The year group.
    pub year: Option<YearGroup>,
    /// Whether it has ended.
    pub has_ended: bool,
}

/// One person's part in one group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Membership {
    /// The group.
    pub group: GroupId,
    /// The person.
    pub account: AccountId,
    /// The part.
    pub role: GroupRole,
}
