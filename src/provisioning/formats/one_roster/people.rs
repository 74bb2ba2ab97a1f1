//! `users.csv`: the people, each sorted into the snapshots of their schools.

use std::collections::{HashMap, HashSet};
use std::io::{Read, Seek};

use chrono::NaiveDate;

use super::super::FormatError;
use super::super::archive::Archive;
use super::super::cell::{day, text};
use super::super::table::{Layout, Row, Table};
use super::orgs::Schools;
use super::posts::{Post, Standing, from_user, settle};
use super::roles::Posts;
use super::{learner, staff};
use crate::base::PersonName;
use crate::base::name::NameError;
use crate::provisioning::snapshot::{Rejection, RejectionCode, Snapshot};

pub const LAYOUT: Layout =
    Layout { file: "users.csv", required: &["sourcedId", "givenName", "familyName"], most_rows: 200_000 };

pub const LAYOUT_1_1: Layout =
    Layout { required: &["sourcedId", "givenName", "familyName", "orgSourcedIds", "role"], ..LAYOUT };

/// Where the kept people stand, by `sourcedId`.
pub type People = HashMap<String, Vec<Place>>;

/// A person's row in a snapshot.
pub struct Place {
    pub school: usize,
    pub standing: Standing,
    /// The position among the snapshot's learners or staff.
    pub position: usize,
}

/// Reads the people into the snapshots. `posts` are those of 1.2; 1.1 has them in this file.
pub fn read<R: Read + Seek>(
    archive: &mut Archive<R>,
    schools: &Schools,
    posts: Option<&Posts>,
    snapshots: &mut [Snapshot],
) -> Result<People, FormatError> {
    let layout = if posts.is_some() { &LAYOUT } else { &LAYOUT_1_1 };
    let mut people = People::new();
    let mut seen = HashSet::new();
    let mut table = Table::open(archive, layout)?;
    while let Some(row) = table.next_row()? {
        let id = row.id("sourcedId")?;
        if !seen.insert(id.to_owned()) {
            return Err(row.id_repeated());
        }
        for post in posts_of(row, schools, posts)? {
            let Some(snapshot) = snapshots.get_mut(post.school) else {
                continue;
            };
            match add(row, post, snapshot) {
                Ok(place) => people.entry(id.to_owned()).or_default().push(place),
                Err(code) => snapshot.rejections.push(rejection(row, code)),
            }
        }
    }
    Ok(people)
}

fn posts_of(row: Row<'_>, schools: &Schools, posts: Option<&Posts>) -> Result<Vec<Post>, FormatError> {
    let Some(posts) = posts else {
        return from_user(row, schools);
    };
    let listed = posts.get(row.get("sourcedId")).cloned().unwrap_or_default();
    Ok(settle(listed, schools.find(row.get("primaryOrgSourcedId"))))
}

fn add(row: Row<'_>, post: Post, snapshot: &mut Snapshot) -> Result<Place, RejectionCode> {
    let position = match post.standing {
        Standing::Learner => {
            snapshot.learners.push(learner::read(row, post.is_primary)?);
            snapshot.learners.len() - 1
        }
        Standing::Staff => {
            snapshot.staff.push(staff::read(row)?);
            snapshot.staff.len() - 1
        }
    };
    Ok(Place { school: post.school, standing: post.standing, position })
}

fn rejection(row: Row<'_>, code: RejectionCode) -> Rejection {
    let full = format!("{} {}", row.get("givenName"), row.get("familyName"));
    Rejection {
        file: LAYOUT.file.to_owned(),
        row: row.number,
        sourced_id: row.get("sourcedId").to_owned(),
        name: text(&full).unwrap_or_default(),
        code,
    }
}

/// The legal name of a row.
pub fn name(row: Row<'_>) -> Result<PersonName, RejectionCode> {
    PersonName::parse(row.get("givenName"), row.get("familyName")).map_err(|error| match error {
        NameError::Missing => RejectionCode::NameMissing,
        NameError::TooLong => RejectionCode::NameTooLong,
    })
}

/// The day a person leaves, where the row gives one.
pub fn leaving_date(row: Row<'_>) -> Result<Option<NaiveDate>, RejectionCode> {
    match row.get("metadata.leavingDate") {
        "" => Ok(None),
        date => day(date).map(Some).ok_or(RejectionCode::DateInvalid),
    }
}
