//! The year end of each school: Teams and Classrooms of the year that is over are archived, its groups and memberships end with
//! their history, terms of non-MIS accounts that are over take effect, and schools whose provisioning client has not run are
//! marked. Nobody from the MIS is ever deactivated by it.
//!
//! `plan` says what is to be done. A rehearsal stores that list and changes nothing else. A run stores it once more and then
//! works it off chunk by chunk, one transaction each, so that it may be interrupted anywhere; it happens once per school and
//! year, and asking again changes nothing. While a chunk is written no run of the provisioning client is, and the other way
//! round: both hold the school's row of `intake`.

mod jobs;
pub mod plan;
mod run;
mod store;
mod web;

use chrono::{DateTime, Utc};

pub use jobs::{RehearseSchool, RunSchool, rehearse_nation, wake_due_schools, wake_unfinished};
pub use run::{Step, YearEndRun};
pub use store::summary::{Totals, find_totals, list_unfinished};
pub use web::routes;

/// The year end of a school as it stands.
#[derive(Clone, Debug, Default)]
struct Rollover {
    rehearsed_at: Option<DateTime<Utc>>,
    began_at: Option<DateTime<Utc>>,
    finished_at: Option<DateTime<Utc>>,
    /// What the list adds up to.
    accounts: i32,
    groups: i32,
    memberships: i32,
    workspaces: i32,
    /// Known once a list was made.
    client_ran: Option<bool>,
    learners_behind: i32,
}

/// How far a school's year end is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Nothing has happened.
    Ahead,
    /// It was rehearsed.
    Rehearsed,
    /// It is being carried out.
    Running,
    /// It is over.
    Done,
}

impl Rollover {
    fn stage(&self) -> Stage {
        match (self.rehearsed_at, self.began_at, self.finished_at) {
            (_, _, Some(_)) => Stage::Done,
            (_, Some(_), None) => Stage::Running,
            (Some(_), None, None) => Stage::Rehearsed,
            (None, None, None) => Stage::Ahead,
        }
    }
}

/// Whose list is stored: a rehearsal's, or the one that is carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Purpose {
    Rehearsal,
    Run,
}
