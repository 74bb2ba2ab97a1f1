//! SQL of what people ask for.

use crate::base::id::{AccountId, Ids, MailboxId};
use crate::base::random::OsRandom;
use crate::db::TenantTx;
use crate::mailboxes::{Acting, NewMailbox};

/// Keeps a wish for a mailbox; the answer is no where the school has one of this name.
pub(in crate::mailboxes) async fn insert_mailbox(
    tx: &mut TenantTx,
    new: &NewMailbox<'_>,
    acting: &Acting<'_>,
) -> sqlx::Result<bool> {
    let inserted = sqlx::query!(
        "INSERT INTO shared_mailbox (school_id, id, name, address, state, requested_at, requested_by)
         VALUES ($1, $2, $3, $4, 'requested', $5, $6)
         ON CONFLICT (school_id, name) WHERE state <> 'closed' DO NOTHING",
        tx.school().0,
        new.id.0,
        new.name.as_str(),
        new.address,
        acting.clock.now(),
        acting.author.name,
    )
    .execute(&mut **tx)
    .await?;
    Ok(inserted.rows_affected() == 1)
}

/// Wants a mailbox gone; the answer is no where it is going or gone.
pub(in crate::mailboxes) async fn ask_to_close(
    tx: &mut TenantTx,
    mailbox: MailboxId,
    acting: &Acting<'_>,
) -> sqlx::Result<bool> {
    let asked = sqlx::query!(
        "UPDATE shared_mailbox
         SET state = 'closing', close_asked_at = $3, close_asked_by = $4, problem = NULL
         WHERE school_id = $1 AND id = $2 AND state NOT IN ('closing', 'closed')",
        tx.school().0,
        mailbox.0,
        acting.clock.now(),
        acting.author.name,
    )
    .execute(&mut **tx)
    .await?;
    Ok(asked.rows_affected() == 1)
}

/// Wants somebody to have access; the answer is no where they have it, may not have it, or the mailbox is going.
pub(in crate::mailboxes) async fn insert_member(
    tx: &mut TenantTx,
    mailbox: MailboxId,
    person: AccountId,
    acting: &Acting<'_>,
) -> sqlx::Result<bool> {
    let id: uuid::Uuid = Ids::new(acting.clock, &mut OsRandom).fresh();
    let inserted = sqlx::query!(
        "INSERT INTO mailbox_member (school_id, mailbox_id, id, account_id, added_at, added_by)
         SELECT b.school_id, b.id, $4, a.id, $5, $6
         FROM shared_mailbox b JOIN account a ON a.school_id = b.school_id
         WHERE b.school_id = $1 AND b.id = $2 AND b.state NOT IN ('closing', 'closed') AND b.close_asked_at IS NULL
             AND a.id = $3 AND a.state = 'active' AND (a.has_consent OR a.kind NOT IN ('learner', 'non_mis_learner'))
         ON CONFLICT (school_id, mailbox_id, account_id) WHERE removed_at IS NULL DO NOTHING",
        tx.school().0,
        mailbox.0,
        person.0,
        id,
        acting.clock.now(),
        acting.author.name,
    )
    .execute(&mut **tx)
    .await?;
    Ok(inserted.rows_affected() == 1)
}

/// Wants somebody to have no access; the answer is no where they have none.
pub(in crate::mailboxes) async fn end_member(
    tx: &mut TenantTx,
    mailbox: MailboxId,
    person: AccountId,
    acting: &Acting<'_>,
) -> sqlx::Result<bool> {
    let ended = sqlx::query!(
        "UPDATE mailbox_member SET removed_at = $4, removed_by = $5
         WHERE school_id = $1 AND mailbox_id = $2 AND account_id = $3 AND removed_at IS NULL",
        tx.school().0,
        mailbox.0,
        person.0,
        acting.clock.now(),
        acting.author.name,
    )
    .execute(&mut **tx)
    .await?;
    Ok(ended.rows_affected() == 1)
}

/// What has failed is to be tried again; the answer is no where nothing has.
pub(in crate::mailboxes) async fn forget_problem(
    tx: &mut TenantTx,
    mailbox: MailboxId,
) -> sqlx::Result<bool> {
    let forgotten = sqlx::query!(
        "UPDATE shared_mailbox
         SET problem = NULL,
             state = CASE WHEN state <> 'failed' THEN state WHEN close_asked_at IS NULL THEN 'requested' ELSE 'closing' END
         WHERE school_id = $1 AND id = $2 AND problem IS NOT NULL",
        tx.school().0,
        mailbox.0,
    )
    .execute(&mut **tx)
    .await?;
    Ok(forgotten.rows_affected() == 1)
}

/// Tries so far count no longer: something new is wanted.
pub(in crate::mailboxes) async fn forget_tries(
    tx: &mut TenantTx,
    mailboxes: &[MailboxId],
) -> sqlx::Result<()> {
    let ids: Vec<_> = mailboxes.iter().map(|id| id.0).collect();
    sqlx::query!(
        "UPDATE shared_mailbox SET attempts = 0, next_try_at = NULL WHERE school_id = $1 AND id = ANY ($2)",
        tx.school().0,
        &ids,
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}
