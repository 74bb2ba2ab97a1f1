//! Undoes a school's last applied run: what it changed becomes what it was before.
//!
//! Only the last one, and once. Whoever was claimed, edited, reset, revealed or signed in since stays as they are. The run's
//! record and the audit trail stay too; accounts that it made become inactive as *undone*, and learners whom it claimed go
//! back to the school that they came from.

mod judgement;

use thiserror::Error;

use super::archive::{self, ArchiveError};
use super::before::BeforeImage;
use super::decision::{Decision, record};
use super::jobs::{ApplySchool, ReleaseDue};
use super::store::accounts;
use super::store::batches::lock_school;
use super::store::undo::{self as store, UndoableBatch};
use crate::audit::EventKind;
use crate::authz::{ManageProvisioning, Permit};
use crate::base::id::{AccountId, BatchId};
use crate::db::TenantTx;
use crate::jobs::enqueue;
use crate::{events, school_status, sessions};

pub(super) use judgement::{Change, ChangedPerson, Judgement, RestoredPeople, WhyStays, judge};

/// Why nothing was undone.
#[derive(Debug, Error)]
pub enum UndoError {
    /// A newer run was applied, or this one never was.
    #[error("the run is not the school's last applied one")]
    NotLast,
    /// A run is being applied at this moment.
    #[error("a run of the school is being applied")]
    Busy,
    /// What the run changed cannot be read.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// A learner whom the run claimed cannot be given back.
    #[error("a learner's former school is not known")]
    OriginUnknown,
    /// The database.
    #[error("{}", crate::db::describe(.0))]
    Database(#[from] sqlx::Error),
}

/// What undoing the run would come to now; nothing where it cannot be undone.
pub(super) async fn preview(tx: &mut TenantTx, batch: BatchId) -> sqlx::Result<Option<Judgement>> {
    match store::find_undoable(tx).await?.filter(|undoable| undoable.id == batch) {
        Some(undoable) => Ok(Some(judge(store::list_changed_people(tx, &undoable).await?))),
        None => Ok(None),
    }
}

/// Undoes the run. One that is undone already is left alone: a second tab finds it done.
pub(super) async fn undo_run(
    tx: &mut TenantTx,
    _permit: &Permit<ManageProvisioning>,
    decision: &Decision<'_>,
) -> Result<(), UndoError> {
    if !lock_school(tx).await? {
        return Err(UndoError::Busy);
    }
    if store::is_undone(tx, decision.batch).await? {
        return Ok(());
    }
    let undoable = store::find_undoable(tx).await?.filter(|undoable| undoable.id == decision.batch);
    let undoable = undoable.ok_or(UndoError::NotLast)?;
    let before: BeforeImage = archive::unpack(&undoable.before)?;
    // What anybody did is read once the accounts are held, so that nobody acts in between.
    store::lock_changed_people(tx, undoable.id).await?;
    let judgement = judge(store::list_changed_people(tx, &undoable).await?);
    let undoing = Undoing { batch: &undoable, before: &before, judgement: &judgement, decision };
    undoing.restore_people(tx).await?;
    undoing.restore_groups(tx).await?;
    undoing.close(tx).await
}

/// An undoing under way, in the transaction that holds the school and its people.
struct Undoing<'a> {
    batch: &'a UndoableBatch,
    before: &'a BeforeImage,
    judgement: &'a Judgement,
    decision: &'a Decision<'a>,
}

impl Undoing<'_> {
    /// Memberships first: which of them a release ended can be told only while the account says when it was.
    async fn restore_people(&self, tx: &mut TenantTx) -> Result<(), UndoError> {
        let Self { batch, before, judgement, decision } = self;
        let now = decision.at;
        let own = judgement.of(&[Change::Updated, Change::Released, Change::Reactivated]);
        let gone = judgement.of(&[Change::Created, Change::Transferred, Change::Reactivated]);
        let created = judgement.of(&[Change::Created]);
        store::restore_memberships(tx, batch, &judgement.restored(&own, &gone), now).await?;
        sessions::end_sessions(tx, &gone).await?;
        store::restore_accounts(tx, &before.accounts, &own).await?;
        store::close_created(tx, &created, now).await?;
        Ok(())
    }

    async fn restore_groups(&self, tx: &mut TenantTx) -> sqlx::Result<()> {
        store::restore_groups(tx, &self.before.groups).await?;
        store::restore_group_ends(tx, self.batch, self.decision.at).await
    }

    /// The trail is written while everybody is still here; then learners go back, and the rows that waited wait again.
    async fn close(&self, tx: &mut TenantTx) -> Result<(), UndoError> {
        let Self { batch, before, judgement, decision } = self;
        let back: Vec<AccountId> = judgement.back.iter().map(|person| person.account).collect();
        record(tx, decision, EventKind::RunUndone, &back).await?;
        store::mark_undone(tx, batch.id, decision.at).await?;
        let claimed = judgement.of(&[Change::Transferred]);
        if store::return_learners(tx, &claimed, decision.at).await? != claimed.len() {
            return Err(UndoError::OriginUnknown);
        }
        store::restore_enrolments(tx, &before.enrolments, &back).await?;
        store::restore_waiting(tx, &before.waiting).await?;
        school_status::refresh(tx, decision.at).await?;
        accounts::wake_claimants(tx, &judgement.inactive()).await?;
        let school_id = tx.school();
        enqueue(tx, &ReleaseDue { school_id }, None).await?;
        enqueue(tx, &ApplySchool { school_id }, None).await?;
        Ok(events::people_changed(tx).await?)
    }
}
