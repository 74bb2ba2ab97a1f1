//! The CSV files of a batch.

use super::store::reports::{ChangeRow, RejectionRow};
use super::wording;
use crate::base::Language;
use crate::web::csv::{Record, encode};
use crate::web::messages;

const CHANGES: [&str; 8] = ["row", "sourced_id", "username", "outcome", "field", "before", "after", "cause"];
const REJECTIONS: [&str; 5] = ["file", "row", "sourced_id", "code", "message"];

/// `changes.csv`.
pub fn changes_csv(rows: &[ChangeRow]) -> csv::Result<Vec<u8>> {
    let cell = |text: &Option<String>| text.clone().unwrap_or_default();
    let lines = rows.iter().map(|row| {
        vec![
            row.row.to_string(),
            row.sourced_id.clone(),
            cell(&row.username),
            row.outcome.clone(),
            cell(&row.field),
            cell(&row.before),
            cell(&row.after),
            row.cause.clone(),
        ]
    });
    encode(&table(&CHANGES, lines))
}

/// `rejections.csv`.
pub fn rejections_csv(rows: &[RejectionRow]) -> csv::Result<Vec<u8>> {
    let lines = rows.iter().map(|row| {
        vec![
            row.file.clone(),
            row.row.to_string(),
            row.sourced_id.clone(),
            row.code.clone(),
            wording::rejection(messages(Language::En), &row.code),
        ]
    });
    encode(&table(&REJECTIONS, lines))
}

fn table(headings: &[&str], lines: impl Iterator<Item = Record>) -> Vec<Record> {
    let headings = headings.iter().map(|heading| (*heading).to_owned()).collect();
    std::iter::once(headings).chain(lines).collect()
}
