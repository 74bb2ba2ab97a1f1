//! SQL of readiness: one row a school, and a row a day of each.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::checklist::{Figures, SchoolState};
use crate::base::clock::london_day;
use crate::base::id::{BatchId, SchoolId};
use crate::base::{DfesNumber, Language};
use crate::db::{AuthorityTx, SystemTx};

/// A school and its figures.
#[derive(Clone, Debug)]
pub(super) struct SchoolFigures {
    pub(super) school: SchoolId,
    /// Its place among the schools by name.
    pub(super) place: usize,
    pub(super) dfes_number: DfesNumber,
    pub(super) name: String,
    pub(super) held_batch: Option<BatchId>,
    pub(super) last_run_at: Option<DateTime<Utc>>,
    pub(super) figures: Figures,
}

/// The schools that the transaction may see, each with its figures, by name: one, an authority's or the nation's.
pub(super) async fn list_figures(
    connection: &mut PgConnection,
    language: Language,
) -> sqlx::Result<Vec<SchoolFigures>> {
    let rows = sqlx::query!(
        r#"SELECT st.school_id AS "school: SchoolId", s.dfes_number,
                  CASE WHEN $1 = 'cy' THEN s.name_cy ELSE s.name_en END AS "name!",
                  st.held_batch_id AS "held_batch: BatchId", st.last_run_at, st.last_applied_at, st.roll_year,
                  st.leavers_expected, st.leavers_seen, st.waiting, st.waiting_for_admission, st.last_year_class, st.unreviewed
           FROM school_status st JOIN school s ON s.id = st.school_id
           ORDER BY CASE WHEN $1 = 'cy' THEN s.name_cy END COLLATE "cy-x-icu", s.name_en COLLATE "en-x-icu", s.dfes_number"#,
        language.code()
    )
    .fetch_all(connection)
    .await?;
    let schools = rows.into_iter().enumerate().filter_map(|(place, row)| {
        Some(SchoolFigures {
            school: row.school,
            place,
            dfes_number: DfesNumber::from_i32(row.dfes_number)?,
            name: row.name,
            held_batch: row.held_batch,
            last_run_at: row.last_run_at,
            figures: Figures {
                last_applied_on: row.last_applied_at.map(london_day),
                is_held: row.held_batch.is_some(),
                roll_year: row.roll_year,
                leavers_expected: row.leavers_expected,
                leavers_seen: row.leavers_seen,
                waiting: row.waiting,
                waiting_for_admission: row.waiting_for_admission,
                last_year_class: row.last_year_class,
                unreviewed: row.unreviewed,
            },
        })
    });
    Ok(schools.collect())
}

/// How many schools stood how at the end of each kept day, from `from` to `to`.
pub(super) async fn count_days(
    tx: &mut AuthorityTx,
    from: NaiveDate,
    to: NaiveDate,
) -> sqlx::Result<Vec<(NaiveDate, SchoolState, i64)>> {
    let rows = sqlx::query!(
        r#"SELECT day, state, count(*) AS "schools!" FROM readiness_day WHERE day BETWEEN $1 AND $2
           GROUP BY day, state ORDER BY day"#,
        from,
        to
    )
    .fetch_all(&mut **tx)
    .await?;
    let days =
        rows.into_iter().filter_map(|row| Some((row.day, SchoolState::from_code(&row.state)?, row.schools)));
    Ok(days.collect())
}

/// Keeps how each school stood on a day.
pub(super) async fn put_day(
    tx: &mut SystemTx,
    day: NaiveDate,
    states: &[(SchoolId, SchoolState)],
) -> sqlx::Result<()> {
    let schools: Vec<Uuid> = states.iter().map(|(school, _)| school.0).collect();
    let states: Vec<&str> = states.iter().map(|(_, state)| state.as_str()).collect();
    sqlx::query!(
        "INSERT INTO readiness_day (school_id, day, state)
         SELECT s.id, $1, s.state FROM unnest($2::uuid[], $3::text[]) AS s (id, state)
         ON CONFLICT (day, school_id) DO UPDATE SET state = excluded.state",
        day,
        &schools,
        &states as &[&str]
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}
