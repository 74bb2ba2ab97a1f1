//! SQL of stuck accounts.

use super::StuckAccount;
use crate::base::id::AccountId;
use crate::base::{Language, PersonName};
use crate::connectors::Service;
use crate::db::TenantTx;
use crate::workspaces::people::STUCK_AFTER;
use crate::workspaces::problem::Problem;

/// How many of the school's people are stuck.
pub(in crate::workspaces) async fn count_people(tx: &mut TenantTx) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"SELECT count(DISTINCT s.account_id) AS "count!" FROM service_account s JOIN account a ON a.id = s.account_id
           WHERE a.school_id = $1 AND s.attempts >= $2"#,
        tx.school().0,
        STUCK_AFTER
    )
    .fetch_one(&mut **tx)
    .await
}

/// How many of their accounts are: one person may be stuck in both services.
pub(super) async fn count_accounts(tx: &mut TenantTx) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM service_account s JOIN account a ON a.id = s.account_id
           WHERE a.school_id = $1 AND s.attempts >= $2"#,
        tx.school().0,
        STUCK_AFTER
    )
    .fetch_one(&mut **tx)
    .await
}

/// A page of them, by name.
pub(super) async fn list_accounts(
    tx: &mut TenantTx,
    language: Language,
    (offset, limit): (i64, u32),
) -> sqlx::Result<Vec<StuckAccount>> {
    let rows = sqlx::query!(
        r#"SELECT a.id AS "account: AccountId", a.display_forename, a.display_surname, a.username, s.service, s.problem, s.detail,
               s.next_try_at
           FROM service_account s JOIN account a ON a.id = s.account_id
           WHERE a.school_id = $1 AND s.attempts >= $2
           ORDER BY CASE $3 WHEN 'cy' THEN a.display_surname COLLATE "cy-x-icu" END,
               CASE $3 WHEN 'cy' THEN a.display_forename COLLATE "cy-x-icu" END,
               a.display_surname COLLATE "en-x-icu", a.display_forename COLLATE "en-x-icu", a.id, s.service
           LIMIT $4 OFFSET $5"#,
        tx.school().0,
        STUCK_AFTER,
        language.code(),
        i64::from(limit),
        offset,
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(StuckAccount {
                service: Service::from_code(&row.service)
                    .ok_or_else(|| sqlx::Error::Decode("service_account: service".into()))?,
                account: row.account,
                name: PersonName { forename: row.display_forename, surname: row.display_surname },
                username: row.username,
                problem: row.problem.as_deref().and_then(Problem::from_code),
                detail: row.detail,
                next_try_at: row.next_try_at,
            })
        })
        .collect()
}

/// Lets the stuck accounts of `person`, or of everybody in the school, be tried again at once; which they are.
pub(super) async fn forget_failures(
    tx: &mut TenantTx,
    person: Option<AccountId>,
) -> sqlx::Result<Vec<(AccountId, Service)>> {
    let rows = sqlx::query!(
        r#"UPDATE service_account s SET attempts = 0, problem = NULL, detail = NULL, next_try_at = NULL
           FROM account a
           WHERE a.id = s.account_id AND a.school_id = $1 AND s.attempts >= $2 AND ($3::uuid IS NULL OR a.id = $3)
           RETURNING s.account_id AS "account: AccountId", s.service"#,
        tx.school().0,
        STUCK_AFTER,
        person.map(|person| person.0),
    )
    .fetch_all(&mut **tx)
    .await?;
    let known = rows.into_iter().filter_map(|row| Some((row.account, Service::from_code(&row.service)?)));
    Ok(known.collect())
}
