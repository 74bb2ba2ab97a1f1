//! What use-cases and jobs need beside their transaction: the database, the vault, the hasher, the time and the
//! services downstream.

use crate::base::Clock;
use crate::connectors::Connectors;
use crate::credentials::{Hasher, Vault};
use crate::db::Database;

/// Shared by all requests and jobs of the process.
#[derive(Clone, Debug)]
pub struct Services {
    /// The door to the database.
    pub database: Database,
    /// Seals and opens passwords.
    pub vault: Vault,
    /// Checks passwords.
    pub hasher: Hasher,
    /// The time.
    pub clock: Clock,
    /// Microsoft 365 and Google Workspace.
    pub connectors: Connectors,
}
