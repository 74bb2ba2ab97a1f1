//! The bytes to send: a zip as it is, or one made from a folder's CSV files.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};
use bytes::Bytes;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::provisioning::formats::{MOST_FILES, PACKED_LIMIT, UNPACKED_LIMIT};

/// The zip at `path`, or made from the CSV files of the folder at `path`, in the order of their names.
///
/// The same files give the same bytes, so that the portal knows a repeated push.
pub fn read(path: &Path) -> anyhow::Result<Bytes> {
    let metadata = fs::metadata(path).with_context(|| format!("{} could not be read", path.display()))?;
    let package = if metadata.is_dir() {
        pack(path)?
    } else {
        ensure_size(metadata.len(), PACKED_LIMIT, path)?;
        fs::read(path).with_context(|| format!("{} could not be read", path.display()))?
    };
    ensure_size(package.len().try_into()?, PACKED_LIMIT, path)?;
    Ok(package.into())
}

fn pack(folder: &Path) -> anyhow::Result<Vec<u8>> {
    let files = csv_files(folder)?;
    if files.is_empty() {
        bail!("{} holds no CSV files", folder.display());
    }
    ensure!(files.len() <= MOST_FILES, "{} holds more than {MOST_FILES} CSV files", folder.display());
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut left = UNPACKED_LIMIT;
    for file in files {
        let unreadable = || format!("{} could not be read", file.display());
        let length = fs::metadata(&file).with_context(unreadable)?.len();
        ensure_size(length, left, folder)?;
        left -= length;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        zip.start_file(name, options)?;
        zip.write_all(&fs::read(&file).with_context(unreadable)?)?;
    }
    Ok(zip.finish()?.into_inner())
}

fn csv_files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("{} could not be read", folder.display()))? {
        let path = entry?.path();
        let is_csv = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
        if is_csv && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn ensure_size(bytes: u64, limit: u64, path: &Path) -> anyhow::Result<()> {
    ensure!(
        bytes <= limit,
        "{} is too large: the portal takes {} MiB, and {} MiB unpacked",
        path.display(),
        PACKED_LIMIT >> 20,
        UNPACKED_LIMIT >> 20
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_becomes_the_same_zip_each_time() {
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in [("users.csv", "u"), ("manifest.CSV", "m"), ("notes.txt", "n")] {
            fs::write(folder.path().join(name), content).unwrap();
        }
        fs::create_dir(folder.path().join("old.csv")).unwrap();
        let package = read(folder.path()).unwrap();
        assert_eq!(package, read(folder.path()).unwrap());
        let zip = zip::ZipArchive::new(Cursor::new(package)).unwrap();
        let names: Vec<_> = zip.file_names().map(Result::unwrap).collect();
        assert_eq!(names, ["manifest.CSV", "users.csv"]);
    }

    #[test]
    fn a_file_is_sent_as_it_is_and_an_empty_folder_is_not() {
        let folder = tempfile::tempdir().unwrap();
        assert!(read(folder.path()).is_err());
        let file = folder.path().join("roster.zip");
        fs::write(&file, "as it is").unwrap();
        assert_eq!(read(&file).unwrap(), "as it is");
        assert!(read(&folder.path().join("missing.zip")).is_err());
    }
}
