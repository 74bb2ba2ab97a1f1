//! SQL of moves between schools: how many learners wait for which school's release.

use chrono::{DateTime, Utc};

use crate::base::Language;
use crate::db::AuthorityTx;

/// Learners of one school who wait for another's release.
#[derive(Debug)]
pub struct MoveRow {
    pub blocking_number: i32,
    pub blocking_name: String,
    pub blocking_authority: i16,
    pub number: i32,
    pub name: String,
    pub authority: i16,
    pub learners: i32,
    pub since: DateTime<Utc>,
    /// When the blocking school's client last ran, where that school is in sight.
    pub last_run_at: Option<DateTime<Utc>>,
    /// Whom to ask about the blocking school's client, where that school is in sight and has said so.
    pub contact_name: Option<String>,
    pub contact_email: Option<String>,
    pub contact_telephone: Option<String>,
}

/// The moves that touch the transaction's authority: those for whose school most learners wait first.
pub async fn list_moves(tx: &mut AuthorityTx, language: Language) -> sqlx::Result<Vec<MoveRow>> {
    sqlx::query_as!(
        MoveRow,
        r#"SELECT b.dfes_number AS blocking_number, b.authority_code AS blocking_authority,
                  CASE WHEN $1 = 'cy' THEN b.name_cy ELSE b.name_en END AS "blocking_name!",
                  s.dfes_number AS number, s.authority_code AS authority,
                  CASE WHEN $1 = 'cy' THEN s.name_cy ELSE s.name_en END AS "name!", m.learners, m.since,
                  st.last_run_at AS "last_run_at?", c.contact_name AS "contact_name?",
                  c.contact_email AS "contact_email?", c.contact_telephone AS "contact_telephone?"
           FROM waiting_move m
           JOIN school b ON b.id = m.blocking_school_id JOIN school s ON s.id = m.school_id
           LEFT JOIN school_status st ON st.school_id = b.id
           LEFT JOIN school_settings c ON c.school_id = b.id
           ORDER BY sum(m.learners) OVER (PARTITION BY m.blocking_school_id) DESC, b.dfes_number, m.learners DESC,
               s.dfes_number"#,
        language.code()
    )
    .fetch_all(&mut **tx)
    .await
}
