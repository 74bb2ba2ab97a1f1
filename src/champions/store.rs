//! SQL of Digital Champions.

use chrono::{DateTime, Utc};

use super::StaffRow;
use crate::base::id::AccountId;
use crate::base::{Language, PersonName};
use crate::db::TenantTx;

/// Which of the school's active MIS staff are asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sight<'a> {
    /// The champions, or everybody else.
    pub(super) champions: bool,
    /// Folded words that the name or the username must hold.
    pub(super) words: &'a [String],
    /// Names are sorted as this language sorts them.
    pub(super) language: Language,
    /// How many are left out before the first.
    pub(super) offset: i64,
    /// The most rows; all of them where there is none.
    pub(super) limit: Option<i64>,
}

/// How many match.
pub(super) async fn count_staff(tx: &mut TenantTx, sight: Sight<'_>) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM account a
           WHERE a.school_id = $1 AND a.kind = 'staff' AND a.state = 'active'
             AND EXISTS (SELECT FROM role_grant g WHERE g.account_id = a.id AND g.role = 'digital_champion') = $2
             AND NOT EXISTS (SELECT FROM unnest($3::text[]) AS wanted (word)
                 WHERE position(word IN a.search_name) = 0 AND position(word IN lower(a.username)) = 0)"#,
        tx.school().0,
        sight.champions,
        sight.words,
    )
    .fetch_one(&mut **tx)
    .await
}

/// Those who match, by name.
pub(super) async fn list_staff(tx: &mut TenantTx, sight: Sight<'_>) -> sqlx::Result<Vec<StaffRow>> {
    let rows = sqlx::query!(
        r#"SELECT a.id AS "id: AccountId", a.display_forename, a.display_surname, a.username, a.staff_code FROM account a
           WHERE a.school_id = $1 AND a.kind = 'staff' AND a.state = 'active'
             AND EXISTS (SELECT FROM role_grant g WHERE g.account_id = a.id AND g.role = 'digital_champion') = $2
             AND NOT EXISTS (SELECT FROM unnest($3::text[]) AS wanted (word)
                 WHERE position(word IN a.search_name) = 0 AND position(word IN lower(a.username)) = 0)
           ORDER BY CASE $4 WHEN 'cy' THEN a.display_surname COLLATE "cy-x-icu" END,
               CASE $4 WHEN 'cy' THEN a.display_forename COLLATE "cy-x-icu" END,
               a.display_surname COLLATE "en-x-icu", a.display_forename COLLATE "en-x-icu", a.id
           LIMIT $5 OFFSET $6"#,
        tx.school().0,
        sight.champions,
        sight.words,
        sight.language.code(),
        sight.limit,
        sight.offset,
    )
    .fetch_all(&mut **tx)
    .await?;
    let row = rows.into_iter().map(|row| StaffRow {
        id: row.id,
        name: PersonName { forename: row.display_forename, surname: row.display_surname },
        username: row.username,
        staff_code: row.staff_code,
    });
    Ok(row.collect())
}

/// Makes somebody a Digital Champion; the database refuses whoever is not active staff of this school's MIS.
pub(super) async fn promote(
    tx: &mut TenantTx,
    id: AccountId,
    by: AccountId,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO role_grant (account_id, role, granted_at, granted_by) VALUES ($1, 'digital_champion', $2, $3)
         ON CONFLICT DO NOTHING",
        id.0,
        now,
        by.0
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Makes somebody an ordinary member of staff.
pub(super) async fn demote(tx: &mut TenantTx, id: AccountId) -> sqlx::Result<()> {
    sqlx::query!("DELETE FROM role_grant WHERE account_id = $1 AND role = 'digital_champion'", id.0)
        .execute(&mut **tx)
        .await
        .map(|_| ())
}
