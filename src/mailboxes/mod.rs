//! Shared mailboxes: *View Shared Mailboxes*, *Add Shared Mailbox*, *Manage Access*, *Add User To Mailbox*.
//!
//! What a school wants is a row; what Exchange last confirmed stands beside it, and a job for each mailbox does what remains.
//! Access belongs to active people of the school, to learners only while there is consent, and ends by itself when either
//! does: somebody who comes back must be added again.
//!
//! Exchange stands outside the circuit of `workspaces`: it is another service than Graph and fails alone, and while it is down
//! accounts and Teams must not wait. Each mailbox has a few tries of its own with growing pauses, so that one that is down is
//! asked eight times in an hour and a bit for each, and then left alone until somebody asks or something changes.
//!
//! A closed mailbox loses its messages. Its name is free again: the next mailbox of that name is the same school's, and empty.

mod jobs;
mod name;
mod reconcile;
mod state;
mod store;
mod web;

use std::net::IpAddr;

use chrono::{DateTime, Utc};

pub use jobs::{ReconcileMailbox, on_people_changed, wake_out_of_step};
pub use store::count_failed_mailboxes;
pub use web::routes;

use crate::audit::{Author, Event, EventKind, write_event};
use crate::authz::{AccountKind, ManageMailboxes, Permit};
use crate::base::id::{AccountId, Ids, MailboxId};
use crate::base::random::OsRandom;
use crate::base::{Clock, PersonName};
use crate::db::TenantTx;

use name::{MailboxName, NameError};
use state::{MailboxState, Problem};

/// A shared mailbox as it stands.
#[derive(Clone, Debug)]
struct Mailbox {
    id: MailboxId,
    name: String,
    address: String,
    state: MailboxState,
    requested_at: DateTime<Utc>,
    requested_by: String,
    /// Who asked for its end, and when.
    close_asked: Option<(DateTime<Utc>, String)>,
    closed_at: Option<DateTime<Utc>>,
    /// When the portal tries again by itself.
    next_try_at: Option<DateTime<Utc>>,
    /// Why it does not any more.
    problem: Option<Problem>,
}

impl Mailbox {
    /// Whether it is there or on its way, and its end was not asked for.
    fn is_open(&self) -> bool {
        self.close_asked.is_none() && self.state != MailboxState::Closed
    }
}

/// Somebody of the school who may be given access, or why not.
#[derive(Clone, Debug)]
struct Candidate {
    id: AccountId,
    name: PersonName,
    username: String,
    kind: AccountKind,
    registration_group: Option<String>,
    /// A learner without consent has no account that could open a mailbox.
    lacks_consent: bool,
    has_access: bool,
}

/// Whoever acts, from where and when.
struct Acting<'a> {
    author: &'a Author,
    address: Option<IpAddr>,
    clock: &'a Clock,
}

impl Acting<'_> {
    async fn record(
        &self,
        tx: &mut TenantTx,
        kind: EventKind,
        subjects: &[AccountId],
        note: &str,
    ) -> sqlx::Result<()> {
        let event = Event {
            id: Ids::new(self.clock, &mut OsRandom).fresh(),
            at: self.clock.now(),
            kind,
            actor: self.author,
            address: self.address,
            subjects,
            note: Some(note),
        };
        write_event(tx, &event).await
    }
}

/// A mailbox that somebody asks for; the id comes with the form, so that sending it twice asks once.
struct NewMailbox<'a> {
    id: MailboxId,
    name: &'a MailboxName,
    address: &'a str,
}

/// Keeps the wish for a mailbox, on the record, and wakes whoever makes it. A wish with this id that is there already is fine.
async fn add_mailbox(
    tx: &mut TenantTx,
    _permit: &Permit<ManageMailboxes>,
    acting: &Acting<'_>,
    new: &NewMailbox<'_>,
) -> sqlx::Result<Result<(), NameError>> {
    if store::find_mailbox(tx, new.id).await?.is_some() {
        return Ok(Ok(()));
    }
    if !store::insert_mailbox(tx, new, acting).await? {
        return Ok(Err(NameError::Taken));
    }
    acting.record(tx, EventKind::MailboxAdded, &[], new.address).await?;
    jobs::wake(tx, new.id).await?;
    Ok(Ok(()))
}

/// Wants the mailbox gone. One that is going or gone is left alone.
async fn close_mailbox(
    tx: &mut TenantTx,
    _permit: &Permit<ManageMailboxes>,
    acting: &Acting<'_>,
    mailbox: &Mailbox,
) -> sqlx::Result<()> {
    if store::ask_to_close(tx, mailbox.id, acting).await? {
        acting.record(tx, EventKind::MailboxClosed, &[], &mailbox.address).await?;
        jobs::wake(tx, mailbox.id).await?;
    }
    Ok(())
}

/// Wants the person to have access. Whoever has it already, or may not have it, is left alone; then the answer is no.
async fn give_access(
    tx: &mut TenantTx,
    _permit: &Permit<ManageMailboxes>,
    acting: &Acting<'_>,
    (mailbox, person): (&Mailbox, AccountId),
) -> sqlx::Result<bool> {
    let is_given = store::insert_member(tx, mailbox.id, person, acting).await?;
    if is_given {
        acting.record(tx, EventKind::MailboxAccessGiven, &[person], &mailbox.address).await?;
        jobs::wake(tx, mailbox.id).await?;
    }
    Ok(is_given)
}

/// Wants the person to have no access. Whoever has none is left alone.
async fn take_access(
    tx: &mut TenantTx,
    _permit: &Permit<ManageMailboxes>,
    acting: &Acting<'_>,
    (mailbox, person): (&Mailbox, AccountId),
) -> sqlx::Result<()> {
    if store::end_member(tx, mailbox.id, person, acting).await? {
        acting.record(tx, EventKind::MailboxAccessTaken, &[person], &mailbox.address).await?;
        jobs::wake(tx, mailbox.id).await?;
    }
    Ok(())
}

/// *Try again*: forgets the tries that failed.
async fn try_again(
    tx: &mut TenantTx,
    _permit: &Permit<ManageMailboxes>,
    mailbox: MailboxId,
) -> sqlx::Result<()> {
    if store::forget_problem(tx, mailbox).await? {
        jobs::wake(tx, mailbox).await?;
    }
    Ok(())
}
