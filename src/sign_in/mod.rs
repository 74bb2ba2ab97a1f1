//! Signing in and out, and the first sign-in on which a password must be chosen.
//!
//! Every attempt costs one Argon2 and is charged before it is checked, whoever it is for; a wrong name, a wrong password and
//! an account that no longer works look the same.

mod choosing;
mod problems;
mod proving;
mod store;
pub mod throttle;
mod web;

use std::net::IpAddr;

use chrono::TimeDelta;
use secrecy::SecretString;
use thiserror::Error;
use uuid::Uuid;

pub use choosing::{ChooseError, NewPassword, check_choice, choose_password};
pub use problems::{PasswordProblem, problems_of};
pub use proving::{PROVE, prove};
pub use web::routes;

use crate::audit::{EventKind, SystemEvent, write_system_event};
use crate::base::id::{AccountId, Ids};
use crate::base::random::OsRandom;
use crate::base::{Clock, Language, Username};
use crate::credentials::{self, Busy, Stored, VaultError, VerifyError, find_any_credential};
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

/// An attempt with the right password for an account that works.
struct Proven {
    candidate: store::Candidate,
    name: String,
    counted_device: Vec<u8>,
}

/// Checks an attempt and starts a session.
pub async fn sign_in(services: &Services, attempt: Attempt) -> Result<SignedIn, SignInError> {
    let device = attempt.device.clone().unwrap_or_else(|| Token::generate(&mut OsRandom));
    let (mut tx, proven) = check(services, attempt).await?;
    let now = services.clock.now();
    let Proven { candidate, name, counted_device } = proven;
    store::note_success(&mut tx, candidate.account, &name, (&counted_device, &device.hash()), now).await?;
    let session = Token::generate(&mut OsRandom);
    let must_choose_password = candidate.must_change_password;
    sessions::start_session(&mut tx, &session, candidate.account, must_choose_password, now).await?;
    tx.commit().await?;
    Ok(SignedIn { session, device, must_choose_password })
}

/// Checks the password of somebody who is signed in, as strictly as a sign-in. It counts as proved from now on.
async fn prove_again(services: &Services, session: &Token, attempt: Attempt) -> Result<(), SignInError> {
    let (mut tx, proven) = check(services, attempt).await?;
    store::forget_failures(&mut tx, &proven.name, &proven.counted_device).await?;
    sessions::note_proof(&mut tx, session, proven.candidate.account, services.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// Charges and checks an attempt. Where it is right, what follows from it goes into the transaction that comes back.
async fn check(services: &Services, attempt: Attempt) -> Result<(SystemTx, Proven), SignInError> {
    let charged = charge(services, &attempt).await?;
    let is_usable = charged.candidate.as_ref().is_some_and(|candidate| candidate.is_usable);
    let stored = charged.stored.as_ref().filter(|_| is_usable);
    let is_right = credentials::verify(&services.vault, &services.hasher, stored, attempt.password).await?;
    let mut tx = services.database.system(Reason::SignIn).await?;
    if let Some(address) = attempt.address {
        store::note_at_address(&mut tx, address, &charged.name, is_right, services.clock.now()).await?;
    }
    if !is_right && charged.failures == BURST {
        note_burst(&mut tx, &charged, attempt.address, &services.clock).await?;
    }
    match charged.candidate.filter(|_| is_right) {
        Some(candidate) => {
            let Charged { name, counted_device, .. } = charged;
            Ok((tx, Proven { candidate, name, counted_device }))
        }
        None => {
            tx.commit().await?;
            Err(SignInError::Refused)
        }
    }
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
