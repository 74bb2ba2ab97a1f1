//! The User Management Portal.
//!
//! Features stand above kits, and every arrow points down: a module uses only what stands below it in this list.
//! Siblings reach each other through their `mod.rs` alone. `docs/architecture.md` draws the house.

// -- features
pub mod provisioning;

pub mod accounts;
pub mod credentials;

// -- ground: no pages here
pub mod audit;
pub mod authz;
pub mod base;
pub mod db;
pub mod school_status;
pub mod sessions;
pub mod tenancy;
