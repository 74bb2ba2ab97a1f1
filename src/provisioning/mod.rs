//! Provisioning: a school's snapshot comes in, is compared with the school as it stands, and is applied whole.
//!
//! `intake` takes a file in, `formats` reads it into a `snapshot` per school, `diff` plans, `apply` carries out.

mod api;
pub mod apply;
mod archive;
mod before;
pub mod current;
mod decision;
pub mod diff;
pub mod formats;
mod intake;
mod jobs;
mod lookup;
pub mod plan;
mod problem;
pub mod snapshot;
mod store;
mod table;
mod tokens;
mod undo;
mod web;
pub mod wording;

pub use api::api_routes;
pub use apply::{Step, apply_next};
pub use decision::{Decision, DecisionError, discard_held, release_held};
pub use intake::{Accepted, IntakeError, Received, read_upload, receive};
pub use jobs::{ApplySchool, ReadUpload, ReleaseDue, wake_due_schools, wake_unfinished};
pub use lookup::find_row_by_upn;
pub use plan::HoldReason;
pub(crate) use store::reports::{BatchReport, find_own_report};
pub use store::reports::{LatestRun, find_latest_run};
pub use store::run_lines::{
    HeldReleaseRow, ReleaseYear, Slice, count_held_years, list_held_accounts, list_held_releases,
};
pub use store::tokens::TokenScope;
pub use store::undo::forget_before_image;
pub use tokens::{TokenError, TokenFor, create_token, revoke};
pub use web::routes;
pub use wording::state as run_state;
