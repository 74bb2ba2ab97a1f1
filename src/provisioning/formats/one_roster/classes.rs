//! `classes.csv`: each class a group of its school.

use std::collections::HashMap;
use std::io::{Read, Seek};

use chrono::NaiveDate;

use super::super::FormatError;
use super::super::archive::Archive;
use super::super::cell::text;
use super::super::table::{Layout, Row, Table};
use super::courses::{Courses, subject};
use super::orgs::Schools;
use super::sessions::Sessions;
use crate::base::YearGroup;
use crate::provisioning::snapshot::{GroupRow, Snapshot};

pub const LAYOUT: Layout =
    Layout { file: "classes.csv", required: &["sourcedId", "title", "schoolSourcedId"], most_rows: 500_000 };

/// Where the classes stand, by `sourcedId`.
pub type Classes = HashMap<String, Class>;

/// A class's group in a snapshot.
pub struct Class {
    pub school: usize,
    /// The position among the snapshot's groups.
    pub position: usize,
    /// The day on which the last of its sessions ends.
    pub end: Option<NaiveDate>,
}

/// Reads the classes into the snapshots of their schools; the context is what they refer to.
pub fn read<R: Read + Seek>(
    archive: &mut Archive<R>,
    schools: &Schools,
    context: (&Courses, &Sessions),
    snapshots: &mut [Snapshot],
) -> Result<Classes, FormatError> {
    let mut classes = Classes::new();
    let mut table = Table::open(archive, &LAYOUT)?;
    while let Some(row) = table.next_row()? {
        let id = row.id("sourcedId")?;
        let Some(school) = schools.find(row.get("schoolSourcedId")) else {
            continue;
        };
        let Some(groups) = snapshots.get_mut(school).and_then(|snapshot| snapshot.groups.as_mut()) else {
            continue;
        };
        let end = row.list("termSourcedIds").filter_map(|term| context.1.end_of(term)).max();
        let class = Class { school, position: groups.len(), end };
        if classes.insert(id.to_owned(), class).is_some() {
            return Err(row.id_repeated());
        }
        groups.push(group(row, id, context));
    }
    Ok(classes)
}

fn group(row: Row<'_>, id: &str, (courses, sessions): (&Courses, &Sessions)) -> GroupRow {
    let course = courses.get(row.get("courseSourcedId")).cloned().unwrap_or_default();
    let subject = subject(row);
    let mut terms = row.list("termSourcedIds");
    GroupRow {
        sourced_id: id.to_owned(),
        academic_year: terms.find_map(|term| sessions.year_of(term)).unwrap_or(sessions.year),
        title: text(row.get("title")).or_else(|| text(row.get("classCode"))).unwrap_or_else(|| id.to_owned()),
        is_registration: row.get("classType").eq_ignore_ascii_case("homeroom"),
        subject: subject.name.or(course.name),
        subject_code: subject.code.or(course.code),
        year: only_year(row),
    }
}

fn only_year(row: Row<'_>) -> Option<YearGroup> {
    let mut grades = row.list("grades");
    let first = YearGroup::parse(grades.next()?)?;
    grades.next().is_none().then_some(first)
}
