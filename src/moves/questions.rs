//! The frequent questions about one person, answered from the school's newest run and from the account: pure.

use chrono::NaiveDate;

use crate::accounts::State;
use crate::base::AcademicYear;
use crate::base::id::WaitingId;
use crate::credentials::PasswordState;

/// A row of the newest run about somebody without an account here.
#[derive(Clone, Debug)]
pub(super) struct RunLine {
    /// Who, as the row says.
    pub name: String,
    /// The row's number in the file.
    pub row: i32,
    /// `rejected`, `skipped`, `waiting`; `created` or `transferred` where a held run would do so.
    pub outcome: String,
    /// The rejection's code, or the cause.
    pub cause: String,
    /// The row that waits.
    pub waiting: Option<WaitingId>,
}

/// What is known of somebody who has, or had, an account here.
#[derive(Clone, Debug)]
pub(super) struct AccountFacts {
    pub is_learner: bool,
    /// Whether another school manages the account now.
    pub has_moved: bool,
    pub state: State,
    pub leaving_date: Option<NaiveDate>,
    pub password: PasswordState,
    /// Whether the password was set by another school.
    pub is_password_elsewhere: bool,
    /// Outcome and cause of the newest run's line about the account, where it has one.
    pub line: Option<(String, String)>,
}

/// What the school's newest runs say of the school as a whole.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct RunFacts {
    /// The academic year of the newest applied run.
    pub academic_year: Option<AcademicYear>,
    /// Whether the newest run is held.
    pub is_held: bool,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// The run rejected the row; its code says what to do in the MIS.
    Rejected(String),
    /// The run passed over the row, for this cause.
    Skipped(String),
    /// The row waits for another school.
    Waiting,
    /// The newest run would bring the account, and is held.
    HeldBack,
    /// The account works.
    Works,
    /// Active here, and in no row of the newest file.
    Missing,
    /// The UPN in the MIS is another learner's.
    UpnTaken,
    /// The name in the MIS is another.
    NameDiffers,
    /// A guest or subsidiary row changes nothing.
    NotMainEnrolment,
    /// Left, on this day where it is known.
    Left(Option<NaiveDate>),
    /// Another school manages the account now.
    Moved,
    /// Switched off by a person.
    Deactivated,
    /// Another account of the same person took its place.
    Superseded,
    /// The run that made it was undone.
    Undone,
    /// The password was set in another school, and may still work.
    PasswordElsewhere,
    /// There is no password that the school can see.
    NoPassword,
    /// The newest run is of a year that is over.
    LastYearsClass(AcademicYear),
}

/// What a row of the newest run says.
pub(super) fn of_line(line: &RunLine) -> Answer {
    match line.outcome.as_str() {
        "rejected" => Answer::Rejected(line.cause.clone()),
        "waiting" => Answer::Waiting,
        "created" | "transferred" => Answer::HeldBack,
        _ => Answer::Skipped(line.cause.clone()),
    }
}

/// Everything that there is to say of somebody with an account, on `today`; the most telling first.
pub(super) fn of_account(account: &AccountFacts, run: RunFacts, today: NaiveDate) -> Vec<Answer> {
    if account.has_moved {
        return vec![Answer::Moved];
    }
    let standing = match account.state {
        State::Active => Answer::Works,
        State::Left => Answer::Left(account.leaving_date),
        State::Superseded => Answer::Superseded,
        State::Undone => Answer::Undone,
        State::Deactivated | State::Expired => Answer::Deactivated,
    };
    let line = account.line.as_ref().and_then(|(outcome, cause)| match (outcome.as_str(), cause.as_str()) {
        ("missing", _) => Some(Answer::Missing),
        (_, "upn_taken") => Some(Answer::UpnTaken),
        (_, "name_differs") => Some(Answer::NameDiffers),
        (_, "not_main_enrolment") => Some(Answer::NotMainEnrolment),
        _ => None,
    });
    let mut answers: Vec<Answer> = [Some(standing), line].into_iter().flatten().collect();
    if account.state == State::Active {
        answers.extend(about_password(account));
        answers.extend(about_class(account, run, today));
    }
    answers
}

fn about_password(account: &AccountFacts) -> Option<Answer> {
    match account.password {
        PasswordState::Shown | PasswordState::ChangedByUser => None,
        PasswordState::Unavailable if account.is_password_elsewhere => Some(Answer::PasswordElsewhere),
        PasswordState::Unavailable => Some(Answer::NoPassword),
    }
}

fn about_class(account: &AccountFacts, run: RunFacts, today: NaiveDate) -> Option<Answer> {
    let year = run.academic_year.filter(|year| account.is_learner && *year < AcademicYear::of(today))?;
    Some(Answer::LastYearsClass(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> AccountFacts {
        AccountFacts {
            is_learner: true,
            has_moved: false,
            state: State::Active,
            leaving_date: None,
            password: PasswordState::Shown,
            is_password_elsewhere: false,
            line: None,
        }
    }

    fn answers(account: &AccountFacts) -> Vec<Answer> {
        let run = RunFacts { academic_year: Some(AcademicYear(2026)), is_held: false };
        of_account(account, run, "2026-09-10".parse().unwrap())
    }

    fn line(outcome: &str, cause: &str) -> RunLine {
        RunLine {
            name: String::new(),
            row: 2,
            outcome: outcome.to_owned(),
            cause: cause.to_owned(),
            waiting: None,
        }
    }

    #[test]
    fn a_row_without_an_account_says_why() {
        let table = [
            (line("rejected", "upn_missing"), Answer::Rejected("upn_missing".to_owned())),
            (line("rejected", "staff_code_missing"), Answer::Rejected("staff_code_missing".to_owned())),
            (line("skipped", "left_before"), Answer::Skipped("left_before".to_owned())),
            (line("waiting", "not_released"), Answer::Waiting),
            (line("created", "new_in_mis"), Answer::HeldBack),
        ];
        for (line, answer) in table {
            assert_eq!(of_line(&line), answer);
        }
    }

    #[test]
    fn an_account_without_trouble_works_and_nothing_else() {
        assert_eq!(answers(&facts()), [Answer::Works]);
    }

    #[test]
    fn whoever_cannot_sign_in_here_learns_why() {
        let day = "2026-07-20".parse().ok();
        let table = [
            (AccountFacts { state: State::Left, leaving_date: day, ..facts() }, Answer::Left(day)),
            (AccountFacts { state: State::Deactivated, ..facts() }, Answer::Deactivated),
            (AccountFacts { state: State::Superseded, ..facts() }, Answer::Superseded),
            (AccountFacts { state: State::Undone, ..facts() }, Answer::Undone),
            (AccountFacts { has_moved: true, state: State::Left, ..facts() }, Answer::Moved),
        ];
        for (account, answer) in table {
            assert_eq!(answers(&account), [answer]);
        }
    }

    #[test]
    fn a_password_that_is_not_shown_is_explained() {
        let moved =
            AccountFacts { password: PasswordState::Unavailable, is_password_elsewhere: true, ..facts() };
        assert_eq!(answers(&moved), [Answer::Works, Answer::PasswordElsewhere]);
        let none = AccountFacts { is_password_elsewhere: false, ..moved };
        assert_eq!(answers(&none), [Answer::Works, Answer::NoPassword]);
        let own = AccountFacts { password: PasswordState::ChangedByUser, ..facts() };
        assert_eq!(answers(&own), [Answer::Works]);
    }

    #[test]
    fn last_years_class_comes_from_last_years_run() {
        let run = RunFacts { academic_year: Some(AcademicYear(2025)), is_held: false };
        let answers = |account: &AccountFacts, today: &str| of_account(account, run, today.parse().unwrap());
        let stale = Answer::LastYearsClass(AcademicYear(2025));
        assert_eq!(answers(&facts(), "2026-09-01"), [Answer::Works, stale]);
        assert_eq!(answers(&facts(), "2026-08-31"), [Answer::Works]);
        let teacher = AccountFacts { is_learner: false, ..facts() };
        assert_eq!(answers(&teacher, "2026-09-01"), [Answer::Works]);
    }

    #[test]
    fn what_the_run_noted_of_an_account_is_told() {
        let noted = |outcome: &str, cause: &str| AccountFacts {
            line: Some((outcome.to_owned(), cause.to_owned())),
            ..facts()
        };
        for (account, answer) in [
            (noted("missing", "not_in_file"), Answer::Missing),
            (noted("unchanged", "upn_taken"), Answer::UpnTaken),
            (noted("unchanged", "name_differs"), Answer::NameDiffers),
            (noted("unchanged", "not_main_enrolment"), Answer::NotMainEnrolment),
        ] {
            assert_eq!(answers(&account), [Answer::Works, answer]);
        }
    }
}
