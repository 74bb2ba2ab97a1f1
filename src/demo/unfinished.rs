//! Half a demo is of no use to anybody, and its database looks like that of schools at work: while the demo loads, a file beside
//! the portal's own database says so. It stays where the loading failed or was killed.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

const NAME: &str = "demo-unfinished";

/// A loading that has begun.
#[derive(Debug)]
pub struct Unfinished {
    file: PathBuf,
}

impl Unfinished {
    /// Begins.
    pub fn begin(data_dir: &Path) -> io::Result<Self> {
        fs::create_dir_all(data_dir)?;
        let file = data_dir.join(NAME);
        File::create(&file)?;
        Ok(Self { file })
    }

    /// The demo is whole.
    pub fn end(self) -> io::Result<()> {
        fs::remove_file(self.file)
    }
}

/// Whether a loading into this database has begun and not come to its end.
pub fn is_unfinished(data_dir: &Path) -> bool {
    data_dir.join(NAME).exists()
}
