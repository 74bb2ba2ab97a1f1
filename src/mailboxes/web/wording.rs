//! What the pages of shared mailboxes say.

use super::super::Mailbox;
use super::super::name::{LONGEST_NAME, NameError};
use super::super::state::{MailboxState, Problem};
use super::super::store::Holder;
use crate::web::{Explain, Messages, dates};

/// A state in words, with the tone of its badge.
pub(super) struct Said {
    pub(super) tone: &'static str,
    pub(super) text: String,
}

impl Said {
    fn new(tone: &'static str, text: String) -> Self {
        Self { tone, text }
    }
}

/// How far a mailbox is.
pub(super) fn state(t: &Messages, mailbox: &Mailbox) -> Said {
    match mailbox.state {
        MailboxState::Requested => Said::new("wait", t.mailbox_requested()),
        MailboxState::Creating => Said::new("wait", t.mailbox_creating()),
        MailboxState::Active if mailbox.problem.is_some() => Said::new("warn", t.mailbox_access_stuck()),
        MailboxState::Active => Said::new("good", t.mailbox_active()),
        MailboxState::Closing => Said::new("wait", t.mailbox_closing()),
        MailboxState::Closed => Said::new("off", t.mailbox_closed(closed_on(mailbox))),
        MailboxState::Failed if mailbox.close_asked.is_some() => Said::new("bad", t.mailbox_not_closed()),
        MailboxState::Failed => Said::new("bad", t.mailbox_not_made()),
    }
}

fn closed_on(mailbox: &Mailbox) -> String {
    mailbox.closed_at.map(dates::day_of).unwrap_or_default()
}

/// How somebody's access stands.
pub(super) fn standing(t: &Messages, mailbox: &Mailbox, holder: &Holder) -> Said {
    if !holder.is_entitled {
        return Said::new("warn", t.access_ending());
    }
    match (mailbox.state, holder.is_confirmed, holder.is_there) {
        (_, true, _) => Said::new("good", t.access_given()),
        (MailboxState::Requested | MailboxState::Creating, ..) => Said::new("wait", t.access_with_mailbox()),
        (MailboxState::Failed, ..) => Said::new("warn", t.access_not_given()),
        (_, false, false) => Said::new("wait", t.access_waits_for_account()),
        (_, false, true) if mailbox.problem.is_some() => Said::new("warn", t.access_not_given()),
        (_, false, true) => Said::new("wait", t.access_being_given()),
    }
}

/// Who ended somebody's access, and whether Exchange knows.
pub(super) fn ending(t: &Messages, holder: &Holder) -> String {
    let on = holder.removed_at.map(dates::day_of).unwrap_or_default();
    match (&holder.removed_by, holder.lingers) {
        (_, true) => t.access_being_taken(),
        (Some(by), false) => t.access_taken_by(on.as_str(), by.as_str()),
        (None, false) => t.access_ended_by_itself(on.as_str()),
    }
}

/// Why the portal has stopped trying, and what to do.
pub(super) fn problem(t: &Messages, problem: Problem) -> String {
    match problem {
        Problem::Unavailable => t.mailbox_problem_unavailable(),
        Problem::SignIn => t.mailbox_problem_sign_in(),
        Problem::Taken => t.mailbox_problem_taken(),
        Problem::Refused => t.mailbox_problem_refused(),
    }
}

impl Explain for NameError {
    fn explain(&self, t: &Messages) -> String {
        match self {
            Self::Missing => t.mailbox_name_missing(),
            Self::TooLong => t.mailbox_name_too_long(LONGEST_NAME),
            Self::Invalid => t.mailbox_name_invalid(),
            Self::Reserved => t.mailbox_name_reserved(),
            Self::Taken => t.mailbox_name_taken(),
        }
    }
}
