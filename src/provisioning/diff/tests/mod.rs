//! What comparing a snapshot with a school promises.
//!
//! A person is a word: `learner("ann")` and `row("ann")` are the same child as the portal and as the MIS have them.

mod groups;
mod holds;
mod learners;
mod properties;
mod staff;
mod states;

use chrono::{NaiveDate, TimeDelta};
use uuid::Uuid;

use super::{Circumstances, Threshold, Window, diff};
use crate::accounts::State;
use crate::base::id::{AccountId, GroupId, Ids};
use crate::base::random::SeededRandom;
use crate::base::{AcademicYear, Clock, DfesNumber, PersonName, Upn, YearGroup};
use crate::provisioning::current::{
    CurrentAccount, CurrentGroup, CurrentSchool, Elsewhere, Membership, MisValues, Refusal,
};
use crate::provisioning::plan::{Cause, Field, Hold, HoldReason, Outcome, PersonPlan, Plan, WriteKind};
use crate::provisioning::snapshot::{
    EnrolmentStatus, GroupRole, GroupRow, LearnerRow, MembershipRow, Rejection, RejectionCode, Snapshot,
    StaffRow,
};

const YEAR: AcademicYear = AcademicYear(2026);

/// A school and what its MIS sends, which agree until a test changes one of them.
#[derive(Clone, Debug)]
struct School {
    current: CurrentSchool,
    snapshot: Snapshot,
    circumstances: Circumstances,
}

/// A school of nobody, on an ordinary day, with the usual threshold.
fn school() -> School {
    School {
        current: CurrentSchool::default(),
        snapshot: Snapshot {
            school: DfesNumber::from_i32(6_812_001).unwrap(),
            academic_year: YEAR,
            learners: Vec::new(),
            staff: Vec::new(),
            rejections: Vec::new(),
            groups: Some(Vec::new()),
            memberships: Some(Vec::new()),
        },
        circumstances: Circumstances {
            today: today(),
            threshold: Threshold { accounts: 10, percent: 5 },
            window: Window::Closed,
            seen: None,
        },
    }
}

impl School {
    fn account(self, account: CurrentAccount) -> Self {
        self.with(|school| school.current.accounts.push(account))
    }

    fn row(self, row: LearnerRow) -> Self {
        self.with(|school| school.snapshot.learners.push(row))
    }

    fn staff_row(self, row: StaffRow) -> Self {
        self.with(|school| school.snapshot.staff.push(row))
    }

    /// Learners in both.
    fn learners(mut self, names: &[&str]) -> Self {
        for name in names {
            self = self.account(learner(name)).row(row(name));
        }
        self
    }

    /// Another school's learner.
    fn elsewhere(self, name: &str, refusal: Option<Refusal>) -> Self {
        let account = id(name);
        self.with(|school| {
            school.current.elsewhere.insert(upn(name), Elsewhere { account, refusal });
        })
    }

    fn plan(&self) -> Plan {
        let clock = Clock::fixed("2026-10-05T08:00:00Z".parse().unwrap());
        let mut random = SeededRandom::new(&self.current.accounts.len().to_string());
        let mut ids = Ids::new(&clock, &mut random);
        diff(&self.snapshot, &self.current, &self.circumstances, &mut ids)
    }

    fn hold(&self) -> Option<Hold> {
        self.plan().hold
    }

    /// The school after its plan was carried out; what it carried over is settled.
    fn applied(&self) -> Self {
        self.clone().with(|school| apply_in_memory(&self.plan(), &mut school.current))
    }
}

/// What `apply` does to the database, done to the school in memory.
fn apply_in_memory(plan: &Plan, current: &mut CurrentSchool) {
    for person in &plan.people {
        write_person(person, current);
    }
    for (id, row) in plan.groups.create.iter().chain(&plan.groups.update) {
        let key = (row.academic_year, row.sourced_id.clone());
        current.groups.insert(key, group_of(*id, row));
    }
    for group in current.groups.values_mut() {
        group.has_ended |= plan.groups.end.contains(&group.id);
    }
    current.memberships.retain(|seat| !plan.groups.leave.contains(seat));
    current.memberships.extend(&plan.groups.join);
    current.carried.clear();
}

fn write_person(person: &PersonPlan, current: &mut CurrentSchool) {
    let Some(write) = &person.write else { return };
    let id = person.account.unwrap();
    if write.kind != WriteKind::Own {
        current.elsewhere.retain(|_, other| other.account != id);
        current.accounts.push(CurrentAccount {
            id,
            username: person.sourced_id.clone(),
            name: person.name.clone(),
            values: write.values.clone(),
            state: write.state,
            active_until: None,
            is_champion: false,
        });
    }
    let known = current.accounts.iter_mut().find(|account| account.id == id);
    let account = known.unwrap();
    account.values = write.values.clone();
    account.state = write.state;
    account.active_until = write.active_until;
    if person.outcome == Outcome::Released {
        current.memberships.retain(|seat| seat.account != id);
    }
}

fn group_of(id: GroupId, row: &GroupRow) -> CurrentGroup {
    CurrentGroup {
        id,
        title: row.title.clone(),
        is_registration: row.is_registration,
        subject: row.subject.clone(),
        subject_code: row.subject_code.clone(),
        year: row.year,
        has_ended: false,
    }
}

/// Changes a value on its way.
trait With: Sized {
    fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }
}

impl<T> With for T {}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, 5).unwrap()
}

/// The day so many days from today.
fn on(days: i64) -> Option<NaiveDate> {
    Some(today() + TimeDelta::days(days))
}

fn number(name: &str) -> u64 {
    name.bytes().fold(7, |number, byte| (number * 31 + u64::from(byte)) % 100_000_000_000)
}

fn id(name: &str) -> AccountId {
    AccountId(Uuid::from_u128(number(name).into()))
}

fn upn(name: &str) -> Upn {
    Upn::with_check_letter(&format!("{:011}0", number(name))).unwrap()
}

fn name(forename: &str) -> PersonName {
    PersonName::parse(forename, "Môn").unwrap()
}

fn learner(who: &str) -> CurrentAccount {
    let row = row(who);
    CurrentAccount {
        id: id(who),
        username: who.to_owned(),
        name: row.name,
        values: MisValues {
            sourced_id: row.sourced_id,
            upn: Some(row.upn),
            admission_number: Some(row.admission_number),
            admission_date: Some(row.admission_date),
            year: row.year,
            registration_group: row.registration_group,
            ..MisValues::default()
        },
        state: State::Active,
        active_until: None,
        is_champion: false,
    }
}

fn row(who: &str) -> LearnerRow {
    LearnerRow {
        row: u32::try_from(number(who) % 1_000_000).unwrap() + 2,
        sourced_id: who.to_owned(),
        name: name(who),
        upn: upn(who),
        former_upn: None,
        admission_number: number(who).to_string(),
        admission_date: on(-400).unwrap(),
        leaving_date: None,
        year: YearGroup::new(7),
        registration_group: Some("7A".to_owned()),
        status: EnrolmentStatus::Main,
    }
}

fn staff(who: &str) -> CurrentAccount {
    let row = staff_row(who);
    learner(who).with(|account| {
        account.values = MisValues {
            sourced_id: row.sourced_id,
            staff_code: Some(row.staff_code),
            start_date: Some(row.start_date),
            ..MisValues::default()
        };
    })
}

fn staff_row(who: &str) -> StaffRow {
    StaffRow {
        row: row(who).row,
        sourced_id: who.to_owned(),
        name: name(who),
        staff_code: who.to_uppercase(),
        start_date: on(-400).unwrap(),
        leaving_date: None,
    }
}

/// What came of the row with this id; nothing of a row that only counts as unchanged.
fn find<'p>(plan: &'p Plan, who: &str) -> Option<&'p PersonPlan> {
    plan.people.iter().find(|person| person.sourced_id == who)
}

fn outcome(plan: &Plan, who: &str) -> (Outcome, Cause) {
    let person = find(plan, who).unwrap();
    (person.outcome, person.cause)
}

/// The values that the plan writes for the row with this id.
fn written<'p>(plan: &'p Plan, who: &str) -> &'p MisValues {
    &find(plan, who).unwrap().write.as_ref().unwrap().values
}

/// The ids of the rejected rows with their codes, in order.
fn rejected(plan: &Plan) -> Vec<(&str, RejectionCode)> {
    let mut rejected: Vec<_> =
        plan.rejections.iter().map(|row| (row.sourced_id.as_str(), row.code)).collect();
    rejected.sort_unstable();
    rejected
}

fn rejection(who: &str, code: RejectionCode) -> Rejection {
    Rejection {
        file: "users.csv".to_owned(),
        row: row(who).row,
        sourced_id: who.to_owned(),
        name: who.to_owned(),
        code,
    }
}
