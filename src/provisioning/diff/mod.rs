//! Compares a snapshot with the school as it stands: pure, so that every rule of `product.md` §9 can be tested by itself.
//!
//! A row matches an account by UPN, then former UPN, then the MIS's id (staff: by id, then staff code where the names agree),
//! the rows on roll before those that left. Absence is not a leaving date: who is missing is listed, never released.

mod fields;
mod groups;
mod hold;
mod learners;
mod people;
mod staff;

#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::current::{CurrentAccount, CurrentSchool};
use super::plan::Plan;
use super::snapshot::{Rejection, Snapshot};
use crate::accounts::{State, has_left};
use crate::base::id::{AccountId, Ids};

pub use hold::{Threshold, Window};

/// What the comparison must know beside the two sides.
#[derive(Clone, Debug)]
pub struct Circumstances {
    /// Today in Europe/London.
    pub today: NaiveDate,
    /// How many accounts may be released unseen.
    pub threshold: Threshold,
    /// Whether today lies in a declared year-end window.
    pub window: Window,
    /// The accounts of which somebody has seen that they would be released, where the run was held and then let go.
    pub seen: Option<HashSet<AccountId>>,
}

/// What `snapshot` would do to `current`.
pub fn diff(
    snapshot: &Snapshot,
    current: &CurrentSchool,
    circumstances: &Circumstances,
    ids: &mut Ids<'_>,
) -> Plan {
    let mut comparison = Comparison::new(current, circumstances.today);
    comparison.plan.rejections = snapshot.rejections.clone();
    comparison.compare_learners(&snapshot.learners, ids);
    comparison.compare_staff(&snapshot.staff, ids);
    comparison.release_carried();
    comparison.list_missing(&snapshot.rejections);
    comparison.compare_groups(snapshot, ids);
    let Comparison { mut plan, .. } = comparison;
    plan.rejections.sort_by_key(|rejection| rejection.row);
    plan.counts.rejected = u32::try_from(plan.rejections.len()).unwrap_or(u32::MAX);
    plan.counts.missing = u32::try_from(plan.missing.len()).unwrap_or(u32::MAX);
    plan.hold = hold::judge(&plan, current, circumstances);
    plan
}

/// The comparison under way.
struct Comparison<'a> {
    current: &'a CurrentSchool,
    today: NaiveDate,
    accounts: HashMap<AccountId, &'a CurrentAccount>,
    /// Accounts that a row has matched already.
    matched: HashSet<AccountId>,
    /// By the MIS's id, the accounts of rows that are here after the run: those whose memberships count.
    present: HashMap<String, AccountId>,
    plan: Plan,
}

impl<'a> Comparison<'a> {
    fn new(current: &'a CurrentSchool, today: NaiveDate) -> Self {
        Self {
            current,
            today,
            accounts: current
                .accounts
                .iter()
                .map(|account| (account.id, account))
                .collect(),
            matched: HashSet::new(),
            present: HashMap::new(),
            plan: Plan::default(),
        }
    }

    fn has_left(&self, leaving_date: Option<NaiveDate>) -> bool {
        has_left(leaving_date, self.today)
    }

    /// The first of `candidates` that no row has matched yet.
    fn first_free(&self, candidates: Option<&Vec<AccountId>>) -> Option<&'a CurrentAccount> {
        let free = candidates?.iter().find(|id| !self.matched.contains(*id))?;
        self.accounts.get(free).copied()
    }

    /// Leaving dates of a held run that this one replaces, for people of whom this one says nothing.
    fn release_carried(&mut self) {
        let mut carried: Vec<_> = self
            .current
            .carried
            .iter()
            .map(|(account, day)| (*account, *day))
            .collect();
        carried.sort_unstable();
        for (id, leaving_date) in carried {
            let Some(account) = self.accounts.get(&id).copied() else {
                continue;
            };
            if self.matched.insert(id) && account.state == State::Active {
                self.carry(account, leaving_date);
            }
        }
    }

    /// Active accounts that no row names, rejected rows included: their people are in the file.
    fn list_missing(&mut self, rejections: &[Rejection]) {
        let repeated = self.plan.rejections.iter();
        let named: HashSet<&str> = rejections
            .iter()
            .chain(repeated)
            .map(|row| row.sourced_id.as_str())
            .collect();
        let missing = self.current.accounts.iter().filter(|account| {
            account.state == State::Active
                && !self.matched.contains(&account.id)
                && !named.contains(account.values.sourced_id.as_str())
        });
        self.plan.missing = missing.map(|account| account.id).collect();
    }
}
