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
use crate::db::Reason;
use crate::school_status::{find_year_end, refresh_year_end};
use crate::services::Services;

/// Schools whose figures are counted in one transaction: whoever writes a school's summary meanwhile waits for no more than these.
const AT_ONCE: usize = 50;

/// Keeps, a little after midnight, how every school stood when the day ended; their figures are counted anew before.
pub async fn keep_yesterday(services: &Services) -> sqlx::Result<()> {
    let now = services.clock.now();
    let mut tx = services.database.system(Reason::Schedule).await?;
    let schools: Vec<_> =
        store::list_figures(&mut tx, Language::En).await?.iter().map(|school| school.school).collect();
    tx.commit().await?;
    for some in schools.chunks(AT_ONCE) {
        let mut tx = services.database.system(Reason::Schedule).await?;
        refresh_year_end(&mut tx, some, now).await?;
        tx.commit().await?;
    }
    let mut tx = services.database.system(Reason::Schedule).await?;
    if let Some(yesterday) = london_day(now).pred_opt() {
        let year_end = find_year_end(&mut tx, yesterday).await?;
        let schools = store::list_figures(&mut tx, Language::En).await?;
        let states: Vec<_> = schools
            .iter()
            .map(|school| (school.school, checklist::school_state(&school.figures, &year_end, yesterday)))
            .collect();
        store::put_day(&mut tx, yesterday, &states).await?;
    }
    tx.commit().await
}
