//! What the year end would do to a school as it stands. Pure: the school and the year's dates in, a plan out.

use chrono::NaiveDate;

use crate::base::AcademicYear;
use crate::base::id::{AccountId, GroupId};
use crate::calendar::YearEnd;

/// A school as the year end finds it.
#[derive(Clone, Debug, Default)]
pub struct SchoolState {
    /// Groups of any year.
    pub groups: Vec<GroupState>,
    /// Active accounts with a term.
    pub terms: Vec<(AccountId, NaiveDate)>,
    /// The days on which a run of the provisioning client was applied.
    pub applied_on: Vec<NaiveDate>,
    /// For each active learner of the MIS who is in a class, the year of the newest class.
    pub newest_classes: Vec<AcademicYear>,
}

/// A group, and what the portal made for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupState {
    /// Which.
    pub id: GroupId,
    /// Of which year.
    pub year: AcademicYear,
    /// Whether it has ended.
    pub has_ended: bool,
    /// Memberships that have not ended.
    pub memberships: i32,
    /// Whether it has a Team that follows it and is in use.
    pub has_team: bool,
    /// Whether it has a Classroom that follows it and is in use.
    pub has_classroom: bool,
}

/// What is to be done, and what was found beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Whose term is over.
    pub accounts: Vec<AccountId>,
    /// What is over with the year.
    pub groups: Vec<GroupPlan>,
    /// Whether the provisioning client has run successfully in the window.
    pub client_ran: bool,
    /// Learners whose newest class is one of the year that ends.
    pub learners_behind: usize,
}

/// What becomes of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupPlan {
    /// Which.
    pub id: GroupId,
    /// Whether it ends now; else it has ended already.
    pub ends: bool,
    /// Memberships that end.
    pub memberships: i32,
    /// Whether its Team is archived.
    pub archives_team: bool,
    /// Whether its Classroom is archived.
    pub archives_classroom: bool,
}

impl GroupPlan {
    fn is_empty(&self) -> bool {
        !self.ends && self.memberships == 0 && !self.archives_team && !self.archives_classroom
    }
}

impl Plan {
    /// Memberships that end.
    pub fn memberships(&self) -> i32 {
        self.groups.iter().map(|group| group.memberships).sum()
    }

    /// Teams and Classrooms that are archived.
    pub fn workspaces(&self) -> i32 {
        let of = |group: &GroupPlan| i32::from(group.archives_team) + i32::from(group.archives_classroom);
        self.groups.iter().map(of).sum()
    }
}

/// Plans the end of a year, and of any year before it that was never closed. People from the MIS are left alone: they leave
/// by a leaving date.
pub fn plan(school: &SchoolState, year_end: &YearEnd) -> Plan {
    let last_day = year_end.last_term_day();
    let is_over = |year: AcademicYear| year <= year_end.year;
    let ending = school.groups.iter().filter(|group| is_over(group.year)).map(|group| GroupPlan {
        id: group.id,
        ends: !group.has_ended,
        memberships: group.memberships,
        archives_team: group.has_team,
        archives_classroom: group.has_classroom,
    });
    let expiring = school.terms.iter().filter(|(_, term)| last_day.is_some_and(|last_day| *term <= last_day));
    Plan {
        accounts: expiring.map(|(account, _)| *account).collect(),
        groups: ending.filter(|group| !group.is_empty()).collect(),
        client_ran: school.applied_on.iter().any(|day| year_end.is_in_window(*day)),
        learners_behind: school.newest_classes.iter().filter(|year| is_over(**year)).count(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn year_end() -> YearEnd {
        YearEnd {
            year: AcademicYear(2026),
            mis_deadline: day("2027-08-20"),
            window_from: day("2027-08-23"),
            window_to: day("2027-08-27"),
            rollover_on: day("2027-09-01"),
        }
    }

    fn account(n: u128) -> AccountId {
        AccountId(Uuid::from_u128(n))
    }

    fn group(n: u128, year: i32) -> GroupState {
        GroupState {
            id: GroupId(Uuid::from_u128(n)),
            year: AcademicYear(year),
            has_ended: false,
            memberships: 30,
            has_team: false,
            has_classroom: false,
        }
    }

    #[test]
    fn groups_of_the_year_end_and_those_of_the_next_go_on() {
        let school = SchoolState {
            groups: vec![
                GroupState { has_team: true, ..group(1, 2026) },
                GroupState { has_team: true, has_classroom: true, ..group(2, 2027) },
                GroupState { has_ended: true, memberships: 0, ..group(3, 2026) },
                GroupState { has_ended: true, memberships: 0, has_classroom: true, ..group(4, 2025) },
            ],
            ..SchoolState::default()
        };
        let plan = plan(&school, &year_end());
        let ids: Vec<u128> = plan.groups.iter().map(|group| group.id.0.as_u128()).collect();
        assert_eq!(ids, [1, 4], "the third is over with all that belongs to it");
        assert_eq!((plan.memberships(), plan.workspaces()), (30, 2));
        assert!(plan.groups[0].ends && !plan.groups[1].ends);
    }

    #[test]
    fn a_term_ends_with_the_year_and_not_one_that_reaches_beyond() {
        let terms = ["2027-07-31", "2027-08-31", "2027-09-01"].map(day);
        let terms = terms.into_iter().zip(1..).map(|(term, n)| (account(n), term)).collect();
        let school = SchoolState { terms, ..SchoolState::default() };
        assert_eq!(plan(&school, &year_end()).accounts, [account(1), account(2)]);
    }

    #[test]
    fn only_an_applied_run_in_the_window_counts() {
        let ran = |days: &[&str]| {
            let applied_on = days.iter().map(|text| day(text)).collect();
            plan(&SchoolState { applied_on, ..SchoolState::default() }, &year_end()).client_ran
        };
        assert!(ran(&["2027-08-27"]) && !ran(&["2027-08-22", "2027-08-28"]) && !ran(&[]));
    }

    #[test]
    fn learners_without_a_class_of_the_next_year_are_behind() {
        let newest_classes = [2025, 2026, 2026, 2027].map(AcademicYear).to_vec();
        let school = SchoolState { newest_classes, ..SchoolState::default() };
        assert_eq!(plan(&school, &year_end()).learners_behind, 3);
    }

    /// The school once the plan is carried out.
    fn carried_out(school: &SchoolState, plan: &Plan) -> SchoolState {
        let mut after = school.clone();
        after.terms.retain(|(account, _)| !plan.accounts.contains(account));
        for group in &mut after.groups {
            if plan.groups.iter().any(|planned| planned.id == group.id) {
                *group = GroupState {
                    has_ended: true,
                    memberships: 0,
                    has_team: false,
                    has_classroom: false,
                    ..*group
                };
            }
        }
        after
    }

    proptest! {
        #[test]
        fn a_second_year_end_finds_nothing_to_do(
            groups in proptest::collection::vec((2024i32..2029, any::<bool>(), 0i32..40, any::<bool>(), any::<bool>()), 0..20),
            terms in proptest::collection::vec(0i64..900, 0..20),
        ) {
            let groups = groups.into_iter().zip(1..).map(|((year, has_ended, memberships, has_team, has_classroom), n)| {
                GroupState { has_ended, memberships, has_team, has_classroom, ..group(n, year) }
            });
            let terms = terms.into_iter().zip(1..).map(|(days, n)| (account(n), day("2026-01-01") + chrono::TimeDelta::days(days)));
            let school = SchoolState { groups: groups.collect(), terms: terms.collect(), ..SchoolState::default() };
            let first = plan(&school, &year_end());
            let after = carried_out(&school, &first);
            let second = plan(&after, &year_end());
            prop_assert!(second.accounts.is_empty() && second.groups.is_empty());
            let is_next = |group: &&GroupState| group.year > AcademicYear(2026);
            let kept = |school: &SchoolState| school.groups.iter().filter(is_next).copied().collect::<Vec<_>>();
            prop_assert_eq!(kept(&school), kept(&after));
        }
    }
}
