//! `academicSessions.csv`: school years and their terms.

use std::collections::HashMap;
use std::io::{Read, Seek};

use chrono::NaiveDate;

use super::super::FormatError;
use super::super::archive::Archive;
use super::super::cell::day;
use super::super::table::{Layout, Row, Table};
use crate::base::AcademicYear;

pub const LAYOUT: Layout = Layout {
    file: "academicSessions.csv",
    required: &["sourcedId", "type", "schoolYear"],
    most_rows: 10_000,
};

/// How far up a grading period finds its school year: period, term, semester, year, and one to spare.
const DEEPEST: usize = 5;

/// The file's sessions, and the academic year that they are about.
pub struct Sessions {
    /// The latest school year; where there is no session of that type, the latest year of any session.
    pub year: AcademicYear,
    by_id: HashMap<String, Session>,
}

struct Session {
    parent: String,
    is_school_year: bool,
    year: Option<AcademicYear>,
    end: Option<NaiveDate>,
}

impl Sessions {
    /// The academic year of a session: its own, or that of the session it is part of.
    pub fn year_of(&self, id: &str) -> Option<AcademicYear> {
        let parent = |session: &&Session| self.by_id.get(&session.parent);
        std::iter::successors(self.by_id.get(id), parent).take(DEEPEST).find_map(|session| session.year)
    }

    /// The day on which a session ends, as far as it is known.
    pub fn end_of(&self, id: &str) -> Option<NaiveDate> {
        self.by_id.get(id)?.end
    }
}

pub fn read<R: Read + Seek>(archive: &mut Archive<R>) -> Result<Sessions, FormatError> {
    let mut by_id = HashMap::new();
    let mut table = Table::open(archive, &LAYOUT)?;
    while let Some(row) = table.next_row()? {
        if by_id.insert(row.id("sourcedId")?.to_owned(), session(row)?).is_some() {
            return Err(row.id_repeated());
        }
    }
    let year = latest(by_id.values().filter(|session| session.is_school_year))
        .or_else(|| latest(by_id.values()))
        .ok_or(FormatError::SchoolYearMissing)?;
    Ok(Sessions { year, by_id })
}

fn session(row: Row<'_>) -> Result<Session, FormatError> {
    let year = match row.get("schoolYear") {
        "" => None,
        text => {
            let invalid = FormatError::SchoolYearInvalid { row: row.number };
            Some(AcademicYear::from_one_roster(text).ok_or(invalid)?)
        }
    };
    Ok(Session {
        parent: row.get("parentSourcedId").to_owned(),
        is_school_year: row.get("type").eq_ignore_ascii_case("schoolYear"),
        year,
        end: day(row.get("endDate")),
    })
}

fn latest<'a>(sessions: impl Iterator<Item = &'a Session>) -> Option<AcademicYear> {
    sessions.filter_map(|session| session.year).max()
}
