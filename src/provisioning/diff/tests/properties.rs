//! What holds for every school and every snapshot.

use std::collections::HashSet;

use proptest::collection::{hash_map, hash_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::*;

/// The people of these schools: their UPNs, ids and staff codes come from so few that rows keep contradicting each other.
const PEOPLE: [&str; 8] = ["a", "b", "c", "d", "e", "f", "g", "h"];
const CLASSES: [&str; 3] = ["k1", "k2", "k3"];

fn day() -> impl Strategy<Value = Option<NaiveDate>> {
    option::weighted(0.4, (-3i64..4).prop_map(|days| on(days).unwrap()))
}

fn who() -> impl Strategy<Value = &'static str> {
    select(&PEOPLE[..])
}

/// Learners of different UPNs, former UPNs and ids, in every state.
fn learners() -> impl Strategy<Value = Vec<CurrentAccount>> {
    use State::{Active, Deactivated, Left, Undone};
    let state = select(&[Active, Active, Left, Deactivated, Undone][..]);
    let more = vec((state, day(), day(), any::<bool>()), 8);
    let order = || Just(PEOPLE.to_vec()).prop_shuffle();
    (0usize..=6, order(), order(), more).prop_map(|(size, names, ids, more)| {
        let (names, unused) = names.split_at(size);
        let mut former = unused.iter();
        let people = names.iter().zip(ids).zip(more);
        people
            .map(|((who, sourced_id), (state, leaving_date, until, has_former))| {
                learner(who).with(|account| {
                    account.values.sourced_id = sourced_id.to_owned();
                    account.values.leaving_date = leaving_date;
                    account.state = state;
                    account.active_until = until.filter(|_| state == Active);
                    let former = former.next().filter(|_| has_former);
                    account.values.former_upns = former.map(|who| upn(who)).into_iter().collect();
                })
            })
            .collect()
    })
}

fn learner_rows() -> impl Strategy<Value = Vec<LearnerRow>> {
    let status = select(&[EnrolmentStatus::Main, EnrolmentStatus::Main, EnrolmentStatus::Guest][..]);
    let one = (who(), option::weighted(0.2, who()), day(), status, -2i64..2);
    (subsequence(PEOPLE.to_vec(), 0..=8), vec(one, 8)).prop_map(|(ids, more)| {
        let rows = ids.into_iter().zip(more);
        rows.map(|(sourced_id, (who, former, leaving_date, status, admitted))| {
            row(who).with(|row| {
                row.row = row_number(sourced_id);
                row.sourced_id = sourced_id.to_owned();
                row.former_upn = former.map(upn);
                row.leaving_date = leaving_date;
                row.admission_date = on(admitted).unwrap();
                row.status = status;
            })
        })
        .collect()
    })
}

/// Rows are numbered by their id, so that their order can change and their numbers do not.
fn row_number(sourced_id: &str) -> u32 {
    u32::try_from(number(sourced_id) % 1_000_000).unwrap() + 2
}

fn staff_school() -> impl Strategy<Value = (Vec<CurrentAccount>, Vec<StaffRow>)> {
    let accounts = (subsequence(PEOPLE.to_vec(), 0..=4), vec((who(), day()), 4));
    let rows = (subsequence(PEOPLE.to_vec(), 0..=5), vec((who(), who(), day()), 5));
    (accounts, rows).prop_map(|((ids, accounts), (row_ids, rows))| {
        let accounts = ids.into_iter().zip(accounts).map(|(who, (code, leaving_date))| {
            staff(&format!("s{who}")).with(|account| {
                account.values.staff_code = Some(code.to_owned());
                account.values.leaving_date = leaving_date;
            })
        });
        let rows = row_ids.into_iter().zip(rows).map(|(who, (named, code, leaving_date))| {
            staff_row(&format!("s{who}")).with(|row| {
                row.name = name(&format!("s{named}"));
                row.staff_code = code.to_owned();
                row.leaving_date = leaving_date;
            })
        });
        (accounts.collect(), rows.collect())
    })
}

type Classes = (HashSet<(usize, &'static str)>, HashSet<(usize, &'static str)>, usize, usize);

/// Who is in which class by the portal and by the MIS, and how many classes each has.
fn classes() -> impl Strategy<Value = Classes> {
    let seats = || hash_set((0usize..3, who()), 0..8);
    (seats(), seats(), 0usize..4, 0usize..4)
}

fn with_classes(school: &mut School, (has, sends, known, sent): Classes) {
    let row = |class: usize| GroupRow {
        sourced_id: CLASSES[class].to_owned(),
        academic_year: AcademicYear(if class == 2 { 2025 } else { 2026 }),
        title: CLASSES[class].to_owned(),
        is_registration: false,
        subject: None,
        subject_code: None,
        year: None,
    };
    let id_of = |class: usize| GroupId(Uuid::from_u128(class as u128));
    for class in 0..known.min(3) {
        let row = row(class);
        let key = (row.academic_year, row.sourced_id.clone());
        school.current.groups.insert(key, group_of(id_of(class), &row));
    }
    let accounts: Vec<AccountId> = school.current.accounts.iter().map(|account| account.id).collect();
    let seats = has.into_iter().filter(|(class, _)| *class < known);
    school.current.memberships = seats
        .map(|(class, who)| Membership { group: id_of(class), account: id(who), role: GroupRole::Learner })
        .filter(|seat| accounts.contains(&seat.account))
        .collect();
    school.snapshot.groups = Some((0..sent.min(3)).map(row).collect());
    school.snapshot.memberships = Some(
        sends
            .into_iter()
            .map(|(class, who)| MembershipRow {
                group: CLASSES[class].to_owned(),
                person: who.to_owned(),
                role: GroupRole::Learner,
            })
            .collect(),
    );
}

fn schools() -> impl Strategy<Value = School> {
    let refusal = option::of(select(&[Refusal::NotReleased, Refusal::AdmittedBefore][..]));
    let elsewhere = hash_map(who(), refusal, 0..4);
    let carried = hash_map(who(), -2i64..3, 0..3);
    let people = (learners(), learner_rows(), staff_school());
    (people, elsewhere, carried, classes()).prop_map(
        |((accounts, rows, (staff, staff_rows)), elsewhere, carried, classes)| {
            let own: HashSet<Option<Upn>> =
                accounts.iter().map(|account| account.values.upn.clone()).collect();
            let mut school = school();
            school.current.accounts = accounts.into_iter().chain(staff).collect();
            // A UPN that is another school's and a former UPN that is another row's contradict each other for one run.
            school.snapshot.learners = rows
                .into_iter()
                .map(|row| match elsewhere.contains_key(row.name.forename.as_str()) {
                    true => row.with(|row| row.former_upn = None),
                    false => row,
                })
                .collect();
            school.snapshot.staff = staff_rows;
            for (who, refusal) in elsewhere {
                if !own.contains(&Some(upn(who))) {
                    let account = id(&format!("elsewhere {who}"));
                    school.current.elsewhere.insert(upn(who), Elsewhere { account, refusal });
                }
            }
            school.current.carried =
                carried.into_iter().map(|(who, days)| (id(who), on(days).unwrap())).collect();
            with_classes(&mut school, classes);
            school
        },
    )
}

fn carried_lines(plan: &Plan) -> usize {
    plan.people.iter().filter(|person| person.row == 0).count()
}

proptest! {
    #[test]
    fn every_row_of_a_person_counts_once(school in schools()) {
        let plan = school.plan();
        let rows = school.snapshot.learners.len() + school.snapshot.staff.len() + carried_lines(&plan);
        prop_assert_eq!(plan.counts.rows() as usize, rows);
        prop_assert_eq!(plan.counts.missing as usize, plan.missing.len());
    }

    #[test]
    fn the_same_snapshot_again_changes_nothing(school in schools()) {
        let after = school.applied();
        let plan = after.plan();
        let writes: Vec<_> = plan.people.iter().filter(|person| person.write.is_some()).collect();
        prop_assert!(writes.is_empty(), "{:#?}", writes);
        let groups = &plan.groups;
        prop_assert!(groups.create.is_empty() && groups.update.is_empty() && groups.end.is_empty());
        prop_assert!(groups.join.is_empty() && groups.leave.is_empty(), "{:?}", groups);
        let counts = plan.counts;
        prop_assert_eq!(counts.rows(), counts.unchanged + counts.waiting + counts.skipped + counts.rejected);
        prop_assert!(plan.releases.is_empty() && plan.hold.is_none());
    }

    #[test]
    fn the_order_of_rows_and_accounts_decides_nothing(
        (school, shuffled) in schools().prop_flat_map(|school| {
            let learners = Just(school.snapshot.learners.clone()).prop_shuffle();
            let staff = Just(school.snapshot.staff.clone()).prop_shuffle();
            let accounts = Just(school.current.accounts.clone()).prop_shuffle();
            (Just(school), (learners, staff, accounts))
        })
    ) {
        let (learners, staff, accounts) = shuffled;
        let other = school.clone().with(|school| {
            school.snapshot.learners = learners;
            school.snapshot.staff = staff;
            school.current.accounts = accounts;
        });
        let (one, two) = (school.plan(), other.plan());
        prop_assert_eq!(one.people, two.people);
        prop_assert_eq!(one.counts, two.counts);
        prop_assert_eq!(one.hold, two.hold);
        prop_assert_eq!(one.missing, two.missing);
        prop_assert_eq!(one.groups.join, two.groups.join);
    }

    #[test]
    fn no_upn_ever_belongs_to_two_accounts(school in schools(), rows in learner_rows()) {
        let mut after = school.applied();
        after.snapshot.learners = rows;
        let after = after.applied();
        let mut seen: HashSet<Upn> = after.current.elsewhere.keys().cloned().collect();
        for upn in after.current.accounts.iter().filter_map(|account| account.values.upn.clone()) {
            prop_assert!(seen.insert(upn));
        }
    }

    #[test]
    fn an_account_is_written_by_one_row_and_nobody_is_released_by_absence(school in schools()) {
        let plan = school.plan();
        let mut written = HashSet::new();
        for person in plan.people.iter().filter(|person| person.write.is_some()) {
            prop_assert!(written.insert(person.account));
        }
        for account in &plan.releases {
            let leaves = plan.people.iter().any(|person| {
                person.account == Some(*account)
                    && person.write.as_ref().is_some_and(|write| write.values.leaving_date.is_some())
            });
            prop_assert!(leaves);
        }
        prop_assert!(plan.missing.iter().all(|account| !written.contains(&Some(*account))
            || school.current.carried.contains_key(account)));
    }

    #[test]
    fn a_run_that_was_let_go_releases_only_whom_somebody_saw(school in schools()) {
        let seen: HashSet<AccountId> = school.plan().releases.into_iter().collect();
        let let_go = |seen| school.clone().with(|school| school.circumstances.seen = Some(seen));
        prop_assert_eq!(let_go(seen.clone()).hold(), None);
        if let Some(account) = seen.iter().next().copied() {
            let mut fewer = seen;
            fewer.remove(&account);
            prop_assert_eq!(let_go(fewer).hold().map(|hold| hold.reason), Some(HoldReason::Releases));
        }
    }
}
