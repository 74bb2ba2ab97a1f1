//! Readiness for the year end: of a school its checklist, of an authority and of the nation how their schools stand.
//!
//! Every figure comes from the school's summary, which whoever changes it writes; every date from the declared year end. Nothing
//! here reads an account.

mod checklist;
mod store;
mod web;

pub use web::routes;

use crate::base::Language;
use crate::base::clock::london_day;
use crate::calendar::find_ending;
use crate::db::Reason;
use crate::school_status::count_year_end;
use crate::services::Services;

/// Keeps, a little after midnight, how every school stood when the day ended; their figures are counted anew before, for
/// time alone changes what is left to do: a season begins, another year end comes near.
pub async fn keep_yesterday(services: &Services) -> sqlx::Result<()> {
    let now = services.clock.now();
    count_year_end(services).await?;
    let Some(yesterday) = london_day(now).pred_opt() else {
        return Ok(());
    };
    let mut tx = services.database.system(Reason::Schedule).await?;
    let ending = find_ending(&mut tx, yesterday).await?;
    let schools = store::list_figures(&mut tx, Language::En).await?;
    let state = |figures| checklist::school_state(figures, &ending, yesterday);
    let states: Vec<_> = schools.iter().map(|school| (school.school, state(&school.figures))).collect();
    store::put_day(&mut tx, yesterday, &states).await?;
    tx.commit().await
}
