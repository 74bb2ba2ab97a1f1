//! A CSV file as rows with named cells.
//!
//! Forgiven: a byte order mark, CRLF or LF, columns in any order and case, unknown columns, blank lines (which have no
//! row number). Not forgiven: another encoding than UTF-8, a row of another length than the header.

use std::io::{Read, Seek};

use csv::{ErrorKind, ReaderBuilder, StringRecord};

use super::FormatError;
use super::archive::{Archive, FileReader};

/// The most bytes of a field.
const FIELD_LIMIT: usize = 64 * 1024;
/// The most characters of a `sourcedId` (OneRoster: fewer than 256).
const LONGEST_ID: usize = 255;

/// What a file must look like.
#[derive(Clone, Copy)]
pub struct Layout {
    /// The file's name: `users.csv`.
    pub file: &'static str,
    /// The columns it cannot do without. Others may be absent, and then read as empty.
    pub required: &'static [&'static str],
    /// The most rows, without the header.
    pub most_rows: u32,
}

/// An open CSV file.
pub struct Table<'a, R: Read> {
    layout: &'static Layout,
    reader: csv::Reader<FileReader<'a, R>>,
    header: StringRecord,
    record: StringRecord,
    row: u32,
}

impl<'a, R: Read + Seek> Table<'a, R> {
    /// Opens the file and checks its header.
    pub fn open(archive: &'a mut Archive<R>, layout: &'static Layout) -> Result<Self, FormatError> {
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .buffer_capacity(FIELD_LIMIT)
            .from_reader(archive.file(layout.file)?);
        let mut table =
            Self { layout, reader, header: StringRecord::new(), record: StringRecord::new(), row: 0 };
        table.advance()?;
        table.header = std::mem::take(&mut table.record);
        table.header.trim();
        table.check_header()?;
        Ok(table)
    }

    /// The next row, until there is none.
    pub fn next_row(&mut self) -> Result<Option<Row<'_>>, FormatError> {
        if !self.advance()? {
            return Ok(None);
        }
        if self.row - 1 > self.layout.most_rows {
            return Err(FormatError::TooManyRows { file: self.file(), most: self.layout.most_rows });
        }
        Ok(Some(Row { file: self.layout.file, header: &self.header, record: &self.record, number: self.row }))
    }

    fn advance(&mut self) -> Result<bool, FormatError> {
        self.row += 1;
        self.reader.get_mut().begin_row(self.row);
        match self.reader.read_record(&mut self.record) {
            Ok(false) => return Ok(false),
            Ok(true) => {}
            Err(error) => return Err(self.explain(error)),
        }
        let bytes = self.record.as_slice();
        if bytes.contains('\0') {
            return Err(FormatError::NotUtf8 { file: self.file(), row: self.row });
        }
        if bytes.len() > FIELD_LIMIT && self.record.iter().any(|field| field.len() > FIELD_LIMIT) {
            return Err(FormatError::FieldTooLong { file: self.file(), row: self.row });
        }
        Ok(true)
    }

    fn check_header(&self) -> Result<(), FormatError> {
        let count = |column: &str| {
            let same = |name: &&str| name.eq_ignore_ascii_case(column);
            self.header.iter().filter(same).count()
        };
        if let Some(column) = self.layout.required.iter().find(|column| count(column) == 0) {
            return Err(FormatError::ColumnMissing { file: self.file(), column: (*column).to_owned() });
        }
        match self.header.iter().find(|name| !name.is_empty() && count(name) > 1) {
            Some(column) => Err(FormatError::ColumnRepeated {
                file: self.file(),
                column: column.escape_debug().take(100).collect(),
            }),
            None => Ok(()),
        }
    }

    fn explain(&self, error: csv::Error) -> FormatError {
        let (file, row) = (self.file(), self.row);
        match error.into_kind() {
            ErrorKind::Io(error) => error.into(),
            ErrorKind::Utf8 { .. } => FormatError::NotUtf8 { file, row },
            _ => FormatError::RowLength { file, row },
        }
    }

    fn file(&self) -> String {
        self.layout.file.to_owned()
    }
}

/// One row of a table.
#[derive(Clone, Copy)]
pub struct Row<'t> {
    file: &'static str,
    header: &'t StringRecord,
    record: &'t StringRecord,
    /// The row's number; the header is row 1.
    pub number: u32,
}

impl<'t> Row<'t> {
    /// The cell in this column without space at its ends; empty where the file has no such column.
    pub fn get(&self, column: &str) -> &'t str {
        self.header
            .iter()
            .position(|name| name.eq_ignore_ascii_case(column))
            .and_then(|index| self.record.get(index))
            .unwrap_or_default()
            .trim()
    }

    /// The cell in this column as a list: parts between commas, without empty ones.
    pub fn list(&self, column: &str) -> impl Iterator<Item = &'t str> {
        self.get(column).split(',').map(str::trim).filter(|part| !part.is_empty())
    }

    /// The cell in this column as an id, which cannot be empty.
    pub fn id(&self, column: &'static str) -> Result<&'t str, FormatError> {
        let id = self.get(column);
        if id.is_empty() || id.chars().nth(LONGEST_ID).is_some() {
            return Err(FormatError::IdInvalid { file: self.file.to_owned(), row: self.number, column });
        }
        Ok(id)
    }

    /// The error of a row whose id is an earlier row's too.
    pub fn id_repeated(&self) -> FormatError {
        FormatError::IdRepeated { file: self.file.to_owned(), row: self.number }
    }

    /// The error of a row whose role nobody knows.
    pub fn role_unknown(&self) -> FormatError {
        FormatError::RoleUnknown { file: self.file.to_owned(), row: self.number }
    }
}
