//! The three examples of the rollover guide, in its order and with the schools' runs in every other: the same end state.

use chrono::TimeDelta;
use ump::tenancy::School;

use super::{NEW, OLD};
use crate::support::client::Covers;
use crate::support::people::Person;
use crate::support::portal::Portal;
use crate::support::roster::{Learner, Roster, Staff, learner, teacher};

/// Everybody from the MIS with school, state, year, group, this year's classes and stays. Ids, times, usernames and passwords
/// are left out.
async fn end_state(portal: &Portal) -> Vec<String> {
    let question = "
        SELECT concat_ws(' ', s.dfes_number, coalesce(a.upn, a.staff_code), a.state, 'Y' || a.year_group, a.registration_group,
            (SELECT string_agg(g.sourced_id, '+' ORDER BY g.sourced_id)
             FROM group_member m JOIN teaching_group g ON g.school_id = m.school_id AND g.id = m.group_id
             WHERE m.account_id = a.id AND m.ended_at IS NULL AND g.academic_year = 2026),
            (SELECT string_agg(concat(es.dfes_number, CASE WHEN e.moved_at IS NOT NULL THEN ' moved'
                                                           WHEN e.ended_at IS NOT NULL THEN ' ended' END), ', '
                               ORDER BY es.dfes_number)
             FROM enrolment e JOIN school es ON es.id = e.school_id WHERE e.account_id = a.id))
        FROM account a JOIN school s ON s.id = a.school_id WHERE a.kind IN ('learner', 'staff') ORDER BY 1";
    sqlx::query_scalar(question).fetch_all(&mut portal.owner().await).await.unwrap()
}

/// A file that a school's client sends.
struct Run {
    roster: Roster,
    /// The first year of the academic year.
    year: i32,
}

impl Run {
    fn of(roster: Roster) -> Self {
        Self { roster, year: 2026 }
    }

    async fn send(&self, portal: &Portal, school: &School) {
        portal.wait(TimeDelta::hours(1));
        let (year, next) = (self.year, self.year + 1);
        let sessions = format!(
            "sourcedId,title,type,startDate,endDate,parentSourcedId,schoolYear\n\
             year,{year},schoolYear,{year}-09-01,{next}-07-20,,{next}\n"
        );
        let client = portal.client(Covers::School(school)).await;
        let zip = self.roster.package().with("academicSessions.csv", sessions).zip();
        let batch = client.accepted(&zip).await;
        portal.drain_jobs().await;
        assert_eq!(client.batch(&batch).await["state"], "applied");
    }
}

/// The end states of a portal in which the runs of `order` came one after the other, each by its letter.
async fn after(
    order: &str,
    school_of: impl Fn(char) -> &'static str,
    run_of: impl Fn(char) -> Run,
) -> (Portal, Vec<String>) {
    let portal = Portal::start().await;
    let schools = [portal.add_school(OLD, "Ysgol Hen").await, portal.add_school(NEW, "Ysgol Newydd").await];
    for letter in order.chars() {
        let number = school_of(letter);
        let school = schools.iter().find(|school| school.dfes_number.to_string() == number).unwrap();
        run_of(letter).send(&portal, school).await;
    }
    let state = end_state(&portal).await;
    (portal, state)
}

/// All orders come to what the guide's comes to.
async fn assert_same(
    guide: &str,
    others: &[&str],
    school_of: impl Fn(char) -> &'static str + Copy,
    run_of: impl Fn(char) -> Run + Copy,
) -> Vec<String> {
    let (portal, expected) = after(guide, school_of, run_of).await;
    portal.finish().await;
    for order in others {
        let (portal, state) = after(order, school_of, run_of).await;
        assert_eq!(state, expected, "{order}");
        portal.finish().await;
    }
    expected
}

#[tokio::test]
async fn learners_within_a_school() {
    // B: the client runs before the end of year procedures, A: after them.
    let run = |letter| {
        let (grade, class, year) = if letter == 'B' { ("08", "8A", 2025) } else { ("09", "9A", 2026) };
        let rows =
            (1..=3).map(|n| Learner { registration_group: class.to_owned(), ..learner(n).in_year(grade) });
        Run { roster: Roster::of(OLD).learners(rows).class_of_all(class), year }
    };
    let state = assert_same("BA", &["A", "AA", "BBA", "BAA"], |_| OLD, run).await;
    assert_eq!(state.len(), 3);
    assert!(state.iter().all(|line| line.contains("active Y9 9A 9A 6812001")), "{state:?}");
}

#[tokio::test]
async fn learners_from_school_to_school() {
    // 0: the primary school before the summer; P: with leaving dates; N: the secondary school before its intake, S: with it.
    let year_six = |n| learner(n).in_year("06");
    let primary =
        move || Roster::of(OLD).learners((1..=2).map(year_six)).learners([learner(3).in_year("05")]);
    let run = move |letter| {
        let leaving = |roster: Roster, id: &str| roster.change(id, |row| row.leaving("2026-08-31"));
        let intake = (1..=2).map(|n| learner(n).admitted("2026-09-01"));
        let secondary = Roster::of(NEW).learners([learner(9).in_year("08")]);
        Run::of(match letter {
            '0' => primary().class_of_all("6A"),
            'P' => leaving(leaving(primary().class_of_all("6A"), "learner-1"), "learner-2"),
            'N' => secondary,
            _ => secondary.learners(intake).class_of_all("7A"),
        })
    };
    let school = |letter| if "0P".contains(letter) { OLD } else { NEW };
    let others = ["0SP", "0NSP", "0NPS", "0PNS", "0SPS", "0PSP", "0S0P", "0SSPP", "N0SP"];
    let state = assert_same("0PS", &others, school, run).await;
    let came =
        state.iter().filter(|line| line.starts_with("6814002") && line.contains("6812001 moved, 6814002"));
    assert_eq!(came.count(), 2, "{state:?}");
}

#[tokio::test]
async fn what_a_learner_takes_from_school_to_school_works_in_either_order() {
    for release_first in [true, false] {
        let portal = Portal::start().await;
        let old = portal.add_school(OLD, "Ysgol Hen").await;
        let new = portal.add_school(NEW, "Ysgol Newydd").await;
        let primary = || Roster::of(OLD).learners([learner(1).in_year("06")]);
        Run::of(primary()).send(&portal, &old).await;
        let before = portal.find(&old, "learner-1").await;
        let release = Run::of(primary().change("learner-1", |row| row.leaving("2026-08-31")));
        let claim = Run::of(Roster::of(NEW).learners([learner(1).admitted("2026-09-01")]));
        let runs = [(&release, &old), (&claim, &new)];
        for (run, school) in if release_first { runs } else { [runs[1], runs[0]] } {
            run.send(&portal, school).await;
        }
        let after = portal.find(&new, "learner-1").await;
        assert_eq!(
            (after.id, &after.username, &after.password),
            (before.id, &before.username, &before.password)
        );
        portal.sign_in(&after).await.get("/profile").await.assert_ok();
        portal.finish().await;
    }
}

#[tokio::test]
async fn staff_from_school_to_school() {
    // 0: the previous school before; O: with the date of leaving; N: the new school with the new member of staff.
    let member = || teacher("ATH", "Rhys", "Athro");
    let run = move |letter| {
        let left = Staff { leaving_date: "2026-08-31".to_owned(), ..member() };
        let came = Staff { start_date: "2026-09-01".to_owned(), ..teacher("RAT", "Rhys", "Athro") };
        let old = Roster::of(OLD).learners([learner(1)]).staff([teacher("HYR", "Nia", "Hyrwyddwr")]);
        Run::of(match letter {
            '0' => old.staff([member()]),
            'O' => old.staff([left]),
            _ => Roster::of(NEW).learners([learner(9)]).staff([came]),
        })
    };
    let school = |letter| if letter == 'N' { NEW } else { OLD };
    let state = assert_same("0ON", &["0NO", "N0O", "0NON", "0ONO", "0N0O"], school, run).await;
    assert!(state.contains(&"6812001 ATH left 6812001 ended".to_owned()), "{state:?}");
    assert!(state.contains(&"6814002 RAT active 6814002".to_owned()), "{state:?}");
    let (portal, _) = after("0ON", school, run).await;
    let new: Person = {
        let school =
            ump::tenancy::find_school(&mut portal.owner().await, NEW.parse().unwrap()).await.unwrap();
        portal.find(&school.unwrap(), "staff-RAT").await
    };
    portal.sign_in(&new).await.get("/profile").await.assert_ok();
    portal.finish().await;
}
