//! Staff: matched by the MIS's id, then by staff code where the names agree; a reused code with other names is a new person.

use std::collections::HashMap;

use super::super::current::{CurrentAccount, MisValues};
use super::super::plan::{Cause, Outcome, WriteKind};
use super::super::snapshot::{Rejection, RejectionCode, StaffRow};
use super::Comparison;
use super::people::Row;
use crate::base::PersonName;
use crate::base::id::{AccountId, Ids};

impl<'a> Comparison<'a> {
    /// Every staff row, those in post first.
    pub(super) fn compare_staff(&mut self, rows: &[StaffRow], ids: &mut Ids<'_>) {
        let (left, in_post): (Vec<_>, Vec<_>) = rows.iter().partition(|row| self.has_left(row.leaving_date));
        let (repeated, in_post) = split_repeated(in_post, |row| row.staff_code.to_uppercase());
        self.plan.rejections.extend(repeated.into_iter().map(|row| {
            reject(
                row.row,
                &row.sourced_id,
                &row.name,
                RejectionCode::StaffCodeRepeated,
            )
        }));
        for rows in [in_post, left] {
            for (row, account) in self.match_staff(&rows) {
                self.compare_staff_member(row, account, ids);
            }
        }
    }

    fn match_staff<'r>(&mut self, rows: &[&'r StaffRow]) -> Vec<(&'r StaffRow, Option<&'a CurrentAccount>)> {
        let mut by_id: HashMap<&str, Vec<AccountId>> = HashMap::new();
        let mut by_code: HashMap<String, Vec<&'a CurrentAccount>> = HashMap::new();
        for account in &self.current.accounts {
            let Some(code) = &account.values.staff_code else {
                continue;
            };
            by_id
                .entry(&account.values.sourced_id)
                .or_default()
                .push(account.id);
            by_code.entry(code.to_uppercase()).or_default().push(account);
        }
        let mut found: Vec<Option<&'a CurrentAccount>> = vec![None; rows.len()];
        for (row, account) in rows.iter().zip(&mut found) {
            *account = self.first_free(by_id.get(row.sourced_id.as_str()));
            self.matched.extend(account.map(|account| account.id));
        }
        for (row, account) in rows
            .iter()
            .zip(&mut found)
            .filter(|(_, account)| account.is_none())
        {
            let namesakes = by_code.get(&row.staff_code.to_uppercase()).into_iter().flatten();
            *account = namesakes
                .copied()
                .find(|other| other.name.agrees_with(&row.name) && !self.matched.contains(&other.id));
            self.matched.extend(account.map(|account| account.id));
        }
        rows.iter().copied().zip(found).collect()
    }

    fn compare_staff_member(
        &mut self,
        row: &StaffRow,
        account: Option<&'a CurrentAccount>,
        ids: &mut Ids<'_>,
    ) {
        let values = MisValues {
            sourced_id: row.sourced_id.clone(),
            staff_code: Some(row.staff_code.clone()),
            start_date: Some(row.start_date),
            leaving_date: row.leaving_date,
            ..MisValues::default()
        };
        let general = Row {
            row: row.row,
            sourced_id: &row.sourced_id,
            name: &row.name,
            values,
        };
        match account {
            Some(account) => self.compare_own(&general, account),
            None if self.has_left(row.leaving_date) => {
                self.push(general.plan(None, Outcome::Skipped, Cause::LeftBefore));
            }
            None => self.create(&general, ids.fresh(), WriteKind::NewStaff),
        }
    }
}

/// Rows that share their `key` with another, and the rest.
pub(super) fn split_repeated<'r, R>(
    rows: Vec<&'r R>,
    key: impl Fn(&R) -> String,
) -> (Vec<&'r R>, Vec<&'r R>) {
    let mut counts: HashMap<String, u32> = HashMap::new();
    for row in &rows {
        *counts.entry(key(row)).or_default() += 1;
    }
    rows.into_iter()
        .partition(|row| counts.get(&key(row)).is_some_and(|count| *count > 1))
}

/// The rejection of a row that could be read.
pub(super) fn reject(row: u32, sourced_id: &str, name: &PersonName, code: RejectionCode) -> Rejection {
    Rejection {
        file: "users.csv".to_owned(),
        row,
        sourced_id: sourced_id.to_owned(),
        name: name.to_string(),
        code,
    }
}
