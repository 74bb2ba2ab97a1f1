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

    /// Has the statements from here to the end of the transaction planned for what they are asked: worth its time where a
    /// statement has filters that may not be set, or begins where another left off.
    pub async fn plan_each_time(&mut self) -> sqlx::Result<()> {
        sqlx::query!("SET LOCAL plan_cache_mode = force_custom_plan").execute(&mut *self.tx).await.map(|_| ())
    }
}
