//! What a run would do to a school: made by `diff`, carried out by `apply`, shown on the run's page.

use chrono::NaiveDate;

use crate::accounts::State;
use crate::base::PersonName;
use crate::base::id::{AccountId, GroupId};

use super::current::{Membership, MisValues, Refusal};
use super::snapshot::{GroupRow, Rejection};

/// Everything that one run would do.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// What comes of each row that could be read; unchanged rows with nothing to say are counted only.
    pub people: Vec<PersonPlan>,
    /// Rows that change nothing.
    pub rejections: Vec<Rejection>,
    /// The school's active accounts that no row names.
    pub missing: Vec<AccountId>,
    /// Groups to make, change and end.
    pub groups: GroupPlan,
    /// How many rows had which outcome.
    pub counts: Counts,
    /// The accounts that lose their place through this run, today or on a day that it is the first to name.
    pub releases: Vec<AccountId>,
    /// Why nothing may change before somebody has seen it.
    pub hold: Option<Hold>,
}

/// What comes of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonPlan {
    /// The row's number; 0 where a replaced run's row is meant.
    pub row: u32,
    /// The MIS's own id.
    pub sourced_id: String,
    /// Who, as the row says.
    pub name: PersonName,
    /// The account, where there is one or one is made.
    pub account: Option<AccountId>,
    /// The account's username, where there is one already.
    pub username: Option<String>,
    /// What comes of it.
    pub outcome: Outcome,
    /// Why.
    pub cause: Cause,
    /// What changes, field by field.
    pub changes: Vec<FieldChange>,
    /// What to write, where something is to be written.
    pub write: Option<Write>,
}

/// What is written to an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Write {
    /// A new account, one of the school's own, or one taken over from a school that released it.
    pub kind: WriteKind,
    /// The columns that follow the MIS, whole.
    pub values: MisValues,
    /// The state afterwards.
    pub state: State,
    /// Activated by hand until this day, afterwards.
    pub active_until: Option<NaiveDate>,
}

/// How an account comes to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteKind {
    /// A learner who had none.
    NewLearner,
    /// A staff member who had none.
    NewStaff,
    /// The school's own.
    Own,
    /// Claimed.
    Claim,
}

/// The outcomes that a row can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// An account was made.
    Created,
    /// Something about the account changed.
    Updated,
    /// Nothing changed.
    Unchanged,
    /// The leaving date has come: the account no longer works.
    Released,
    /// Somebody who had left is back.
    Reactivated,
    /// The account came over from another school.
    Transferred,
    /// The UPN is active in another school.
    Waiting,
    /// There was nothing to do.
    Skipped,
}

impl Outcome {
    /// The outcome as the API and the database spell it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Unchanged => "unchanged",
            Self::Released => "released",
            Self::Reactivated => "reactivated",
            Self::Transferred => "transferred",
            Self::Waiting => "waiting",
            Self::Skipped => "skipped",
        }
    }
}

/// Why a row has its outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cause {
    /// The MIS has somebody new.
    NewInMis,
    /// The MIS says something else than before.
    ChangedInMis,
    /// Nothing differs.
    Same,
    /// The legal name in the MIS is another; a person edits it.
    NameDiffers,
    /// The UPN in the MIS is another learner's.
    UpnTaken,
    /// The leaving date has come.
    LeavingDate,
    /// A run that was held brought the leaving date, and this run replaced it.
    ReplacedRun,
    /// On roll again after having left.
    OnRollAgain,
    /// Deactivated by a person, which the MIS does not undo.
    DeactivatedByHand,
    /// Activated by a person until a day that has not passed.
    ActivatedByHand,
    /// Released by the school before.
    ReleasedElsewhere,
    /// See the refusal.
    Refused(Refusal),
    /// Left before an account was made.
    LeftBefore,
    /// Left here, and is managed elsewhere.
    LeftHere,
    /// Another row of the file counts for the learner.
    OtherRow,
    /// A guest or subsidiary enrolment.
    NotMainEnrolment,
}

impl Cause {
    /// The cause as the API and the database spell it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NewInMis => "new_in_mis",
            Self::ChangedInMis => "changed_in_mis",
            Self::Same => "same",
            Self::NameDiffers => "name_differs",
            Self::UpnTaken => "upn_taken",
            Self::LeavingDate => "leaving_date",
            Self::ReplacedRun => "replaced_run",
            Self::OnRollAgain => "on_roll_again",
            Self::DeactivatedByHand => "deactivated_by_hand",
            Self::ActivatedByHand => "activated_by_hand",
            Self::ReleasedElsewhere => "released_elsewhere",
            Self::Refused(refusal) => refusal.as_str(),
            Self::LeftBefore => "left_before",
            Self::LeftHere => "left_here",
            Self::OtherRow => "other_row",
            Self::NotMainEnrolment => "not_main_enrolment",
        }
    }
}

/// One field's change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// Which.
    pub field: Field,
    /// What it was; a UPN is never told.
    pub before: Option<String>,
    /// What it is.
    pub after: Option<String>,
}

/// The fields that the MIS decides, and the name, in which a difference is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the column of its name")]
pub enum Field {
    Name,
    SourcedId,
    Upn,
    AdmissionNumber,
    AdmissionDate,
    StaffCode,
    StartDate,
    Year,
    RegistrationGroup,
    LeavingDate,
}

impl Field {
    /// The field as the API and the database spell it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::SourcedId => "sourced_id",
            Self::Upn => "upn",
            Self::AdmissionNumber => "admission_number",
            Self::AdmissionDate => "admission_date",
            Self::StaffCode => "staff_code",
            Self::StartDate => "start_date",
            Self::Year => "year",
            Self::RegistrationGroup => "registration_group",
            Self::LeavingDate => "leaving_date",
        }
    }
}

/// Groups and memberships.
#[derive(Clone, Debug, Default)]
pub struct GroupPlan {
    /// New groups.
    pub create: Vec<(GroupId, GroupRow)>,
    /// Groups of which something changed, or which are taught again.
    pub update: Vec<(GroupId, GroupRow)>,
    /// Groups that the snapshot no longer has.
    pub end: Vec<GroupId>,
    /// People who join.
    pub join: Vec<Membership>,
    /// People who leave.
    pub leave: Vec<Membership>,
}

/// How many rows had which outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each counts the outcome of its name")]
pub struct Counts {
    pub created: u32,
    pub updated: u32,
    pub unchanged: u32,
    pub released: u32,
    pub reactivated: u32,
    pub transferred: u32,
    pub waiting: u32,
    pub skipped: u32,
    pub rejected: u32,
    pub missing: u32,
}

impl Counts {
    /// Counts one more row.
    pub fn add(&mut self, outcome: Outcome) {
        *match outcome {
            Outcome::Created => &mut self.created,
            Outcome::Updated => &mut self.updated,
            Outcome::Unchanged => &mut self.unchanged,
            Outcome::Released => &mut self.released,
            Outcome::Reactivated => &mut self.reactivated,
            Outcome::Transferred => &mut self.transferred,
            Outcome::Waiting => &mut self.waiting,
            Outcome::Skipped => &mut self.skipped,
        } += 1;
    }

    /// Rows in all.
    pub fn rows(&self) -> u32 {
        self.created
            + self.updated
            + self.unchanged
            + self.released
            + self.reactivated
            + self.transferred
            + self.waiting
            + self.skipped
            + self.rejected
    }
}

/// Why a run is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hold {
    /// What it would do too much of.
    pub reason: HoldReason,
    /// How many accounts it would release.
    pub would_release: u32,
    /// How many it may release unseen.
    pub threshold: u32,
    /// How many of those whom it would release are in a final year, from which people leave.
    pub final_year: u32,
}

/// What a run would do too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoldReason {
    /// Release accounts.
    Releases,
    /// End memberships of the current year.
    Memberships,
    /// Release the school's last Digital Champion.
    LastChampion,
}

impl HoldReason {
    /// The reason as the API and the database spell it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Releases => "releases",
            Self::Memberships => "memberships",
            Self::LastChampion => "last_champion",
        }
    }

    /// The reason with this spelling.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Releases, Self::Memberships, Self::LastChampion]
            .into_iter()
            .find(|reason| reason.as_str() == code)
    }
}
