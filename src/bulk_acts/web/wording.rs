//! Acts in words.

use crate::bulk_acts::{ActKind, Outcome};
use crate::directory::GroupKind;
use crate::web::Messages;

/// The question before the act: “Reset the passwords of 30 people?”.
pub(super) fn question(t: &Messages, kind: ActKind, people: i32) -> String {
    match kind {
        ActKind::ResetPasswords => t.ask_reset(people),
        ActKind::ConfirmConsent => t.ask_confirm_consent(people),
        ActKind::WithdrawConsent => t.ask_withdraw_consent(people),
        ActKind::Deactivate => t.ask_deactivate(people),
    }
}

/// What follows from it.
pub(super) fn consequence(t: &Messages, kind: ActKind) -> String {
    match kind {
        ActKind::ResetPasswords => t.reset_consequence(),
        ActKind::ConfirmConsent => t.confirm_consent_consequence(),
        ActKind::WithdrawConsent => t.withdraw_consent_consequence(),
        ActKind::Deactivate => t.deactivate_consequence(),
    }
}

/// The button that does it.
pub(super) fn yes(t: &Messages, kind: ActKind) -> String {
    match kind {
        ActKind::ResetPasswords => t.yes_reset_passwords(),
        ActKind::ConfirmConsent => t.yes_confirm_consent(),
        ActKind::WithdrawConsent => t.yes_withdraw_consent(),
        ActKind::Deactivate => t.yes_deactivate(),
    }
}

/// The heading while it goes on and once it is done; `note` is the group that it is about.
pub(super) fn heading(t: &Messages, kind: ActKind, note: Option<&str>) -> String {
    let act = match kind {
        ActKind::ResetPasswords => t.reset_passwords(),
        ActKind::ConfirmConsent => t.confirm_consent(),
        ActKind::WithdrawConsent => t.withdraw_consent(),
        ActKind::Deactivate => t.deactivate(),
    };
    match note.filter(|_| kind == ActKind::ResetPasswords) {
        Some(group) => format!("{act}: {group}"),
        None => act,
    }
}

/// What came of one person's part.
pub(super) fn outcome(t: &Messages, kind: ActKind, outcome: Option<Outcome>) -> String {
    match outcome {
        None => t.outcome_not_yet(),
        Some(Outcome::Done) => match kind {
            ActKind::ResetPasswords => t.outcome_password_reset(),
            ActKind::ConfirmConsent => t.outcome_consent_confirmed(),
            ActKind::WithdrawConsent => t.outcome_consent_withdrawn(),
            ActKind::Deactivate => t.outcome_deactivated(),
        },
        Some(Outcome::Unchanged) => t.outcome_already_so(),
        Some(Outcome::Inactive) => t.outcome_inactive(),
        Some(Outcome::Moved) => t.outcome_moved(),
        Some(Outcome::OwnAccount) => t.outcome_own_account(),
        Some(Outcome::LastChampion) => t.outcome_last_champion(),
    }
}

/// The heading of a *Group Actions* page.
pub(super) fn reset_heading(t: &Messages, by: GroupKind) -> String {
    match by {
        GroupKind::Registration => t.reset_passwords_registration_group(),
        GroupKind::Class => t.reset_passwords_class(),
        GroupKind::Year => t.reset_passwords_year(),
    }
}
