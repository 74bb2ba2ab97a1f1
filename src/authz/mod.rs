//! Who may do what: one table ([`matrix`]) and one function ([`permit`]) that asks it. Nothing else decides.
//!
//! A thing that the actor may not see answers 404, so a refusal here is `None`, never a reason.

mod actor;
mod matrix;

use std::marker::PhantomData;

pub use actor::{AccountKind, Actor, Grants, Role};
pub use matrix::{Permission, may};

use crate::tenancy::School;

/// Proof that the actor may do `P` in the school it was asked for. Only [`permit`] makes one.
#[derive(Debug)]
pub struct Permit<P> {
    permission: PhantomData<P>,
}

/// A permission as a type, so that a use-case can demand the proof for it.
pub trait Access: Send + Sync + 'static {
    /// The permission in the matrix.
    const PERMISSION: Permission;
}

/// The proof that `actor` may do `P` in `school`: in reach, and allowed by the matrix.
pub fn permit<P: Access>(actor: &Actor, school: &School) -> Option<Permit<P>> {
    (reaches(actor, school) && may(actor.role, P::PERMISSION)).then_some(Permit { permission: PhantomData })
}

/// The proof that `actor` may do `P` where it concerns no school but the actor's own office or account.
pub fn permit_anywhere<P: Access>(actor: &Actor) -> Option<Permit<P>> {
    may(actor.role, P::PERMISSION).then_some(Permit { permission: PhantomData })
}

/// Whether the school is the actor's own, or one that the actor's office covers.
pub fn reaches(actor: &Actor, school: &School) -> bool {
    match actor.role {
        Role::ServiceDesk => true,
        Role::LaAdmin => actor.authority_code == Some(school.authority_code),
        _ => actor.school == Some(school.id),
    }
}

macro_rules! accesses {
    ($($(#[$meta:meta])* $name:ident),* $(,)?) => {$(
        $(#[$meta])*
        #[derive(Debug)]
        pub enum $name {}

        impl Access for $name {
            const PERMISSION: Permission = Permission::$name;
        }
    )*};
}

accesses! {
    /// See the school's dashboard and basic information.
    SeeSchool,
    /// See and change one's own profile.
    SeeProfile,
    /// See learners and their details.
    SeeLearners,
    /// Show a learner's password.
    ShowLearnerPassword,
    /// Reset learners' passwords, one by one or by group.
    ResetLearnerPasswords,
    /// Print learners' details and passwords, one by one or by group.
    PrintLearners,
    /// Change the name that a learner is shown by; deactivate one learner at a time.
    EditLearners,
    /// Change a learner's legal name and username; deactivate many at once; reactivate.
    ManageLearners,
    /// Confirm and withdraw consent.
    RecordConsent,
    /// Names, passwords and deactivation of staff, non-MIS people and governors; print them.
    ManageStaff,
    /// Reactivate staff of the MIS.
    ReactivateStaff,
    /// Add, extend and close non-MIS accounts and those of governors.
    ManageNonMis,
    /// Promote and demote Digital Champions.
    ManageChampions,
    /// Download usernames and passwords as CSV.
    ExportCredentials,
    /// Change one's own password.
    ChangeOwnPassword,
    /// See staff and their details.
    SeeStaff,
    /// Show a staff member's password.
    ShowStaffPassword,
    /// See runs of the provisioning client, release and discard held ones.
    ManageProvisioning,
    /// See and change the school's settings.
    ManageSettings,
    /// See and download the school's audit trail.
    SeeAudit,
    /// See the schools of one's authority or of the nation, and enter them.
    SeeSchools,
    /// See every authority and its schools.
    SeeNation,
}
