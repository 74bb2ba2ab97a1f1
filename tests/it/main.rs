//! What the portal promises, tried on the whole of it: the real router, the real worker and a real database, in one process.
//!
//! Each test has a database of its own, a clock that stands still until the test moves it, and people whom it knows by name.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails, and says where")]

mod academic_years;
mod audit;
mod authorities;
mod bulk_acts;
mod catalogue;
mod champions;
mod commands;
mod connectors;
mod ctf;
mod exports;
mod groups;
mod isolation;
mod mailboxes;
mod manage_user;
mod moves;
mod nation;
mod non_mis;
mod notices;
mod profile;
mod provisioning;
mod readiness;
mod rollover;
mod route_access;
mod same_moment;
mod school_settings;
mod sign_in;
mod slips;
mod support;
mod worker;
mod workspaces;
