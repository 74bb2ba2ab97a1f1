//! A transaction that no single school covers.

use sqlx::{Postgres, Transaction};

/// Why a transaction sees everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Somebody signs in or out: the school is known only afterwards.
    SignIn,
    /// An upload arrives for one school or several.
    Intake,
    /// Usernames are unique in the nation.
    Usernames,
    /// A command of the operator.
    Operator,
    /// The daily task finds the schools that have work.
    Schedule,
    /// Figures for the operator's metrics.
    Metrics,
}

/// A transaction for sign-in, intake, schedules and commands.
#[derive(Debug)]
pub struct SystemTx {
    pub(super) tx: Transaction<'static, Postgres>,
}

impl SystemTx {
    pub(super) fn new(tx: Transaction<'static, Postgres>) -> Self {
        Self { tx }
    }
}
