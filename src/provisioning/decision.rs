//! A person decides about a held run: it goes on, or it is discarded. Both are in the audit trail under their name.

use std::net::IpAddr;

use chrono::{DateTime, Utc};
use thiserror::Error;

use super::jobs::ApplySchool;
use super::store::held::decide;
use super::store::run_lines::list_held_accounts;
use crate::audit::{Author, Event, EventKind, write_event};
use crate::authz::{Actor, ManageProvisioning, Permit};
use crate::base::id::{AccountId, BatchId, EventId};
use crate::db::TenantTx;
use crate::jobs::enqueue;

/// Who decides about which run, and when.
#[derive(Debug)]
pub struct Decision<'a> {
    /// The held run.
    pub batch: BatchId,
    /// Who.
    pub actor: &'a Actor,
    /// From where.
    pub address: Option<IpAddr>,
    /// When.
    pub at: DateTime<Utc>,
    /// The id of the event in the audit trail.
    pub event: EventId,
}

/// Why nothing was decided.
#[derive(Debug, Error)]
pub enum DecisionError {
    /// Somebody decided already, or a newer run took its place.
    #[error("the run is no longer held")]
    NotHeld,
    /// The database.
    #[error("{}", crate::db::describe(.0))]
    Database(#[from] sqlx::Error),
}

/// Lets a held run go on. It looks again, and may release nobody but those who are listed now.
pub async fn release_held(
    tx: &mut TenantTx,
    _permit: &Permit<ManageProvisioning>,
    decision: &Decision<'_>,
) -> Result<(), DecisionError> {
    let seen = list_held_accounts(tx, decision.batch).await?;
    let actor = decision.actor.account;
    if !decide(tx, decision.batch, Some(actor), decision.at).await? {
        return Err(DecisionError::NotHeld);
    }
    record(tx, decision, EventKind::RunReleased, &seen).await?;
    let school_id = tx.school();
    enqueue(tx, &ApplySchool { school_id }, None).await?;
    Ok(())
}

/// Discards a held run: nothing of it happens.
pub async fn discard_held(
    tx: &mut TenantTx,
    _permit: &Permit<ManageProvisioning>,
    decision: &Decision<'_>,
) -> Result<(), DecisionError> {
    if !decide(tx, decision.batch, None, decision.at).await? {
        return Err(DecisionError::NotHeld);
    }
    record(tx, decision, EventKind::RunDiscarded, &[]).await?;
    Ok(())
}

/// Puts the decision on record.
pub(super) async fn record(
    tx: &mut TenantTx,
    decision: &Decision<'_>,
    kind: EventKind,
    subjects: &[AccountId],
) -> sqlx::Result<()> {
    let event = Event {
        id: decision.event,
        at: decision.at,
        kind,
        actor: &Author::of(decision.actor),
        address: decision.address,
        subjects,
        note: None,
    };
    write_event(tx, &event).await
}
