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
    /// Consent was confirmed.
    ConsentConfirmed,
    /// Consent was withdrawn.
    ConsentWithdrawn,
    /// A held run was released.
    RunReleased,
    /// A held run was discarded.
    RunDiscarded,
    /// The school's settings were changed.
    SettingsChanged,
    /// Sign-ins of one account failed several times in a row.
    SignInFailures,
    /// The audit trail was downloaded.
    AuditExported,
}

impl EventKind {
    /// Every kind, as lists offer them.
    pub const ALL: [Self; 24] = [
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
        Self::ConsentConfirmed,
        Self::ConsentWithdrawn,
        Self::RunReleased,
        Self::RunDiscarded,
        Self::SettingsChanged,
        Self::SignInFailures,
        Self::AuditExported,
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
            Self::ConsentConfirmed => "consent_confirmed",
            Self::ConsentWithdrawn => "consent_withdrawn",
            Self::RunReleased => "run_released",
            Self::RunDiscarded => "run_discarded",
            Self::SettingsChanged => "settings_changed",
            Self::SignInFailures => "sign_in_failures",
            Self::AuditExported => "audit_exported",
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
