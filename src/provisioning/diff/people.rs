//! What learners' and staff rows have in common once their account is found.

use chrono::NaiveDate;

use super::super::current::{CurrentAccount, MisValues};
use super::super::plan::{Cause, Field, FieldChange, Outcome, PersonPlan, Write, WriteKind};
use super::{Comparison, fields, is_here};
use crate::accounts::State;
use crate::base::PersonName;
use crate::base::id::AccountId;

/// A row, as far as learners and staff are alike.
pub(super) struct Row<'r> {
    pub row: u32,
    pub sourced_id: &'r str,
    pub name: &'r PersonName,
    /// What it makes of the account.
    pub values: MisValues,
    /// What is told of it where nothing changes.
    pub remark: Option<Cause>,
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

    /// What comes of the row of an account that the school manages.
    fn plan_own(&self, account: &CurrentAccount, turn: &Turn) -> PersonPlan {
        let changes = fields::compare(&account.values, &self.values);
        let differs =
            !changes.is_empty() || turn.state != account.state || turn.active_until != account.active_until;
        let name_differs = (*self.name != account.name).then_some(Cause::NameDiffers);
        let (outcome, cause) = match turn.outcome {
            Some(outcome) => (outcome, turn.cause),
            None if differs => (Outcome::Updated, Cause::ChangedInMis),
            None => (Outcome::Unchanged, self.remark.or(name_differs).unwrap_or(turn.cause)),
        };
        let mut plan = self.plan(Some(account), outcome, cause);
        plan.changes = match cause {
            Cause::NameDiffers => vec![name_difference(account, self.name)],
            Cause::UpnTaken => vec![fields::upn_difference()],
            _ => changes,
        };
        plan.write = differs.then(|| Write {
            kind: WriteKind::Own,
            values: self.values.clone(),
            state: turn.state,
            active_until: turn.active_until,
        });
        plan
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
    pub(super) fn compare_own(&mut self, row: &Row<'a>, account: &'a CurrentAccount) {
        let turn = self.turn(row.values.leaving_date, account);
        self.note_present(row.sourced_id, account.id, turn.state);
        self.note_release(account, &turn, row.values.leaving_date);
        self.push(row.plan_own(account, &turn));
    }

    /// A row of somebody new to the nation.
    pub(super) fn create(&mut self, row: &Row<'a>, id: AccountId, kind: WriteKind) {
        self.note_present(row.sourced_id, id, State::Active);
        let mut plan = row.plan(None, Outcome::Created, Cause::NewInMis);
        plan.account = Some(id);
        plan.write =
            Some(Write { kind, values: row.values.clone(), state: State::Active, active_until: None });
        self.push(plan);
    }

    /// Somebody whose leaving date a replaced run brought, and of whom no row of this one speaks.
    pub(super) fn carry(&mut self, account: &'a CurrentAccount, leaving_date: NaiveDate) {
        let row = Row {
            row: 0,
            sourced_id: &account.values.sourced_id,
            name: &account.name,
            values: MisValues { leaving_date: Some(leaving_date), ..account.values.clone() },
            remark: None,
        };
        let turn = self.turn(Some(leaving_date), account);
        self.note_release(account, &turn, Some(leaving_date));
        let mut plan = row.plan_own(account, &turn);
        if plan.write.is_none() {
            return;
        }
        if plan.outcome == Outcome::Released {
            self.matched.insert(account.id);
        }
        plan.cause = Cause::ReplacedRun;
        self.push(plan);
    }

    /// Counts the row, and keeps it where there is something to tell or to write.
    pub(super) fn push(&mut self, plan: PersonPlan) {
        self.plan.counts.add(plan.outcome);
        if plan.outcome != Outcome::Unchanged || plan.cause != Cause::Same {
            self.plan.people.push(plan);
        }
    }

    /// The memberships of somebody who is here afterwards count.
    pub(super) fn note_present(&mut self, sourced_id: &'a str, account: AccountId, state: State) {
        if is_here(state) {
            self.present.insert(sourced_id, account);
        }
    }

    fn turn(&self, leaving_date: Option<NaiveDate>, account: &CurrentAccount) -> Turn {
        let keep =
            |cause| Turn { outcome: None, cause, state: account.state, active_until: account.active_until };
        let become_active =
            |outcome, cause| Turn { outcome, cause, state: State::Active, active_until: None };
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

    /// Somebody's last day counts when it is first read, or brought forward: not again when it comes, nor when it is put off.
    fn note_release(&mut self, account: &CurrentAccount, turn: &Turn, leaving_date: Option<NaiveDate>) {
        let known = account.last_day();
        let last_day = turn.active_until.or(leaving_date);
        let is_sooner =
            last_day.is_some_and(|day| known.is_none_or(|known| day < known && !self.has_left(Some(known))));
        if is_sooner && is_here(account.state) {
            self.plan.releases.push(account.id);
        }
    }
}

fn name_difference(account: &CurrentAccount, name: &PersonName) -> FieldChange {
    FieldChange { field: Field::Name, before: Some(account.name.to_string()), after: Some(name.to_string()) }
}
