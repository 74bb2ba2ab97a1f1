//! The folder of the server's Unix socket, which is its only door.
//!
//! The path of a socket may have about a hundred bytes, so the folder cannot lie in a deep data directory. It is a folder
//! of its own in `/tmp`: the same for every session of a user, and, unlike `$XDG_RUNTIME_DIR`, still there when that user
//! logs out. Its name cannot be guessed, its mode is 0700, and a folder of another user is refused.

use std::fs::{self, DirBuilder};
use std::io::{self, ErrorKind};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use super::cluster_user::ClusterUser;
use super::error::{AtPath, EmbeddedError};

/// Names the socket's file; nothing listens on the network.
pub(super) const PORT: u16 = 5432;

/// A folder that holds one socket and its lock file.
#[derive(Clone, Debug)]
pub(super) struct SocketFolder(PathBuf);

impl SocketFolder {
    /// The folder of the cluster in `home`. Two copies of one home get two folders, as do two homes made at one place.
    pub(super) fn of(home: &Path, instance: &str) -> Self {
        let hash = Sha256::new()
            .chain_update(home.as_os_str().as_bytes())
            .chain_update([0])
            .chain_update(instance)
            .finalize();
        let name = URL_SAFE_NO_PAD.encode(hash.get(..9).unwrap_or_default());
        Self(Path::new("/tmp").join(format!("ump-{name}")))
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    /// Makes the folder, or checks that the one that exists is `user`'s own.
    pub(super) fn make(&self, user: ClusterUser) -> Result<(), EmbeddedError> {
        match DirBuilder::new().mode(0o700).create(&self.0) {
            Ok(()) => user.give(&self.0).at(&self.0),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => self.check(user),
            Err(error) => Err(error).at(&self.0),
        }
    }

    fn check(&self, user: ClusterUser) -> Result<(), EmbeddedError> {
        let found = fs::symlink_metadata(&self.0).at(&self.0)?;
        if found.is_dir() && found.uid() == user.uid() && found.mode().trailing_zeros() >= 6 {
            Ok(())
        } else {
            Err(EmbeddedError::ForeignSocketFolder { folder: self.0.clone() })
        }
    }

    /// Whether a server listens.
    pub(super) fn answers(&self) -> bool {
        UnixStream::connect(self.socket()).is_ok()
    }

    /// Removes what a dead server left.
    pub(super) fn clear(&self) -> Result<(), EmbeddedError> {
        let lock = self.0.join(format!(".s.PGSQL.{PORT}.lock"));
        for file in [self.socket(), lock] {
            remove_if_there(&file).at(file)?;
        }
        Ok(())
    }

    /// Removes the folder after the server has ended; one that is not empty stays.
    pub(super) fn remove(&self) {
        if let Err(error) = fs::remove_dir(&self.0) {
            tracing::debug!(folder = %self.0.display(), %error, "the socket's folder stays");
        }
    }

    fn socket(&self) -> PathBuf {
        self.0.join(format!(".s.PGSQL.{PORT}"))
    }
}

/// Removes `file`; one that is not there is fine.
pub(super) fn remove_if_there(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    fn folder_in(parent: &Path) -> SocketFolder {
        SocketFolder(parent.join("ump-test"))
    }

    #[test]
    fn the_path_is_short_however_deep_the_home() {
        let folder = SocketFolder::of(Path::new(&"/deep".repeat(100)), "instance");
        assert!(folder.socket().as_os_str().len() < 60);
        assert_ne!(folder.0, SocketFolder::of(Path::new("/deep"), "instance").0);
    }

    #[test]
    fn a_folder_of_its_own_is_used_again() {
        let parent = tempfile::tempdir().unwrap();
        let folder = folder_in(parent.path());
        folder.make(ClusterUser::Myself).unwrap();
        folder.make(ClusterUser::Myself).unwrap();
    }

    #[test]
    fn a_link_and_a_folder_open_to_others_are_refused() {
        let parent = tempfile::tempdir().unwrap();
        let folder = folder_in(parent.path());
        symlink(parent.path(), &folder.0).unwrap();
        assert!(folder.make(ClusterUser::Myself).is_err());
        fs::remove_file(&folder.0).unwrap();
        DirBuilder::new().mode(0o755).create(&folder.0).unwrap();
        assert!(folder.make(ClusterUser::Myself).is_err());
    }

    #[test]
    fn a_folder_of_another_user_is_refused() {
        let parent = tempfile::tempdir().unwrap();
        let folder = folder_in(parent.path());
        folder.make(ClusterUser::Myself).unwrap();
        let other = ClusterUser::Unprivileged { uid: ClusterUser::Myself.uid() + 1, gid: 1 };
        assert!(folder.make(other).is_err());
    }
}
