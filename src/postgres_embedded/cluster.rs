//! The cluster: made by `initdb`, run by `postgres`, stopped by `pg_ctl`.

use std::fs::{self, DirBuilder, File};
use std::io::Write;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use tempfile::NamedTempFile;
use tokio::process::{Child, Command};

use super::Settings;
use super::binaries::Binaries;
use super::cluster_user::ClusterUser;
use super::error::{AtPath, EmbeddedError};
use super::home::Home;
use super::logins::{Logins, OWNER};
use super::server_settings;
use super::socket::{PORT, SocketFolder, remove_if_there};
use super::{process, secret};

/// A cluster in its home, running or not.
pub(super) struct Cluster {
    pub(super) home: PathBuf,
    pub(super) socket: SocketFolder,
    pub(super) logins: Logins,
    user: ClusterUser,
    binaries: Binaries,
    durable: bool,
}

impl Cluster {
    /// Opens the cluster in `home` and makes it where there is none yet. Call it behind the gate.
    pub(super) async fn open(home: Home, settings: &Settings) -> Result<Self, EmbeddedError> {
        let Home { folder: home, user } = home;
        let instance = secret::read_or_make(&home.join("instance"))?;
        let cluster = Self {
            binaries: Binaries::find_for(&home.join("cluster"), settings.bin_dir.as_deref())?,
            socket: SocketFolder::of(&home, &instance),
            logins: Logins::read_or_make(&home)?,
            durable: settings.durable,
            home,
            user,
        };
        if !cluster.folder().exists() {
            cluster.initialise().await?;
        }
        Ok(cluster)
    }

    /// The folder that PostgreSQL calls the data directory.
    pub(super) fn folder(&self) -> PathBuf {
        self.home.join("cluster")
    }

    /// Where the server writes until its own log in the cluster begins.
    pub(super) fn log(&self) -> PathBuf {
        self.home.join("start.log")
    }

    /// Starts the server in a process group of its own, so that Ctrl-C in the terminal reaches the portal alone, which
    /// then finishes its work with the database still there.
    pub(super) async fn launch(&self) -> Result<Child, EmbeddedError> {
        self.clear_remains().await?;
        self.socket.make(self.user)?;
        let log = File::create(self.log()).at(self.log())?;
        let postgres = self.binaries.program("postgres");
        self.user
            .command(&postgres)
            .args(server_settings::arguments(&self.folder(), self.socket.path(), self.durable))
            .process_group(0)
            .stdout(log.try_clone().at(self.log())?)
            .stderr(log)
            .spawn()
            .at(postgres)
    }

    /// Stops the server: rolls back what is open and writes everything out; at once where that takes over a minute.
    pub(super) async fn stop(&self) -> Result<(), EmbeddedError> {
        if !self.pg_ctl_stop("fast").await?.status.success() {
            let outcome = self.pg_ctl_stop("immediate").await?;
            self.check("pg_ctl", &outcome)?;
        }
        self.socket.remove();
        Ok(())
    }

    /// A program of the installation that connects as the owner: `pg_dump`, say.
    pub(super) fn owner_command(&self, program: &str, database: &str) -> Command {
        let mut command = ClusterUser::Myself.command(self.binaries.program(program));
        command
            .env("PGHOST", self.socket.path())
            .env("PGPORT", PORT.to_string())
            .env("PGUSER", OWNER)
            .env("PGPASSWORD", self.logins.owner_password())
            .env("PGDATABASE", database);
        command
    }

    /// Makes the cluster aside and renames it when it is complete, so that a kill in between leaves no half cluster.
    async fn initialise(&self) -> Result<(), EmbeddedError> {
        let draft = self.home.join("cluster.new");
        if draft.exists() {
            fs::remove_dir_all(&draft).at(&draft)?;
        }
        DirBuilder::new().mode(0o700).create(&draft).at(&draft)?;
        self.user.give(&draft).at(&draft)?;
        let password = self.password_for_initdb().at(&self.home)?;
        let mut initdb = self.user.command(self.binaries.program("initdb"));
        initdb
            .args(["--no-locale", "--encoding=UTF8", "--auth=scram-sha-256", "--username", OWNER])
            .arg("--pwfile")
            .arg(password.path())
            .arg("--pgdata")
            .arg(&draft);
        if !self.durable {
            initdb.arg("--no-sync");
        }
        let outcome = initdb.output().await.at(self.binaries.program("initdb"))?;
        self.check("initdb", &outcome)?;
        fs::rename(&draft, self.folder()).at(self.folder())
    }

    /// The owner's password where the cluster's user can read it; the file goes when the value is dropped.
    fn password_for_initdb(&self) -> std::io::Result<NamedTempFile> {
        let mut file = NamedTempFile::new_in(&self.home)?;
        file.write_all(self.logins.owner_password().as_bytes())?;
        self.user.give(file.path())?;
        Ok(file)
    }

    /// Clears what stands in the way of a start. Nothing listens on the socket when this is called.
    ///
    /// A server whose socket was removed is stopped. Else the process number in `postmaster.pid` may by now belong to
    /// another program, and PostgreSQL would refuse to start because of it. Should single processes of a dead server still
    /// run, PostgreSQL's own lock on their shared memory keeps a second server out.
    async fn clear_remains(&self) -> Result<(), EmbeddedError> {
        let record = self.folder().join("postmaster.pid");
        let recorded = fs::read_to_string(&record).ok();
        let id = recorded.and_then(|text| text.lines().next()?.trim().parse().ok());
        if let Some(id) = id {
            if process::works_in(id, &self.folder()).await {
                self.stop().await?;
            }
            remove_if_there(&record).at(&record)?;
        }
        self.socket.clear()
    }

    async fn pg_ctl_stop(&self, mode: &str) -> Result<Output, EmbeddedError> {
        let pg_ctl = self.binaries.program("pg_ctl");
        self.user
            .command(&pg_ctl)
            .args(["stop", "--wait", "--timeout=60", "--mode", mode, "--pgdata"])
            .arg(self.folder())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .output()
            .await
            .at(pg_ctl)
    }

    fn check(&self, program: &'static str, outcome: &Output) -> Result<(), EmbeddedError> {
        if outcome.status.success() {
            return Ok(());
        }
        // Kept for the one who follows the message; a log that cannot be written must not hide it.
        let _ = fs::write(self.log(), &outcome.stderr);
        let reason = outcome.status.to_string();
        Err(EmbeddedError::ProgramFailed { program, reason, log: self.log() })
    }
}

/// The last line in which the server said why it ended, for the message.
pub(super) fn last_words(log: &Path) -> Option<String> {
    let text = fs::read_to_string(log).ok()?;
    let (_, words) = text.lines().rev().find_map(|line| line.split_once("FATAL:"))?;
    Some(words.trim().to_owned())
}
