//! When a run is held: it would release more accounts than the school's threshold, or the last Digital Champion, or end
//! more than half of the current year's memberships. The threshold knows the season.

use std::collections::{HashMap, HashSet};

use super::super::current::{CurrentAccount, CurrentSchool, Membership};
use super::super::plan::{Hold, HoldReason, Outcome, Plan};
use super::Circumstances;
use crate::accounts::State;
use crate::base::id::{AccountId, GroupId};
use crate::base::{AcademicYear, YearGroup};

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
        let share = u32::try_from(active).unwrap_or(u32::MAX).saturating_mul(self.percent) / 100;
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
    let releases: HashSet<AccountId> = plan.releases.iter().copied().collect();
    let active = current.accounts.iter().filter(is_active).count();
    let threshold = circumstances.threshold.of(active);
    let reason = match &circumstances.seen {
        Some(seen) => (!releases.is_subset(seen)).then_some(HoldReason::Releases),
        None if count_unexpected(&releases, current, circumstances.window) > threshold as usize => {
            Some(HoldReason::Releases)
        }
        None if releases_last_champion(&releases, current) => Some(HoldReason::LastChampion),
        None => ends_half_of_the_memberships(plan, current, circumstances).then_some(HoldReason::Memberships),
    };
    reason.map(|reason| Hold {
        reason,
        would_release: u32::try_from(releases.len()).unwrap_or(u32::MAX),
        threshold,
        final_year: u32::try_from(count_final_year(&releases, current)).unwrap_or(u32::MAX),
    })
}

fn is_active(account: &&CurrentAccount) -> bool {
    account.state == State::Active
}

fn count_unexpected(releases: &HashSet<AccountId>, current: &CurrentSchool, window: Window) -> usize {
    let released = current.accounts.iter().filter(|account| releases.contains(&account.id)).count();
    match window {
        Window::Open => released - count_final_year(releases, current),
        Window::Closed => released,
    }
}

fn count_final_year(releases: &HashSet<AccountId>, current: &CurrentSchool) -> usize {
    let last = final_years(current);
    let is_last = |account: &&CurrentAccount| account.values.year.is_some_and(|year| last.contains(&year));
    current.accounts.iter().filter(|account| releases.contains(&account.id)).filter(is_last).count()
}

/// The school's highest year; where it has Year 12, also Years 11 to 13. Those who left count as well: once they are gone,
/// the year below is not a final year.
fn final_years(current: &CurrentSchool) -> HashSet<YearGroup> {
    let years: HashSet<YearGroup> = current.accounts.iter().filter_map(|a| a.values.year).collect();
    let mut last: HashSet<YearGroup> = years.iter().max().copied().into_iter().collect();
    if YearGroup::new(12).is_some_and(|twelve| years.contains(&twelve)) {
        last.extend((11..=13).filter_map(YearGroup::new));
    }
    last
}

/// Whether no champion would stay: each is released, or was to leave already.
fn releases_last_champion(releases: &HashSet<AccountId>, current: &CurrentSchool) -> bool {
    let mut champions = current.accounts.iter().filter(is_active).filter(|a| a.is_champion);
    let is_released = |champion: &CurrentAccount| releases.contains(&champion.id);
    champions.clone().any(is_released)
        && champions.all(|champion| is_released(champion) || champion.last_day().is_some())
}

/// Only memberships of people who stay are counted: the others end with their account.
fn ends_half_of_the_memberships(plan: &Plan, current: &CurrentSchool, circumstances: &Circumstances) -> bool {
    let Some(year) = current_year(current, circumstances) else {
        return false;
    };
    let mut created = plan.groups.create.iter();
    let has_begun = created.any(|(_, group)| group.academic_year > year);
    if has_begun || plan.groups.leave.is_empty() {
        return false;
    }
    let years: HashMap<GroupId, AcademicYear> =
        current.groups.iter().map(|((year, _), group)| (group.id, *year)).collect();
    let released = plan.people.iter().filter(|person| person.outcome == Outcome::Released);
    let leavers: HashSet<AccountId> =
        released.filter_map(|person| person.account).chain(plan.releases.iter().copied()).collect();
    let counts =
        |seat: &&Membership| years.get(&seat.group) == Some(&year) && !leavers.contains(&seat.account);
    let ending = plan.groups.leave.iter().filter(counts).count();
    ending * 2 > current.memberships.iter().filter(counts).count()
}

/// The academic year of today, where the school has groups of it; else the latest of which it has.
fn current_year(current: &CurrentSchool, circumstances: &Circumstances) -> Option<AcademicYear> {
    let today = AcademicYear::of(circumstances.today);
    let years = || current.groups.keys().map(|(year, _)| *year);
    years().find(|year| *year == today).or_else(|| years().max())
}
