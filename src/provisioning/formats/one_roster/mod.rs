//! OneRoster CSV, 1.1 and 1.2, bulk.
//!
//! Choices where the standard leaves room, or real files stray:
//! - `status` and `dateLastModified` are not read: in a bulk file every row that stands there counts.
//! - `enabledUser` is not read: someone whose access is curtailed is still on roll.
//! - References to what the file does not hold (another school's class, an unknown person) are passed over.
//! - Classes, courses and enrolments may be missing where the manifest says `absent`: then nothing is said of groups, or of
//!   who is in them, and what the portal knows of them stays.

mod classes;
mod courses;
mod enrolments;
mod learner;
mod manifest;
mod orgs;
mod people;
mod posts;
mod roles;
#[cfg(test)]
pub(crate) mod sample;
mod sessions;
mod staff;
#[cfg(test)]
mod tests;

use std::io::{Read, Seek};

use super::archive::Archive;
use super::table::{Layout, Table};
use super::{FormatError, Package};
use crate::provisioning::snapshot::Snapshot;

use manifest::Manifest;
use orgs::Schools;
use sessions::Sessions;

pub use manifest::Version;

/// An upload whose frame has been read: what it is, whose, and of which year.
struct Opened<R> {
    archive: Archive<R>,
    manifest: Manifest,
    schools: Schools,
    sessions: Sessions,
}

/// See [`super::inspect`].
pub fn inspect<R: Read + Seek>(upload: R) -> Result<Package, FormatError> {
    let opened = open(upload)?;
    Ok(Package {
        version: opened.manifest.version,
        schools: opened.schools.numbers,
        academic_year: opened.sessions.year,
    })
}

/// See [`super::read`].
pub fn read<R: Read + Seek>(upload: R) -> Result<Vec<Snapshot>, FormatError> {
    let Opened { mut archive, manifest, schools, sessions } = open(upload)?;
    let has_classes = archive.has(classes::LAYOUT.file);
    let has_enrolments = has_classes && archive.has(enrolments::LAYOUT.file);
    let mut snapshots: Vec<_> = schools
        .numbers
        .iter()
        .map(|school| Snapshot {
            school: *school,
            academic_year: sessions.year,
            learners: Vec::new(),
            staff: Vec::new(),
            rejections: Vec::new(),
            groups: has_classes.then(Vec::new),
            memberships: has_enrolments.then(Vec::new),
        })
        .collect();
    let posts = match manifest.version {
        Version::V1_1 => None,
        Version::V1_2 => Some(roles::read(&mut archive, &schools)?),
    };
    let people = people::read(&mut archive, &schools, posts.as_ref(), &mut snapshots)?;
    if has_classes {
        let courses = courses::read(&mut archive)?;
        let classes = classes::read(&mut archive, &schools, (&courses, &sessions), &mut snapshots)?;
        if has_enrolments {
            enrolments::read(&mut archive, &people, &classes, &mut snapshots)?;
        }
    }
    Ok(snapshots)
}

fn open<R: Read + Seek>(upload: R) -> Result<Opened<R>, FormatError> {
    let mut archive = Archive::open(upload)?;
    let manifest = manifest::read(&mut archive)?;
    check_headers(&mut archive, &manifest)?;
    let schools = orgs::read(&mut archive)?;
    let sessions = sessions::read(&mut archive)?;
    Ok(Opened { archive, manifest, schools, sessions })
}

/// Every file that will be read is there and has its columns.
fn check_headers<R: Read + Seek>(archive: &mut Archive<R>, manifest: &Manifest) -> Result<(), FormatError> {
    let people: &[&'static Layout] = match manifest.version {
        Version::V1_1 => &[&people::LAYOUT_1_1],
        Version::V1_2 => &[&people::LAYOUT, &roles::LAYOUT],
    };
    let frame: [&'static Layout; 2] = [&orgs::LAYOUT, &sessions::LAYOUT];
    for layout in frame.iter().chain(people) {
        Table::open(archive, layout)?;
    }
    let groups: [&'static Layout; 3] = [&courses::LAYOUT, &classes::LAYOUT, &enrolments::LAYOUT];
    for layout in groups {
        if archive.has(layout.file) || !manifest.says_absent(layout.file) {
            Table::open(archive, layout)?;
        }
    }
    Ok(())
}
