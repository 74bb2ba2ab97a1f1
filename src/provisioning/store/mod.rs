//! SQL of provisioning, by noun. Every write is set-based: a constant number of statements, however large the school.

pub mod accounts;
pub mod batches;
pub mod current;
pub mod due;
pub mod groups;
pub mod held;
pub mod outcomes;
pub mod reports;
pub mod run_lines;
pub mod snapshots;
pub mod tokens;
pub mod undo;
pub mod uploads;
