//! Which fields differ.

use chrono::NaiveDate;

use super::super::current::MisValues;
use super::super::plan::{Field, FieldChange};

/// The differences between what an account has and what the MIS says. Of a UPN only that it changed is told.
pub(super) fn compare(before: &MisValues, after: &MisValues) -> Vec<FieldChange> {
    if before == after {
        return Vec::new();
    }
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
    let text = |text: &Option<String>| text.clone();
    let mut changes = Vec::new();
    let mut note = |field, before: Option<String>, after: Option<String>| {
        if before != after {
            changes.push(FieldChange { field, before, after });
        }
    };
    note(Field::SourcedId, Some(before.sourced_id.clone()), Some(after.sourced_id.clone()));
    note(Field::AdmissionNumber, text(&before.admission_number), text(&after.admission_number));
    note(Field::AdmissionDate, day(before.admission_date), day(after.admission_date));
    note(Field::StaffCode, text(&before.staff_code), text(&after.staff_code));
    note(Field::StartDate, day(before.start_date), day(after.start_date));
    note(Field::Year, before.year.map(|year| year.to_string()), after.year.map(|year| year.to_string()));
    note(Field::RegistrationGroup, text(&before.registration_group), text(&after.registration_group));
    note(Field::LeavingDate, day(before.leaving_date), day(after.leaving_date));
    if before.upn != after.upn || before.former_upns != after.former_upns {
        changes.push(upn_difference());
    }
    changes
}

/// That a UPN is another one; not which.
pub(super) fn upn_difference() -> FieldChange {
    FieldChange { field: Field::Upn, before: None, after: None }
}
