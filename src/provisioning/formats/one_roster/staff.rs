//! A staff member's row. What is wrong is looked for in the order of [`RejectionCode`]; the first thing found rejects the row.

use super::super::cell::{code, day};
use super::super::table::Row;
use super::people::{leaving_date, name};
use crate::provisioning::snapshot::{RejectionCode, StaffRow};

pub fn read(row: Row<'_>) -> Result<StaffRow, RejectionCode> {
    let staff_code = code(row.get("metadata.staffCode"))
        .or_else(|| code(row.get("identifier")))
        .ok_or(RejectionCode::StaffCodeMissing)?;
    let start_date = match row.get("metadata.startDate") {
        "" => return Err(RejectionCode::StartDateMissing),
        date => day(date),
    };
    Ok(StaffRow {
        row: row.number,
        sourced_id: row.get("sourcedId").to_owned(),
        name: name(row)?,
        staff_code,
        start_date: start_date.ok_or(RejectionCode::DateInvalid)?,
        leaving_date: leaving_date(row)?,
    })
}
