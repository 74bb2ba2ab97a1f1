//! One row a school: the figures of its dashboard, and all that an authority's pages may see of it.
//!
//! Written by whoever changes what it says, in the same transaction.

mod jobs;
mod store;
mod year_end;

use chrono::{DateTime, Utc};

use crate::base::id::BatchId;

pub use jobs::{CountYearEnd, count_year_end};
pub use store::{
    are_last_champions, count_champions, find_run_days, find_status, list_statuses, lock_champions, refresh,
    refresh_school,
};
pub use year_end::refresh_year_end;

/// Non-MIS accounts are named this many days before they expire: eight weeks.
pub const EXPIRY_NOTICE_DAYS: u64 = 56;

/// A school's figures.
#[derive(Clone, Debug, Default)]
pub struct SchoolStatus {
    /// Active learners.
    pub learners: i32,
    /// Active staff, from the MIS and not.
    pub staff: i32,
    /// Active learners without consent.
    pub without_consent: i32,
    /// Non-MIS accounts that expire within eight weeks.
    pub expiring: i32,
    /// Active Digital Champions.
    pub champions: i32,
    /// Learners who wait for another school.
    pub waiting: i32,
    /// The held run, where there is one.
    pub held_batch: Option<BatchId>,
    /// When the provisioning client last ran.
    pub last_run_at: Option<DateTime<Utc>>,
    /// How that run ended: `applied`, `held` or `failed`.
    pub last_outcome: Option<String>,
    /// Rows that the last applied or held run rejected.
    pub last_rejected: i32,
}

/// The runs of one day.
#[derive(Clone, Debug)]
pub struct RunDay {
    /// Which, in Europe/London.
    pub day: chrono::NaiveDate,
    /// How many runs there were.
    pub runs: i32,
    /// How the last of them ended.
    pub outcome: String,
}
