//! One school's transaction.

use sqlx::{Postgres, Transaction};

use crate::base::id::SchoolId;

/// A transaction in which row level security shows one school's rows only. All tenant tables are reached through it.
#[derive(Debug)]
pub struct TenantTx {
    pub(super) tx: Transaction<'static, Postgres>,
    school: SchoolId,
}

impl TenantTx {
    pub(super) fn new(tx: Transaction<'static, Postgres>, school: SchoolId) -> Self {
        Self { tx, school }
    }

    /// The school whose rows are seen.
    pub fn school(&self) -> SchoolId {
        self.school
    }
}
