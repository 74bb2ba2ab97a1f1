//! The folder that holds the cluster, its password files and its locks: `postgres` in the data directory.
//!
//! Under root the cluster belongs to an unprivileged user. Where that user cannot reach the default data directory (a
//! clone under root's own home), the folder lies in `/var/lib/ump`, and `postgres` in the data directory is a link to it.
//! The link is the only record of the place, so a data directory that was removed and made anew finds no old cluster.

use std::fs::{self, DirBuilder, Permissions};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use super::Settings;
use super::cluster_user::ClusterUser;
use super::error::{AtPath, EmbeddedError};
use super::secret;

const SHARED_HOMES: &str = "/var/lib/ump";

/// Where the cluster lives and who owns it.
pub(super) struct Home {
    pub(super) folder: PathBuf,
    pub(super) user: ClusterUser,
}

impl Home {
    /// Finds the home of `data_dir`, which exists, and makes it where it is missing.
    pub(super) async fn open(data_dir: &Path, settings: &Settings) -> Result<Self, EmbeddedError> {
        let beside = data_dir.join("postgres");
        let user = ClusterUser::find(&beside.join("cluster")).await?;
        let unreachable = || EmbeddedError::Unreachable { data_dir: data_dir.into(), uid: user.uid() };
        if beside.is_symlink() && !beside.exists() {
            // What it pointed to is gone (a container made anew, say), so the record is void.
            fs::remove_file(&beside).at(&beside)?;
        }
        if !beside.exists() {
            if user.reaches(data_dir).await? {
                make_folder(&beside)?;
            } else if settings.data_dir_is_explicit {
                return Err(unreachable());
            } else {
                move_away(&beside)?;
            }
        }
        let folder = beside.canonicalize().at(&beside)?;
        if user.reaches(&folder).await? { Ok(Self { folder, user }) } else { Err(unreachable()) }
    }
}

/// Whether the data directory has a database of its own, running or not.
pub fn has_database(data_dir: &Path) -> bool {
    data_dir.join("postgres").exists()
}

/// Makes the data directory and gives its real path.
pub(super) fn make_data_dir(data_dir: &Path) -> Result<PathBuf, EmbeddedError> {
    make_folder(data_dir)?;
    data_dir.canonicalize().at(data_dir)
}

/// Makes a home outside the data directory and leaves a link to it.
fn move_away(beside: &Path) -> Result<(), EmbeddedError> {
    let shared = Path::new(SHARED_HOMES);
    let home = shared.join(secret::short_name());
    for folder in [shared, &home] {
        make_folder(folder)?;
    }
    symlink(&home, beside).at(beside)?;
    tracing::warn!(
        home = %home.display(),
        "the database's user cannot reach the data directory, so the database itself lives elsewhere"
    );
    Ok(())
}

/// A folder for the portal's user alone; under root one that the cluster's user may pass through but not list.
fn make_folder(folder: &Path) -> Result<(), EmbeddedError> {
    if folder.is_dir() {
        return Ok(());
    }
    let mode = if rustix::process::geteuid().is_root() { 0o711 } else { 0o700 };
    DirBuilder::new().recursive(true).mode(mode).create(folder).at(folder)?;
    // Once more, since a strict umask takes bits away.
    fs::set_permissions(folder, Permissions::from_mode(mode)).at(folder)
}
