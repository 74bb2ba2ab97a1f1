//! A transaction over summaries: one row a school, never an account.

use std::fmt;

use sqlx::{Postgres, Transaction};

/// Whose schools are seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The schools of one local authority, by its code.
    Authority(i16),
    /// Every school.
    Nation,
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Authority(code) => code.fmt(f),
            Self::Nation => f.write_str("*"),
        }
    }
}

/// A transaction for the pages of an authority or of the nation.
#[derive(Debug)]
pub struct AuthorityTx {
    pub(super) tx: Transaction<'static, Postgres>,
}

impl AuthorityTx {
    pub(super) fn new(tx: Transaction<'static, Postgres>) -> Self {
        Self { tx }
    }
}
