//! `courses.csv`: subjects, for classes that name none themselves.

use std::collections::HashMap;
use std::io::{Read, Seek};

use super::super::FormatError;
use super::super::archive::Archive;
use super::super::cell::text;
use super::super::table::{Layout, Row, Table};

pub const LAYOUT: Layout = Layout { file: "courses.csv", required: &["sourcedId"], most_rows: 500_000 };

/// A subject's name and code.
#[derive(Clone, Default)]
pub struct Subject {
    pub name: Option<String>,
    pub code: Option<String>,
}

/// The courses' subjects, by `sourcedId`.
pub type Courses = HashMap<String, Subject>;

/// None where the file is absent.
pub fn read<R: Read + Seek>(archive: &mut Archive<R>) -> Result<Courses, FormatError> {
    let mut courses = Courses::new();
    if !archive.has(LAYOUT.file) {
        return Ok(courses);
    }
    let mut table = Table::open(archive, &LAYOUT)?;
    while let Some(row) = table.next_row()? {
        courses.insert(row.id("sourcedId")?.to_owned(), subject(row));
    }
    Ok(courses)
}

/// The first subject of a course's or a class's list.
pub fn subject(row: Row<'_>) -> Subject {
    Subject {
        name: row.list("subjects").next().and_then(text),
        code: row.list("subjectCodes").next().and_then(text),
    }
}
