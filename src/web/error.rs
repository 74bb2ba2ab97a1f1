//! What can go wrong on the way to a page.
//!
//! A `WebError` becomes a bare response that carries its [`Failure`]; `error_pages` renders it in the reader's language.
//! What lies behind an internal error is logged once, under the incident's number, and never reaches the reader.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use thiserror::Error;

/// Why a request has no page of its own.
#[derive(Debug, Error)]
pub enum WebError {
    /// No such page, or not for this person: nobody learns which.
    #[error("not found")]
    NotFound,
    /// The address or the form cannot be read.
    #[error("bad request")]
    BadRequest,
    /// A form that another site sent.
    #[error("cross-site request")]
    CrossSite,
    /// Somebody else changed the same thing first.
    #[error("conflict")]
    Conflict,
    /// The body is larger than the page takes.
    #[error("too large")]
    TooLarge,
    /// Too many attempts; the next one counts after this time.
    #[error("too many requests")]
    TooManyRequests {
        /// How long to wait.
        retry_after: Duration,
    },
    /// The portal has no room for this just now.
    #[error("busy")]
    Busy {
        /// How long to wait.
        retry_after: Duration,
    },
    /// Nobody is signed in.
    #[error("sign-in needed")]
    SignInNeeded,
    /// A first password must be chosen before anything else opens.
    #[error("first password needed")]
    FirstPasswordNeeded,
    /// A fault of ours.
    #[error("internal error")]
    Internal(#[source] Box<dyn Error + Send + Sync>),
}

/// What a response says about its failure to the layer that renders it.
#[derive(Clone, Debug)]
pub struct Failure(pub(super) Arc<WebError>);

impl WebError {
    /// A fault of ours, for an error that has no conversion of its own.
    pub fn internal(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Internal(error.into())
    }

    pub(super) fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::CrossSite => StatusCode::FORBIDDEN,
            Self::Conflict => StatusCode::CONFLICT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooManyRequests { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy { .. } => StatusCode::SERVICE_UNAVAILABLE,
            Self::SignInNeeded | Self::FirstPasswordNeeded => StatusCode::UNAUTHORIZED,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// How long to wait before the next try, where that is known.
    pub(super) fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::TooManyRequests { retry_after } | Self::Busy { retry_after } => Some(*retry_after),
            _ => None,
        }
    }
}

impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        if let Some(wait) = self.retry_after() {
            let seconds = HeaderValue::from(wait.as_secs().max(1));
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
        response.extensions_mut().insert(Failure(Arc::new(self)));
        response
    }
}

impl From<sqlx::Error> for WebError {
    fn from(error: sqlx::Error) -> Self {
        Self::internal(error)
    }
}

impl From<askama::Error> for WebError {
    fn from(error: askama::Error) -> Self {
        Self::internal(error)
    }
}

/// The chain of `error` for the log.
///
/// A database error is told by its code and constraint only: its message and details quote rows. An error around it that
/// repeats its text is left out.
pub(super) fn chain_for_log(error: &(dyn Error + 'static)) -> String {
    let mut links = vec![error];
    let mut last = error;
    while let Some(cause) = last.source() {
        links.push(cause);
        last = cause;
    }
    let database = links.iter().find_map(|link| {
        let details = database_details(*link)?;
        Some((details, quoted_text(*link)))
    });
    let Some((details, quoted)) = database else {
        return links.iter().map(ToString::to_string).collect::<Vec<_>>().join(": ");
    };
    let around = links.iter().map(ToString::to_string).take_while(|text| !text.contains(&quoted));
    around.chain([details]).collect::<Vec<_>>().join(": ")
}

fn database_details(error: &(dyn Error + 'static)) -> Option<String> {
    match error.downcast_ref::<sqlx::Error>() {
        Some(sqlx::Error::Database(database)) => Some(code_and_constraint(&**database)),
        Some(sqlx::Error::ColumnDecode { index, .. }) => Some(format!("column {index} cannot be decoded")),
        Some(sqlx::Error::Decode(_)) => Some("a value cannot be decoded".to_owned()),
        Some(sqlx::Error::Encode(_)) => Some("a value cannot be encoded".to_owned()),
        Some(_) => None,
        // Behind a transparent wrapper the chain goes straight to the driver's own error.
        None => error
            .downcast_ref::<Box<dyn sqlx::error::DatabaseError>>()
            .map(|database| code_and_constraint(&**database)),
    }
}

fn quoted_text(error: &(dyn Error + 'static)) -> String {
    match error.downcast_ref::<sqlx::Error>() {
        Some(sqlx::Error::Database(database)) => database.message().to_owned(),
        Some(sqlx::Error::ColumnDecode { source, .. }) => source.to_string(),
        Some(sqlx::Error::Decode(source) | sqlx::Error::Encode(source)) => source.to_string(),
        _ => error.to_string(),
    }
}

fn code_and_constraint(error: &(dyn sqlx::error::DatabaseError + 'static)) -> String {
    format!(
        "database error {} (constraint {})",
        error.code().as_deref().unwrap_or("without a code"),
        error.constraint().unwrap_or("none"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What Postgres says when a row repeats a UPN, as far as it matters here.
    #[derive(Debug, Error)]
    #[error("Key (upn)=(A820200000123) already exists")]
    struct Duplicate;

    impl sqlx::error::DatabaseError for Duplicate {
        fn message(&self) -> &str {
            "Key (upn)=(A820200000123) already exists"
        }
        fn kind(&self) -> sqlx::error::ErrorKind {
            sqlx::error::ErrorKind::UniqueViolation
        }
        fn code(&self) -> Option<std::borrow::Cow<'_, str>> {
            Some("23505".into())
        }
        fn constraint(&self) -> Option<&str> {
            Some("account_upn_key")
        }
        fn as_error(&self) -> &(dyn Error + Send + Sync + 'static) {
            self
        }
        fn as_error_mut(&mut self) -> &mut (dyn Error + Send + Sync + 'static) {
            self
        }
        fn into_error(self: Box<Self>) -> Box<dyn Error + Send + Sync + 'static> {
            self
        }
    }

    #[derive(Debug, Error)]
    enum Wrapped {
        #[error("the account could not be stored")]
        Named(#[source] sqlx::Error),
        #[error(transparent)]
        Transparent(sqlx::Error),
        #[error("stored badly: {0}")]
        Repeating(#[source] sqlx::Error),
    }

    #[test]
    fn a_database_error_is_logged_without_the_row_it_quotes() {
        let database = || sqlx::Error::Database(Box::new(Duplicate));
        let short = "database error 23505 (constraint account_upn_key)";
        assert_eq!(chain_for_log(&database()), short);
        assert_eq!(
            chain_for_log(&Wrapped::Named(database())),
            format!("the account could not be stored: {short}")
        );
        assert_eq!(chain_for_log(&Wrapped::Transparent(database())), short);
        assert_eq!(chain_for_log(&Wrapped::Repeating(database())), short);
    }

    #[test]
    fn a_value_that_cannot_be_decoded_is_not_logged() {
        let error = sqlx::Error::ColumnDecode {
            index: "\"upn\"".to_owned(),
            source: "A820200000123 is no UPN".into(),
        };
        assert_eq!(chain_for_log(&error), "column \"upn\" cannot be decoded");
    }

    #[test]
    fn other_errors_are_logged_with_their_causes() {
        let error = Wrapped::Named(sqlx::Error::PoolTimedOut);
        assert!(chain_for_log(&error).starts_with("the account could not be stored: pool timed out"));
    }

    #[test]
    fn who_must_wait_is_told_how_long() {
        let busy = WebError::Busy { retry_after: Duration::from_millis(200) };
        let response = busy.into_response();
        assert_eq!(response.status(), 503);
        assert_eq!(response.headers()[header::RETRY_AFTER], "1");
    }
}
