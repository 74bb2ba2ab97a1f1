//! The server's programs: where they are installed and which of them fit.
//!
//! A cluster opens only with the major version that made it, so an existing one decides; a new one takes the first
//! that is found: the folder that was set, else `PATH`, else the places where packages put them, newest first.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::error::{AtPath, EmbeddedError};

/// The oldest major version that the portal's SQL runs on.
pub const OLDEST_VERSION: u32 = 15;

/// What a folder must hold to count as an installation.
const PROGRAMS: [&str; 4] = ["postgres", "initdb", "pg_ctl", "pg_dump"];

/// Parent folder and prefix of the version folders of Debian, of PostgreSQL's own RPMs, and of Homebrew on its two
/// architectures.
const PACKAGE_PLACES: [(&str, &str); 4] = [
    ("/usr/lib/postgresql", ""),
    ("/usr", "pgsql-"),
    ("/opt/homebrew/opt", "postgresql@"),
    ("/usr/local/opt", "postgresql@"),
];

/// One installation of PostgreSQL.
#[derive(Clone, Debug)]
pub struct Binaries {
    folder: PathBuf,
    version: u32,
}

impl Binaries {
    /// The installation in `folder`, or the best one on this machine where none is set.
    ///
    /// # Errors
    ///
    /// There is none of version [`OLDEST_VERSION`] or newer.
    pub fn find(folder: Option<&Path>) -> Result<Self, EmbeddedError> {
        installations(folder).next().ok_or_else(|| nothing_found(folder))
    }

    /// The installation that fits the cluster in `cluster`, which may not exist yet.
    pub(super) fn find_for(cluster: &Path, folder: Option<&Path>) -> Result<Self, EmbeddedError> {
        let version_file = cluster.join("PG_VERSION");
        if !version_file.exists() {
            return Self::find(folder);
        }
        let version =
            leading_number(&fs::read_to_string(&version_file).at(&version_file)?).unwrap_or_default();
        let mut found = installations(folder).peekable();
        if found.peek().is_none() {
            return Err(nothing_found(folder));
        }
        found
            .find(|found| found.version == version)
            .ok_or_else(|| EmbeddedError::VersionMissing { cluster: cluster.into(), version })
    }

    /// The path of one of its programs, `pg_dump` say.
    pub fn program(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

fn nothing_found(folder: Option<&Path>) -> EmbeddedError {
    match folder {
        Some(folder) => EmbeddedError::NoServerInFolder { folder: folder.into() },
        None => EmbeddedError::NotInstalled,
    }
}

/// Every installation that is new enough, the preferred first.
fn installations(folder: Option<&Path>) -> impl Iterator<Item = Binaries> {
    let folders = match folder {
        Some(folder) => vec![folder.to_owned()],
        None => usual_folders(),
    };
    folders
        .into_iter()
        .filter_map(|folder| folder.canonicalize().ok())
        .filter(|folder| PROGRAMS.iter().all(|program| folder.join(program).is_file()))
        .filter_map(|folder| Some(Binaries { version: version_of(&folder)?, folder }))
        .filter(|found| found.version >= OLDEST_VERSION)
}

fn usual_folders() -> Vec<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<_> = std::env::split_paths(&path).filter(|folder| folder.is_absolute()).collect();
    for (parent, prefix) in PACKAGE_PLACES {
        folders.extend(version_folders(Path::new(parent), prefix));
    }
    folders
}

/// `parent/<prefix><version>/bin`, the newest version first.
fn version_folders(parent: &Path, prefix: &str) -> Vec<PathBuf> {
    let mut versions: Vec<u32> = fs::read_dir(parent)
        .into_iter()
        .flatten()
        .filter_map(|entry| version_in_name(&entry.ok()?.file_name(), prefix))
        .collect();
    versions.sort_unstable_by(|one, other| other.cmp(one));
    versions.into_iter().map(|version| parent.join(format!("{prefix}{version}/bin"))).collect()
}

fn version_in_name(name: &OsStr, prefix: &str) -> Option<u32> {
    name.to_str()?.strip_prefix(prefix)?.parse().ok()
}

/// Asks the server program, which answers like `postgres (PostgreSQL) 17.2 (Debian 17.2-1)`.
fn version_of(folder: &Path) -> Option<u32> {
    let answer = Command::new(folder.join("postgres")).arg("--version").output().ok()?;
    version_in_answer(&String::from_utf8_lossy(&answer.stdout))
}

fn version_in_answer(answer: &str) -> Option<u32> {
    leading_number(answer.split_once("(PostgreSQL) ")?.1)
}

fn leading_number(text: &str) -> Option<u32> {
    let digits = text.split(|character: char| !character.is_ascii_digit()).next()?;
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_version_a_server_names() {
        assert_eq!(version_in_answer("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n"), Some(15));
        assert_eq!(version_in_answer("postgres (PostgreSQL) 19beta1\n"), Some(19));
        assert_eq!(version_in_answer("postgres"), None);
    }

    #[test]
    fn prefers_the_newest_of_the_packaged_versions() {
        let parent = tempfile::tempdir().unwrap();
        for name in ["postgresql@9", "postgresql@17", "postgresql@16", "postgresql", "other@18"] {
            fs::create_dir(parent.path().join(name)).unwrap();
        }
        let found = version_folders(parent.path(), "postgresql@");
        let expected = [17, 16, 9].map(|version| parent.path().join(format!("postgresql@{version}/bin")));
        assert_eq!(found, expected);
    }

    #[test]
    fn names_a_folder_without_a_server() {
        let empty = tempfile::tempdir().unwrap();
        let error = Binaries::find(Some(empty.path())).unwrap_err();
        assert!(error.to_string().starts_with("UMP_POSTGRES_BIN names"));
    }

    #[test]
    fn names_the_package_of_a_cluster_whose_version_is_missing() {
        let cluster = tempfile::tempdir().unwrap();
        fs::write(cluster.path().join("PG_VERSION"), "9\n").unwrap();
        let error = Binaries::find_for(cluster.path(), None).unwrap_err();
        assert!(error.to_string().contains("`postgresql-9`"));
    }
}
