//! The User Management Portal.
//!
//! Features stand above kits, and every arrow points down: a module uses only what stands below it in this list.
//! Siblings reach each other through their `mod.rs` alone. `docs/architecture.md` draws the house.

// -- ground: no pages here
pub mod base;
pub mod credentials;
pub mod provisioning;
