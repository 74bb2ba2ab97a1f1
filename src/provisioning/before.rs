//! What a run changed, as it was before: all that undoing it needs beside the moment at which the run was applied.
//!
//! Rows stand here as the database writes them, in JSON, and the database alone reads them again. What a run made or ended
//! needs no row: it carries the run's moment.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Rows that a run changed.
#[derive(Debug, Serialize, Deserialize)]
pub struct BeforeImage {
    /// The school's own accounts, in the columns that follow the MIS.
    pub accounts: Value,
    /// Enrolments that were opened again.
    pub enrolments: Value,
    /// Groups that were changed.
    pub groups: Value,
    /// The list of those who waited.
    pub waiting: Value,
}

impl Default for BeforeImage {
    fn default() -> Self {
        let none = || Value::Array(Vec::new());
        Self { accounts: none(), enrolments: none(), groups: none(), waiting: none() }
    }
}
