//! SQL of the calendar.

use chrono::NaiveDate;
use sqlx::PgConnection;

use super::{Ending, YearEnd};
use crate::base::AcademicYear;

/// Asks for declared years; the first argument says which, and in which order.
macro_rules! year_ends {
    ($which:tt $(, $argument:expr)*) => {
        sqlx::query_as!(
            YearEnd,
            r#"SELECT start_year AS "year: AcademicYear", mis_deadline, client_window_from AS window_from,
                   client_window_to AS window_to, rollover_on
               FROM academic_year "# + $which
            $(, $argument)*
        )
    };
}

/// How this year ends, where that is declared.
pub async fn find_year_end(
    connection: &mut PgConnection,
    year: AcademicYear,
) -> sqlx::Result<Option<YearEnd>> {
    year_ends!("WHERE start_year = $1", year.0).fetch_optional(connection).await
}

/// The year end that is under way or comes next: the first declared one whose rollover is today or later.
pub async fn find_current_year_end(
    connection: &mut PgConnection,
    today: NaiveDate,
) -> sqlx::Result<Option<YearEnd>> {
    year_ends!("WHERE rollover_on >= $1 ORDER BY start_year LIMIT 1", today).fetch_optional(connection).await
}

/// The newest year that may be closed on `today`; closing it closes those before it.
pub async fn find_due_year_end(
    connection: &mut PgConnection,
    today: NaiveDate,
) -> sqlx::Result<Option<YearEnd>> {
    year_ends!("WHERE rollover_on <= $1 ORDER BY start_year DESC LIMIT 1", today)
        .fetch_optional(connection)
        .await
}

/// The year end that pages speak of on `today`.
pub async fn find_ending(connection: &mut PgConnection, today: NaiveDate) -> sqlx::Result<Ending> {
    let declared = year_ends!("ORDER BY start_year").fetch_all(connection).await?;
    Ok(Ending::choose(&declared, today))
}

/// Every declared year, the newest first.
pub async fn list_year_ends(connection: &mut PgConnection) -> sqlx::Result<Vec<YearEnd>> {
    year_ends!("ORDER BY start_year DESC").fetch_all(connection).await
}
