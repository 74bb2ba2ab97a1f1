//! Provisioning: a school's snapshot comes in, is compared with the school as it stands, and is applied whole.
//!
//! `intake` takes a file in, `formats` reads it into a `snapshot` per school, `diff` plans, `apply` carries out.

mod api;
pub mod apply;
mod archive;
pub mod current;
pub mod diff;
pub mod formats;
mod intake;
mod jobs;
pub mod plan;
mod problem;
pub mod snapshot;
mod store;
mod table;
mod web;
pub mod wording;

pub use api::api_routes;
pub use intake::{Accepted, IntakeError, Received, receive};
pub use jobs::{ApplySchool, ReadUpload, ReleaseDue, wake_due_schools, wake_unfinished};
pub use store::uploads::{TokenScope, find_token, insert_token, revoke_token};
pub use web::routes;
