//! SQL of slips.

use super::{Slip, SlipPassword};
use crate::base::id::AccountId;
use crate::base::{Language, PersonName, YearGroup};
use crate::db::TenantTx;

/// A slip for each of `people` whose account works in this school, without the password, by name as `language` sorts them.
pub(super) async fn list_slips(
    tx: &mut TenantTx,
    people: &[AccountId],
    language: Language,
) -> sqlx::Result<Vec<Slip>> {
    let ids: Vec<_> = people.iter().map(|id| id.0).collect();
    let rows = sqlx::query!(
        r#"SELECT id AS "id: AccountId", username, display_forename, display_surname, year_group, registration_group
           FROM account WHERE school_id = $1 AND id = ANY ($2) AND state = 'active'
           ORDER BY CASE WHEN $3 = 'cy' THEN display_surname COLLATE "cy-x-icu" END,
               CASE WHEN $3 = 'cy' THEN display_forename COLLATE "cy-x-icu" END,
               display_surname COLLATE "en-x-icu", display_forename COLLATE "en-x-icu", id"#,
        tx.school().0,
        &ids,
        language.code()
    )
    .fetch_all(&mut **tx)
    .await?;
    let slips = rows.into_iter().map(|row| Slip {
        id: row.id,
        name: PersonName { forename: row.display_forename, surname: row.display_surname },
        username: row.username,
        year: row.year_group.and_then(YearGroup::new),
        registration_group: row.registration_group,
        password: SlipPassword::NotAsked,
    });
    Ok(slips.collect())
}
