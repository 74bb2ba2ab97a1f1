//! SQL of what is done in the background.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::base::id::{AccountId, MailboxId, SchoolId};
use crate::connectors::ExternalId;
use crate::db::TenantTx;
use crate::mailboxes::state::{MailboxState, Problem};

/// A mailbox as a try finds it.
#[derive(Clone, Debug)]
pub(in crate::mailboxes) struct Case {
    pub(in crate::mailboxes) mailbox: MailboxId,
    pub(in crate::mailboxes) state: MailboxState,
    pub(in crate::mailboxes) address: String,
    /// The tenant that it is in and what Exchange calls it there, where Exchange has confirmed it.
    pub(in crate::mailboxes) place: Option<(String, ExternalId)>,
    /// The authority of the school, which says whose tenant it is to be in.
    pub(in crate::mailboxes) authority: i16,
    /// Tries in a row of which nothing came, with this one.
    pub(in crate::mailboxes) attempts: i32,
}

/// Opens a mailbox for a try, which is counted before it begins. What is closed or has failed is left alone.
pub(in crate::mailboxes) async fn open_case(
    tx: &mut TenantTx,
    mailbox: MailboxId,
) -> sqlx::Result<Option<Case>> {
    let row = sqlx::query!(
        r#"UPDATE shared_mailbox b
           SET attempts = b.attempts + 1, next_try_at = NULL,
               state = CASE b.state WHEN 'requested' THEN 'creating' ELSE b.state END
           FROM school s WHERE b.school_id = $1 AND b.id = $2 AND b.state NOT IN ('closed', 'failed') AND s.id = b.school_id
           RETURNING b.state, b.address, b.tenant, b.external_id AS "external_id: ExternalId", b.attempts, s.authority_code"#,
        tx.school().0,
        mailbox.0,
    )
    .fetch_optional(&mut **tx)
    .await?;
    row.map(|row| {
        let state = MailboxState::from_code(&row.state)
            .ok_or_else(|| sqlx::Error::Decode("shared_mailbox: state".into()))?;
        Ok(Case {
            mailbox,
            state,
            address: row.address,
            place: row.tenant.zip(row.external_id),
            authority: row.authority_code,
            attempts: row.attempts,
        })
    })
    .transpose()
}

/// The settings name another tenant: the mailbox is made there, and everybody let in anew.
pub(in crate::mailboxes) async fn begin_anew(tx: &mut TenantTx, mailbox: MailboxId) -> sqlx::Result<()> {
    sqlx::query!(
        "WITH moved AS (
             UPDATE shared_mailbox SET tenant = NULL, external_id = NULL,
                 state = CASE state WHEN 'active' THEN 'creating' ELSE state END
             WHERE school_id = $1 AND id = $2
         )
         UPDATE mailbox_member SET asked_for = NULL, confirmed_at = NULL
         WHERE school_id = $1 AND mailbox_id = $2 AND gone_at IS NULL",
        tx.school().0,
        mailbox.0,
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Exchange has made the mailbox. If its end was asked for meanwhile, it stays on the way there.
pub(in crate::mailboxes) async fn confirm_mailbox(
    tx: &mut TenantTx,
    mailbox: MailboxId,
    (tenant, external_id): (&str, &ExternalId),
) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE shared_mailbox SET tenant = $3, external_id = $4, state = CASE state WHEN 'creating' THEN 'active' ELSE state END
         WHERE school_id = $1 AND id = $2",
        tx.school().0,
        mailbox.0,
        tenant,
        external_id.as_str(),
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Exchange has deleted the mailbox, and everybody's access with it.
pub(in crate::mailboxes) async fn confirm_closed(
    tx: &mut TenantTx,
    mailbox: MailboxId,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "WITH closed AS (
             UPDATE shared_mailbox SET state = 'closed', closed_at = $3 WHERE school_id = $1 AND id = $2
             RETURNING close_asked_by
         )
         UPDATE mailbox_member m
         SET removed_at = coalesce(m.removed_at, $3), gone_at = coalesce(m.gone_at, $3),
             removed_by = CASE WHEN m.removed_at IS NULL THEN c.close_asked_by ELSE m.removed_by END
         FROM closed c WHERE m.school_id = $1 AND m.mailbox_id = $2",
        tx.school().0,
        mailbox.0,
        now,
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Ends the access of those who are no longer active in the school, or have lost the consent that they need.
pub(in crate::mailboxes) async fn end_departed(
    tx: &mut TenantTx,
    mailbox: MailboxId,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<AccountId>> {
    sqlx::query_scalar!(
        r#"UPDATE mailbox_member m SET removed_at = $3
           WHERE m.school_id = $1 AND m.mailbox_id = $2 AND m.removed_at IS NULL AND NOT EXISTS (
               SELECT FROM account a WHERE a.id = m.account_id AND a.school_id = m.school_id AND a.state = 'active'
                   AND (a.has_consent OR a.kind NOT IN ('learner', 'non_mis_learner')))
           RETURNING m.account_id AS "account: AccountId""#,
        tx.school().0,
        mailbox.0,
        now,
    )
    .fetch_all(&mut **tx)
    .await
}

/// Something to ask of Exchange for one person.
#[derive(Clone, Debug)]
pub(in crate::mailboxes) struct Errand {
    id: Uuid,
    /// The person's address there.
    pub(in crate::mailboxes) person: String,
    /// Whether access is given, or taken.
    pub(in crate::mailboxes) gives: bool,
}

/// What is left to ask. Those who are to be let in are written down as asked for.
pub(in crate::mailboxes) async fn plan(tx: &mut TenantTx, mailbox: MailboxId) -> sqlx::Result<Vec<Errand>> {
    // Who was taken out and added again before Exchange heard of it is only let in once more.
    sqlx::query_as!(
        Errand,
        r#"WITH there AS (
               SELECT s.account_id, s.confirmed_username || '@' || split_part(b.address, '@', 2) AS person
               FROM shared_mailbox b JOIN mailbox_member m ON m.school_id = b.school_id AND m.mailbox_id = b.id
               JOIN service_account s ON s.account_id = m.account_id AND s.service = 'microsoft' AND s.tenant = b.tenant
               WHERE b.school_id = $1 AND b.id = $2 AND s.confirmed_username IS NOT NULL
               GROUP BY 1, 2
           ), superseded AS (
               UPDATE mailbox_member m SET gone_at = m.removed_at
               FROM mailbox_member current
               WHERE m.school_id = $1 AND m.mailbox_id = $2 AND m.removed_at IS NOT NULL AND m.gone_at IS NULL
                   AND current.school_id = $1 AND current.mailbox_id = $2 AND current.account_id = m.account_id
                   AND current.removed_at IS NULL
               RETURNING m.id
           ), asked AS (
               UPDATE mailbox_member m SET asked_for = t.person FROM there t
               WHERE m.school_id = $1 AND m.mailbox_id = $2 AND t.account_id = m.account_id
                   AND m.removed_at IS NULL AND m.confirmed_at IS NULL
               RETURNING m.id, t.person
           )
           SELECT id AS "id!", person AS "person!", true AS "gives!" FROM asked
           UNION ALL
           SELECT m.id, coalesce(t.person, m.asked_for), false
           FROM mailbox_member m LEFT JOIN there t ON t.account_id = m.account_id
           WHERE m.school_id = $1 AND m.mailbox_id = $2 AND m.removed_at IS NOT NULL AND m.asked_for IS NOT NULL
               AND m.gone_at IS NULL AND m.id NOT IN (SELECT id FROM superseded)"#,
        tx.school().0,
        mailbox.0,
    )
    .fetch_all(&mut **tx)
    .await
}

/// Exchange has let somebody in, or out.
pub(in crate::mailboxes) async fn confirm_errand(
    tx: &mut TenantTx,
    mailbox: MailboxId,
    errand: &Errand,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE mailbox_member
         SET confirmed_at = CASE WHEN $4 THEN $5 ELSE confirmed_at END, gone_at = CASE WHEN $4 THEN gone_at ELSE $5 END
         WHERE school_id = $1 AND mailbox_id = $2 AND id = $3",
        tx.school().0,
        mailbox.0,
        errand.id,
        errand.gives,
        now,
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Whether somebody is to have access who has no account there yet.
pub(in crate::mailboxes) async fn has_waiting(tx: &mut TenantTx, mailbox: MailboxId) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM mailbox_member WHERE school_id = $1 AND mailbox_id = $2
               AND removed_at IS NULL AND confirmed_at IS NULL) AS "waits!""#,
        tx.school().0,
        mailbox.0,
    )
    .fetch_one(&mut **tx)
    .await
}

/// Nothing was left to do.
pub(in crate::mailboxes) async fn settle(tx: &mut TenantTx, mailbox: MailboxId) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE shared_mailbox SET attempts = 0, next_try_at = NULL, problem = NULL
         WHERE school_id = $1 AND id = $2",
        tx.school().0,
        mailbox.0,
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Puts a mailbox off until `next_try`; where a problem has ended the tries, what is not made or deleted has failed. Whose
/// end was asked for meanwhile has not failed: the deletion was not tried yet.
pub(in crate::mailboxes) async fn put_off(
    tx: &mut TenantTx,
    case: &Case,
    next_try: Option<DateTime<Utc>>,
    problem: Option<Problem>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE shared_mailbox SET next_try_at = $3, attempts = $6,
             problem = CASE WHEN state <> 'closing' OR $5 THEN $4::text END,
             state = CASE WHEN $4::text IS NULL OR state = 'active' OR (state = 'closing' AND NOT $5) THEN state
                 ELSE 'failed' END
         WHERE school_id = $1 AND id = $2",
        tx.school().0,
        case.mailbox.0,
        next_try,
        problem.map(Problem::as_str),
        case.state == MailboxState::Closing,
        case.attempts,
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Mailboxes for which something can be done, of one school or of all; `tenants`: where each authority's are to be.
pub(in crate::mailboxes) async fn find_out_of_step(
    connection: &mut PgConnection,
    school: Option<SchoolId>,
    (authorities, tenants): (&[i16], &[String]),
) -> sqlx::Result<Vec<(SchoolId, MailboxId)>> {
    let rows = sqlx::query!(
        r#"SELECT b.school_id AS "school: SchoolId", b.id AS "id: MailboxId" FROM shared_mailbox b
           JOIN school h ON h.id = b.school_id
           JOIN unnest($2::smallint[], $3::text[]) AS wished (authority, tenant) ON wished.authority = h.authority_code
           WHERE ($1::uuid IS NULL OR b.school_id = $1) AND (b.state IN ('requested', 'creating', 'closing')
               OR b.state = 'active' AND (b.tenant <> wished.tenant OR EXISTS (
                   SELECT FROM mailbox_member m
                   LEFT JOIN account a ON a.id = m.account_id AND a.school_id = m.school_id AND a.state = 'active'
                       AND (a.has_consent OR a.kind NOT IN ('learner', 'non_mis_learner'))
                   LEFT JOIN service_account s
                       ON s.account_id = a.id AND s.service = 'microsoft' AND s.tenant = b.tenant
                   WHERE m.school_id = b.school_id AND m.mailbox_id = b.id AND CASE
                       WHEN m.removed_at IS NULL
                           THEN a.id IS NULL OR (m.confirmed_at IS NULL AND s.confirmed_username IS NOT NULL)
                       ELSE m.asked_for IS NOT NULL AND m.gone_at IS NULL END)))
           ORDER BY b.requested_at, b.id"#,
        school.map(|school| school.0),
        authorities,
        tenants,
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|row| (row.school, row.id)).collect())
}
