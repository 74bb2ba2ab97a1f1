//! Staff: matched by the MIS's id, then by staff code where the names agree; a reused code with other names is a new person.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::super::current::{CurrentAccount, MisValues};
use super::super::plan::{Cause, Outcome, WriteKind};
use super::super::snapshot::{RejectionCode, StaffRow};
use super::Comparison;
use super::matching::repeated;
use super::people::Row;
use crate::accounts::has_left;
use crate::base::id::Ids;

/// How rows stand to each other, those with the better claim to an account first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    InPost,
    Contradicted,
    Left,
}

/// By what a row may name an account, the surest first.
#[derive(Clone, Copy)]
enum Sign {
    SourcedId,
    StaffCode,
}

/// The school's staff by all that a row may name.
#[derive(Default)]
struct Index<'a> {
    sourced_id: HashMap<&'a str, Vec<&'a CurrentAccount>>,
    code: HashMap<String, Vec<&'a CurrentAccount>>,
}

impl<'a> Index<'a> {
    fn new(accounts: &[&'a CurrentAccount]) -> Self {
        let mut index = Self::default();
        for account in accounts {
            let Some(code) = &account.values.staff_code else {
                continue;
            };
            let sourced_id = account.values.sourced_id.as_str();
            index.sourced_id.entry(sourced_id).or_default().push(account);
            index.code.entry(key(code)).or_default().push(account);
        }
        index
    }

    fn find(&self, sign: Sign, row: &StaffRow) -> Vec<&'a CurrentAccount> {
        let (same, names_decide) = match sign {
            Sign::SourcedId => (self.sourced_id.get(row.sourced_id.as_str()), false),
            Sign::StaffCode => (self.code.get(&key(&row.staff_code)), true),
        };
        same.into_iter()
            .flatten()
            .filter(|account| !names_decide || account.name.agrees_with(&row.name))
            .copied()
            .collect()
    }
}

impl<'a> Comparison<'a> {
    /// Every staff row, those with the better claim first.
    pub(super) fn compare_staff(&mut self, ids: &mut Ids<'_>) {
        let today = self.today;
        let rows = &self.snapshot.staff;
        let in_post = rows.iter().filter(|row| !has_left(row.leaving_date, today));
        let contradicted = repeated(in_post.map(|row| key(&row.staff_code)));
        let standing = |row: &StaffRow| match has_left(row.leaving_date, today) {
            true => Standing::Left,
            false if contradicted.contains(&key(&row.staff_code)) => Standing::Contradicted,
            false => Standing::InPost,
        };
        let mut rows: Vec<&'a StaffRow> = rows.iter().collect();
        rows.sort_by_key(|&row| (standing(row), Reverse(row.leaving_date), row.sourced_id.as_str()));
        let index = Index::new(&self.accounts);
        let signs = [Sign::SourcedId, Sign::StaffCode];
        for rows in rows.chunk_by(|a, b| standing(a) == standing(b)) {
            for (row, account) in self.match_rows(rows, &signs, |sign, row| index.find(sign, row)) {
                let general = general(row);
                match (account, standing(row)) {
                    (_, Standing::Contradicted) => {
                        self.reject(&general, account, RejectionCode::StaffCodeRepeated);
                    }
                    (Some(account), _) => self.compare_own(&general, account),
                    (None, Standing::Left) => {
                        self.push(general.plan(None, Outcome::Skipped, Cause::LeftBefore));
                    }
                    (None, Standing::InPost) => self.create(&general, ids.fresh(), WriteKind::NewStaff),
                }
            }
        }
    }
}

/// Staff codes are one whatever their case.
fn key(code: &str) -> String {
    code.to_uppercase()
}

fn general(row: &StaffRow) -> Row<'_> {
    Row {
        row: row.row,
        sourced_id: &row.sourced_id,
        name: &row.name,
        values: MisValues {
            sourced_id: row.sourced_id.clone(),
            staff_code: Some(row.staff_code.clone()),
            start_date: Some(row.start_date),
            leaving_date: row.leaving_date,
            ..MisValues::default()
        },
        remark: None,
    }
}
