//! The reader's language: what they chose (a cookie), else what their browser asks for.

use std::time::Duration;

use axum::http::{HeaderMap, header};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use serde::Deserialize;

use crate::base::Language;

/// The cookie that remembers the choice before and after signing in.
pub const LANGUAGE_COOKIE: &str = "ump_language";

const YEAR: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// What the language button of the shell sends to `/language`.
#[derive(Clone, Debug, Deserialize)]
pub struct LanguageForm {
    /// The language to change to.
    pub language: Language,
    /// The page to come back to; see [`local_path`].
    #[serde(default)]
    pub return_to: String,
}

/// The language to answer a request in.
pub fn request_language(headers: &HeaderMap) -> Language {
    let chosen = CookieJar::from_headers(headers)
        .get(LANGUAGE_COOKIE)
        .and_then(|cookie| Language::from_code(cookie.value()));
    chosen.unwrap_or_else(|| {
        let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        Language::preferred(asked.unwrap_or_default())
    })
}

/// A cookie that remembers the choice for a year.
pub fn language_cookie(language: Language, secure: bool) -> Cookie<'static> {
    Cookie::build((LANGUAGE_COOKIE, language.code()))
        .path("/")
        .same_site(SameSite::Lax)
        .http_only(true)
        .secure(secure)
        .max_age(YEAR.try_into().unwrap_or_default())
        .build()
}

/// `path` where it is an address of this portal, else the front page: a form never sends anybody elsewhere.
pub fn local_path(path: &str) -> &str {
    let local = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains(['\\', '\r', '\n', '\t'])
        && path.len() <= 2_000;
    if local { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_beats_the_browser() {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, "cy".parse().unwrap());
        assert_eq!(request_language(&headers), Language::Cy);
        headers.insert(header::COOKIE, "ump_language=en".parse().unwrap());
        assert_eq!(request_language(&headers), Language::En);
        headers.insert(header::COOKIE, "ump_language=fr".parse().unwrap());
        assert_eq!(request_language(&headers), Language::Cy);
    }

    #[test]
    fn nobody_is_sent_to_another_site() {
        assert_eq!(local_path("/schools/6812001?year=7"), "/schools/6812001?year=7");
        for elsewhere in ["", "//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example"]
        {
            assert_eq!(local_path(elsewhere), "/", "{elsewhere}");
        }
    }
}
