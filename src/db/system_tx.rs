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
    /// Tokens, administrators, new schools and given-up work belong to no one school.
    Administration,
    /// A former account takes a post in another school.
    Transfer,
    /// The daily task finds the schools that have work.
    Schedule,
    /// Figures for the operator's metrics.
    Metrics,
    /// Whether a service answers concerns every school.
    ServiceHealth,
    /// The dates of an academic year hold for every school.
    Calendar,
    /// The sandbox keeps what stands in for the services downstream.
    Sandbox,
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
