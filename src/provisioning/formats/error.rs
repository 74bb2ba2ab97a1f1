//! What keeps an upload from being read, and where.

use std::io;

use thiserror::Error;

/// Why a file is refused as a whole. Rows are numbered as a spreadsheet shows them: the header is row 1.
///
/// No variant repeats what a cell holds, but for a school's number.
#[derive(Debug, Error)]
#[expect(
    missing_docs,
    reason = "each message says what the variant means; fields name a file, a row and a column"
)]
pub enum FormatError {
    #[error("this is not a zip file, or it is damaged")]
    NotAZip,
    #[error("the upload is larger than {limit} MiB {measure}")]
    TooLarge { limit: u64, measure: &'static str },
    #[error("the zip holds more than {most} files")]
    TooManyFiles { most: usize },
    #[error("{file} unpacks to far more than a list of people would")]
    ZipBomb { file: String },
    #[error("{file} is not a plain file at the top of the zip: folders and links are not allowed")]
    BadPath { file: String },
    #[error("{file} is encrypted")]
    Encrypted { file: String },
    #[error("the zip holds two files of one name")]
    FileRepeated,
    #[error("{file} could not be unpacked: it is damaged, larger than it says, or not packed with Deflate")]
    Damaged { file: String },
    #[error("{file} is missing")]
    FileMissing { file: String },
    #[error("manifest.csv must give oneroster.version as 1.1 or 1.2")]
    VersionUnknown,
    #[error("manifest.csv calls {file} a delta; only bulk files are taken")]
    DeltaNotSupported { file: String },
    #[error("{file} has no column {column}")]
    ColumnMissing { file: String, column: String },
    #[error("{file} has the column {column} twice")]
    ColumnRepeated { file: String, column: String },
    #[error("row {row} of {file} is not UTF-8 text")]
    NotUtf8 { file: String, row: u32 },
    #[error("row {row} of {file} has more or fewer fields than the header")]
    RowLength { file: String, row: u32 },
    #[error("row {row} of {file} has a field longer than 64 KiB")]
    FieldTooLong { file: String, row: u32 },
    #[error("{file} has more than {most} rows")]
    TooManyRows { file: String, most: u32 },
    #[error("row {row} of {file}: {column} is empty or longer than 255 characters")]
    IdInvalid { file: String, row: u32, column: &'static str },
    #[error("row {row} of {file}: sourcedId stands in an earlier row too")]
    IdRepeated { file: String, row: u32 },
    #[error("row {row} of {file}: role is none of OneRoster's; a role of your own begins with ext:")]
    RoleUnknown { file: String, row: u32 },
    #[error("orgs.csv holds no organisation of type school")]
    SchoolMissing,
    #[error("row {row} of orgs.csv: “{number}” is not a DfES number (seven digits)")]
    SchoolUnknownNumber { row: u32, number: String },
    #[error("row {row} of orgs.csv: another row has the number {number} too")]
    SchoolRepeated { row: u32, number: String },
    #[error("academicSessions.csv gives no schoolYear")]
    SchoolYearMissing,
    #[error(
        "row {row} of academicSessions.csv: schoolYear must be the year in which it ends, for example 2027"
    )]
    SchoolYearInvalid { row: u32 },
    #[error("the upload could not be read")]
    Io(#[source] io::Error),
}

impl FormatError {
    /// The stable name of what is wrong: `column_missing`.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotAZip => "not_a_zip",
            Self::TooLarge { .. } => "too_large",
            Self::TooManyFiles { .. } => "too_many_files",
            Self::ZipBomb { .. } => "zip_bomb",
            Self::BadPath { .. } => "bad_path",
            Self::Encrypted { .. } => "encrypted",
            Self::FileRepeated => "file_repeated",
            Self::Damaged { .. } => "damaged",
            Self::FileMissing { .. } => "file_missing",
            Self::VersionUnknown => "version_unknown",
            Self::DeltaNotSupported { .. } => "delta_not_supported",
            Self::ColumnMissing { .. } => "column_missing",
            Self::ColumnRepeated { .. } => "column_repeated",
            Self::NotUtf8 { .. } => "not_utf8",
            Self::RowLength { .. } => "row_length",
            Self::FieldTooLong { .. } => "field_too_long",
            Self::TooManyRows { .. } => "too_many_rows",
            Self::IdInvalid { .. } => "id_invalid",
            Self::IdRepeated { .. } => "id_repeated",
            Self::RoleUnknown { .. } => "role_unknown",
            Self::SchoolMissing => "school_missing",
            Self::SchoolUnknownNumber { .. } => "school_unknown_number",
            Self::SchoolRepeated { .. } => "school_repeated",
            Self::SchoolYearMissing => "school_year_missing",
            Self::SchoolYearInvalid { .. } => "school_year_invalid",
            Self::Io(_) => "unreadable",
        }
    }
}

/// An error that passed through a reader comes out as what it was.
impl From<io::Error> for FormatError {
    fn from(error: io::Error) -> Self {
        error.downcast().unwrap_or_else(Self::Io)
    }
}

/// The way back into a reader.
impl From<FormatError> for io::Error {
    fn from(error: FormatError) -> Self {
        match error {
            FormatError::Io(error) => error,
            error => Self::other(error),
        }
    }
}
