//! The matrix of `product.md` §1: a row per permission, a column per role. Rows are added with the pages that need them.

use super::Role;

/// Something that a page or an action asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Permission {
    /// Sign in, basic school information.
    SeeSchool,
    /// My Profile.
    SeeProfile,
    /// See learners, also by own class.
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
    /// See staff.
    SeeStaff,
    /// Show a staff member's password.
    ShowStaffPassword,
    /// Provisioning status and runs; release and discard.
    ManageProvisioning,
    /// The school's settings.
    ManageSettings,
    /// The school's audit trail.
    SeeAudit,
    /// All schools of the authority, or of the nation.
    SeeSchools,
    /// All authorities and their schools.
    SeeNation,
}

/// Whether the matrix has a yes for `role` in the row of `permission`.
pub const fn may(role: Role, permission: Permission) -> bool {
    use Permission as P;
    // Columns: learner primary, learner secondary, governor, school staff, Digital Champion, LA administrator, service desk.
    let row: [bool; 7] = match permission {
        P::SeeSchool | P::SeeProfile => [true, true, true, true, true, true, true],
        P::ChangeOwnPassword => [false, true, true, true, true, true, true],
        P::SeeLearners
        | P::ShowLearnerPassword
        | P::ResetLearnerPasswords
        | P::PrintLearners
        | P::EditLearners => [false, false, false, true, true, true, true],
        P::SeeStaff
        | P::ShowStaffPassword
        | P::ManageLearners
        | P::RecordConsent
        | P::ManageStaff
        | P::ManageNonMis
        | P::ManageChampions
        | P::ExportCredentials
        | P::ManageSettings
        | P::SeeAudit
        | P::ManageProvisioning => [false, false, false, false, true, true, true],
        P::SeeSchools => [false, false, false, false, false, true, true],
        P::SeeNation | P::ReactivateStaff => [false, false, false, false, false, false, true],
    };
    row[role as usize]
}
