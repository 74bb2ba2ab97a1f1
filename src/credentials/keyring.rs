//! The master keys: a file outside the database, one key current, older ones kept until nothing is sealed with them.
//!
//! One key a line: `<number> <base64 of 32 bytes>`; the last line is the current key. Lines that start with `#` are comments.
//! What seals credentials is not the master key but a subkey of it (HKDF-SHA-256), so that other uses get their own.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use aes_gcm_siv::Aes256GcmSiv;
use aes_gcm_siv::aead::KeyInit;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hkdf::Hkdf;
use sha2::Sha256;
use thiserror::Error;

use crate::base::random::{Random, bytes};

/// The ciphers of all known keys.
#[derive(Clone)]
pub struct Keyring {
    ciphers: BTreeMap<i16, Aes256GcmSiv>,
    current: i16,
}

/// Why a key file is of no use.
#[derive(Debug, Error)]
pub enum KeyringError {
    /// It cannot be read or written.
    #[error("the master key file {path} cannot be used: {error}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// Others than its owner may read it.
    #[error("the master key file {0} can be read by others: set its mode to 0600")]
    Open(PathBuf),
    /// A line is not a key.
    #[error("line {line} of the master key file {path} is not a number and a base64 key of 32 bytes")]
    Line {
        /// The file.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
    },
    /// There is no key in it.
    #[error("the master key file {0} holds no key")]
    Empty(PathBuf),
}

impl Keyring {
    /// Reads the key file.
    pub fn read(path: &Path) -> Result<Self, KeyringError> {
        let failed = |error| KeyringError::File { path: path.to_owned(), error };
        if fs::metadata(path).map_err(failed)?.permissions().mode() & 0o077 != 0 {
            return Err(KeyringError::Open(path.to_owned()));
        }
        Self::parse(&fs::read_to_string(path).map_err(failed)?, path)
    }

    /// Writes a key file with one new key, readable by its owner alone; an existing file is left as it is.
    pub fn create(path: &Path, random: &mut dyn Random) -> Result<(), KeyringError> {
        let failed = |error| KeyringError::File { path: path.to_owned(), error };
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        let mut file =
            fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(failed)?;
        let key = STANDARD.encode(bytes::<32>(random));
        writeln!(
            file,
            "# Master keys of the portal. Without them no password can be shown or checked.\n1 {key}"
        )
        .and_then(|()| file.sync_all())
        .map_err(failed)
    }

    fn parse(text: &str, path: &Path) -> Result<Self, KeyringError> {
        let mut ciphers = BTreeMap::new();
        let mut current = None;
        for (line, content) in (1..).zip(text.lines().map(str::trim)) {
            if content.is_empty() || content.starts_with('#') {
                continue;
            }
            let (id, cipher) =
                parse_line(content).ok_or_else(|| KeyringError::Line { path: path.to_owned(), line })?;
            ciphers.insert(id, cipher);
            current = Some(id);
        }
        let current = current.ok_or_else(|| KeyringError::Empty(path.to_owned()))?;
        Ok(Self { ciphers, current })
    }

    /// The key that seals.
    pub(super) fn current(&self) -> i16 {
        self.current
    }

    /// The cipher of key `id`.
    pub(super) fn cipher(&self, id: i16) -> Option<&Aes256GcmSiv> {
        self.ciphers.get(&id)
    }

    /// Every key's number.
    pub(super) fn ids(&self) -> impl Iterator<Item = i16> {
        self.ciphers.keys().copied()
    }
}

impl std::fmt::Debug for Keyring {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keyring").field("current", &self.current).finish_non_exhaustive()
    }
}

fn parse_line(line: &str) -> Option<(i16, Aes256GcmSiv)> {
    let (id, key) = line.split_once(char::is_whitespace)?;
    let key: [u8; 32] = STANDARD.decode(key.trim()).ok()?.try_into().ok()?;
    let mut subkey = [0; 32];
    Hkdf::<Sha256>::new(None, &key).expand(b"ump credentials v1", &mut subkey).ok()?;
    Some((id.parse().ok().filter(|id| *id > 0)?, Aes256GcmSiv::new(&subkey.into())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::random::SeededRandom;

    #[test]
    fn a_created_file_is_private_and_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/master.key");
        Keyring::create(&path, &mut SeededRandom::new("key")).unwrap();
        assert_eq!(Keyring::read(&path).unwrap().current(), 1);
        assert!(matches!(
            Keyring::create(&path, &mut SeededRandom::new("key")),
            Err(KeyringError::File { .. })
        ));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        assert!(matches!(Keyring::read(&path), Err(KeyringError::Open(_))));
    }

    #[test]
    fn the_last_key_is_current_and_a_broken_line_is_named() {
        let path = Path::new("master.key");
        let key = STANDARD.encode([7; 32]);
        assert_eq!(Keyring::parse(&format!("1 {key}\n# new\n2 {key}\n"), path).unwrap().current(), 2);
        assert!(matches!(Keyring::parse("\n1 short", path), Err(KeyringError::Line { line: 2, .. })));
        assert!(matches!(Keyring::parse("# nothing", path), Err(KeyringError::Empty(_))));
    }
}
