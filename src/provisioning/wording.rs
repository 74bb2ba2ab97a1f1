//! The codes of provisioning in words: rejections, causes, errors, holds, fields.

use super::plan::HoldReason;
use super::store::reports::BatchReport;
use super::undo::{Change, WhyStays};
use crate::base::YearGroup;
use crate::web::{Messages, dates};

/// What is wrong with a rejected row, and what to do about it in the MIS.
pub fn rejection(t: &Messages, code: &str) -> String {
    match code {
        "upn_missing" => t.rejection_upn_missing(),
        "upn_invalid" => t.rejection_upn_invalid(),
        "upn_check_letter" => t.rejection_upn_check_letter(),
        "upn_repeated" => t.rejection_upn_repeated(),
        "admission_number_missing" => t.rejection_admission_number_missing(),
        "admission_date_missing" => t.rejection_admission_date_missing(),
        "staff_code_missing" => t.rejection_staff_code_missing(),
        "staff_code_repeated" => t.rejection_staff_code_repeated(),
        "start_date_missing" => t.rejection_start_date_missing(),
        "name_missing" => t.rejection_name_missing(),
        "name_too_long" => t.rejection_name_too_long(),
        "date_invalid" => t.rejection_date_invalid(),
        "year_group_unknown" => t.rejection_year_group_unknown(),
        other => other.to_owned(),
    }
}

/// Why a row has its outcome.
pub fn cause(t: &Messages, code: &str) -> String {
    match code {
        "new_in_mis" => t.cause_new_in_mis(),
        "changed_in_mis" => t.cause_changed_in_mis(),
        "name_differs" => t.cause_name_differs(),
        "upn_taken" => t.cause_upn_taken(),
        "leaving_date" => t.cause_leaving_date(),
        "replaced_run" => t.cause_replaced_run(),
        "on_roll_again" => t.cause_on_roll_again(),
        "deactivated_by_hand" => t.cause_deactivated_by_hand(),
        "activated_by_hand" => t.cause_activated_by_hand(),
        "released_elsewhere" => t.cause_released_elsewhere(),
        "not_released" => t.cause_not_released(),
        "not_admitted_yet" => t.cause_not_admitted_yet(),
        "admitted_before" => t.cause_admitted_before(),
        "claimed_elsewhere" => t.cause_claimed_elsewhere(),
        "left_before" => t.cause_left_before(),
        "left_here" => t.cause_left_here(),
        "other_row" => t.cause_other_row(),
        "not_main_enrolment" => t.cause_not_main_enrolment(),
        "not_in_file" => t.cause_not_in_file(),
        "same" => t.outcome_unchanged(),
        other => other.to_owned(),
    }
}

/// The field that changed.
pub fn field(t: &Messages, code: &str) -> String {
    match code {
        "name" => t.name(),
        "sourced_id" => t.field_sourced_id(),
        "upn" => t.upn(),
        "admission_number" => t.admission_number(),
        "admission_date" => t.admission_date(),
        "staff_code" => t.staff_code(),
        "start_date" => t.start_date(),
        "year" => t.year(),
        "registration_group" => t.registration_group(),
        "leaving_date" => t.leaving_date(),
        other => other.to_owned(),
    }
}

/// A field's value before or after: days as pages show them, years in words, anything else as it stands.
pub fn value(t: &Messages, field: &str, value: &str) -> String {
    match field {
        "year" => YearGroup::parse(value).map(|year| t.year_group(year)),
        "admission_date" | "start_date" | "leaving_date" => value.parse().ok().map(dates::day),
        _ => None,
    }
    .unwrap_or_else(|| value.to_owned())
}

/// What became of a row.
pub fn outcome(t: &Messages, code: &str) -> String {
    match code {
        "created" => t.outcome_created(),
        "updated" => t.outcome_updated(),
        "unchanged" => t.outcome_unchanged(),
        "released" => t.outcome_released(),
        "reactivated" => t.outcome_reactivated(),
        "transferred" => t.outcome_transferred(),
        "waiting" => t.outcome_waiting(),
        "skipped" => t.outcome_skipped(),
        "rejected" => t.outcome_rejected(),
        "missing" => t.outcome_missing(),
        other => other.to_owned(),
    }
}

/// The state of a run, and the tone of its badge.
pub fn state(t: &Messages, code: &str) -> (&'static str, String) {
    match code {
        "received" => ("info", t.run_received()),
        "validating" => ("wait", t.run_validating()),
        "held" => ("warn", t.run_held()),
        "applying" => ("wait", t.run_applying()),
        "applied" => ("good", t.run_applied()),
        "failed" => ("bad", t.run_failed()),
        "rehearsed" => ("info", t.run_rehearsed()),
        "replaced" => ("off", t.run_replaced()),
        "discarded" => ("off", t.run_discarded()),
        "undone" => ("off", t.run_undone()),
        other => ("info", other.to_owned()),
    }
}

/// What the state of a run means.
pub fn state_says(t: &Messages, code: &str) -> String {
    match code {
        "received" => t.run_says_received(),
        "validating" => t.run_says_validating(),
        "held" => t.run_says_held(),
        "applying" => t.run_says_applying(),
        "applied" => t.run_says_applied(),
        "rehearsed" => t.run_says_rehearsed(),
        "replaced" => t.run_says_replaced(),
        "discarded" => t.run_says_discarded(),
        "undone" => t.run_says_undone(),
        _ => String::new(),
    }
}

/// Why a run is held.
pub fn hold(t: &Messages, reason: HoldReason, would_release: i32, threshold: i32) -> String {
    match reason {
        HoldReason::Releases => t.hold_releases(would_release, threshold),
        HoldReason::Memberships => t.hold_memberships(),
        HoldReason::LastChampion => t.hold_last_champion(),
    }
}

/// What undoing a run does to an account.
pub(super) fn undoing(t: &Messages, change: Change) -> String {
    match change {
        Change::Created => t.undo_created(),
        Change::Updated => t.undo_updated(),
        Change::Released => t.undo_released(),
        Change::Reactivated => t.undo_reactivated(),
        Change::Transferred => t.undo_transferred(),
    }
}

/// Why an account stays as it is when its run is undone.
pub(super) fn why_stays(t: &Messages, why: WhyStays) -> String {
    match why {
        WhyStays::Claimed => t.stays_claimed(),
        WhyStays::Edited => t.stays_edited(),
        WhyStays::Reset => t.stays_reset(),
        WhyStays::Revealed => t.stays_revealed(),
        WhyStays::SignedIn => t.stays_signed_in(),
    }
}

/// Why the run is held, or was.
pub fn hold_of_run(t: &Messages, report: &BatchReport) -> Option<String> {
    let reason = HoldReason::from_code(report.hold_reason.as_deref()?)?;
    Some(hold(t, reason, report.would_release?, report.threshold?))
}

/// Why a run failed.
pub fn failure(t: &Messages, code: &str) -> String {
    match code {
        "apply_failed" | "read_failed" => t.run_failure_ours(),
        other => t.run_failure_file(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Language;
    use crate::web::messages;

    #[test]
    fn a_hold_names_what_it_would_release_and_what_it_may() {
        let text = hold(messages(Language::En), HoldReason::Releases, 36, 11);
        assert!(text.contains("release 36 accounts") && text.contains("may release 11"), "{text}");
    }

    #[test]
    fn values_are_shown_as_people_write_them() {
        let t = messages(Language::En);
        assert_eq!(value(t, "leaving_date", "2026-07-20"), "20/07/2026");
        assert_eq!(value(t, "year", "R"), "Reception");
        assert_eq!(value(t, "registration_group", "7A"), "7A");
    }
}
