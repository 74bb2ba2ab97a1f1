//! The User Management Portal.
//!
//! Features stand above kits, and every arrow points down: a module uses only what stands below it in this list.
//! Siblings reach each other through their `mod.rs` alone. `docs/architecture.md` draws the house.

// -- the top: knows every feature
pub mod app;
pub mod cli;
pub mod daily;
pub mod router;
pub mod worker;

// -- features
pub mod academic_years;
pub mod administrators;
pub mod audit_viewer;
pub mod authorities;
pub mod background_work;
pub mod bulk_acts;
pub mod champions;
pub mod consent;
pub mod ctf;
pub mod dashboard;
pub mod demo;
pub mod directory;
pub mod exports;
pub mod groups;
pub mod mailboxes;
pub mod manage_user;
pub mod manual_accounts;
pub mod moves;
pub mod notices;
pub mod operation;
pub mod profile;
pub mod provisioning;
pub mod readiness;
pub mod rollover;
pub mod school_settings;
pub mod sign_in;
pub mod slips;
pub mod workspaces;

// -- services downstream: no pages
pub mod connectors;

// -- people's accounts and passwords: no pages
pub mod accounts;
pub mod credentials;

// -- web kit: knows no feature
pub mod web;

// -- ground: no pages here
pub mod audit;
pub mod authz;
pub mod base;
pub mod calendar;
pub mod config;
pub mod db;
pub mod events;
pub mod jobs;
pub mod postgres_embedded;
pub mod school_status;
pub mod services;
pub mod sessions;
pub mod telemetry;
pub mod tenancy;
