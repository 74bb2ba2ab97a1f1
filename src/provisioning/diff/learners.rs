//! Learners: matched by UPN, then former UPN, then the MIS's id; created, claimed, or left waiting.
//!
//! One row speaks for a UPN: the one on roll, else the one that left last, else a guest's. Two on roll contradict each
//! other, and neither changes anything.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::super::current::{CurrentAccount, Elsewhere, MisValues};
use super::super::plan::{Cause, Outcome, Write, WriteKind};
use super::super::snapshot::{LearnerRow, RejectionCode};
use super::Comparison;
use super::matching::repeated;
use super::people::Row;
use crate::accounts::{State, has_left};
use crate::base::Upn;
use crate::base::id::Ids;

/// How rows stand to each other, those with the better claim to an account first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    OnRoll,
    Contradicted,
    Left,
    Guest,
}

impl Standing {
    /// What rows of this standing are looked for by. Two rows of one UPN can mean one account, not two by their ids.
    fn signs(self) -> &'static [Sign] {
        match self {
            Self::Contradicted => &[Sign::Upn, Sign::FormerUpn],
            Self::OnRoll | Self::Left | Self::Guest => &[Sign::Upn, Sign::FormerUpn, Sign::SourcedId],
        }
    }
}

/// By what a row may name an account, the surest first.
#[derive(Clone, Copy)]
enum Sign {
    Upn,
    FormerUpn,
    SourcedId,
}

/// The school's learners by all that a row may name.
#[derive(Default)]
struct Index<'a> {
    upn: HashMap<&'a Upn, &'a CurrentAccount>,
    former: HashMap<&'a Upn, Vec<&'a CurrentAccount>>,
    sourced_id: HashMap<&'a str, Vec<&'a CurrentAccount>>,
}

impl<'a> Index<'a> {
    fn new(accounts: &[&'a CurrentAccount]) -> Self {
        let mut index = Self::default();
        for account in accounts {
            let Some(upn) = &account.values.upn else { continue };
            index.upn.insert(upn, account);
            for former in &account.values.former_upns {
                index.former.entry(former).or_default().push(account);
            }
            let sourced_id = account.values.sourced_id.as_str();
            index.sourced_id.entry(sourced_id).or_default().push(account);
        }
        index
    }

    /// A UPN that the school knows, now or from before, means its own account or none; only one that it does not know is
    /// looked for by what else the row says. So no two accounts ever get one UPN.
    fn find(&self, sign: Sign, row: &LearnerRow) -> Vec<&'a CurrentAccount> {
        let same = self.upn.get(&row.upn);
        let reverted = self.former.get(&row.upn);
        match (sign, same, reverted) {
            (Sign::Upn, same, _) => same.into_iter().copied().collect(),
            (Sign::FormerUpn, None, Some(reverted)) => reverted.clone(),
            (Sign::FormerUpn, None, None) => {
                let renewed = row.former_upn.as_ref().and_then(|former| self.upn.get(former));
                renewed.into_iter().copied().collect()
            }
            (Sign::SourcedId, None, None) => {
                let same_id = self.sourced_id.get(row.sourced_id.as_str());
                same_id.cloned().unwrap_or_default()
            }
            (Sign::FormerUpn | Sign::SourcedId, ..) => Vec::new(),
        }
    }
}

impl<'a> Comparison<'a> {
    /// Every learner's row, those with the better claim first.
    pub(super) fn compare_learners(&mut self, ids: &mut Ids<'_>) {
        let today = self.today;
        let rows = &self.snapshot.learners;
        let on_roll = rows.iter().filter(|row| !has_left(row.leaving_date, today));
        let contradicted = repeated(on_roll.map(|row| &row.upn));
        let standing = |row: &LearnerRow| match has_left(row.leaving_date, today) {
            false if contradicted.contains(&row.upn) => Standing::Contradicted,
            _ if !row.status.manages_account() => Standing::Guest,
            true => Standing::Left,
            false => Standing::OnRoll,
        };
        let mut rows: Vec<&'a LearnerRow> = rows.iter().collect();
        rows.sort_by_key(|&row| {
            let left = has_left(row.leaving_date, today);
            let latest = Reverse((row.leaving_date, row.admission_date));
            (standing(row), left, latest, row.sourced_id.as_str())
        });
        let mut heard = HashSet::new();
        let mut by_standing: BTreeMap<Standing, Vec<&'a LearnerRow>> = BTreeMap::new();
        for row in rows {
            let standing = standing(row);
            if heard.insert(&row.upn) || standing == Standing::Contradicted {
                by_standing.entry(standing).or_default().push(row);
            } else {
                self.skip(row, Cause::OtherRow);
            }
        }
        let index = Index::new(&self.accounts);
        for (standing, rows) in by_standing {
            let find = |sign, row: &LearnerRow| index.find(sign, row);
            for (row, account) in self.match_rows(&rows, standing.signs(), find) {
                match standing {
                    Standing::Contradicted => self.reject(&bare(row), account, RejectionCode::UpnRepeated),
                    Standing::Guest => self.pass_over(row, account),
                    Standing::OnRoll | Standing::Left => self.compare_learner(row, account, ids),
                }
            }
        }
    }

    fn compare_learner(
        &mut self,
        row: &'a LearnerRow,
        account: Option<&'a CurrentAccount>,
        ids: &mut Ids<'_>,
    ) {
        let elsewhere = self.current.elsewhere.get(&row.upn).copied();
        let has_left = self.has_left(row.leaving_date);
        match (account, elsewhere) {
            (Some(account), _) => self.compare_own(&self.renewed(row, account), account),
            (None, Some(_)) if has_left => self.skip(row, Cause::LeftHere),
            (None, None) if has_left => self.skip(row, Cause::LeftBefore),
            (None, Some(elsewhere)) => self.claim(row, elsewhere),
            (None, None) => self.create(&self.first(row), ids.fresh(), WriteKind::NewLearner),
        }
    }

    /// A guest's or subsidiary row changes no account, not even that of somebody whom this school manages all the same.
    fn pass_over(&mut self, row: &'a LearnerRow, account: Option<&'a CurrentAccount>) {
        let Some(account) = account else {
            return self.skip(row, Cause::NotMainEnrolment);
        };
        if !self.has_left(row.leaving_date) {
            self.note_present(&row.sourced_id, account.id, account.state);
        }
        self.push(bare(row).plan(Some(account), Outcome::Unchanged, Cause::NotMainEnrolment));
    }

    fn skip(&mut self, row: &'a LearnerRow, cause: Cause) {
        self.push(bare(row).plan(None, Outcome::Skipped, cause));
    }

    fn claim(&mut self, row: &'a LearnerRow, elsewhere: Elsewhere) {
        if let Some(refusal) = elsewhere.refusal {
            return self.push(bare(row).plan(None, Outcome::Waiting, Cause::Refused(refusal)));
        }
        if !self.matched.insert(elsewhere.account) {
            return self.skip(row, Cause::OtherRow);
        }
        let row = self.first(row);
        self.note_present(row.sourced_id, elsewhere.account, State::Active);
        let mut plan = row.plan(None, Outcome::Transferred, Cause::ReleasedElsewhere);
        plan.account = Some(elsewhere.account);
        plan.write = Some(Write {
            kind: WriteKind::Claim,
            values: row.values,
            state: State::Active,
            active_until: None,
        });
        self.push(plan);
    }

    /// What the row makes of somebody who is new to the school.
    fn first(&self, row: &'a LearnerRow) -> Row<'a> {
        let former = self.free_former_upn(row);
        Row { values: values(row, row.upn.clone(), former.into_iter().cloned().collect()), ..bare(row) }
    }

    /// What the row makes of an account: a changed UPN keeps the old one as former; one that is another's is not taken over.
    fn renewed(&self, row: &'a LearnerRow, account: &CurrentAccount) -> Row<'a> {
        let known = &account.values;
        let mut former = known.former_upns.clone();
        let changed = known.upn.as_ref().filter(|upn| **upn != row.upn);
        let kept = changed.filter(|_| self.current.elsewhere.contains_key(&row.upn));
        if let Some(old) = changed.filter(|_| kept.is_none()) {
            former.retain(|upn| *upn != row.upn);
            former.push(old.clone());
        }
        let upn = kept.unwrap_or(&row.upn);
        former.extend(self.free_former_upn(row).cloned());
        let mut values = values(row, upn.clone(), former);
        if self.snapshot.memberships.is_none() && values.registration_group.is_none() {
            values.registration_group.clone_from(&known.registration_group);
        }
        Row { values, remark: kept.map(|_| Cause::UpnTaken), ..bare(row) }
    }

    /// The former UPN that the row names, unless another row has it, or an account has or had it: then it is theirs.
    fn free_former_upn(&self, row: &'a LearnerRow) -> Option<&'a Upn> {
        row.former_upn
            .as_ref()
            .filter(|upn| !self.known_upns.contains(upn) && !self.current.elsewhere.contains_key(*upn))
    }
}

/// The row, as far as it says who it is about.
fn bare(row: &LearnerRow) -> Row<'_> {
    Row {
        row: row.row,
        sourced_id: &row.sourced_id,
        name: &row.name,
        values: MisValues::default(),
        remark: None,
    }
}

fn values(row: &LearnerRow, upn: Upn, former_upns: Vec<Upn>) -> MisValues {
    MisValues {
        sourced_id: row.sourced_id.clone(),
        upn: Some(upn),
        former_upns,
        admission_number: Some(row.admission_number.clone()),
        admission_date: Some(row.admission_date),
        year: row.year,
        registration_group: row.registration_group.clone(),
        leaving_date: row.leaving_date,
        ..MisValues::default()
    }
}
