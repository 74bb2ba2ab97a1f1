//! The acts of the audit trail in words: the same on every page that tells of them.

use crate::audit::EventKind;
use crate::web::Messages;

/// What such an act is called: “Password reset”.
pub fn label(t: &Messages, kind: EventKind) -> String {
    match kind {
        EventKind::PasswordShown => t.act_password_shown(),
        EventKind::PasswordReset => t.act_password_reset(),
        EventKind::PasswordChanged => t.act_password_changed(),
        EventKind::CredentialsPrinted => t.act_credentials_printed(),
        EventKind::DetailsPrinted => t.act_details_printed(),
        EventKind::CredentialsExported => t.act_credentials_exported(),
        EventKind::ListExported => t.act_list_exported(),
        EventKind::NameEdited => t.act_name_edited(),
        EventKind::UsernameGenerated => t.act_username_generated(),
        EventKind::AccountDeactivated => t.act_account_deactivated(),
        EventKind::AccountActivated => t.act_account_activated(),
        EventKind::AccountAdded => t.act_account_added(),
        EventKind::AccountExtended => t.act_account_extended(),
        EventKind::AccountReviewed => t.act_account_reviewed(),
        EventKind::AccountClosed => t.act_account_closed(),
        EventKind::ChampionPromoted => t.act_champion_promoted(),
        EventKind::ChampionDemoted => t.act_champion_demoted(),
        EventKind::MailboxAdded => t.act_mailbox_added(),
        EventKind::MailboxClosed => t.act_mailbox_closed(),
        EventKind::MailboxAccessGiven => t.act_mailbox_access_given(),
        EventKind::MailboxAccessTaken => t.act_mailbox_access_taken(),
        EventKind::ConsentConfirmed => t.act_consent_confirmed(),
        EventKind::ConsentWithdrawn => t.act_consent_withdrawn(),
        EventKind::RunReleased => t.act_run_released(),
        EventKind::RunDiscarded => t.act_run_discarded(),
        EventKind::RunUndone => t.act_run_undone(),
        EventKind::TransferFileChecked => t.act_transfer_file_checked(),
        EventKind::SettingsChanged => t.act_settings_changed(),
        EventKind::SignInFailures => t.act_sign_in_failures(),
        EventKind::AuditExported => t.act_audit_exported(),
        EventKind::WorkspaceRequested => t.act_workspace_requested(),
        EventKind::WorkspaceRestored => t.act_workspace_restored(),
        EventKind::WorkspaceMembersAdded => t.act_workspace_members_added(),
        EventKind::WorkspaceMembersRemoved => t.act_workspace_members_removed(),
        EventKind::WorkspaceRetried => t.act_workspace_retried(),
        EventKind::TokenMade => t.act_token_made(),
        EventKind::TokenRevoked => t.act_token_revoked(),
        EventKind::AdministratorAdded => t.act_administrator_added(),
        EventKind::AdministratorPromoted => t.act_administrator_promoted(),
        EventKind::AdministratorDemoted => t.act_administrator_demoted(),
        EventKind::SchoolAdded => t.act_school_added(),
        EventKind::WorkRetried => t.act_work_retried(),
        EventKind::YearEnded => t.act_year_ended(),
        EventKind::TransferAsked => t.act_transfer_asked(),
        EventKind::TransferApproved => t.act_transfer_approved(),
        EventKind::TransferRefused => t.act_transfer_refused(),
    }
}

/// What somebody did to the person whose page it stands on: “Nia Hyrwyddwr reset the password”.
pub fn sentence(t: &Messages, kind: EventKind, by: &str) -> String {
    match kind {
        EventKind::PasswordShown => t.did_password_shown(by),
        EventKind::PasswordReset => t.did_password_reset(by),
        EventKind::PasswordChanged => t.did_password_changed(by),
        EventKind::CredentialsPrinted => t.did_credentials_printed(by),
        EventKind::DetailsPrinted => t.did_details_printed(by),
        EventKind::CredentialsExported => t.did_credentials_exported(by),
        EventKind::ListExported => t.did_list_exported(by),
        EventKind::NameEdited => t.did_name_edited(by),
        EventKind::UsernameGenerated => t.did_username_generated(by),
        EventKind::AccountDeactivated => t.did_account_deactivated(by),
        EventKind::AccountActivated => t.did_account_activated(by),
        EventKind::AccountAdded => t.did_account_added(by),
        EventKind::AccountExtended => t.did_account_extended(by),
        EventKind::AccountReviewed => t.did_account_reviewed(by),
        EventKind::AccountClosed => t.did_account_closed(by),
        EventKind::ChampionPromoted => t.did_champion_promoted(by),
        EventKind::ChampionDemoted => t.did_champion_demoted(by),
        EventKind::MailboxAccessGiven => t.did_mailbox_access_given(by),
        // Nobody acted where the portal itself ended it.
        EventKind::MailboxAccessTaken if by.is_empty() => t.did_mailbox_access_ended(),
        EventKind::MailboxAccessTaken => t.did_mailbox_access_taken(by),
        EventKind::ConsentConfirmed => t.did_consent_confirmed(by),
        EventKind::ConsentWithdrawn => t.did_consent_withdrawn(by),
        EventKind::RunReleased => t.did_run_released(by),
        EventKind::RunDiscarded => t.did_run_discarded(by),
        EventKind::RunUndone => t.did_run_undone(by),
        EventKind::SignInFailures => t.did_sign_in_failures(),
        EventKind::WorkspaceRequested => t.did_workspace_requested(by),
        EventKind::WorkspaceMembersAdded => t.did_workspace_members_added(by),
        EventKind::WorkspaceMembersRemoved => t.did_workspace_members_removed(),
        EventKind::YearEnded => t.did_year_ended(),
        EventKind::TransferAsked => t.did_transfer_asked(by),
        EventKind::TransferApproved => t.did_transfer_approved(by),
        EventKind::TransferRefused => t.did_transfer_refused(by),
        // These are about no one person.
        EventKind::MailboxAdded
        | EventKind::MailboxClosed
        | EventKind::SettingsChanged
        | EventKind::AuditExported
        | EventKind::TransferFileChecked
        | EventKind::WorkspaceRestored
        | EventKind::WorkspaceRetried
        | EventKind::TokenMade
        | EventKind::TokenRevoked
        | EventKind::AdministratorAdded
        | EventKind::AdministratorPromoted
        | EventKind::AdministratorDemoted
        | EventKind::SchoolAdded
        | EventKind::WorkRetried => label(t, kind),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::base::Language;
    use crate::web::messages;

    #[test]
    fn every_act_has_words_of_its_own_in_both_languages() {
        for language in [Language::Cy, Language::En] {
            let t = messages(language);
            let labels: BTreeSet<String> = EventKind::ALL.map(|kind| label(t, kind)).into();
            let sentences: BTreeSet<String> = EventKind::ALL.map(|kind| sentence(t, kind, "Nia")).into();
            assert_eq!((labels.len(), sentences.len()), (EventKind::ALL.len(), EventKind::ALL.len()));
        }
    }
}
