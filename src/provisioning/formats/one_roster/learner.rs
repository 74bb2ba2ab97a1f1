//! A learner's row. What is wrong is looked for in the order of [`RejectionCode`]; the first thing found rejects the row.

use super::super::cell::{code, day, text};
use super::super::table::Row;
use super::people::{leaving_date, name};
use crate::base::upn::UpnError;
use crate::base::{Upn, YearGroup};
use crate::provisioning::snapshot::{EnrolmentStatus, LearnerRow, RejectionCode};

pub fn read(row: Row<'_>, is_primary: bool) -> Result<LearnerRow, RejectionCode> {
    let upn = upn(row)?;
    let admission_number =
        code(row.get("metadata.admissionNumber")).ok_or(RejectionCode::AdmissionNumberMissing)?;
    let admission_date = match row.get("metadata.admissionDate") {
        "" => return Err(RejectionCode::AdmissionDateMissing),
        date => day(date),
    };
    Ok(LearnerRow {
        row: row.number,
        sourced_id: row.get("sourcedId").to_owned(),
        upn,
        former_upn: Upn::parse(row.get("metadata.formerUpn")).ok(),
        admission_number,
        name: name(row)?,
        admission_date: admission_date.ok_or(RejectionCode::DateInvalid)?,
        leaving_date: leaving_date(row)?,
        year: year(row)?,
        registration_group: text(row.get("metadata.registrationGroup")),
        status: status(row, is_primary),
    })
}

/// `identifier` stands in for an empty `metadata.upn` only where it is a UPN: other systems keep other numbers there.
fn upn(row: Row<'_>) -> Result<Upn, RejectionCode> {
    match row.get("metadata.upn") {
        "" => Upn::parse(row.get("identifier")).map_err(|_| RejectionCode::UpnMissing),
        upn => Upn::parse(upn).map_err(|error| match error {
            UpnError::Format => RejectionCode::UpnInvalid,
            UpnError::CheckLetter => RejectionCode::UpnCheckLetter,
        }),
    }
}

fn year(row: Row<'_>) -> Result<Option<YearGroup>, RejectionCode> {
    row.list("grades")
        .next()
        .map(|grade| YearGroup::parse(grade).ok_or(RejectionCode::YearGroupUnknown))
        .transpose()
}

/// Away from the primary school a learner is a guest or subsidiary. A status that PLASC does not know takes no account.
fn status(row: Row<'_>, is_primary: bool) -> EnrolmentStatus {
    match row.get("metadata.enrolmentStatus").to_ascii_uppercase().as_str() {
        "G" => EnrolmentStatus::Guest,
        "" | "M" if is_primary => EnrolmentStatus::Main,
        "C" if is_primary => EnrolmentStatus::Current,
        _ => EnrolmentStatus::Subsidiary,
    }
}
