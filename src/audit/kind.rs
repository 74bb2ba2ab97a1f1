//! What can be done.

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EventKind {
    /// A password was shown.
    PasswordShown,
    /// Passwords were replaced, of one person or of many.
    PasswordReset,
    /// Somebody replaced their own password.
    PasswordChanged,
    /// Sign-in details were printed with the password.
    CredentialsPrinted,
    /// Sign-in details were printed without the password.
    DetailsPrinted,
    /// Passwords were downloaded.
    CredentialsExported,
    /// A list without passwords was downloaded.
    ListExported,
    /// A name was edited.
    NameEdited,
    /// An account got a new username.
    UsernameGenerated,
    /// An account was deactivated.
    AccountDeactivated,
    /// An account was activated.
    AccountActivated,
    /// An account was added that the MIS does not hold.
    AccountAdded,
    /// The term of such an account was extended.
    AccountExtended,
    /// The account of a governor was looked at and kept.
    AccountReviewed,
    /// Such an account was closed.
    AccountClosed,
    /// Somebody became a Digital Champion.
    ChampionPromoted,
    /// Somebody is no longer a Digital Champion.
    ChampionDemoted,
    /// A shared mailbox was added.
    MailboxAdded,
    /// A shared mailbox was closed.
    MailboxClosed,
    /// Somebody was given access to a shared mailbox.
    MailboxAccessGiven,
    /// Somebody's access to a shared mailbox was taken, or ended by itself.
    MailboxAccessTaken,
    /// Consent was confirmed.
    ConsentConfirmed,
    /// Consent was withdrawn.
    ConsentWithdrawn,
    /// A held run was released.
    RunReleased,
    /// A held run was discarded.
    RunDiscarded,
    /// An applied run was undone.
    RunUndone,
    /// Somebody looked who of a transfer file has an account.
    TransferFileChecked,
    /// The school's settings were changed.
    SettingsChanged,
    /// Sign-ins of one account failed several times in a row.
    SignInFailures,
    /// The audit trail was downloaded.
    AuditExported,
    /// A Team or Classroom was asked for.
    WorkspaceRequested,
    /// A Team or Classroom was restored.
    WorkspaceRestored,
    /// People were added to a Team or Classroom.
    WorkspaceMembersAdded,
    /// People who may no longer be members were taken out of a Team or Classroom.
    WorkspaceMembersRemoved,
    /// A Team or Classroom that had failed was asked for once more.
    WorkspaceRetried,
    /// A provisioning token was made.
    TokenMade,
    /// A provisioning token was revoked.
    TokenRevoked,
    /// Somebody was made an LA administrator with a new account.
    AdministratorAdded,
    /// Somebody of the authority became an LA administrator.
    AdministratorPromoted,
    /// Somebody is no longer an LA administrator.
    AdministratorDemoted,
    /// The school was added.
    SchoolAdded,
    /// Background work that was given up was asked for once more.
    WorkRetried,
    /// An academic year was closed, and terms ended with it.
    YearEnded,
    /// Somebody asked to take a former account along.
    TransferAsked,
    /// A former account took somebody's post.
    TransferApproved,
    /// The transfer of a former account was refused.
    TransferRefused,
}

impl EventKind {
    /// Every kind, as lists offer them.
    pub const ALL: [Self; 46] = [
        Self::PasswordShown,
        Self::PasswordReset,
        Self::PasswordChanged,
        Self::CredentialsPrinted,
        Self::DetailsPrinted,
        Self::CredentialsExported,
        Self::ListExported,
        Self::NameEdited,
        Self::UsernameGenerated,
        Self::AccountDeactivated,
        Self::AccountActivated,
        Self::AccountAdded,
        Self::AccountExtended,
        Self::AccountReviewed,
        Self::AccountClosed,
        Self::ChampionPromoted,
        Self::ChampionDemoted,
        Self::MailboxAdded,
        Self::MailboxClosed,
        Self::MailboxAccessGiven,
        Self::MailboxAccessTaken,
        Self::ConsentConfirmed,
        Self::ConsentWithdrawn,
        Self::RunReleased,
        Self::RunDiscarded,
        Self::RunUndone,
        Self::TransferFileChecked,
        Self::SettingsChanged,
        Self::SignInFailures,
        Self::AuditExported,
        Self::WorkspaceRequested,
        Self::WorkspaceRestored,
        Self::WorkspaceMembersAdded,
        Self::WorkspaceMembersRemoved,
        Self::WorkspaceRetried,
        Self::TokenMade,
        Self::TokenRevoked,
        Self::AdministratorAdded,
        Self::AdministratorPromoted,
        Self::AdministratorDemoted,
        Self::SchoolAdded,
        Self::WorkRetried,
        Self::YearEnded,
        Self::TransferAsked,
        Self::TransferApproved,
        Self::TransferRefused,
    ];

    /// The kind as the database and addresses spell it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PasswordShown => "password_shown",
            Self::PasswordReset => "password_reset",
            Self::PasswordChanged => "password_changed",
            Self::CredentialsPrinted => "credentials_printed",
            Self::DetailsPrinted => "details_printed",
            Self::CredentialsExported => "credentials_exported",
            Self::ListExported => "list_exported",
            Self::NameEdited => "name_edited",
            Self::UsernameGenerated => "username_generated",
            Self::AccountDeactivated => "account_deactivated",
            Self::AccountActivated => "account_activated",
            Self::AccountAdded => "account_added",
            Self::AccountExtended => "account_extended",
            Self::AccountReviewed => "account_reviewed",
            Self::AccountClosed => "account_closed",
            Self::ChampionPromoted => "champion_promoted",
            Self::ChampionDemoted => "champion_demoted",
            Self::MailboxAdded => "mailbox_added",
            Self::MailboxClosed => "mailbox_closed",
            Self::MailboxAccessGiven => "mailbox_access_given",
            Self::MailboxAccessTaken => "mailbox_access_taken",
            Self::ConsentConfirmed => "consent_confirmed",
            Self::ConsentWithdrawn => "consent_withdrawn",
            Self::RunReleased => "run_released",
            Self::RunDiscarded => "run_discarded",
            Self::RunUndone => "run_undone",
            Self::TransferFileChecked => "transfer_file_checked",
            Self::SettingsChanged => "settings_changed",
            Self::SignInFailures => "sign_in_failures",
            Self::AuditExported => "audit_exported",
            Self::WorkspaceRequested => "workspace_requested",
            Self::WorkspaceRestored => "workspace_restored",
            Self::WorkspaceMembersAdded => "workspace_members_added",
            Self::WorkspaceMembersRemoved => "workspace_members_removed",
            Self::WorkspaceRetried => "workspace_retried",
            Self::TokenMade => "token_made",
            Self::TokenRevoked => "token_revoked",
            Self::AdministratorAdded => "administrator_added",
            Self::AdministratorPromoted => "administrator_promoted",
            Self::AdministratorDemoted => "administrator_demoted",
            Self::SchoolAdded => "school_added",
            Self::WorkRetried => "work_retried",
            Self::YearEnded => "year_ended",
            Self::TransferAsked => "transfer_asked",
            Self::TransferApproved => "transfer_approved",
            Self::TransferRefused => "transfer_refused",
        }
    }

    /// The kind with this spelling.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_spelling_of_its_own() {
        for kind in EventKind::ALL {
            assert_eq!(EventKind::from_code(kind.as_str()), Some(kind));
        }
    }
}
