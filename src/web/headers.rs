//! What every answer of the pages goes through: a request id, compression, security headers, error pages, a time limit, the
//! refusal of forms from other sites, and a limit on bodies.

use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::middleware::from_fn;
use axum::response::IntoResponse;
use thiserror::Error;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::{ConfigError, CsrfLayer, ProtectionError};
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

use crate::web::WebError;
use crate::web::error_pages::{panicked, render_failures};
use crate::web::flash::forget_shown;
use crate::web::request_id::name_request;

const TIME_LIMIT: Duration = Duration::from_secs(30);

/// 1 MiB: forms. A route that takes files sets its own `DefaultBodyLimit`.
const BODY_LIMIT: usize = 1024 * 1024;

/// `data:` images are the marks that Bootstrap's style sheet draws in tick boxes and selects.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Always sent, unless a handler says otherwise: nothing on a page is for a shared cache or another site.
const HEADERS: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-write=(self)",
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (header::CACHE_CONTROL, "no-store"),
];

/// What the layers need to know about the address that browsers use.
#[derive(Clone, Debug, Default)]
pub struct HeaderSettings {
    csrf: CsrfLayer,
    https: bool,
}

/// The public address is not `http://…` or `https://…` with nothing behind the host.
#[derive(Debug, Error)]
#[error("the public address must be like https://ump.example.org")]
pub struct PublicUrlError(#[from] ConfigError);

impl HeaderSettings {
    /// Settings for a portal that browsers reach at `public_url`, for example `https://ump.example.org`. Without one, a form's
    /// origin is compared with the host of the request alone.
    ///
    /// # Errors
    /// The address is not an origin.
    pub fn new(public_url: &str) -> Result<Self, PublicUrlError> {
        let origin = canonical_origin(public_url);
        Ok(Self { https: origin.starts_with("https://"), csrf: CsrfLayer::new().add_trusted_origin(origin)? })
    }

    /// Whether cookies may be `Secure`.
    pub fn https(&self) -> bool {
        self.https
    }
}

/// The origin as browsers write it: lower case, without a default port and a final slash.
fn canonical_origin(public_url: &str) -> String {
    let trimmed = public_url.trim().trim_end_matches('/').to_ascii_lowercase();
    let port = trimmed.parse::<Uri>().ok().and_then(|uri| {
        let default = if uri.scheme_str() == Some("https") { 443 } else { 80 };
        uri.port_u16().filter(|port| *port == default)
    });
    match port {
        Some(port) => trimmed.trim_end_matches(&format!(":{port}")).to_owned(),
        None => trimmed,
    }
}

/// Puts every layer around the pages of `router`; the first named is the outermost.
pub fn with_page_layers<S>(router: Router<S>, settings: &HeaderSettings) -> Router<S>
where
    S: Clone + Send + Sync + 'static,
{
    let refuse = |_: ProtectionError| WebError::CrossSite.into_response();
    let guarded = router.layer(DefaultBodyLimit::max(BODY_LIMIT)).layer(
        ServiceBuilder::new()
            .layer(from_fn(forget_shown))
            .layer(from_fn(render_failures))
            .layer(CatchPanicLayer::custom(panicked))
            .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, TIME_LIMIT))
            .layer(settings.csrf.clone().with_rejection_response(refuse)),
    );
    with_headers(guarded, settings).layer(CompressionLayer::new()).layer(from_fn(name_request))
}

fn with_headers<S>(router: Router<S>, settings: &HeaderSettings) -> Router<S>
where
    S: Clone + Send + Sync + 'static,
{
    let year = (header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    let always = HEADERS.into_iter().chain(settings.https.then_some(year));
    always.fold(router, |router, (name, value)| {
        router.layer(SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value)))
    })
}

#[cfg(test)]
#[path = "headers_tests.rs"]
mod tests;
