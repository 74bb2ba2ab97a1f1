//! The review: each account that the school makes itself is kept or closed.
//!
//! The form says which last day its page showed. So the same form sent twice keeps an account once, and of two people who
//! decide at the same moment the second changes nothing and is told so.

use chrono::NaiveDate;

use super::likeness::{Likeness, likeness};
use super::people::{Known, ReviewRow};
use super::term::Term;
use super::{Acting, store};
use crate::accounts::State;
use crate::audit::{self, EventKind};
use crate::authz::{AccountKind, ManageNonMis, Permit};
use crate::base::id::AccountId;
use crate::base::{Language, PersonName};
use crate::db::TenantTx;
use crate::{events, school_status, sessions};

/// What the review is about.
#[derive(Clone, Debug, Default)]
pub(super) struct Review {
    /// Non-MIS people of whom an account from the MIS has the name: both.
    pub(super) arrived: Vec<(Known, Known)>,
    /// Non-MIS accounts that expire soon or expired lately, the soonest first.
    pub(super) expiring: Vec<ReviewRow>,
    /// Every governor, by name.
    pub(super) governors: Vec<ReviewRow>,
}

/// What is decided about some accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decision {
    /// They go on working: non-MIS accounts for a further term.
    Keep(Term),
    /// They are deactivated.
    Close,
}

/// An account that is decided about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) id: AccountId,
    /// The last day that the page showed.
    pub(super) seen: Option<NaiveDate>,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The account works until this day.
    KeptUntil(NaiveDate),
    /// The governor stays.
    Kept,
    /// The account no longer works.
    Closed,
    /// Somebody decided otherwise meanwhile: nothing was done.
    Overtaken,
}

/// Reads what there is to review.
pub(super) async fn find_review(
    tx: &mut TenantTx,
    language: Language,
    today: NaiveDate,
) -> sqlx::Result<Review> {
    let arrived = arrivals(store::list_known(tx).await?);
    let rows = store::list_review(tx, language, today).await?;
    let (governors, expiring) = rows.into_iter().partition(|row| row.kind == AccountKind::Governor);
    Ok(Review { arrived, expiring, governors })
}

/// Non-MIS people with somebody from the MIS, learner for learner and staff for staff, who has the same name.
fn arrivals(known: Vec<Known>) -> Vec<(Known, Known)> {
    let active = known.into_iter().filter(|known| known.state == State::Active);
    let (non_mis, others): (Vec<_>, Vec<_>) = active.partition(Known::is_non_mis);
    let from_mis: Vec<_> = others.into_iter().filter(Known::is_from_mis).collect();
    let twin_of = |person: &Known| {
        let mut candidates =
            from_mis.iter().filter(|other| other.kind.is_learner() == person.kind.is_learner());
        candidates.find(|other| is_namesake(person, other)).cloned()
    };
    non_mis.into_iter().filter_map(|person| Some((twin_of(&person)?, person))).map(|(a, b)| (b, a)).collect()
}

fn is_namesake(one: &Known, other: &Known) -> bool {
    [&one.legal_name, &one.display_name].into_iter().any(|name| {
        likeness(name, &other.legal_name) == Some(Likeness::Same)
            || likeness(name, &other.display_name) == Some(Likeness::Same)
    })
}

/// Does what was decided; what came of each account that the school has, in the order of their names.
pub(super) async fn decide(
    tx: &mut TenantTx,
    decision: Decision,
    choices: &[Choice],
    _permit: &Permit<ManageNonMis>,
    acting: &Acting<'_>,
) -> sqlx::Result<Vec<(PersonName, Outcome)>> {
    let now = acting.clock.now();
    let ids: Vec<AccountId> = choices.iter().map(|choice| choice.id).collect();
    let mut outcomes = Vec::new();
    let mut plan = Plan::default();
    for row in store::lock_manual(tx, &ids).await? {
        let seen = choices.iter().find(|choice| choice.id == row.id).and_then(|choice| choice.seen);
        outcomes.push((row.name.clone(), plan.take(decision, &row, seen, acting.clock.today())));
    }
    store::extend(tx, &plan.extended, now).await?;
    store::note_review(tx, &plan.reviewed, now).await?;
    store::close(tx, &plan.closed, now).await?;
    sessions::end_sessions(tx, &plan.closed).await?;
    events::people_changed(tx).await?;
    school_status::refresh(tx, now).await?;
    let school = tx.school();
    school_status::refresh_year_end(tx, &[school], now).await?;
    let extended: Vec<AccountId> = plan.extended.iter().map(|(id, _)| *id).collect();
    for (kind, subjects) in [
        (EventKind::AccountExtended, &extended),
        (EventKind::AccountReviewed, &plan.reviewed),
        (EventKind::AccountClosed, &plan.closed),
    ] {
        if !subjects.is_empty() {
            audit::write_event(tx, &acting.event(kind, subjects)).await?;
        }
    }
    outcomes.sort_by_cached_key(|(name, _)| name.to_string());
    Ok(outcomes)
}

/// What is to be written.
#[derive(Debug, Default)]
struct Plan {
    extended: Vec<(AccountId, NaiveDate)>,
    reviewed: Vec<AccountId>,
    closed: Vec<AccountId>,
}

impl Plan {
    /// Plans one account's part. What was done before is said again, and not done again.
    fn take(
        &mut self,
        decision: Decision,
        row: &ReviewRow,
        seen: Option<NaiveDate>,
        today: NaiveDate,
    ) -> Outcome {
        match (decision, seen, row.state) {
            (Decision::Close, _, State::Active | State::Expired) => {
                self.closed.push(row.id);
                Outcome::Closed
            }
            (Decision::Close, _, State::Deactivated) => Outcome::Closed,
            (Decision::Keep(_), None, State::Active) if row.expires_on.is_none() => {
                self.reviewed.push(row.id);
                Outcome::Kept
            }
            (Decision::Keep(term), Some(seen), State::Active | State::Expired) => {
                match term.last_day(seen.max(today)) {
                    Some(until) if row.expires_on == Some(seen) => {
                        self.extended.push((row.id, until));
                        Outcome::KeptUntil(until)
                    }
                    Some(until) if row.expires_on == Some(until) => Outcome::KeptUntil(until),
                    _ => Outcome::Overtaken,
                }
            }
            _ => Outcome::Overtaken,
        }
    }
}

#[cfg(test)]
#[path = "review_tests.rs"]
mod tests;
