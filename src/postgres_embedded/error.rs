//! Why the private cluster could not be started or stopped: one line each, which says what to do.

use std::io;
use std::path::PathBuf;

use super::binaries::OLDEST_VERSION;

/// A failure of the embedded database.
#[derive(Debug, thiserror::Error)]
pub enum EmbeddedError {
    /// No server programs on this machine, or only old ones.
    #[error(
        "no PostgreSQL server of version {OLDEST_VERSION} or newer was found: install the package `postgresql` \
         (`postgresql-server` on Fedora), or set UMP_POSTGRES_BIN to the folder of its programs"
    )]
    NotInstalled,
    /// The folder named by `UMP_POSTGRES_BIN` does not hold a server.
    #[error(
        "UMP_POSTGRES_BIN names {}, which holds no PostgreSQL server of version {OLDEST_VERSION} or newer: \
         correct it, or leave it out to have the usual places searched", folder.display()
    )]
    NoServerInFolder {
        /// The folder as it was set.
        folder: PathBuf,
    },
    /// The cluster was made by a major version that is not installed.
    #[error(
        "the database in {} was made by PostgreSQL {version}, which was not found: install the package \
         `postgresql-{version}`, or set UMP_POSTGRES_BIN to the folder of its programs", cluster.display()
    )]
    VersionMissing {
        /// The cluster's folder.
        cluster: PathBuf,
        /// The major version that made it.
        version: u32,
    },
    /// Another portal holds this data directory.
    #[error(
        "another portal already runs from {}: stop that one first, or set UMP_DATA_DIR to another folder",
        data_dir.display()
    )]
    AlreadyRunning {
        /// The data directory.
        data_dir: PathBuf,
    },
    /// Another process did not finish starting or stopping the cluster.
    #[error(
        "another process has been starting or stopping the database in {} for too long: end it, then try again",
        home.display()
    )]
    Busy {
        /// The folder that holds the cluster and its locks.
        home: PathBuf,
    },
    /// Root runs the portal, and the unprivileged user cannot get to the data directory.
    #[error(
        "PostgreSQL does not run as root, and the user with id {uid} that runs it instead cannot reach {}: \
         make every folder above it searchable (chmod o+x), or set UMP_DATA_DIR to another folder", data_dir.display()
    )]
    Unreachable {
        /// The data directory.
        data_dir: PathBuf,
        /// The numeric id of the unprivileged user.
        uid: u32,
    },
    /// Root runs the portal and there is no unprivileged user to hand the cluster to.
    #[error(
        "PostgreSQL does not run as root: add a user named `postgres`, or run the portal as another user"
    )]
    NoUnprivilegedUser,
    /// Something else sits where the socket's folder belongs.
    #[error(
        "{} exists but is not a private folder of the database's user: remove it, then try again", folder.display()
    )]
    ForeignSocketFolder {
        /// The folder of the socket.
        folder: PathBuf,
    },
    /// A server program ended with an error.
    #[error("{program} failed ({reason}): see {} and the free space of its disk, then try again", log.display())]
    ProgramFailed {
        /// The program's name.
        program: &'static str,
        /// What it said last, or how it ended.
        reason: String,
        /// Where it wrote.
        log: PathBuf,
    },
    /// The server did not accept connections in time.
    #[error("PostgreSQL did not become ready in time: see {}, then try again", log.display())]
    NotReady {
        /// Where the server writes.
        log: PathBuf,
    },
    /// The server refused the portal, or a statement at the start failed.
    #[error(
        "the database in {} refused the portal (SQLSTATE {code}): restore the password files beside it, \
         or move the folder away to begin afresh", home.display()
    )]
    Refused {
        /// The folder that holds the cluster and its password files.
        home: PathBuf,
        /// The SQLSTATE, or `none` where the connection broke.
        code: String,
    },
    /// A file or folder could not be used.
    #[error("{} cannot be used ({source}): check that it may be written and that its disk is not full", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Names the path that an I/O error is about.
pub(super) trait AtPath<T> {
    /// The result, with `path` in its error.
    fn at(self, path: impl Into<PathBuf>) -> Result<T, EmbeddedError>;
}

impl<T> AtPath<T> for io::Result<T> {
    fn at(self, path: impl Into<PathBuf>) -> Result<T, EmbeddedError> {
        self.map_err(|source| EmbeddedError::Io { path: path.into(), source })
    }
}
