//! Random names and passwords of the cluster, each kept in a file that only the portal's user reads.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use tempfile::NamedTempFile;

use super::error::{AtPath, EmbeddedError};
use crate::base::random::{self, OsRandom};

/// The secret in `file`; a new one of 256 bits where there is no file yet.
///
/// It consists of letters, digits, `-` and `_` only.
pub(super) fn read_or_make(file: &Path) -> Result<String, EmbeddedError> {
    match fs::read_to_string(file) {
        Err(error) if error.kind() == ErrorKind::NotFound => make(file),
        read => read.at(file),
    }
}

/// A short name that nobody can guess, fit for a path.
pub(super) fn short_name() -> String {
    URL_SAFE_NO_PAD.encode(random::bytes::<9>(&mut OsRandom))
}

fn make(file: &Path) -> Result<String, EmbeddedError> {
    let secret = URL_SAFE_NO_PAD.encode(random::bytes::<32>(&mut OsRandom));
    let folder = file.parent().unwrap_or(file);
    // Written aside and renamed, so that a kill in between leaves no half secret. The crate makes it with mode 0600.
    let mut draft = NamedTempFile::new_in(folder).at(folder)?;
    draft.write_all(secret.as_bytes()).at(draft.path())?;
    draft.as_file().sync_all().at(draft.path())?;
    draft.persist(file).map_err(|error| error.error).at(file)?;
    Ok(secret)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_secret_is_made_once_and_is_readable_by_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("owner-password");
        let made = read_or_make(&file).unwrap();
        assert_eq!(made.len(), 43);
        assert_eq!(read_or_make(&file).unwrap(), made);
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
}
