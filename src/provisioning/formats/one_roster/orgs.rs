//! `orgs.csv`: the schools, by their DfES number. Organisations of other types are only the schools' parents.

use std::collections::HashMap;
use std::io::{Read, Seek};

use super::super::FormatError;
use super::super::archive::Archive;
use super::super::table::{Layout, Row, Table};
use crate::base::DfesNumber;

pub const LAYOUT: Layout =
    Layout { file: "orgs.csv", required: &["sourcedId", "type", "identifier"], most_rows: 10_000 };

/// The file's schools. Elsewhere a school is its position here, which is also its snapshot's.
#[derive(Default)]
pub struct Schools {
    pub numbers: Vec<DfesNumber>,
    positions: HashMap<String, usize>,
}

impl Schools {
    /// The school with this `sourcedId`, unless it is another kind of organisation or none of this file.
    pub fn find(&self, sourced_id: &str) -> Option<usize> {
        self.positions.get(sourced_id).copied()
    }

    fn add(&mut self, row: Row<'_>) -> Result<(), FormatError> {
        let (identifier, row_number) = (row.get("identifier"), row.number);
        let number: DfesNumber = identifier.parse().map_err(|_| FormatError::SchoolUnknownNumber {
            row: row_number,
            number: identifier.escape_debug().take(40).collect(),
        })?;
        if self.numbers.contains(&number) {
            return Err(FormatError::SchoolRepeated { row: row_number, number: number.to_string() });
        }
        let id = row.id("sourcedId")?.to_owned();
        if self.positions.insert(id, self.numbers.len()).is_some() {
            return Err(row.id_repeated());
        }
        self.numbers.push(number);
        Ok(())
    }
}

pub fn read<R: Read + Seek>(archive: &mut Archive<R>) -> Result<Schools, FormatError> {
    let mut schools = Schools::default();
    let mut table = Table::open(archive, &LAYOUT)?;
    while let Some(row) = table.next_row()? {
        if row.get("type").eq_ignore_ascii_case("school") {
            schools.add(row)?;
        }
    }
    match schools.numbers.is_empty() {
        true => Err(FormatError::SchoolMissing),
        false => Ok(schools),
    }
}
