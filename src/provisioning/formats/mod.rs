//! Readers of uploaded files: each turns one format into snapshots, and says where and why it cannot.
//!
//! An upload comes from outside and is trusted in nothing: every reader is bounded in memory and time by the limits of
//! `archive` and `table`, whatever the file says about itself. Errors name files, rows and columns, never people.

mod archive;
mod cell;
mod error;
mod one_roster;
mod table;

use std::io::{Read, Seek};

use crate::base::{AcademicYear, DfesNumber};
use crate::provisioning::snapshot::Snapshot;

pub use archive::{MOST_FILES, PACKED_LIMIT, UNPACKED_LIMIT};
pub use error::FormatError;
pub use one_roster::Version;

/// What an upload turned out to be, before its people are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// The version of OneRoster that its manifest names.
    pub version: Version,
    /// Its schools, in the file's order; at least one, none twice.
    pub schools: Vec<DfesNumber>,
    /// The academic year of its sessions.
    pub academic_year: AcademicYear,
}

/// Looks at an upload while its sender waits: whether it is a package that can be read, and of which schools.
///
/// Reads the manifest, the organisations, the sessions and every header; nothing else is unpacked.
///
/// # Errors
///
/// The first thing that keeps the upload from being read.
pub fn inspect<R: Read + Seek>(upload: R) -> Result<Package, FormatError> {
    one_roster::inspect(upload)
}

/// Reads an upload whole: one snapshot for each school, in the file's order.
///
/// Rows that say too little become rejections inside the snapshots. Memory grows with the rows that are kept.
///
/// # Errors
///
/// The first thing that keeps the upload from being read; then nothing of it counts.
pub fn read<R: Read + Seek>(upload: R) -> Result<Vec<Snapshot>, FormatError> {
    one_roster::read(upload)
}
