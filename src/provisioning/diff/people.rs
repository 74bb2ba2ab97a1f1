//! What learners' and staff rows have in common once their account is found.

use chrono::NaiveDate;

use super::super::current::{CurrentAccount, MisValues};
use super::super::plan::{Cause, Field, FieldChange, Outcome, PersonPlan, Write, WriteKind};
use super::{Comparison, fields};
use crate::accounts::State;
use crate::base::PersonName;
use crate::base::id::AccountId;

/// A row, as far as learners and staff are alike.
pub(super) struct Row<'r> {
    pub row: u32,
    pub sourced_id: &'r str,
    pub name: &'r PersonName,
    pub values: MisValues,
}

impl Row<'_> {
    pub(super) fn plan(
        &self,
        account: Option<&CurrentAccount>,
        outcome: Outcome,
        cause: Cause,
    ) -> PersonPlan {
        PersonPlan {
            row: self.row,
            sourced_id: self.sourced_id.to_owned(),
            name: self.name.clone(),
            account: account.map(|account| account.id),
            username: account.map(|account| account.username.clone()),
            outcome,
            cause,
            changes: Vec::new(),
            write: None,
        }
    }
}

/// What becomes of an account's state.
struct Turn {
    outcome: Option<Outcome>,
    cause: Cause,
    state: State,
    active_until: Option<NaiveDate>,
}

impl<'a> Comparison<'a> {
    /// A row whose account the school manages.
    pub(super) fn compare_own(&mut self, row: &Row<'_>, account: &'a CurrentAccount) {
        self.matched.insert(account.id);
        let turn = self.turn(row.values.leaving_date, account);
        let mut changes = fields::compare(&account.values, &row.values);
        let differs =
            !changes.is_empty() || turn.state != account.state || turn.active_until != account.active_until;
        let (outcome, cause) = match turn.outcome {
            Some(outcome) => (outcome, turn.cause),
            None if differs => (Outcome::Updated, Cause::ChangedInMis),
            None if !row.name.agrees_with(&account.name) => (Outcome::Unchanged, Cause::NameDiffers),
            None => (Outcome::Unchanged, turn.cause),
        };
        if cause == Cause::NameDiffers {
            changes.push(name_difference(account, row.name));
        }
        if turn.state == State::Active {
            self.present.insert(row.sourced_id.to_owned(), account.id);
        }
        self.note_release(account, outcome, row.values.leaving_date);
        let mut plan = row.plan(Some(account), outcome, cause);
        plan.changes = changes;
        plan.write = differs.then(|| Write {
            kind: WriteKind::Own,
            values: row.values.clone(),
            state: turn.state,
            active_until: turn.active_until,
        });
        self.push(plan);
    }

    /// A row of somebody new to the nation.
    pub(super) fn create(&mut self, row: &Row<'_>, id: AccountId, kind: WriteKind) {
        self.present.insert(row.sourced_id.to_owned(), id);
        let mut plan = row.plan(None, Outcome::Created, Cause::NewInMis);
        plan.account = Some(id);
        plan.write = Some(Write {
            kind,
            values: row.values.clone(),
            state: State::Active,
            active_until: None,
        });
        self.push(plan);
    }

    /// Somebody whose leaving date a replaced run brought, and whom no row of this one names.
    pub(super) fn carry(&mut self, account: &'a CurrentAccount, leaving_date: NaiveDate) {
        let values = MisValues {
            leaving_date: Some(leaving_date),
            ..account.values.clone()
        };
        let row = Row {
            row: 0,
            sourced_id: &account.values.sourced_id,
            name: &account.name,
            values,
        };
        let leaves_now = self.has_left(Some(leaving_date));
        let outcome = if leaves_now {
            Outcome::Released
        } else {
            Outcome::Updated
        };
        self.note_release(account, outcome, Some(leaving_date));
        let mut plan = row.plan(Some(account), outcome, Cause::ReplacedRun);
        plan.changes = fields::compare(&account.values, &row.values);
        plan.write = Some(Write {
            kind: WriteKind::Own,
            values: row.values.clone(),
            state: if leaves_now { State::Left } else { State::Active },
            active_until: None,
        });
        self.push(plan);
    }

    /// Counts the row, and keeps it where there is something to tell or to write.
    pub(super) fn push(&mut self, plan: PersonPlan) {
        self.plan.counts.add(plan.outcome);
        let nothing_to_tell = plan.outcome == Outcome::Unchanged && plan.cause != Cause::NameDiffers;
        if plan.write.is_some() || !nothing_to_tell {
            self.plan.people.push(plan);
        }
    }

    fn turn(&self, leaving_date: Option<NaiveDate>, account: &CurrentAccount) -> Turn {
        let keep = |cause| Turn {
            outcome: None,
            cause,
            state: account.state,
            active_until: account.active_until,
        };
        let become_active = |outcome, cause| Turn {
            outcome,
            cause,
            state: State::Active,
            active_until: None,
        };
        match (account.state, self.has_left(leaving_date)) {
            (State::Active, true) if account.active_until.is_some_and(|until| until >= self.today) => {
                keep(Cause::ActivatedByHand)
            }
            (State::Active | State::Deactivated, true) => Turn {
                outcome: Some(Outcome::Released),
                cause: Cause::LeavingDate,
                state: State::Left,
                active_until: None,
            },
            (State::Active, false) => become_active(None, Cause::Same),
            (State::Deactivated, false) => keep(Cause::DeactivatedByHand),
            (State::Left | State::Undone, false) => {
                become_active(Some(Outcome::Reactivated), Cause::OnRollAgain)
            }
            (State::Left | State::Undone | State::Expired | State::Superseded, _) => keep(Cause::Same),
        }
    }

    /// A leaving date counts once: when it is first read, whether its day has come or not.
    fn note_release(&mut self, account: &CurrentAccount, outcome: Outcome, leaving_date: Option<NaiveDate>) {
        let is_new = leaving_date.is_some() && leaving_date != account.values.leaving_date;
        let counts = match account.state {
            State::Active => {
                (outcome == Outcome::Released && account.values.leaving_date.is_none()) || is_new
            }
            _ => false,
        };
        if counts && account.active_until.is_none() {
            self.plan.releases.push(account.id);
        }
    }
}

fn name_difference(account: &CurrentAccount, name: &PersonName) -> FieldChange {
    FieldChange {
        field: Field::Name,
        before: Some(account.name.to_string()),
        after: Some(name.to_string()),
    }
}
