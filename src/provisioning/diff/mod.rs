//! Compares a snapshot with the school as it stands: pure, so that every rule of provisioning can be tested by itself.
//!
//! A learner's row matches an account by UPN, then former UPN, then the MIS's id; a staff row by id, then by staff code where
//! the names agree. Rows on roll come before those that left, and those before guests'; the order of the file decides
//! nothing. Absence is not a leaving date: who is missing is listed, never released. A rejected row changes nothing, so its
//! account is neither missing nor taken out of its groups.

mod fields;
mod groups;
mod hold;
mod learners;
mod matching;
mod people;
mod staff;

#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::current::{CurrentAccount, CurrentSchool};
use super::plan::Plan;
use super::snapshot::Snapshot;
use crate::accounts::{State, has_left};
use crate::base::Upn;
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
    let mut comparison = Comparison::new(snapshot, current, circumstances.today);
    comparison.compare_learners(ids);
    comparison.compare_staff(ids);
    comparison.note_rejected();
    comparison.release_carried();
    comparison.list_missing();
    comparison.compare_groups(ids);
    let Comparison { mut plan, .. } = comparison;
    plan.people.sort_by_key(|person| person.row);
    plan.rejections.sort_by_key(|rejection| rejection.row);
    plan.counts.rejected = u32::try_from(plan.rejections.len()).unwrap_or(u32::MAX);
    plan.counts.missing = u32::try_from(plan.missing.len()).unwrap_or(u32::MAX);
    plan.hold = hold::judge(&plan, current, circumstances);
    plan
}

/// The comparison under way.
struct Comparison<'a> {
    snapshot: &'a Snapshot,
    current: &'a CurrentSchool,
    today: NaiveDate,
    /// The school's accounts in a fixed order, active ones first: where a row could mean several, it means the first.
    accounts: Vec<&'a CurrentAccount>,
    /// The UPNs that an account of the school has or had, or that a row has.
    known_upns: HashSet<&'a Upn>,
    /// Accounts that a row has matched already.
    matched: HashSet<AccountId>,
    /// Accounts whose row is rejected.
    rejected: HashSet<AccountId>,
    /// By the MIS's id, the accounts of rows that are here after the run: those whose memberships count.
    present: HashMap<&'a str, AccountId>,
    plan: Plan,
}

impl<'a> Comparison<'a> {
    fn new(snapshot: &'a Snapshot, current: &'a CurrentSchool, today: NaiveDate) -> Self {
        let mut accounts: Vec<_> = current.accounts.iter().collect();
        accounts.sort_unstable_by_key(|account| (account.state != State::Active, account.id));
        let known_upns = current.accounts.iter().flat_map(|account| account.values.upns());
        let row_upns = snapshot.learners.iter().map(|row| &row.upn);
        Self {
            snapshot,
            current,
            today,
            known_upns: known_upns.chain(row_upns).collect(),
            accounts,
            matched: HashSet::new(),
            rejected: HashSet::new(),
            present: HashMap::new(),
            plan: Plan { rejections: snapshot.rejections.clone(), ..Plan::default() },
        }
    }

    fn has_left(&self, leaving_date: Option<NaiveDate>) -> bool {
        has_left(leaving_date, self.today)
    }

    /// Rejected rows name accounts by the MIS's id as well; of those that the reader rejected nothing else is known.
    fn note_rejected(&mut self) {
        let rejections = self.plan.rejections.iter();
        let named: HashSet<&str> = rejections.map(|row| row.sourced_id.as_str()).collect();
        let unmatched = self.accounts.iter().filter(|account| !self.matched.contains(&account.id));
        self.rejected.extend(
            unmatched
                .filter(|account| named.contains(account.values.sourced_id.as_str()))
                .map(|account| account.id),
        );
    }

    /// Leaving dates of a held run that this one replaces, for people of whom no row of this one speaks.
    fn release_carried(&mut self) {
        for account in self.accounts.clone() {
            let carried = self.current.carried.get(&account.id);
            if let Some(leaving_date) = carried
                && is_here(account.state)
                && !self.matched.contains(&account.id)
            {
                self.carry(account, *leaving_date);
            }
        }
    }

    /// Active accounts that no row names.
    fn list_missing(&mut self) {
        let missing = self.accounts.iter().filter(|account| {
            account.state == State::Active
                && !self.matched.contains(&account.id)
                && !self.rejected.contains(&account.id)
        });
        self.plan.missing = missing.map(|account| account.id).collect();
    }
}

/// Whether the person belongs to the school: also somebody whose account was switched off by hand does, until they leave.
fn is_here(state: State) -> bool {
    matches!(state, State::Active | State::Deactivated)
}
