//! The user of the operating system that owns the cluster and runs its programs.
//!
//! That is whoever runs the portal; but PostgreSQL refuses root, so under root it is the owner of the existing cluster,
//! else `postgres`, else `nobody`.

use std::io;
use std::os::unix::fs::{MetadataExt, chown};
use std::path::Path;
use std::process::Stdio;

use tokio::process::Command;

use super::error::{AtPath, EmbeddedError};

/// Whose processes and files the cluster consists of.
#[derive(Clone, Copy, Debug)]
pub(super) enum ClusterUser {
    /// The user who runs the portal.
    Myself,
    /// An unprivileged user, since root runs the portal.
    Unprivileged {
        /// Numeric id of the user.
        uid: u32,
        /// Numeric id of the user's first group.
        gid: u32,
    },
}

impl ClusterUser {
    /// The user for the cluster in `cluster`, which may not exist yet.
    pub(super) async fn find(cluster: &Path) -> Result<Self, EmbeddedError> {
        if !rustix::process::geteuid().is_root() {
            return Ok(Self::Myself);
        }
        if cluster.exists() {
            let owner = cluster.metadata().at(cluster)?;
            return Ok(Self::Unprivileged { uid: owner.uid(), gid: owner.gid() });
        }
        for name in ["postgres", "nobody"] {
            if let (Some(uid), Some(gid)) = (ask_id("-u", name).await, ask_id("-g", name).await) {
                return Ok(Self::Unprivileged { uid, gid });
            }
        }
        Err(EmbeddedError::NoUnprivilegedUser)
    }

    /// The numeric id that owns the cluster's files.
    pub(super) fn uid(self) -> u32 {
        match self {
            Self::Myself => rustix::process::geteuid().as_raw(),
            Self::Unprivileged { uid, .. } => uid,
        }
    }

    /// A command that runs `program` as this user.
    ///
    /// It gets none of the portal's environment, which may hold secrets and settings of other clusters (`PGDATA`).
    pub(super) fn command(self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("LC_ALL", "C")
            .current_dir("/")
            .stdin(Stdio::null());
        if let Self::Unprivileged { uid, gid } = self {
            command.uid(uid).gid(gid);
        }
        command
    }

    /// Hands `path` to this user.
    pub(super) fn give(self, path: &Path) -> io::Result<()> {
        match self {
            Self::Myself => Ok(()),
            Self::Unprivileged { uid, gid } => chown(path, Some(uid), Some(gid)),
        }
    }

    /// Whether this user may open what lies in `folder`: every folder on the way there lets it pass.
    pub(super) async fn reaches(self, folder: &Path) -> Result<bool, EmbeddedError> {
        let status = self.command("test").arg("-x").arg(folder).status().await;
        Ok(status.at("test")?.success())
    }
}

/// Asks the system's `id`, which knows directory services besides `/etc/passwd`.
async fn ask_id(what: &str, name: &str) -> Option<u32> {
    let answer = Command::new("id").args([what, name]).output().await.ok()?;
    String::from_utf8(answer.stdout).ok()?.trim().parse().ok()
}
