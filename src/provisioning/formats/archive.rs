//! A zip as a flat, bounded set of files.
//!
//! What the zip says of its own sizes only ever serves to refuse it sooner. While a file is unpacked, the zip reader stops it
//! at the size that it declared, and every byte is counted here against what the whole archive may come to.

use std::io::{self, Read, Seek, SeekFrom};

use zip::read::{OwnedZipFileEntry, ZipFile};
use zip::result::ZipError;
use zip::{ZipArchive, ZipReadOptions};

use super::FormatError;

const MIB: u64 = 1 << 20;

/// The most bytes of an upload.
pub const PACKED_LIMIT: u64 = 64 * MIB;
/// The most bytes of all its files together, unpacked.
pub const UNPACKED_LIMIT: u64 = 512 * MIB;
/// The most files of a zip.
pub const MOST_FILES: usize = 50;
/// The most bytes read to find the list of files: fifty entries, a comment, and the steps between them.
const DIRECTORY_LIMIT: u64 = MIB;
/// The most bytes of one row, so that a quote that never closes is not read to the end of the file.
const ROW_LIMIT: u64 = MIB;
/// How many bytes one packed byte may unpack to. Rosters come to 5 to 30; a bomb needs several hundred.
const HIGHEST_RATIO: u64 = 200;
/// What a file may unpack to, however little it is packed into.
const SMALL_FILE: u64 = MIB;

/// An opened zip whose list of files has been found safe.
pub struct Archive<R> {
    reader: R,
    files: Vec<PackedFile>,
    /// Bytes that may still be unpacked.
    left: u64,
}

struct PackedFile {
    name: String,
    entry: OwnedZipFileEntry,
}

impl<R: Read + Seek> Archive<R> {
    /// Reads the list of files; nothing is unpacked.
    pub fn open(mut reader: R) -> Result<Self, FormatError> {
        if reader.seek(SeekFrom::End(0))? > PACKED_LIMIT {
            return Err(FormatError::TooLarge { limit: PACKED_LIMIT / MIB, measure: "packed" });
        }
        let files = list(&mut reader)?;
        let claimed = files.iter().fold(0, |sum: u64, file| sum.saturating_add(file.entry.size()));
        if claimed > UNPACKED_LIMIT {
            return Err(unpacked_too_large());
        }
        Ok(Self { reader, files, left: UNPACKED_LIMIT })
    }

    /// Whether there is a file of this name, in any case.
    pub fn has(&self, name: &str) -> bool {
        position(&self.files, name).is_some()
    }

    /// Unpacks the file of this name, in any case.
    pub fn file(&mut self, name: &str) -> Result<FileReader<'_, R>, FormatError> {
        let file = position(&self.files, name)
            .and_then(|index| self.files.get(index))
            .ok_or_else(|| FormatError::FileMissing { file: name.to_owned() })?;
        let entry = file
            .entry
            .as_ref()
            .with_reader(&mut self.reader, ZipReadOptions::new())
            .map_err(|error| from_zip(error, damaged(&file.name)))?;
        Ok(FileReader { entry, name: &file.name, left: &mut self.left, row: 1, row_left: ROW_LIMIT })
    }
}

fn list<R: Read + Seek>(reader: &mut R) -> Result<Vec<PackedFile>, FormatError> {
    let not_a_zip = |error| from_zip(error, FormatError::NotAZip);
    let directory = Gauge { reader, left: DIRECTORY_LIMIT };
    let zip = ZipArchive::new(directory).map_err(not_a_zip)?;
    if zip.len() > MOST_FILES {
        return Err(FormatError::TooManyFiles { most: MOST_FILES });
    }
    let mut files: Vec<PackedFile> = Vec::with_capacity(zip.len());
    for index in 0..zip.len() {
        let file = examine(zip.by_index_data(index).map_err(not_a_zip)?.into())?;
        if zip.has_duplicate_names() || position(&files, &file.name).is_some() {
            return Err(FormatError::FileRepeated);
        }
        files.push(file);
    }
    Ok(files)
}

/// One entry, if it is a plain file at the top of the zip with a credible size.
fn examine(entry: OwnedZipFileEntry) -> Result<PackedFile, FormatError> {
    let name = entry.name().map_err(|error| from_zip(error, FormatError::NotAZip))?.into_owned();
    let nested = name.contains(['/', '\\', ':']) || name.chars().any(char::is_control);
    if nested || matches!(name.as_str(), "" | "." | "..") || !entry.is_file() {
        let file = name.escape_debug().take(100).collect();
        return Err(FormatError::BadPath { file });
    }
    if entry.encrypted() {
        return Err(FormatError::Encrypted { file: name });
    }
    if entry.size() > plausible_size(entry.compressed_size()) {
        return Err(FormatError::ZipBomb { file: name });
    }
    Ok(PackedFile { name, entry })
}

fn position(files: &[PackedFile], name: &str) -> Option<usize> {
    files.iter().position(|file| file.name.eq_ignore_ascii_case(name))
}

fn plausible_size(packed: u64) -> u64 {
    packed.saturating_mul(HIGHEST_RATIO).max(SMALL_FILE)
}

fn unpacked_too_large() -> FormatError {
    FormatError::TooLarge { limit: UNPACKED_LIMIT / MIB, measure: "unpacked" }
}

fn damaged(file: &str) -> FormatError {
    FormatError::Damaged { file: file.to_owned() }
}

/// What an error of the zip reader means. Only an error of the operating system is not the upload's fault.
fn from_zip(error: ZipError, otherwise: FormatError) -> FormatError {
    match error {
        ZipError::Io(error) if error.raw_os_error().is_some() => FormatError::Io(error),
        ZipError::Io(error) => error.downcast().unwrap_or(otherwise),
        _ => otherwise,
    }
}

/// Stops the reading of a list of files that never ends.
struct Gauge<'a, R> {
    reader: &'a mut R,
    left: u64,
}

impl<R: Read> Read for Gauge<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        let too_many = FormatError::TooManyFiles { most: MOST_FILES };
        self.left = self.left.checked_sub(length(read)).ok_or(too_many)?;
        Ok(read)
    }
}

impl<R: Seek> Seek for Gauge<'_, R> {
    fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        self.reader.seek(position)
    }
}

fn length(bytes: usize) -> u64 {
    u64::try_from(bytes).unwrap_or(u64::MAX)
}

/// One file of an archive, unpacked while it is read.
pub struct FileReader<'a, R: Read> {
    entry: ZipFile<'a, R>,
    name: &'a str,
    left: &'a mut u64,
    row: u32,
    row_left: u64,
}

impl<R: Read> FileReader<'_, R> {
    /// The reader of rows is about to ask for row `number`.
    pub fn begin_row(&mut self, number: u32) {
        self.row = number;
        self.row_left = ROW_LIMIT;
    }

    fn count(&mut self, bytes: u64) -> Result<(), FormatError> {
        *self.left = self.left.checked_sub(bytes).ok_or_else(unpacked_too_large)?;
        self.row_left = self
            .row_left
            .checked_sub(bytes)
            .ok_or_else(|| FormatError::FieldTooLong { file: self.name.to_owned(), row: self.row })?;
        Ok(())
    }
}

impl<R: Read> Read for FileReader<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read =
            self.entry.read(buffer).map_err(|error| from_zip(ZipError::Io(error), damaged(self.name)))?;
        self.count(length(read))?;
        Ok(read)
    }
}
