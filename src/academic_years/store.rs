//! SQL of the declared years, under the system role: no school writes what holds for all.

use std::net::IpAddr;

use super::{Declaration, Declared};
use crate::base::AcademicYear;
use crate::calendar::YearEnd;
use crate::db::SystemTx;

/// Declares a year's dates on top of the version that was seen; `false` where somebody else was faster.
pub(super) async fn declare(tx: &mut SystemTx, declaration: &Declaration<'_>) -> sqlx::Result<bool> {
    let YearEnd { year, mis_deadline, window_from, window_to, rollover_on } = declaration.year_end;
    let declared = sqlx::query!(
        "WITH change AS (
             INSERT INTO academic_year_change (start_year, version, mis_deadline, client_window_from, client_window_to,
                 rollover_on, at, actor_id, actor_name, actor_username, address)
             SELECT $1, $2 + 1, $3, $4, $5, $6, $7, $8, $9, $10, $11::text::inet
             WHERE $2 = (SELECT count(*) FROM academic_year_change WHERE start_year = $1)
             ON CONFLICT (start_year, version) DO NOTHING
             RETURNING *
         )
         INSERT INTO academic_year (start_year, mis_deadline, client_window_from, client_window_to, rollover_on)
         SELECT start_year, mis_deadline, client_window_from, client_window_to, rollover_on FROM change
         ON CONFLICT (start_year) DO UPDATE
         SET mis_deadline = excluded.mis_deadline, client_window_from = excluded.client_window_from,
             client_window_to = excluded.client_window_to, rollover_on = excluded.rollover_on",
        year.0,
        declaration.seen,
        mis_deadline,
        window_from,
        window_to,
        rollover_on,
        declaration.at,
        declaration.author.account.map(|account| account.0),
        declaration.author.name,
        declaration.author.username,
        declaration.address.as_ref().map(IpAddr::to_string),
    )
    .execute(&mut **tx)
    .await?;
    Ok(declared.rows_affected() == 1)
}

/// The dates of every declared year as they stand, the newest year first.
pub(super) async fn list_declared(tx: &mut SystemTx) -> sqlx::Result<Vec<Declared>> {
    let rows = sqlx::query!(
        r#"SELECT DISTINCT ON (start_year) start_year AS "year: AcademicYear", mis_deadline, client_window_from,
               client_window_to, rollover_on, version, at, actor_name
           FROM academic_year_change ORDER BY start_year DESC, version DESC"#
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Declared {
            year_end: YearEnd {
                year: row.year,
                mis_deadline: row.mis_deadline,
                window_from: row.client_window_from,
                window_to: row.client_window_to,
                rollover_on: row.rollover_on,
            },
            version: row.version,
            changed_at: row.at,
            changed_by: row.actor_name,
        })
        .collect())
}

/// The dates of one year as they stand.
pub(super) async fn find_declared(tx: &mut SystemTx, year: AcademicYear) -> sqlx::Result<Option<Declared>> {
    let declared = list_declared(tx).await?;
    Ok(declared.into_iter().find(|declared| declared.year_end.year == year))
}
