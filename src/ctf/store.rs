//! SQL of transfer files: one question across all schools, which has four answers.

use std::collections::HashMap;

use super::Answer;
use crate::base::Upn;
use crate::db::TenantTx;

/// What is known of each UPN.
pub(super) async fn look_up<'u>(
    tx: &mut TenantTx,
    upns: impl Iterator<Item = &'u Upn>,
) -> sqlx::Result<HashMap<Upn, Answer>> {
    let upns: Vec<String> = upns.map(|upn| upn.as_str().to_owned()).collect();
    let rows = sqlx::query!(r#"SELECT upn AS "upn!: Upn", answer AS "answer!" FROM look_up_upns($1)"#, &upns)
        .fetch_all(&mut **tx)
        .await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.upn, Answer::from_code(&row.answer)?))).collect())
}
