//! Renders failures as pages in the reader's language, and as a notice where htmx asked.
//!
//! It also covers what the framework refuses by itself (no such route, wrong method, unreadable form, too large a body, too
//! slow an answer), so that every failure looks the same. Answers in a format of their own (problem documents) are left alone.

use std::any::Any;

use askama::Template;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};

use crate::base::Language;
use crate::web::error::{Failure, WebError, chain_for_log};
use crate::web::language::request_language;
use crate::web::page::Shell;
use crate::web::{Messages, RequestId};

const SIGN_IN: &str = "/sign-in";

/// Where a first password is chosen; nothing else is open before that.
pub const FIRST_PASSWORD: &str = "/first-sign-in";

/// What is known about a request when its answer turns out to be a failure.
struct Asked {
    language: Language,
    by_htmx: bool,
    is_get: bool,
    path_and_query: String,
    id: Option<RequestId>,
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    shell: Shell,
    heading: String,
    advice: String,
    incident: Option<String>,
}

#[derive(Template)]
#[template(path = "_partials/error_notice.html")]
struct ErrorNotice {
    heading: String,
    advice: String,
    incident: Option<String>,
}

/// Whether htmx made the request, and so waits for a fragment.
pub fn is_htmx(headers: &HeaderMap) -> bool {
    headers.contains_key("hx-request")
}

/// The layer.
pub(super) async fn render_failures(request: Request, next: Next) -> Response {
    let asked = Asked::of(&request);
    let response = next.run(request).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    match response.extensions().get::<Failure>().cloned() {
        Some(failure) => asked.answer(response, Some(&failure.0)),
        None if speaks_for_itself(&response) => response,
        None => asked.answer(response, None),
    }
}

/// Turns a panic into an internal error. What it says may quote data, so the log gets the incident only.
pub(super) fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    WebError::internal("a handler panicked").into_response()
}

/// The framework's own refusals are empty or plain text.
fn speaks_for_itself(response: &Response) -> bool {
    response
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| !kind.starts_with("text/plain"))
}

impl Asked {
    fn of(request: &Request) -> Self {
        let path_and_query = request.uri().path_and_query();
        Self {
            language: request_language(request.headers()),
            by_htmx: is_htmx(request.headers()),
            is_get: request.method() == Method::GET,
            path_and_query: path_and_query.map_or_else(|| "/".to_owned(), ToString::to_string),
            id: request.extensions().get().cloned(),
        }
    }

    /// The failure as a page, keeping what the bare response said in headers (`Allow`, `Retry-After`, cookies).
    fn answer(&self, bare: Response, failure: Option<&WebError>) -> Response {
        if let Some(WebError::SignInNeeded) = failure {
            return self.to_sign_in();
        }
        if let Some(WebError::FirstPasswordNeeded) = failure {
            return Redirect::to(FIRST_PASSWORD).into_response();
        }
        if let Some(WebError::Internal(error)) = failure {
            let incident = self.id.as_ref().map(ToString::to_string).unwrap_or_default();
            tracing::error!(incident, error = chain_for_log(&**error), "internal error");
        }
        let status = bare.status();
        let (mut parts, _) = bare.into_parts();
        parts.headers.remove(header::CONTENT_TYPE);
        parts.headers.remove(header::CONTENT_LENGTH);
        let mut response = self.page(status, failure);
        *response.status_mut() = status;
        response.headers_mut().extend(parts.headers);
        response
    }

    fn page(&self, status: StatusCode, failure: Option<&WebError>) -> Response {
        let shell = Shell::bare(self.language, self.path_and_query.clone());
        let (heading, advice) = words(shell.messages, status, failure);
        let incident = self
            .id
            .as_ref()
            .filter(|_| status == StatusCode::INTERNAL_SERVER_ERROR)
            .map(|id| shell.messages.error_incident(id.to_string()));
        if self.by_htmx {
            let notice = ErrorNotice { heading, advice, incident };
            return (notice_headers(), Html(notice.render().unwrap_or_default())).into_response();
        }
        let page = ErrorPage { shell, heading, advice, incident };
        Html(page.render().unwrap_or_default()).into_response()
    }

    /// Signing in leads back to a page; a form that was sent is not sent again.
    fn to_sign_in(&self) -> Response {
        if self.by_htmx {
            return (StatusCode::UNAUTHORIZED, [("hx-redirect", SIGN_IN)]).into_response();
        }
        let Ok(back) = askama::filters::urlencode_strict(self.path_and_query.as_str());
        let address = if self.is_get && self.path_and_query != "/" {
            format!("{SIGN_IN}?return_to={back}")
        } else {
            SIGN_IN.to_owned()
        };
        let location = HeaderValue::from_str(&address).unwrap_or(HeaderValue::from_static(SIGN_IN));
        (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response()
    }
}

/// Sends htmx's answer to the page's notices, wherever the request wanted its own answer.
fn notice_headers() -> [(HeaderName, HeaderValue); 3] {
    [
        (HeaderName::from_static("hx-retarget"), HeaderValue::from_static("#notices")),
        (HeaderName::from_static("hx-reswap"), HeaderValue::from_static("innerHTML")),
        (HeaderName::from_static("hx-reselect"), HeaderValue::from_static(".notice")),
    ]
}

fn words(t: &Messages, status: StatusCode, failure: Option<&WebError>) -> (String, String) {
    let seconds = failure.and_then(WebError::retry_after).map_or(5, |wait| wait.as_secs().max(1));
    match status {
        StatusCode::NOT_FOUND => (t.error_not_found(), t.error_not_found_advice()),
        StatusCode::FORBIDDEN => (t.error_cross_site(), t.error_cross_site_advice()),
        StatusCode::METHOD_NOT_ALLOWED => (t.error_method(), t.error_method_advice()),
        StatusCode::REQUEST_TIMEOUT | StatusCode::GATEWAY_TIMEOUT => {
            (t.error_timed_out(), t.error_timed_out_advice())
        }
        StatusCode::CONFLICT => (t.error_conflict(), t.error_conflict_advice()),
        StatusCode::PAYLOAD_TOO_LARGE => (t.error_too_large(), t.error_too_large_advice()),
        StatusCode::TOO_MANY_REQUESTS => (t.error_too_many(), t.error_wait_advice(seconds)),
        StatusCode::SERVICE_UNAVAILABLE => (t.error_busy(), t.error_wait_advice(seconds)),
        status if status.is_client_error() => (t.error_bad_request(), t.error_bad_request_advice()),
        _ => (t.error_internal(), t.error_internal_advice()),
    }
}
