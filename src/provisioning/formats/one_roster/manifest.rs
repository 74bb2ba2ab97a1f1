//! `manifest.csv`: the version of OneRoster, and which files are bulk, delta or absent.

use std::fmt;
use std::io::{Read, Seek};

use super::super::FormatError;
use super::super::archive::Archive;
use super::super::table::{Layout, Table};

pub const LAYOUT: Layout =
    Layout { file: "manifest.csv", required: &["propertyName", "value"], most_rows: 1_000 };

/// A version of OneRoster CSV.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// 1.1: a user's role and organisations stand in `users.csv`.
    V1_1,
    /// 1.2: they stand in `roles.csv`.
    V1_2,
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::V1_1 => "1.1",
            Self::V1_2 => "1.2",
        })
    }
}

/// What the manifest says.
pub struct Manifest {
    pub version: Version,
    /// The files that are not part of the set, as `classes`.
    absent: Vec<String>,
}

impl Manifest {
    /// Whether the manifest says that this file is not part of the set.
    pub fn says_absent(&self, file: &str) -> bool {
        let name = file.trim_end_matches(".csv");
        self.absent.iter().any(|absent| absent.eq_ignore_ascii_case(name))
    }
}

pub fn read<R: Read + Seek>(archive: &mut Archive<R>) -> Result<Manifest, FormatError> {
    let mut version = None;
    let mut absent = Vec::new();
    let mut table = Table::open(archive, &LAYOUT)?;
    while let Some(row) = table.next_row()? {
        let value = row.get("value").to_ascii_lowercase();
        let property = row.get("propertyName");
        if property.eq_ignore_ascii_case("oneroster.version") {
            version = match value.as_str() {
                "1.1" => Some(Version::V1_1),
                "1.2" => Some(Version::V1_2),
                _ => return Err(FormatError::VersionUnknown),
            };
        } else if let Some(file) = property.strip_prefix("file.") {
            match value.as_str() {
                "delta" => {
                    let file = file.escape_debug().take(100).collect();
                    return Err(FormatError::DeltaNotSupported { file });
                }
                "absent" => absent.push(file.to_owned()),
                _ => {}
            }
        }
    }
    let version = version.ok_or(FormatError::VersionUnknown)?;
    Ok(Manifest { version, absent })
}
