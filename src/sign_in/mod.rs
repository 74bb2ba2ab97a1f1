//! Signing in and out, and the first sign-in on which a password must be chosen.
//!
//! Every attempt costs one Argon2 and is charged before it is checked, whoever it is for; a wrong name, a wrong password and
//! an account that no longer works look the same.

mod store;
pub mod throttle;
mod web;

use std::net::IpAddr;

use chrono::TimeDelta;
use secrecy::{ExposeSecret, SecretString};
use thiserror::Error;
use uuid::Uuid;

pub use web::routes;

use crate::audit::{EventKind, SystemEvent, write_system_event};
use crate::base::id::{AccountId, Ids};
use crate::base::random::OsRandom;
use crate::base::{Clock, Language, Username};
use crate::credentials::{
    self, Binding, Busy, Form, PersonWords, PolicyRule, Stored, VaultError, VerifyError, find_any_credential,
    put_any_credential,
};
use crate::db::{Reason, SystemTx};
use crate::services::Services;
use crate::sessions::{self, Token};

use throttle::{ADDRESS_DELAY, BURST, delay_after, is_suspicious};

/// Somebody tries to sign in.
#[derive(Debug)]
pub struct Attempt {
    /// What was typed as the username.
    pub username: String,
    /// What was typed as the password.
    pub password: SecretString,
    /// From where.
    pub address: Option<IpAddr>,
    /// The browser's own token, from an earlier sign-in.
    pub device: Option<Token>,
}

/// Signed in.
#[derive(Debug)]
pub struct SignedIn {
    /// The session's token.
    pub session: Token,
    /// The browser's token from now on.
    pub device: Token,
    /// A new password comes first.
    pub must_choose_password: bool,
}

/// Why somebody is not signed in.
#[derive(Debug, Error)]
pub enum SignInError {
    /// Wrong name, wrong password, or an account that does not work: which of them is not told.
    #[error("username or password is not right")]
    Refused,
    /// Too many failures in a row.
    #[error("too many failures")]
    TooSoon {
        /// How long to wait.
        retry_after: TimeDelta,
    },
    /// Too many people sign in at this moment.
    #[error(transparent)]
    Busy(#[from] Busy),
    /// The vault.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The database.
    #[error("{}", crate::db::describe(.0))]
    Database(#[from] sqlx::Error),
}

impl From<VerifyError> for SignInError {
    fn from(error: VerifyError) -> Self {
        match error {
            VerifyError::Busy(busy) => Self::Busy(busy),
            VerifyError::Vault(error) => Self::Vault(error),
        }
    }
}

/// What is known of an attempt once it has been charged.
struct Charged {
    candidate: Option<store::Candidate>,
    stored: Option<Stored>,
    name: String,
    counted_device: Vec<u8>,
    /// The failures in a row, this attempt counted as one.
    failures: u32,
}

/// Checks an attempt and starts a session.
pub async fn sign_in(services: &Services, attempt: Attempt) -> Result<SignedIn, SignInError> {
    let charged = charge(services, &attempt).await?;
    let usable = charged.candidate.as_ref().filter(|candidate| candidate.is_usable);
    let stored = charged.stored.as_ref().filter(|_| usable.is_some());
    let is_right = credentials::verify(&services.vault, &services.hasher, stored, attempt.password).await?;
    let now = services.clock.now();
    let mut tx = services.database.system(Reason::SignIn).await?;
    if let Some(address) = attempt.address {
        store::note_at_address(&mut tx, address, &charged.name, is_right, now).await?;
    }
    let Some(candidate) = usable.filter(|_| is_right) else {
        if charged.failures == BURST {
            note_burst(&mut tx, &charged, attempt.address, &services.clock).await?;
        }
        tx.commit().await?;
        return Err(SignInError::Refused);
    };
    let device = attempt.device.unwrap_or_else(|| Token::generate(&mut OsRandom));
    let devices = (charged.counted_device.as_slice(), device.hash());
    store::note_success(&mut tx, candidate.account, &charged.name, (devices.0, &devices.1), now).await?;
    let session = Token::generate(&mut OsRandom);
    let must_choose_password = candidate.must_change_password;
    sessions::start_session(&mut tx, &session, candidate.account, must_choose_password, now).await?;
    tx.commit().await?;
    Ok(SignedIn { session, device, must_choose_password })
}

/// Looks the name up and counts the attempt, unless it comes too soon.
async fn charge(services: &Services, attempt: &Attempt) -> Result<Charged, SignInError> {
    let now = services.clock.now();
    let mut tx = services.database.system(Reason::SignIn).await?;
    if let Some(address) = attempt.address {
        let (failing, succeeding) = store::count_at_address(&mut tx, address, now).await?;
        if is_suspicious(failing, succeeding) {
            return Err(SignInError::TooSoon { retry_after: ADDRESS_DELAY });
        }
    }
    let username = Username::typed(&attempt.username);
    let device = attempt.device.as_ref().map(Token::hash).unwrap_or_default();
    let candidate = match &username {
        Some(username) => store::find_candidate(&mut tx, username, &device, now).await?,
        None => None,
    };
    let knows_device = candidate.as_ref().is_some_and(|candidate| candidate.knows_device);
    let counted_device = if knows_device { device } else { Vec::new() };
    // What is no username at all is counted under one name: it cannot be anybody's.
    let name = username.map_or_else(String::new, |username| username.key());
    let delay = store::find_delay(&mut tx, &name, &counted_device, now).await?;
    if let Some((_, next_try_at)) = delay.filter(|(_, next_try_at)| *next_try_at > now) {
        return Err(SignInError::TooSoon { retry_after: next_try_at - now });
    }
    let failures = delay.map_or(0, |(failures, _)| failures).saturating_add(1);
    store::charge(&mut tx, &name, &counted_device, failures, (now, now + delay_after(failures))).await?;
    let stored = match &candidate {
        Some(candidate) => find_any_credential(&mut tx, candidate.account).await?,
        None => None,
    };
    tx.commit().await?;
    Ok(Charged { candidate, stored, name, counted_device, failures })
}

/// Tells the account's school, once in a row of failures: the attempts are counted one after another, so one is the fifth.
async fn note_burst(
    tx: &mut SystemTx,
    charged: &Charged,
    address: Option<IpAddr>,
    clock: &Clock,
) -> sqlx::Result<()> {
    let event = SystemEvent {
        id: Ids::new(clock, &mut OsRandom).fresh(),
        at: clock.now(),
        kind: EventKind::SignInFailures,
        address,
        // A name that nobody has takes the same way, so that the time it takes tells nothing.
        subject: charged.candidate.as_ref().map_or(AccountId(Uuid::nil()), |candidate| candidate.account),
    };
    write_system_event(tx, &event).await
}

/// Ends a session.
pub async fn sign_out(services: &Services, session: &Token) -> sqlx::Result<()> {
    let mut tx = services.database.system(Reason::SignIn).await?;
    sessions::end_session(&mut tx, session).await?;
    tx.commit().await
}

/// Why a first password is not taken.
#[derive(Debug, Error)]
pub enum ChooseError {
    /// These rules fail.
    #[error("the password breaks a rule")]
    Weak(Vec<PolicyRule>),
    /// The two fields differ.
    #[error("the passwords differ")]
    Differ,
    /// Too many people sign in at this moment.
    #[error(transparent)]
    Busy(#[from] Busy),
    /// The vault.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The database.
    #[error("{}", crate::db::describe(.0))]
    Database(#[from] sqlx::Error),
}

/// A password typed twice.
#[derive(Debug)]
pub struct NewPassword {
    /// The password.
    pub password: SecretString,
    /// The password again.
    pub repeated: SecretString,
}

/// Replaces the first password by one that only its owner knows; every session ends and a new one starts.
pub async fn choose_first_password(
    services: &Services,
    account: AccountId,
    new: NewPassword,
) -> Result<Token, ChooseError> {
    if new.password.expose_secret() != new.repeated.expose_secret() {
        return Err(ChooseError::Differ);
    }
    let mut tx = services.database.system(Reason::SignIn).await?;
    let (names, username) = store::find_names(&mut tx, account).await?;
    tx.commit().await?;
    let words = PersonWords::of(&names.each_ref(), &[&username]);
    let broken = credentials::check(new.password.expose_secret(), &words);
    if !broken.is_empty() {
        return Err(ChooseError::Weak(broken));
    }
    let hash = services.hasher.hash(new.password, &mut OsRandom).await?;
    let binding = Binding { account, form: Form::Private, visible_to: None };
    let sealed = services.vault.seal(&hash, binding, &mut OsRandom)?;
    let session = Token::generate(&mut OsRandom);
    let now = services.clock.now();
    let mut tx = services.database.system(Reason::SignIn).await?;
    put_any_credential(&mut tx, &Stored { binding, sealed }, now).await?;
    store::note_password_chosen(&mut tx, account).await?;
    replace_sessions(&mut tx, account, &session, now).await?;
    tx.commit().await?;
    Ok(session)
}

async fn replace_sessions(
    tx: &mut SystemTx,
    account: AccountId,
    session: &Token,
    now: chrono::DateTime<chrono::Utc>,
) -> sqlx::Result<()> {
    sessions::end_all_of(tx, account).await?;
    sessions::start_session(tx, session, account, false, now).await
}

/// Remembers the language that somebody chose.
pub async fn keep_language(services: &Services, account: AccountId, language: Language) -> sqlx::Result<()> {
    let mut tx = services.database.system(Reason::SignIn).await?;
    store::keep_language(&mut tx, account, language.code()).await?;
    tx.commit().await
}

/// Deletes sessions, delays and devices that no longer count.
pub async fn forget_old(services: &Services) -> sqlx::Result<()> {
    let now = services.clock.now();
    let mut tx = services.database.system(Reason::SignIn).await?;
    sessions::forget_old_sessions(&mut tx, now).await?;
    store::forget(&mut tx, now).await?;
    tx.commit().await
}
