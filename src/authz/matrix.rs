//! The matrix of `product.md` §1: a row per permission, a column per role. Rows are added with the pages that need them.

use super::{Access, Role};

/// Who has a permission. Columns: learner primary, learner secondary, governor, school staff, Digital Champion, LA
/// administrator, service desk.
type Row = [bool; 7];

const EVERYBODY: Row = [true, true, true, true, true, true, true];
const BUT_YOUNG_LEARNERS: Row = [false, true, true, true, true, true, true];
const STAFF: Row = [false, false, false, true, true, true, true];
const OWN_STAFF: Row = [false, false, false, true, true, false, false];
const CHAMPIONS: Row = [false, false, false, false, true, true, true];
const OFFICES: Row = [false, false, false, false, false, true, true];
const SERVICE_DESK: Row = [false, false, false, false, false, false, true];

/// Makes of each row the permission, its place in the matrix, and a type of the same name, which a use-case can demand as proof.
macro_rules! matrix {
    ($($(#[$doc:meta])* $name:ident: $row:ident,)*) => {
        /// Something that a page or an action asks for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Permission {
            $($(#[$doc])* $name,)*
        }

        /// Whether the matrix has a yes for `role` in the row of `permission`.
        pub const fn may(role: Role, permission: Permission) -> bool {
            let row = match permission {
                $(Permission::$name => $row,)*
            };
            row[role as usize]
        }

        $(
            $(#[$doc])*
            #[derive(Debug)]
            pub enum $name {}

            impl Access for $name {
                const PERMISSION: Permission = Permission::$name;
            }
        )*
    };
}

matrix! {
    /// Sign in, the school's dashboard and basic information.
    SeeSchool: EVERYBODY,
    /// My Profile.
    SeeProfile: EVERYBODY,
    /// See learners and their details, also by own class.
    SeeLearners: STAFF,
    /// Show a learner's password.
    ShowLearnerPassword: STAFF,
    /// Reset learners' passwords, one by one or by group.
    ResetLearnerPasswords: STAFF,
    /// Print learners' details and passwords, one by one or by group.
    PrintLearners: STAFF,
    /// Change the name that a learner is shown by; deactivate one learner at a time.
    EditLearners: STAFF,
    /// Change a learner's legal name and username; deactivate many at once; reactivate.
    ManageLearners: CHAMPIONS,
    /// Confirm and withdraw consent.
    RecordConsent: CHAMPIONS,
    /// Names, passwords and deactivation of staff, non-MIS people and governors; print them.
    ManageStaff: CHAMPIONS,
    /// Reactivate staff of the MIS.
    ReactivateStaff: SERVICE_DESK,
    /// Add, extend and close non-MIS accounts and those of governors.
    ManageNonMis: CHAMPIONS,
    /// Promote and demote Digital Champions.
    ManageChampions: CHAMPIONS,
    /// Add and close shared mailboxes, and say who can open them.
    ManageMailboxes: CHAMPIONS,
    /// Download usernames and passwords as CSV.
    ExportCredentials: CHAMPIONS,
    /// Change one's own password.
    ChangeOwnPassword: BUT_YOUNG_LEARNERS,
    /// See staff and their details.
    SeeStaff: CHAMPIONS,
    /// Show a staff member's password.
    ShowStaffPassword: CHAMPIONS,
    /// View Groups: own classes.
    SeeGroups: STAFF,
    /// View Groups: every class, registration group and year group.
    SeeAllGroups: CHAMPIONS,
    /// Add, fill and restore Teams and Classrooms of the groups that one may see.
    ManageWorkspaces: STAFF,
    /// Provisioning status and runs; release and discard held ones.
    ManageProvisioning: CHAMPIONS,
    /// See what the year end will do and has done in the school.
    SeeYearEnd: CHAMPIONS,
    /// Declare the dates of academic years; have the year end rehearsed, and see how far it is in the nation.
    ManageYearEnd: SERVICE_DESK,
    /// Check why somebody is not in the portal yet, and whose move waits for whom.
    CheckMoves: CHAMPIONS,
    /// Ask that one's own former account be taken along; a champion asks for the school's other staff too.
    AskTransfer: OWN_STAFF,
    /// Approve and refuse the transfer of former accounts.
    ApproveTransfers: SERVICE_DESK,
    /// See and change the school's settings.
    ManageSettings: CHAMPIONS,
    /// See and download the school's audit trail.
    SeeAudit: CHAMPIONS,
    /// See how ready the school is for the year end.
    SeeReadiness: CHAMPIONS,
    /// Make and revoke the provisioning tokens of a school or of an authority.
    ManageTokens: OFFICES,
    /// Say who administers an authority's schools.
    ManageAdministrators: OFFICES,
    /// Add schools.
    AddSchools: SERVICE_DESK,
    /// See background work that was given up, and have it tried again.
    RetryWork: SERVICE_DESK,
    /// See the schools of one's authority or of the nation, and enter them.
    SeeSchools: OFFICES,
    /// See every authority and its schools.
    SeeNation: SERVICE_DESK,
}
