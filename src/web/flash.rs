//! One line at the top of the next page, carried across a redirect by a short-lived cookie.
//!
//! The cookie holds the message's key and at most a number: no text that somebody could forge, nothing about a person.

use std::time::Duration;

use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};

use crate::web::Messages;

const FLASH_COOKIE: &str = "ump_flash";
const LIFETIME: Duration = Duration::from_secs(60);

/// How a flash looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlashKind {
    /// Something was done.
    Done,
    /// Something to know.
    Information,
    /// Something to look at.
    Warning,
}

/// What a page can say about the act before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flash {
    /// A change was stored.
    Saved,
    /// A person has a new password.
    PasswordReset,
    /// Somebody has a new password of their own.
    PasswordChanged,
    /// An account was made by hand.
    AccountAdded,
    /// A shared mailbox was asked for.
    MailboxAdded,
    /// The end of a shared mailbox was asked for.
    MailboxClosing,
    /// The session has ended.
    SignedOut,
    /// The page that was asked for needs somebody signed in.
    SignInFirst,
    /// An act was asked for and nobody was ticked.
    NobodySelected,
    /// What was typed may be a UPN, and nothing is searched by one here.
    NoUpnSearch,
    /// A Team or Classroom was asked for, in whatever way.
    WorkspaceAsked,
    /// People are being added to a Team or Classroom.
    MembersAsked,
    /// Accounts in a service are being tried again.
    AccountsRetried,
    /// A class without a teacher gets no Team or Classroom.
    NoTeacher,
    /// Nothing was ticked, or nothing of it is there any more.
    NothingChosen,
    /// Background work was asked for once more.
    WorkRetried,
    /// The year end is being rehearsed in every school.
    RehearsalStarted,
}

impl Flash {
    /// The key in the cookie: `saved`; a message with a number carries it behind a full stop.
    fn value(self) -> String {
        match self {
            Self::Saved => "saved".to_owned(),
            Self::PasswordReset => "password-reset".to_owned(),
            Self::PasswordChanged => "password-changed".to_owned(),
            Self::AccountAdded => "account-added".to_owned(),
            Self::MailboxAdded => "mailbox-added".to_owned(),
            Self::MailboxClosing => "mailbox-closing".to_owned(),
            Self::SignedOut => "signed-out".to_owned(),
            Self::SignInFirst => "sign-in-first".to_owned(),
            Self::NobodySelected => "nobody-selected".to_owned(),
            Self::NoUpnSearch => "no-upn-search".to_owned(),
            Self::WorkspaceAsked => "workspace-asked".to_owned(),
            Self::MembersAsked => "members-asked".to_owned(),
            Self::AccountsRetried => "accounts-retried".to_owned(),
            Self::NoTeacher => "no-teacher".to_owned(),
            Self::NothingChosen => "nothing-chosen".to_owned(),
            Self::WorkRetried => "work-retried".to_owned(),
            Self::RehearsalStarted => "rehearsal-started".to_owned(),
        }
    }

    fn parse(value: &str) -> Option<Self> {
        match value {
            "saved" => Some(Self::Saved),
            "password-reset" => Some(Self::PasswordReset),
            "password-changed" => Some(Self::PasswordChanged),
            "account-added" => Some(Self::AccountAdded),
            "mailbox-added" => Some(Self::MailboxAdded),
            "mailbox-closing" => Some(Self::MailboxClosing),
            "signed-out" => Some(Self::SignedOut),
            "sign-in-first" => Some(Self::SignInFirst),
            "nobody-selected" => Some(Self::NobodySelected),
            "no-upn-search" => Some(Self::NoUpnSearch),
            "workspace-asked" => Some(Self::WorkspaceAsked),
            "members-asked" => Some(Self::MembersAsked),
            "accounts-retried" => Some(Self::AccountsRetried),
            "no-teacher" => Some(Self::NoTeacher),
            "nothing-chosen" => Some(Self::NothingChosen),
            "work-retried" => Some(Self::WorkRetried),
            "rehearsal-started" => Some(Self::RehearsalStarted),
            _ => None,
        }
    }

    /// How it looks.
    pub fn kind(self) -> FlashKind {
        match self {
            Self::Saved
            | Self::PasswordReset
            | Self::PasswordChanged
            | Self::AccountAdded
            | Self::MailboxAdded
            | Self::MailboxClosing => FlashKind::Done,
            Self::SignedOut
            | Self::SignInFirst
            | Self::WorkspaceAsked
            | Self::MembersAsked
            | Self::AccountsRetried
            | Self::WorkRetried
            | Self::RehearsalStarted => FlashKind::Information,
            Self::NobodySelected | Self::NoUpnSearch | Self::NoTeacher | Self::NothingChosen => {
                FlashKind::Warning
            }
        }
    }

    /// What it says.
    pub fn text(self, messages: &Messages) -> String {
        match self {
            Self::Saved => messages.flash_saved(),
            Self::PasswordReset => messages.flash_password_reset(),
            Self::PasswordChanged => messages.flash_password_changed(),
            Self::AccountAdded => messages.flash_account_added(),
            Self::MailboxAdded => messages.flash_mailbox_added(),
            Self::MailboxClosing => messages.flash_mailbox_closing(),
            Self::SignedOut => messages.flash_signed_out(),
            Self::SignInFirst => messages.flash_sign_in_first(),
            Self::NobodySelected => messages.flash_nobody_selected(),
            Self::NoUpnSearch => messages.flash_no_upn_search(),
            Self::WorkspaceAsked => messages.flash_workspace_asked(),
            Self::MembersAsked => messages.flash_members_asked(),
            Self::AccountsRetried => messages.flash_accounts_retried(),
            Self::NoTeacher => messages.flash_no_teacher(),
            Self::NothingChosen => messages.flash_nothing_chosen(),
            Self::WorkRetried => messages.flash_work_retried(),
            Self::RehearsalStarted => messages.flash_rehearsal_started(),
        }
    }

    /// The cookie that carries it to the next page.
    pub fn cookie(self, secure: bool) -> Cookie<'static> {
        Cookie::build((FLASH_COOKIE, self.value()))
            .path("/")
            .same_site(SameSite::Lax)
            .http_only(true)
            .secure(secure)
            .max_age(LIFETIME.try_into().unwrap_or_default())
            .build()
    }

    /// Takes the flash out of the request's cookies; the jar that comes back removes it from the browser.
    pub fn take(jar: CookieJar) -> (CookieJar, Option<Self>) {
        let flash = jar.get(FLASH_COOKIE).and_then(|cookie| Self::parse(cookie.value()));
        (jar.remove(Cookie::build(FLASH_COOKIE).path("/")), flash)
    }
}

/// The layer that takes the cookie out of the browser with the page that shows it.
pub(super) async fn forget_shown(request: Request, next: Next) -> Response {
    let is_waiting = CookieJar::from_headers(request.headers()).get(FLASH_COOKIE).is_some();
    let mut response = next.run(request).await;
    if is_waiting && is_page(&response) {
        let mut cookie = Cookie::build(FLASH_COOKIE).path("/").build();
        cookie.make_removal();
        if let Ok(removal) = HeaderValue::try_from(cookie.to_string()) {
            response.headers_mut().append(header::SET_COOKIE, removal);
        }
    }
    response
}

/// A redirect or a download shows no flash, and a page of an error none either.
fn is_page(response: &Response) -> bool {
    let content_type = response.headers().get(header::CONTENT_TYPE).map(HeaderValue::as_bytes);
    response.status().is_success() && content_type.is_some_and(|kind| kind.starts_with(b"text/html"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flash_is_shown_once() {
        let flashes = [
            Flash::Saved,
            Flash::PasswordReset,
            Flash::PasswordChanged,
            Flash::AccountAdded,
            Flash::MailboxAdded,
            Flash::MailboxClosing,
            Flash::SignedOut,
            Flash::SignInFirst,
            Flash::NobodySelected,
            Flash::NoUpnSearch,
            Flash::WorkspaceAsked,
            Flash::MembersAsked,
            Flash::NoTeacher,
            Flash::NothingChosen,
            Flash::WorkRetried,
            Flash::RehearsalStarted,
        ];
        for flash in flashes {
            let cookie = flash.cookie(true);
            assert!(cookie.http_only() == Some(true) && cookie.secure() == Some(true));
            let (jar, taken) = Flash::take(CookieJar::new().add(cookie));
            assert_eq!(taken, Some(flash));
            assert_eq!(Flash::take(jar).1, None);
        }
    }

    #[test]
    fn an_unknown_flash_is_none() {
        let forged = CookieJar::new().add(Cookie::new(FLASH_COOKIE, "<b>hello"));
        assert_eq!(Flash::take(forged).1, None);
    }
}
