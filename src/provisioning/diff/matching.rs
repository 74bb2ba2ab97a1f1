//! Which account a row means, and what becomes of rows that contradict each other.

use std::collections::HashSet;
use std::hash::Hash;

use super::super::current::CurrentAccount;
use super::super::snapshot::{Rejection, RejectionCode};
use super::Comparison;
use super::people::Row;

impl<'a> Comparison<'a> {
    /// The account of each row: all rows by one sign before any row by the next, and no account twice.
    pub(super) fn match_rows<R, S: Copy>(
        &mut self,
        rows: &[&'a R],
        signs: &[S],
        candidates: impl Fn(S, &R) -> Vec<&'a CurrentAccount>,
    ) -> Vec<(&'a R, Option<&'a CurrentAccount>)> {
        let mut found: Vec<Option<&'a CurrentAccount>> = vec![None; rows.len()];
        for sign in signs {
            let open = rows.iter().zip(&mut found).filter(|(_, account)| account.is_none());
            for (row, account) in open {
                *account = candidates(*sign, row)
                    .into_iter()
                    .find(|candidate| !self.matched.contains(&candidate.id));
                self.matched.extend(account.map(|account| account.id));
            }
        }
        rows.iter().copied().zip(found).collect()
    }

    /// A row that could be read, and yet changes nothing.
    pub(super) fn reject(&mut self, row: &Row<'a>, account: Option<&CurrentAccount>, code: RejectionCode) {
        self.rejected.extend(account.map(|account| account.id));
        self.plan.rejections.push(Rejection {
            file: "users.csv".to_owned(),
            row: row.row,
            sourced_id: row.sourced_id.to_owned(),
            name: row.name.to_string(),
            code,
        });
    }
}

/// What occurs more than once.
pub(super) fn repeated<K: Clone + Eq + Hash>(keys: impl Iterator<Item = K>) -> HashSet<K> {
    let mut seen = HashSet::new();
    keys.filter(|key| !seen.insert(key.clone())).collect()
}
