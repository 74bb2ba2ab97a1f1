//! SQL of an authority's staff.

use super::StaffRow;
use crate::base::id::AccountId;
use crate::base::{Language, PersonName};
use crate::db::SystemTx;

/// The authority's active staff by name, whether they administer it or not.
pub(super) async fn list_staff(
    tx: &mut SystemTx,
    code: i16,
    language: Language,
) -> sqlx::Result<Vec<StaffRow>> {
    let rows = sqlx::query!(
        r#"SELECT a.id AS "id: AccountId", a.display_forename, a.display_surname, a.username, a.last_sign_in_at,
                  EXISTS (SELECT FROM role_grant g WHERE g.account_id = a.id AND g.role = 'la_admin') AS "is_administrator!"
           FROM account a
           WHERE a.authority_code = $1 AND a.kind = 'authority_staff' AND a.state = 'active'
           ORDER BY CASE WHEN $2 = 'cy' THEN a.display_surname END COLLATE "cy-x-icu",
               CASE WHEN $2 = 'cy' THEN a.display_forename END COLLATE "cy-x-icu",
               a.display_surname COLLATE "en-x-icu", a.display_forename COLLATE "en-x-icu", a.id"#,
        code,
        language.code()
    )
    .fetch_all(&mut **tx)
    .await?;
    let row = rows.into_iter().map(|row| StaffRow {
        id: row.id,
        name: PersonName { forename: row.display_forename, surname: row.display_surname },
        username: row.username,
        last_sign_in_at: row.last_sign_in_at,
        is_administrator: row.is_administrator,
    });
    Ok(row.collect())
}

/// One of the authority's active staff, held still until the transaction ends.
pub(super) async fn lock_staff(
    tx: &mut SystemTx,
    code: i16,
    id: AccountId,
) -> sqlx::Result<Option<StaffRow>> {
    sqlx::query!(
        "SELECT FROM account WHERE id = $1 AND authority_code = $2 AND kind = 'authority_staff' FOR UPDATE",
        id.0,
        code
    )
    .execute(&mut **tx)
    .await?;
    let staff = list_staff(tx, code, Language::En).await?;
    Ok(staff.into_iter().find(|person| person.id == id))
}

/// Makes an LA administrator an ordinary member of the authority's staff.
pub(super) async fn revoke_role(tx: &mut SystemTx, id: AccountId) -> sqlx::Result<()> {
    sqlx::query!("DELETE FROM role_grant WHERE account_id = $1 AND role = 'la_admin'", id.0)
        .execute(&mut **tx)
        .await
        .map(|_| ())
}
