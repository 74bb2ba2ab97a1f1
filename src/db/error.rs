//! What a database error means to the caller.

/// The name of the constraint that refused a row, where one did.
pub fn constraint(error: &sqlx::Error) -> Option<&str> {
    error.as_database_error()?.constraint()
}

/// Whether the same transaction, run again whole, may succeed: a deadlock, a serialisation failure, a lock not had in time.
pub fn is_retryable(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(|error| error.code());
    matches!(code.as_deref(), Some("40001" | "40P01" | "55P03"))
}

/// The error without what it quotes: a database's message and detail repeat rows, and rows hold people.
pub fn describe(error: &sqlx::Error) -> String {
    match error.as_database_error() {
        Some(database) => format!(
            "database error {} ({})",
            database.code().unwrap_or_default(),
            database.constraint().unwrap_or("no constraint")
        ),
        None => error.to_string(),
    }
}
