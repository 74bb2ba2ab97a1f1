//! A name for each request: in every log line about it, in its answer's header, and on its error page.

use std::fmt;

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;

use crate::base::random::{OsRandom, Random};

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// Letters and figures that nobody mistakes for one another when reading them out on the telephone.
const ALPHABET: &[u8; 28] = b"23456789BCDFGHJKLMNPQRSTVWXZ";

/// Ten signs in two groups: `7K3QM-XB29T`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId(String);

impl RequestId {
    /// A new id; 48 bits, so that a year's requests hardly ever share one.
    pub fn new(random: &mut dyn Random) -> Self {
        let mut text = String::with_capacity(11);
        for position in 0..10 {
            if position == 5 {
                text.push('-');
            }
            let drawn = usize::try_from(random.below(28)).unwrap_or_default();
            text.push(ALPHABET.get(drawn).copied().map_or('2', char::from));
        }
        Self(text)
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Gives the request its id, and a span that logs method and route: never the address itself, which may hold a search for
/// somebody's name. An id that the caller sent is ignored: incidents are ours to name.
pub async fn name_request(mut request: Request, next: Next) -> Response {
    let id = RequestId::new(&mut OsRandom);
    let route = request.extensions().get::<MatchedPath>();
    let span = tracing::info_span!(
        "request",
        %id,
        method = %request.method(),
        route = route.map_or("-", MatchedPath::as_str),
    );
    request.extensions_mut().insert(id.clone());
    let mut response = next.run(request).instrument(span.clone()).await;
    tracing::debug!(parent: &span, status = response.status().as_u16(), "answered");
    if let Ok(value) = HeaderValue::from_str(&id.0) {
        response.headers_mut().insert(HEADER, value);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::random::SeededRandom;

    #[test]
    fn ids_can_be_read_out() {
        let mut random = SeededRandom::new("requests");
        let id = RequestId::new(&mut random).to_string();
        assert_eq!(id.len(), 11);
        assert!(id.replace('-', "").bytes().all(|sign| ALPHABET.contains(&sign)));
        assert_ne!(id, RequestId::new(&mut random).to_string());
    }
}
