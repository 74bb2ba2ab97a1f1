//! Staff who moved take their former account along: asked for in the new school, decided by the service desk.
//!
//! The new school's run has made a new account. Once the transfer is approved, the former account has the post, and with it what
//! the MIS knows it by, so that later runs find it; the new one is superseded, and its addresses stay good as the former one's.
//! An account that works anywhere is never taken: its school has to release it first.

use std::net::IpAddr;

use chrono::{DateTime, Utc};
use thiserror::Error;

use super::store::requests;
use super::store::transfers::{self, Party};
use crate::accounts::State;
use crate::audit::{Author, Event, EventKind, write_event, write_own_event};
use crate::authz::{AccountKind, ApproveTransfers, AskTransfer, Permit};
use crate::base::DfesNumber;
use crate::base::id::{AccountId, Ids, SchoolId, TransferId};
use crate::base::random::OsRandom;
use crate::base::text::normalise;
use crate::db::{self, Reason, SystemTx, TenantTx};
use crate::services::Services;
use crate::tenancy::{School, find_school};
use crate::{events, school_status, sessions};

/// The longest reason for a refusal, in characters.
pub(super) const LONGEST_REASON: usize = 200;
/// The longest username that somebody may type, with its domain.
const LONGEST_USERNAME: usize = 100;

/// What is asked for.
#[derive(Clone, Debug)]
pub(super) struct Wish {
    /// The account that the new school's run made.
    pub account: AccountId,
    pub former_school: School,
    /// The former username as it was typed, or nothing.
    pub former_username: String,
}

/// What is wrong with the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(super) enum WishError {
    #[error("not a DfES number")]
    NumberUnreadable,
    #[error("no school has this number")]
    NoSuchSchool,
    #[error("the number is the new school's own")]
    OwnSchool,
    #[error("a username is not as long as this")]
    UsernameTooLong,
}

/// Who does something, from where.
#[derive(Clone, Copy, Debug)]
pub(super) struct Acting<'a> {
    pub author: &'a Author,
    pub address: Option<IpAddr>,
    pub services: &'a Services,
}

impl Acting<'_> {
    fn now(&self) -> DateTime<Utc> {
        self.services.clock.now()
    }

    fn event<'e>(&'e self, kind: EventKind, subjects: &'e [AccountId], note: Option<&'e str>) -> Event<'e> {
        let id = Ids::new(&self.services.clock, &mut OsRandom).fresh();
        Event { id, at: self.now(), kind, actor: self.author, address: self.address, subjects, note }
    }
}

/// Reads the number of the former school.
pub(super) async fn find_former_school(
    tx: &mut TenantTx,
    number: &str,
) -> sqlx::Result<Result<School, WishError>> {
    let Ok(number) = number.trim().parse::<DfesNumber>() else {
        return Ok(Err(WishError::NumberUnreadable));
    };
    let school = find_school(tx, number).await?;
    Ok(match school {
        Some(school) if school.id == tx.school() => Err(WishError::OwnSchool),
        Some(school) => Ok(school),
        None => Err(WishError::NoSuchSchool),
    })
}

/// Reads the former username: with or without its domain, or nothing.
pub(super) fn parse_username(text: &str) -> Result<String, WishError> {
    let text = normalise(text);
    match text.chars().count() <= LONGEST_USERNAME {
        true => Ok(text.split('@').next().unwrap_or_default().to_owned()),
        false => Err(WishError::UsernameTooLong),
    }
}

/// Keeps the wish, on the record. Where one is open already, nothing more is done.
pub(super) async fn ask(
    tx: &mut TenantTx,
    _permit: &Permit<AskTransfer>,
    acting: &Acting<'_>,
    wish: &Wish,
) -> sqlx::Result<()> {
    let id: TransferId = Ids::new(&acting.services.clock, &mut OsRandom).fresh();
    if requests::insert_request(tx, id, wish, acting.author, acting.now()).await? {
        let number = wish.former_school.dfes_number.to_string();
        let subjects = [wish.account];
        write_event(tx, &acting.event(EventKind::TransferAsked, &subjects, Some(&number))).await?;
    }
    Ok(())
}

/// Why an account cannot take the post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(super) enum Obstacle {
    /// The school that has it must enter a leaving date and run its client.
    #[error("the former account still works")]
    StillActive,
    #[error("the former account was switched off by a person")]
    Deactivated,
    #[error("the former account's run was undone, or another account took its place")]
    Over,
    #[error("the former account is the new school's already")]
    OwnSchool,
    #[error("the new account no longer works")]
    NewAccountEnded,
    #[error("not an account of staff from the MIS")]
    OtherKind,
}

/// What stands against `former` taking the post of `new`.
pub(super) fn obstacle(former: &Party, new: &Party) -> Option<Obstacle> {
    let are_staff = former.kind == AccountKind::Staff && new.kind == AccountKind::Staff;
    match former.state {
        _ if !are_staff || former.id == new.id => Some(Obstacle::OtherKind),
        _ if new.state != State::Active => Some(Obstacle::NewAccountEnded),
        State::Active | State::Expired => Some(Obstacle::StillActive),
        State::Deactivated => Some(Obstacle::Deactivated),
        State::Superseded | State::Undone => Some(Obstacle::Over),
        State::Left if former.school == new.school => Some(Obstacle::OwnSchool),
        State::Left => None,
    }
}

/// Why nothing was decided.
#[derive(Debug, Error)]
pub(super) enum DecisionError {
    #[error("no such request")]
    NoSuchRequest,
    /// Nobody's account, or one that no school manages.
    #[error("no such account")]
    NoSuchAccount,
    /// Somebody was faster, or pressed twice.
    #[error("decided already")]
    Decided,
    #[error(transparent)]
    Obstacle(#[from] Obstacle),
    #[error("{}", db::describe(.0))]
    Database(#[from] sqlx::Error),
}

/// Lets `former` take the post of the request's account, in both schools at once.
pub(super) async fn approve(
    _permit: &Permit<ApproveTransfers>,
    acting: &Acting<'_>,
    request: TransferId,
    former: AccountId,
) -> Result<(), DecisionError> {
    let mut tx = acting.services.database.system(Reason::Transfer).await?;
    let (school, account) = lock_open(&mut tx, request).await?;
    let left_school =
        transfers::find_party(&mut tx, former).await?.ok_or(DecisionError::NoSuchAccount)?.school;
    // Before the accounts, as runs do: neither school's run is under way while the two change places.
    transfers::lock_schools(&mut tx, &[school, left_school]).await?;
    let parties = transfers::lock_parties(&mut tx, &[former, account]).await?;
    let party = |id| parties.iter().find(|party: &&Party| party.id == id).ok_or(DecisionError::NoSuchAccount);
    let (former, new) = (party(former)?, party(account)?);
    if former.school != left_school {
        return Err(DecisionError::Decided); // it moved this very moment: the page shows how it is now
    }
    if let Some(obstacle) = obstacle(former, new) {
        return Err(obstacle.into());
    }
    transfers::change_places(&mut tx, former, new, acting.now()).await?;
    sessions::end_all_of(&mut tx, new.id).await?;
    requests::note_approved(&mut tx, request, former.id, acting.author, acting.now()).await?;
    note_transfer(&mut tx, acting, former, new).await?;
    Ok(tx.commit().await?)
}

/// Puts it on record in both schools, counts both anew, and tells who listens.
async fn note_transfer(
    tx: &mut SystemTx,
    acting: &Acting<'_>,
    former: &Party,
    new: &Party,
) -> sqlx::Result<()> {
    let note = format!("{} → {}", new.username, former.username);
    let here = [former.id, new.id];
    let there = [former.id];
    write_own_event(tx, new.school, &acting.event(EventKind::TransferApproved, &here, Some(&note))).await?;
    write_own_event(tx, former.school, &acting.event(EventKind::TransferApproved, &there, None)).await?;
    for school in [new.school, former.school] {
        school_status::refresh_school(tx, school, acting.now()).await?;
        events::people_of_school_changed(tx, school).await?;
    }
    Ok(())
}

/// Reads the reason for a refusal.
pub(super) fn parse_reason(text: &str) -> Option<String> {
    let reason = normalise(text);
    (1..=LONGEST_REASON).contains(&reason.chars().count()).then_some(reason)
}

/// Refuses the request, for a reason that the school reads.
pub(super) async fn refuse(
    _permit: &Permit<ApproveTransfers>,
    acting: &Acting<'_>,
    request: TransferId,
    reason: &str,
) -> Result<(), DecisionError> {
    let mut tx = acting.services.database.system(Reason::Transfer).await?;
    let (school, account) = lock_open(&mut tx, request).await?;
    requests::note_refused(&mut tx, request, reason, acting.author, acting.now()).await?;
    let subjects = [account];
    let event = acting.event(EventKind::TransferRefused, &subjects, Some(reason));
    write_own_event(&mut tx, school, &event).await?;
    Ok(tx.commit().await?)
}

/// The school and the new account of a request that nobody has decided, held until the end of the transaction.
async fn lock_open(tx: &mut SystemTx, request: TransferId) -> Result<(SchoolId, AccountId), DecisionError> {
    let locked = requests::lock_request(tx, request).await?.ok_or(DecisionError::NoSuchRequest)?;
    if locked.is_open { Ok((locked.school, locked.account)) } else { Err(DecisionError::Decided) }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn party(n: u128, state: State) -> Party {
        Party {
            id: AccountId(Uuid::from_u128(n)),
            kind: AccountKind::Staff,
            state,
            school: SchoolId(Uuid::from_u128(n)),
            username: String::new(),
        }
    }

    #[test]
    fn only_an_account_that_its_school_released_takes_the_post() {
        let new = party(2, State::Active);
        for (state, expected) in [
            (State::Left, None),
            (State::Active, Some(Obstacle::StillActive)),
            (State::Deactivated, Some(Obstacle::Deactivated)),
            (State::Superseded, Some(Obstacle::Over)),
            (State::Undone, Some(Obstacle::Over)),
        ] {
            assert_eq!(obstacle(&party(1, state), &new), expected, "{state:?}");
        }
    }

    #[test]
    fn the_post_must_be_another_schools_and_the_new_account_must_work() {
        let (former, new) = (party(1, State::Left), party(2, State::Active));
        let here = Party { school: new.school, ..former.clone() };
        assert_eq!(obstacle(&here, &new), Some(Obstacle::OwnSchool));
        assert_eq!(obstacle(&former, &party(2, State::Superseded)), Some(Obstacle::NewAccountEnded));
        let learner = Party { kind: AccountKind::Learner, ..former };
        assert_eq!(obstacle(&learner, &new), Some(Obstacle::OtherKind));
    }

    #[test]
    fn a_username_may_be_typed_as_an_address() {
        assert_eq!(parse_username(" JonesS3@hwbcymru.net "), Ok("JonesS3".to_owned()));
        assert_eq!(parse_username(""), Ok(String::new()));
        assert_eq!(parse_username(&"x".repeat(101)), Err(WishError::UsernameTooLong));
    }

    #[test]
    fn a_refusal_says_why() {
        assert_eq!(parse_reason("  "), None);
        assert_eq!(parse_reason(&"x".repeat(201)), None);
        assert_eq!(parse_reason(" another person "), Some("another person".to_owned()));
    }
}
