//! The service desk declares how each academic year ends: the MIS deadline, the window in which every provisioning client
//! runs, and the day of the rollover. All other pages read the dates from [`crate::calendar`].
//!
//! Whoever saves names the version that they saw, so that two people who edit at once see a conflict and neither loses what
//! they typed. The audit trail belongs to schools; what is declared for all of them is kept here, each version with its author.

mod dates;
mod store;
mod web;

use std::net::IpAddr;

use chrono::{DateTime, Utc};

pub use web::routes;

use crate::audit::Author;
use crate::calendar::YearEnd;
use crate::db::SystemTx;
use crate::jobs::enqueue;
use crate::school_status::CountYearEnd;

/// What is declared, by whom, and on top of what.
#[derive(Debug)]
pub struct Declaration<'a> {
    /// The dates.
    pub year_end: YearEnd,
    /// The version that was seen; 0 where nothing was declared.
    pub seen: i32,
    /// Who.
    pub author: &'a Author,
    /// From where.
    pub address: Option<IpAddr>,
    /// When.
    pub at: DateTime<Utc>,
}

/// Declares a year's dates on top of the version that was seen; `false` where somebody else was faster. What every school has yet
/// to do goes by the dates, and is counted anew in the background.
pub async fn declare(tx: &mut SystemTx, declaration: &Declaration<'_>) -> sqlx::Result<bool> {
    let is_declared = store::declare(tx, declaration).await?;
    if is_declared {
        enqueue(tx, &CountYearEnd, None).await?;
    }
    Ok(is_declared)
}

/// A year's dates as they stand, and who declared them.
#[derive(Clone, Debug)]
struct Declared {
    year_end: YearEnd,
    /// Counts the declarations, from 1.
    version: i32,
    changed_at: DateTime<Utc>,
    /// The name of who declared them, as it was then.
    changed_by: String,
}
