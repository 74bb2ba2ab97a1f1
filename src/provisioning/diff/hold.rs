//! When a run is held: it would release more accounts than the school's threshold, or the last Digital Champion, or end
//! more than half of the current year's memberships. The threshold knows the season.

use std::collections::HashSet;

use super::super::current::{CurrentAccount, CurrentSchool};
use super::super::plan::{Hold, HoldReason, Outcome, Plan};
use super::Circumstances;
use crate::accounts::State;
use crate::base::YearGroup;
use crate::base::id::AccountId;

/// How many accounts a run may release unseen: the larger of a number and a share of the school's active MIS accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Threshold {
    /// Accounts.
    pub accounts: u32,
    /// Percent of the active MIS accounts.
    pub percent: u32,
}

impl Threshold {
    fn of(self, active: usize) -> u32 {
        let share = u32::try_from(active)
            .unwrap_or(u32::MAX)
            .saturating_mul(self.percent)
            / 100;
        self.accounts.max(share)
    }
}

/// Whether the year-end window is open: then leavers of final years are expected and do not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// An ordinary day.
    Closed,
    /// A day of the declared window.
    Open,
}

/// Why `plan` may not be carried out unseen, or nothing.
pub(super) fn judge(plan: &Plan, current: &CurrentSchool, circumstances: &Circumstances) -> Option<Hold> {
    let active = current
        .accounts
        .iter()
        .filter(|account| account.state == State::Active)
        .count();
    let threshold = circumstances.threshold.of(active);
    let releases: HashSet<AccountId> = plan.releases.iter().copied().collect();
    let would_release = u32::try_from(releases.len()).unwrap_or(u32::MAX);
    let hold = |reason| {
        Some(Hold {
            reason,
            would_release,
            threshold,
        })
    };
    if let Some(seen) = &circumstances.seen {
        return if releases.is_subset(seen) {
            None
        } else {
            hold(HoldReason::Releases)
        };
    }
    let final_years = final_years(current);
    let counted = current.accounts.iter().filter(|account| {
        let is_expected = circumstances.window == Window::Open
            && account
                .values
                .year
                .is_some_and(|year| final_years.contains(&year));
        releases.contains(&account.id) && !is_expected
    });
    if u32::try_from(counted.count()).unwrap_or(u32::MAX) > threshold {
        return hold(HoldReason::Releases);
    }
    if releases_last_champion(plan, current, &releases) {
        return hold(HoldReason::LastChampion);
    }
    if ends_half_of_the_memberships(plan, current, &releases) {
        return hold(HoldReason::Memberships);
    }
    None
}

/// The school's highest year; where it has Year 12, also Years 11 to 13.
fn final_years(current: &CurrentSchool) -> HashSet<YearGroup> {
    let is_active = |account: &&CurrentAccount| account.state == State::Active;
    let years: HashSet<YearGroup> = current
        .accounts
        .iter()
        .filter(is_active)
        .filter_map(|a| a.values.year)
        .collect();
    let mut last: HashSet<YearGroup> = years.iter().max().copied().into_iter().collect();
    if YearGroup::new(12).is_some_and(|twelve| years.contains(&twelve)) {
        last.extend((11..=13).filter_map(YearGroup::new));
    }
    last
}

fn releases_last_champion(plan: &Plan, current: &CurrentSchool, releases: &HashSet<AccountId>) -> bool {
    let released_now: HashSet<_> = plan
        .people
        .iter()
        .filter(|person| person.outcome == Outcome::Released)
        .filter_map(|p| p.account)
        .collect();
    let goes = |id: &AccountId| releases.contains(id) || released_now.contains(id);
    let mut champions = current
        .accounts
        .iter()
        .filter(|a| a.is_champion && a.state == State::Active)
        .peekable();
    champions.peek().is_some() && champions.all(|champion| goes(&champion.id))
}

/// Memberships of people who leave end with them; only those that end though the person stays are counted.
fn ends_half_of_the_memberships(plan: &Plan, current: &CurrentSchool, releases: &HashSet<AccountId>) -> bool {
    let released: HashSet<_> = plan
        .people
        .iter()
        .filter(|person| person.outcome == Outcome::Released)
        .filter_map(|p| p.account)
        .collect();
    let stays = |id: &AccountId| !releases.contains(id) && !released.contains(id);
    let ending = plan
        .groups
        .leave
        .iter()
        .filter(|membership| stays(&membership.account))
        .count();
    ending * 2 > current.memberships.len()
}
