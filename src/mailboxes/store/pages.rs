//! SQL of what pages show.

use chrono::{DateTime, Utc};

use crate::authz::AccountKind;
use crate::base::id::{AccountId, MailboxId};
use crate::base::{Language, PersonName};
use crate::db::TenantTx;
use crate::mailboxes::state::{MailboxState, Problem};
use crate::mailboxes::{Candidate, Mailbox};

/// A mailbox of the list.
#[derive(Clone, Debug)]
pub(in crate::mailboxes) struct MailboxRow {
    pub(in crate::mailboxes) mailbox: Mailbox,
    /// People who have access or are to have it.
    pub(in crate::mailboxes) people: i64,
}

/// Every mailbox of the school by name, those that are closed last.
pub(in crate::mailboxes) async fn list_mailboxes(tx: &mut TenantTx) -> sqlx::Result<Vec<MailboxRow>> {
    read_mailboxes(tx, None).await
}

/// One mailbox of the school.
pub(in crate::mailboxes) async fn find_mailbox(
    tx: &mut TenantTx,
    id: MailboxId,
) -> sqlx::Result<Option<Mailbox>> {
    Ok(read_mailboxes(tx, Some(id)).await?.pop().map(|row| row.mailbox))
}

async fn read_mailboxes(tx: &mut TenantTx, id: Option<MailboxId>) -> sqlx::Result<Vec<MailboxRow>> {
    let rows = sqlx::query!(
        r#"SELECT b.id AS "id: MailboxId", b.name, b.address, b.state, b.requested_at, b.requested_by, b.close_asked_at,
               b.close_asked_by, b.closed_at, b.next_try_at, b.problem,
               (SELECT count(*) FROM mailbox_member m
                WHERE m.school_id = b.school_id AND m.mailbox_id = b.id AND m.removed_at IS NULL) AS "people!"
           FROM shared_mailbox b WHERE b.school_id = $1 AND ($2::uuid IS NULL OR b.id = $2)
           ORDER BY b.state = 'closed', b.closed_at DESC, b.name"#,
        tx.school().0,
        id.map(|id| id.0),
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let corrupt = |column: &str| sqlx::Error::Decode(format!("shared_mailbox: {column}").into());
            let mailbox = Mailbox {
                state: MailboxState::from_code(&row.state).ok_or_else(|| corrupt("state"))?,
                id: row.id,
                name: row.name,
                address: row.address,
                requested_at: row.requested_at,
                requested_by: row.requested_by,
                close_asked: row.close_asked_at.zip(row.close_asked_by),
                closed_at: row.closed_at,
                next_try_at: row.next_try_at,
                problem: row.problem.as_deref().and_then(Problem::from_code),
            };
            Ok(MailboxRow { mailbox, people: row.people })
        })
        .collect()
}

/// How many of the current school's mailboxes the portal has stopped trying to bring into step.
pub async fn count_failed_mailboxes(tx: &mut TenantTx) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM shared_mailbox WHERE school_id = $1 AND problem IS NOT NULL"#,
        tx.school().0,
    )
    .fetch_one(&mut **tx)
    .await
}

/// Somebody who has, is to have or had access.
#[derive(Clone, Debug)]
pub(in crate::mailboxes) struct Holder {
    pub(in crate::mailboxes) account: AccountId,
    pub(in crate::mailboxes) name: PersonName,
    pub(in crate::mailboxes) username: String,
    pub(in crate::mailboxes) kind: AccountKind,
    pub(in crate::mailboxes) added_at: DateTime<Utc>,
    pub(in crate::mailboxes) added_by: String,
    /// Whether the person may have access: active in this school, and with consent where it needs any.
    pub(in crate::mailboxes) is_entitled: bool,
    /// Whether the person has an account in Microsoft 365.
    pub(in crate::mailboxes) is_there: bool,
    /// Whether Exchange has let the person in.
    pub(in crate::mailboxes) is_confirmed: bool,
    pub(in crate::mailboxes) removed_at: Option<DateTime<Utc>>,
    /// Nobody where the portal itself ended the access.
    pub(in crate::mailboxes) removed_by: Option<String>,
    /// Whether Exchange may still let in somebody whose access has ended.
    pub(in crate::mailboxes) lingers: bool,
}

/// Everybody who has or had access to a mailbox: those who have it first, by name.
pub(in crate::mailboxes) async fn list_holders(
    tx: &mut TenantTx,
    mailbox: MailboxId,
    language: Language,
) -> sqlx::Result<Vec<Holder>> {
    let rows = sqlx::query!(
        r#"SELECT m.account_id AS "account: AccountId", coalesce(a.display_forename, n.forename) AS "forename!",
               coalesce(a.display_surname, n.surname) AS "surname!", coalesce(a.username, n.username) AS "username!",
               n.kind, m.added_at, m.added_by, m.removed_at, m.removed_by,
               coalesce(a.state = 'active' AND (a.has_consent OR a.kind NOT IN ('learner', 'non_mis_learner')), false)
                   AS "is_entitled!",
               s.confirmed_username IS NOT NULL AS "is_there!", m.confirmed_at IS NOT NULL AS "is_confirmed!",
               (m.removed_at IS NOT NULL AND m.asked_for IS NOT NULL AND m.gone_at IS NULL) AS "lingers!"
           FROM mailbox_member m
           JOIN shared_mailbox b ON b.school_id = m.school_id AND b.id = m.mailbox_id
           JOIN enrolment n ON n.school_id = m.school_id AND n.account_id = m.account_id
           LEFT JOIN account a ON a.id = m.account_id AND a.school_id = m.school_id
           LEFT JOIN service_account s ON s.account_id = a.id AND s.service = 'microsoft' AND s.tenant = b.tenant
           WHERE m.school_id = $1 AND m.mailbox_id = $2
           ORDER BY m.removed_at DESC NULLS FIRST,
               CASE $3 WHEN 'cy' THEN coalesce(a.display_surname, n.surname) COLLATE "cy-x-icu" END,
               CASE $3 WHEN 'cy' THEN coalesce(a.display_forename, n.forename) COLLATE "cy-x-icu" END,
               coalesce(a.display_surname, n.surname) COLLATE "en-x-icu",
               coalesce(a.display_forename, n.forename) COLLATE "en-x-icu", m.id"#,
        tx.school().0,
        mailbox.0,
        language.code(),
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Holder {
                kind: read_kind(&row.kind)?,
                account: row.account,
                name: PersonName { forename: row.forename, surname: row.surname },
                username: row.username,
                added_at: row.added_at,
                added_by: row.added_by,
                is_entitled: row.is_entitled,
                is_there: row.is_there,
                is_confirmed: row.is_confirmed,
                removed_at: row.removed_at,
                removed_by: row.removed_by,
                lingers: row.lingers,
            })
        })
        .collect()
}

/// Which of the school's active people are asked for.
#[derive(Clone, Copy, Debug)]
pub(in crate::mailboxes) struct Sight<'a> {
    /// Folded words that the name or the username must hold.
    pub(in crate::mailboxes) words: &'a [String],
    /// Names are sorted as this language sorts them.
    pub(in crate::mailboxes) language: Language,
    /// How many are left out before the first.
    pub(in crate::mailboxes) offset: i64,
    /// The most rows.
    pub(in crate::mailboxes) limit: i64,
}

/// How many match.
pub(in crate::mailboxes) async fn count_candidates(tx: &mut TenantTx, words: &[String]) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM account a
           WHERE a.school_id = $1 AND a.state = 'active'
             AND NOT EXISTS (SELECT FROM unnest($2::text[]) AS wanted (word)
                 WHERE position(word IN a.search_name) = 0 AND position(word IN lower(a.username)) = 0)"#,
        tx.school().0,
        words,
    )
    .fetch_one(&mut **tx)
    .await
}

/// Those who match: adults first, by name.
pub(in crate::mailboxes) async fn list_candidates(
    tx: &mut TenantTx,
    mailbox: MailboxId,
    sight: Sight<'_>,
) -> sqlx::Result<Vec<Candidate>> {
    let rows = sqlx::query!(
        r#"SELECT a.id AS "id: AccountId", a.display_forename, a.display_surname, a.username, a.kind, a.registration_group,
               (NOT a.has_consent AND a.kind IN ('learner', 'non_mis_learner')) AS "lacks_consent!",
               EXISTS (SELECT FROM mailbox_member m WHERE m.school_id = $1 AND m.mailbox_id = $2 AND m.account_id = a.id
                   AND m.removed_at IS NULL) AS "has_access!"
           FROM account a
           WHERE a.school_id = $1 AND a.state = 'active'
             AND NOT EXISTS (SELECT FROM unnest($3::text[]) AS wanted (word)
                 WHERE position(word IN a.search_name) = 0 AND position(word IN lower(a.username)) = 0)
           ORDER BY a.kind IN ('learner', 'non_mis_learner'),
               CASE $4 WHEN 'cy' THEN a.display_surname COLLATE "cy-x-icu" END,
               CASE $4 WHEN 'cy' THEN a.display_forename COLLATE "cy-x-icu" END,
               a.display_surname COLLATE "en-x-icu", a.display_forename COLLATE "en-x-icu", a.id
           LIMIT $5 OFFSET $6"#,
        tx.school().0,
        mailbox.0,
        sight.words,
        sight.language.code(),
        sight.limit,
        sight.offset,
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Candidate {
                kind: read_kind(&row.kind)?,
                id: row.id,
                name: PersonName { forename: row.display_forename, surname: row.display_surname },
                username: row.username,
                registration_group: row.registration_group,
                lacks_consent: row.lacks_consent,
                has_access: row.has_access,
            })
        })
        .collect()
}

fn read_kind(code: &str) -> sqlx::Result<AccountKind> {
    AccountKind::from_code(code).ok_or_else(|| sqlx::Error::Decode("account: kind".into()))
}
