//! The extractors: who asks, where they work, and the proof that they may.
//!
//! A handler names the permission it needs in its argument's type, `InSchool<SeeLearners>`, and gets actor, school, permit and
//! the door to that school's rows together. Whoever may not gets 404, whoever is not signed in the sign-in page.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use chrono::{DateTime, Utc};

use crate::audit::{self, Author, Event, EventKind};
use crate::authz::{self, Access, Actor, Permit, Role};
use crate::base::id::{AccountId, Ids};
use crate::base::random::OsRandom;
use crate::base::{DfesNumber, Language};
use crate::db::{AuthorityTx, Scope, TenantTx};
use crate::services::Services;
use crate::sessions::{self, Session, Token};
use crate::tenancy::School;
use crate::web::language::request_language;
use crate::web::person_shell::{school_path, signed_in_shell};
use crate::web::state::AppState;
use crate::web::{Flash, Messages, Shell, WebError, is_htmx, messages};

pub use crate::web::error_pages::FIRST_PASSWORD;

/// What is known of every request, signed in or not.
#[derive(Clone)]
pub struct Asked {
    /// The router's state.
    pub state: AppState,
    /// The reader's language.
    pub language: Language,
    /// The address asked for.
    pub uri: Uri,
    /// The browser's address.
    pub address: Option<IpAddr>,
    /// Whether htmx waits for a fragment.
    pub is_htmx: bool,
    /// What the last act has to say.
    pub flash: Option<Flash>,
    /// The token of the session cookie.
    pub session: Option<Token>,
    /// The browser's own token, from an earlier sign-in.
    pub device: Option<Token>,
}

impl Asked {
    /// The services.
    pub fn services(&self) -> &Services {
        &self.state.services
    }

    /// The messages in the reader's language.
    pub fn messages(&self) -> &'static Messages {
        messages(self.language)
    }

    /// Whether cookies may be `Secure`.
    pub fn is_https(&self) -> bool {
        self.state.settings.headers.https()
    }

    /// The shell for somebody who is not signed in.
    pub fn shell(&self) -> Shell {
        let path = self.uri.path_and_query().map_or("/", |path| path.as_str());
        Shell {
            flash: self.flash,
            service_desk: self.state.settings.service_desk.clone(),
            ..Shell::bare(self.language, path)
        }
    }

    /// The session cookie, from now until the browser closes.
    pub fn session_cookie(&self, token: &Token) -> Cookie<'static> {
        self.cookie(cookie_name("session", self.is_https()), token.expose())
    }

    /// A cookie that takes the session cookie away.
    pub fn ended_session_cookie(&self) -> Cookie<'static> {
        let mut cookie = self.cookie(cookie_name("session", self.is_https()), "");
        cookie.make_removal();
        cookie
    }

    /// The browser's own token, kept for half a year.
    pub fn device_cookie(&self, token: &Token) -> Cookie<'static> {
        let half_a_year = std::time::Duration::from_secs(180 * 24 * 60 * 60);
        let mut cookie = self.cookie(cookie_name("device", self.is_https()), token.expose());
        cookie.set_max_age(Some(half_a_year.try_into().unwrap_or_default()));
        cookie
    }

    /// What the sender of this request does, now, to nobody in particular.
    pub fn act<'a>(&self, kind: EventKind, actor: &'a Author, note: Option<&'a str>) -> Event<'a> {
        let clock = &self.services().clock;
        Event {
            id: Ids::new(clock, &mut OsRandom).fresh(),
            at: clock.now(),
            kind,
            actor,
            address: self.address,
            subjects: &[],
            note,
        }
    }

    fn cookie(&self, name: &'static str, value: &str) -> Cookie<'static> {
        Cookie::build((name, value.to_owned()))
            .path("/")
            .same_site(SameSite::Lax)
            .http_only(true)
            .secure(self.is_https())
            .build()
    }

    pub(super) async fn find_session(&self, dfes: Option<DfesNumber>) -> Result<Session, WebError> {
        let token = self.session.as_ref().ok_or(WebError::SignInNeeded)?;
        let mut connection = self.state.services.database.bare().await?;
        let now = self.state.services.clock.now();
        sessions::find_session(&mut connection, token, dfes, now).await?.ok_or(WebError::SignInNeeded)
    }
}

impl FromRequestParts<AppState> for Asked {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, WebError> {
        let jar = CookieJar::from_headers(&parts.headers);
        let https = state.settings.headers.https();
        let token = |what| jar.get(cookie_name(what, https)).and_then(|cookie| Token::parse(cookie.value()));
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        Ok(Self {
            language: request_language(&parts.headers),
            address: browser_address(peer, &parts.headers, &state.settings.trusted_proxies),
            is_htmx: is_htmx(&parts.headers),
            session: token("session"),
            device: token("device"),
            flash: Flash::take(jar).1,
            uri: parts.uri.clone(),
            state: state.clone(),
        })
    }
}

/// Somebody signed in, on a page that belongs to no school or to their own.
pub struct SignedIn<P> {
    /// The request.
    pub asked: Asked,
    /// Who.
    pub actor: Actor,
    /// Their own school, where they have one.
    pub school: Option<School>,
    /// The proof.
    pub permit: Permit<P>,
    /// A first password must be chosen.
    pub must_choose_password: bool,
}

impl<P> SignedIn<P> {
    /// The shell with the person's own school.
    pub fn shell(&self) -> Shell {
        signed_in_shell(&self.asked, &self.actor, self.school.as_ref())
    }

    /// A transaction over the summaries of the schools that the actor's office covers.
    pub async fn begin_office(&self) -> Result<AuthorityTx, WebError> {
        let scope = match (self.actor.role, self.actor.authority_code) {
            (Role::ServiceDesk, _) => Scope::Nation,
            (Role::LaAdmin, Some(code)) => Scope::Authority(code),
            _ => return Err(WebError::NotFound),
        };
        Ok(self.asked.services().database.authority(scope).await?)
    }
}

impl<P: Access> FromRequestParts<AppState> for SignedIn<P> {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, WebError> {
        let asked = Asked::from_request_parts(parts, state).await?;
        let session = asked.find_session(None).await?;
        refuse_before_first_password(&session, &asked)?;
        let permit = authz::permit_anywhere(&session.actor).ok_or(WebError::NotFound)?;
        let asked = Asked { language: language_of(&session, &asked, &parts.headers), ..asked };
        Ok(Self {
            must_choose_password: session.must_choose_password,
            actor: session.actor,
            school: session.school,
            permit,
            asked,
        })
    }
}

/// Somebody who may do `P` in the school that the address names.
pub struct InSchool<P> {
    /// The request.
    pub asked: Asked,
    /// Who.
    pub actor: Actor,
    /// Where.
    pub school: School,
    /// The proof.
    pub permit: Permit<P>,
    /// When the password was last proved in this session.
    pub proved_at: DateTime<Utc>,
}

impl<P> InSchool<P> {
    /// The one way to the school's rows.
    pub async fn begin(&self) -> sqlx::Result<TenantTx> {
        self.asked.services().database.tenant(self.school.id).await
    }

    /// Whether the password was proved so lately that what only its owner may do needs no new proof.
    pub fn has_fresh_proof(&self) -> bool {
        self.asked.services().clock.now() - self.proved_at <= sessions::PROOF_LASTS
    }

    /// The messages in the reader's language.
    pub fn messages(&self) -> &'static Messages {
        self.asked.messages()
    }

    /// The shell with the school.
    pub fn shell(&self) -> Shell {
        signed_in_shell(&self.asked, &self.actor, Some(&self.school))
    }

    /// Puts what the visitor does to one person on record, in the transaction that does it.
    pub async fn record(
        &self,
        tx: &mut TenantTx,
        kind: EventKind,
        subject: AccountId,
        note: Option<&str>,
    ) -> sqlx::Result<()> {
        let author = Author::of(&self.actor);
        let event = Event { subjects: &[subject], ..self.asked.act(kind, &author, note) };
        audit::write_event(tx, &event).await
    }

    /// An address in the school: `/learners` becomes `/schools/6812001/learners`.
    pub fn path(&self, below: &str) -> String {
        school_path(&self.school, below)
    }
}

impl<P: Access> FromRequestParts<AppState> for InSchool<P> {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, WebError> {
        let asked = Asked::from_request_parts(parts, state).await?;
        let dfes = path_school(parts, state).await;
        let session = asked.find_session(dfes).await?;
        refuse_before_first_password(&session, &asked)?;
        let language = language_of(&session, &asked, &parts.headers);
        let Session { actor, school, proved_at, .. } = session;
        let school = school.filter(|_| dfes.is_some()).ok_or(WebError::NotFound)?;
        let permit = authz::permit(&actor, &school).ok_or(WebError::NotFound)?;
        Ok(Self { asked: Asked { language, ..asked }, actor, school, permit, proved_at })
    }
}

async fn path_school(parts: &mut Parts, state: &AppState) -> Option<DfesNumber> {
    let parameters = RawPathParams::from_request_parts(parts, state).await.ok()?;
    parameters.iter().find(|(name, _)| *name == "dfes").and_then(|(_, value)| value.parse().ok())
}

pub(super) fn refuse_before_first_password(session: &Session, asked: &Asked) -> Result<(), WebError> {
    match session.must_choose_password && asked.uri.path() != FIRST_PASSWORD {
        true => Err(WebError::FirstPasswordNeeded),
        false => Ok(()),
    }
}

/// What was chosen in this browser beats what the account remembers, which beats what the browser asks for.
pub(super) fn language_of(session: &Session, asked: &Asked, headers: &HeaderMap) -> Language {
    let chosen_here = CookieJar::from_headers(headers).get(crate::web::language::LANGUAGE_COOKIE).is_some();
    if chosen_here { asked.language } else { session.actor.language.unwrap_or(asked.language) }
}

/// The `__Host-` prefix binds a cookie to this very host; browsers take it on https only.
fn cookie_name(what: &str, https: bool) -> &'static str {
    match (what, https) {
        ("session", true) => "__Host-ump_session",
        ("session", false) => "ump_session",
        (_, true) => "__Host-ump_device",
        (_, false) => "ump_device",
    }
}

/// The address in front of the trusted proxies: `X-Forwarded-For` is read from the right, and only as far as it is trusted.
fn browser_address(peer: Option<IpAddr>, headers: &HeaderMap, trusted: &[IpAddr]) -> Option<IpAddr> {
    let peer = peer?;
    let forwarded = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let hops: Vec<&str> = forwarded.flat_map(|value| value.split(',')).map(str::trim).collect();
    let mut address = peer;
    for hop in hops.into_iter().rev() {
        if !trusted.contains(&address) {
            break;
        }
        match hop.parse() {
            Ok(next) => address = next,
            Err(_) => break,
        }
    }
    Some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_trusted_proxies_are_believed() {
        let address = |text: &str| text.parse::<IpAddr>().unwrap();
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", "203.0.113.9, 198.51.100.7".parse().unwrap());
        let proxy = address("10.0.0.1");
        assert_eq!(browser_address(Some(proxy), &headers, &[]), Some(proxy));
        assert_eq!(browser_address(Some(proxy), &headers, &[proxy]), Some(address("198.51.100.7")));
        let both = [proxy, address("198.51.100.7")];
        assert_eq!(browser_address(Some(proxy), &headers, &both), Some(address("203.0.113.9")));
    }
}
