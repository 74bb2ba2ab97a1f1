//! The CSV files of a batch. Cells that a spreadsheet would run as a formula are made plain text.

use super::store::reports::{ChangeRow, RejectionRow};
use super::wording;
use crate::base::Language;
use crate::web::messages;

/// `changes.csv`.
pub fn changes_csv(rows: &[ChangeRow]) -> csv::Result<Vec<u8>> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(["row", "sourced_id", "username", "outcome", "field", "before", "after", "cause"])?;
    for row in rows {
        let line = row.row.to_string();
        let cell = |text: &Option<String>| plain(text.as_deref().unwrap_or_default());
        table.write_record([
            line,
            plain(&row.sourced_id),
            cell(&row.username),
            row.outcome.clone(),
            cell(&row.field),
            cell(&row.before),
            cell(&row.after),
            row.cause.clone(),
        ])?;
    }
    finish(table)
}

/// `rejections.csv`.
pub fn rejections_csv(rows: &[RejectionRow]) -> csv::Result<Vec<u8>> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(["file", "row", "sourced_id", "code", "message"])?;
    for row in rows {
        let message = wording::rejection(messages(Language::En), &row.code);
        table.write_record([
            &row.file,
            &row.row.to_string(),
            &plain(&row.sourced_id),
            &row.code,
            &message,
        ])?;
    }
    finish(table)
}

fn finish(table: csv::Writer<Vec<u8>>) -> csv::Result<Vec<u8>> {
    table.into_inner().map_err(|error| csv::Error::from(std::io::Error::other(error.to_string())))
}

/// The cell with an apostrophe in front where a spreadsheet would take it for a formula (OWASP ASVS 5, 1.2.10).
pub fn plain(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\0']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_neutralised() {
        assert_eq!(plain("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(plain("Siân"), "Siân");
    }
}
