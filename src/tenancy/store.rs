//! SQL of schools and authorities.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{Authority, Phase, School};
use crate::base::DfesNumber;
use crate::base::id::SchoolId;
use crate::db::SystemTx;

struct SchoolRow {
    id: SchoolId,
    dfes_number: i32,
    authority_code: i16,
    name_en: String,
    name_cy: String,
    phase: String,
}

impl TryFrom<SchoolRow> for School {
    type Error = sqlx::Error;

    fn try_from(row: SchoolRow) -> Result<Self, sqlx::Error> {
        let corrupt = |column: &str| sqlx::Error::Decode(format!("school {}: {column}", row.id).into());
        Ok(Self {
            dfes_number: DfesNumber::from_i32(row.dfes_number).ok_or_else(|| corrupt("dfes_number"))?,
            phase: Phase::from_code(&row.phase).ok_or_else(|| corrupt("phase"))?,
            id: row.id,
            authority_code: row.authority_code,
            name_en: row.name_en,
            name_cy: row.name_cy,
        })
    }
}

/// The school with this number.
pub async fn find_school(connection: &mut PgConnection, number: DfesNumber) -> sqlx::Result<Option<School>> {
    sqlx::query_as!(
        SchoolRow,
        r#"SELECT id AS "id: SchoolId", dfes_number, authority_code, name_en, name_cy, phase
           FROM school WHERE dfes_number = $1"#,
        number.as_i32()
    )
    .fetch_optional(connection)
    .await?
    .map(School::try_from)
    .transpose()
}

/// The schools of an authority, or of every authority, by number.
pub async fn find_schools_of(
    connection: &mut PgConnection,
    authority: Option<i16>,
) -> sqlx::Result<Vec<School>> {
    sqlx::query_as!(
        SchoolRow,
        r#"SELECT id AS "id: SchoolId", dfes_number, authority_code, name_en, name_cy, phase
           FROM school WHERE $1::smallint IS NULL OR authority_code = $1 ORDER BY dfes_number"#,
        authority
    )
    .fetch_all(connection)
    .await?
    .into_iter()
    .map(School::try_from)
    .collect()
}

/// Every authority, by code.
pub async fn list_authorities(connection: &mut PgConnection) -> sqlx::Result<Vec<Authority>> {
    sqlx::query_as!(Authority, "SELECT code, name_en, name_cy FROM local_authority ORDER BY code")
        .fetch_all(connection)
        .await
}

/// Adds a school, its place in the intake and its empty summary.
pub async fn add_school(
    tx: &mut SystemTx,
    school: &School,
    is_demo: bool,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "WITH added AS (
             INSERT INTO school (id, dfes_number, authority_code, name_en, name_cy, phase, is_demo, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id
         ), queue AS (INSERT INTO intake (school_id) SELECT id FROM added)
         INSERT INTO school_status (school_id) SELECT id FROM added",
        school.id.0,
        school.dfes_number.as_i32(),
        school.authority_code,
        school.name_en,
        school.name_cy,
        school.phase.as_str(),
        is_demo,
        now
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}
