//! Answers and next steps in words.

use crate::moves::conditions::{Acting, Claim, ClaimStep, ReleaseStep};
use crate::moves::questions::Answer;
use crate::provisioning::wording::{cause, rejection};
use crate::web::{Messages, dates};

/// An answer, and what to do about it.
pub(super) struct AnswerLine {
    pub(super) tone: &'static str,
    pub(super) text: String,
    /// Empty where nothing is to be done.
    pub(super) advice: String,
}

/// An answer in words. `ran`: when the school's client last ran.
pub(super) fn answer_line(t: &Messages, answer: &Answer, ran: &str) -> AnswerLine {
    let (tone, text, advice) = match answer {
        Answer::Rejected(code) => ("bad", t.answer_rejected(), rejection(t, code)),
        Answer::Skipped(code) => ("off", t.answer_skipped(cause(t, code)), skipped_advice(t, code)),
        Answer::Waiting => ("wait", t.answer_waiting(), t.answer_waiting_advice()),
        Answer::HeldBack => ("warn", t.answer_held_back(), t.answer_held_back_advice()),
        Answer::Works => ("good", t.answer_works(), String::new()),
        Answer::Missing => ("warn", t.answer_missing(ran), t.answer_missing_advice()),
        Answer::UpnTaken => ("warn", t.cause_upn_taken(), t.answer_upn_taken_advice()),
        Answer::NameDiffers => ("info", t.cause_name_differs(), String::new()),
        Answer::NotMainEnrolment => ("info", t.cause_not_main_enrolment(), t.answer_not_main_advice()),
        Answer::Left(Some(day)) => ("off", t.state_left(dates::day(*day)), t.answer_left_advice()),
        Answer::Left(None) => ("off", t.answer_left(), t.answer_left_advice()),
        Answer::Moved => ("off", t.answer_moved(), String::new()),
        Answer::Deactivated => ("off", t.answer_deactivated(), t.answer_deactivated_advice()),
        Answer::Superseded => ("off", t.state_superseded(), String::new()),
        Answer::Undone => ("off", t.state_undone(), t.answer_undone_advice()),
        Answer::PasswordElsewhere => {
            ("info", t.answer_password_elsewhere(), t.answer_password_elsewhere_advice())
        }
        Answer::NoPassword => ("info", t.answer_no_password(), t.answer_no_password_advice()),
        Answer::LastYearsClass(year) => {
            ("warn", t.answer_last_years_class(year.to_string(), ran), t.answer_last_years_class_advice())
        }
    };
    AnswerLine { tone, text, advice }
}

fn skipped_advice(t: &Messages, code: &str) -> String {
    match code {
        "left_before" | "left_here" => t.answer_left_advice(),
        "not_main_enrolment" => t.answer_not_main_advice(),
        _ => String::new(),
    }
}

/// What has to happen next to a row of this school that waits.
pub(super) fn claim_step(t: &Messages, step: ClaimStep, claim: &Claim) -> String {
    match step {
        ClaimStep::CheckAdmission => t.step_check_admission(),
        ClaimStep::SettleClaims => t.step_settle_claims(),
        ClaimStep::PreviousClientRuns => t.step_previous_client_runs(),
        ClaimStep::PreviousEntersLeavingDate => t.step_previous_enters_leaving_date(),
        ClaimStep::LeavingDatePasses => t.step_leaving_date_passes(),
        ClaimStep::AdmissionComes => t.step_admission_comes(dates::day(claim.admission_date)),
        ClaimStep::ComesOver => t.step_comes_over(),
    }
}

/// What has to happen next to a learner of this school whom another waits for.
pub(super) fn release_step(t: &Messages, step: ReleaseStep) -> String {
    match step {
        ReleaseStep::DecideHeldRun => t.step_decide_held_run(),
        ReleaseStep::RunClient => t.step_run_client(),
        ReleaseStep::EnterLeavingDate => t.step_enter_leaving_date(),
        ReleaseStep::LeavingDatePasses => t.step_leaving_date_passes(),
    }
}

/// Who has to act.
pub(super) fn acting_in_words(t: &Messages, acting: Acting, authority: &str) -> String {
    match acting {
        Acting::PreviousSchool => t.acting_previous_school(authority),
        Acting::Authority => t.acting_authority(authority),
        Acting::ThisSchool => t.acting_this_school(),
        Acting::ThisClient => t.acting_this_client(),
        Acting::Champion => t.acting_champion(),
        Acting::Nobody => t.acting_nobody(),
    }
}
