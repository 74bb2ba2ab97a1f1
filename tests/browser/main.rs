//! What people see: the portal with its demo, in a real browser.
//!
//! Chromium, its driver and the reader of PDFs come from the system's packages (`./dev test` installs them). Without them the tests say so and
//! end, unless `UMP_REQUIRE_BROWSER` is set. `UMP_SHOTS` names a folder that gets a picture of each page.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking, and says why it ends early"
)]

mod axe;
mod driver;
mod guide_steps;
mod guides;
mod held_runs;
mod keyboard;
mod language;
mod pages;
mod passwords;
mod portal;
mod reading;
mod roles;
mod shots;
mod slips;
mod steps;
mod words;
