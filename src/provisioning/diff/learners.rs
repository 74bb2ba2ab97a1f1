//! Learners: matched by UPN, then former UPN, then the MIS's id; created, claimed, or left waiting.

use std::collections::HashMap;

use super::super::current::{CurrentAccount, Elsewhere, MisValues};
use super::super::plan::{Cause, Field, FieldChange, Outcome, Write, WriteKind};
use super::super::snapshot::{LearnerRow, RejectionCode};
use super::people::Row;
use super::{Comparison, staff};
use crate::accounts::State;
use crate::base::Upn;
use crate::base::id::{AccountId, Ids};

/// The school's learners, by all that a row may name.
#[derive(Default)]
struct Index<'a> {
    upn: HashMap<&'a Upn, Vec<AccountId>>,
    former: HashMap<&'a Upn, Vec<AccountId>>,
    sourced_id: HashMap<&'a str, Vec<AccountId>>,
}

impl<'a> Index<'a> {
    fn new(accounts: &'a [CurrentAccount]) -> Self {
        let mut index = Self::default();
        for account in accounts {
            let Some(upn) = &account.values.upn else { continue };
            index.upn.entry(upn).or_default().push(account.id);
            for former in &account.values.former_upns {
                index.former.entry(former).or_default().push(account.id);
            }
            index
                .sourced_id
                .entry(&account.values.sourced_id)
                .or_default()
                .push(account.id);
        }
        index
    }
}

impl<'a> Comparison<'a> {
    /// Every learner's row, those on roll first: they have the better claim to an account.
    pub(super) fn compare_learners(&mut self, rows: &[LearnerRow], ids: &mut Ids<'_>) {
        let (left, on_roll): (Vec<_>, Vec<_>) = rows.iter().partition(|row| self.has_left(row.leaving_date));
        let (repeated, on_roll) = staff::split_repeated(on_roll, |row| row.upn.as_str().to_owned());
        self.plan.rejections.extend(
            repeated
                .into_iter()
                .map(|row| staff::reject(row.row, &row.sourced_id, &row.name, RejectionCode::UpnRepeated)),
        );
        let index = Index::new(&self.current.accounts);
        for rows in [on_roll, left] {
            for (row, account) in self.match_learners(&index, &rows) {
                self.compare_learner(row, account, ids);
            }
        }
    }

    /// The account of each row: all rows by one sign before any row by the next.
    fn match_learners<'r>(
        &mut self,
        index: &Index<'a>,
        rows: &[&'r LearnerRow],
    ) -> Vec<(&'r LearnerRow, Option<&'a CurrentAccount>)> {
        type Sign<'i, 'a> = fn(&'i Index<'a>, &LearnerRow) -> Vec<&'i Vec<AccountId>>;
        let signs: [Sign<'_, 'a>; 3] = [
            |index, row| index.upn.get(&row.upn).into_iter().collect(),
            |index, row| {
                let renewed = row.former_upn.as_ref().and_then(|former| index.upn.get(former));
                index.former.get(&row.upn).into_iter().chain(renewed).collect()
            },
            |index, row| {
                index
                    .sourced_id
                    .get(row.sourced_id.as_str())
                    .into_iter()
                    .collect()
            },
        ];
        let mut found: Vec<Option<&'a CurrentAccount>> = vec![None; rows.len()];
        for sign in signs {
            for (row, account) in rows
                .iter()
                .zip(&mut found)
                .filter(|(_, account)| account.is_none())
            {
                *account = sign(index, row)
                    .into_iter()
                    .find_map(|candidates| self.first_free(Some(candidates)));
                self.matched.extend(account.map(|account| account.id));
            }
        }
        rows.iter().copied().zip(found).collect()
    }

    fn compare_learner(&mut self, row: &LearnerRow, account: Option<&'a CurrentAccount>, ids: &mut Ids<'_>) {
        let elsewhere = self.current.elsewhere.get(&row.upn).copied();
        let general = Row {
            row: row.row,
            sourced_id: &row.sourced_id,
            name: &row.name,
            values: values(row, account, elsewhere.is_some()),
        };
        let has_left = self.has_left(row.leaving_date);
        match (account, elsewhere) {
            (Some(account), _) if !row.status.manages_account() => self.keep(&general, account),
            (Some(account), Some(_)) if account.values.upn.as_ref() != Some(&row.upn) => {
                self.compare_own(&general, account);
                self.note_taken_upn();
            }
            (Some(account), _) => self.compare_own(&general, account),
            (None, _) if self.was_matched(&row.upn) => self.skip(&general, Cause::OtherRow),
            (None, _) if !row.status.manages_account() => self.skip(&general, Cause::NotMainEnrolment),
            (None, Some(_)) if has_left => self.skip(&general, Cause::LeftHere),
            (None, None) if has_left => self.skip(&general, Cause::LeftBefore),
            (None, Some(elsewhere)) => self.claim(&general, elsewhere),
            (None, None) => self.create(&general, ids.fresh(), WriteKind::NewLearner),
        }
    }

    /// A row that left, of a UPN that a row on roll has as well.
    fn was_matched(&self, upn: &Upn) -> bool {
        self.current
            .accounts
            .iter()
            .any(|account| account.values.upn.as_ref() == Some(upn) && self.matched.contains(&account.id))
    }

    /// A guest's or subsidiary row of somebody whom this school manages all the same: it changes nothing.
    fn keep(&mut self, row: &Row<'_>, account: &'a CurrentAccount) {
        if account.state == State::Active {
            self.present.insert(row.sourced_id.to_owned(), account.id);
        }
        self.push(row.plan(Some(account), Outcome::Unchanged, Cause::NotMainEnrolment));
    }

    fn skip(&mut self, row: &Row<'_>, cause: Cause) {
        self.push(row.plan(None, Outcome::Skipped, cause));
    }

    fn claim(&mut self, row: &Row<'_>, elsewhere: Elsewhere) {
        let mut plan = match elsewhere.refusal {
            Some(refusal) => row.plan(None, Outcome::Waiting, Cause::Refused(refusal)),
            None => row.plan(None, Outcome::Transferred, Cause::ReleasedElsewhere),
        };
        if elsewhere.refusal.is_none() {
            self.present.insert(row.sourced_id.to_owned(), elsewhere.account);
            plan.account = Some(elsewhere.account);
            plan.write = Some(Write {
                kind: WriteKind::Claim,
                values: row.values.clone(),
                state: State::Active,
                active_until: None,
            });
        }
        self.push(plan);
    }

    /// The MIS names another learner's UPN: all else follows, the number does not.
    fn note_taken_upn(&mut self) {
        if let Some(plan) = self.plan.people.last_mut() {
            plan.changes.push(FieldChange {
                field: Field::Upn,
                before: None,
                after: None,
            });
            if plan.outcome == Outcome::Updated {
                plan.cause = Cause::UpnTaken;
            }
        }
    }
}

/// What the row makes of the account: a changed UPN keeps the old one as former, one that is another's is not taken over.
fn values(row: &LearnerRow, account: Option<&CurrentAccount>, upn_is_elsewhere: bool) -> MisValues {
    let known = account.map(|account| &account.values);
    let current = known.and_then(|values| values.upn.clone());
    let mut former = known.map(|values| values.former_upns.clone()).unwrap_or_default();
    let upn = match current {
        Some(current) if current != row.upn && upn_is_elsewhere => current,
        Some(current) if current != row.upn => {
            former.retain(|upn| *upn != row.upn);
            former.push(current);
            row.upn.clone()
        }
        _ => row.upn.clone(),
    };
    if let Some(renewed) = row
        .former_upn
        .clone()
        .filter(|renewed| *renewed != upn && !former.contains(renewed))
    {
        former.push(renewed);
    }
    MisValues {
        sourced_id: row.sourced_id.clone(),
        upn: Some(upn),
        former_upns: former,
        admission_number: Some(row.admission_number.clone()),
        admission_date: Some(row.admission_date),
        year: row.year,
        registration_group: row.registration_group.clone(),
        leaving_date: row.leaving_date,
        ..MisValues::default()
    }
}
