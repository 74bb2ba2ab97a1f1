//! *Manage User*: what a school does to one of its accounts. Edit names, give a new username, reset the password, deactivate
//! and activate, record consent.
//!
//! Every page asks `accounts::Subject` what is possible, shows what it is about before it is done, and finds a second press of
//! its button done already.

mod activation;
mod edit;
mod jobs;
mod store;
mod username;
mod web;

pub use jobs::{GenerateUsername, wake_requests};
pub use web::routes;
