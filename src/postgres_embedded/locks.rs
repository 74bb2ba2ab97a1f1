//! Who uses the cluster: `flock`s in its home, which the system frees when a process dies, however it dies.
//!
//! - `portal.lock`, exclusive: held by the one portal of this data directory.
//! - `gate.lock`, exclusive: held while the cluster is being started or stopped.
//! - `users.lock`, shared: held by every process that uses the cluster, so that the last one knows to stop it.

use std::fs::{File, OpenOptions, TryLockError};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::time::Duration;

use super::error::{AtPath, EmbeddedError};

/// How long another process may take to start or stop the cluster; a recovery after a crash happens in this time.
const PATIENCE: Duration = Duration::from_secs(150);
const PAUSE: Duration = Duration::from_millis(20);

/// A lock that is held until this value is dropped.
pub(super) struct Held {
    file: File,
}

impl Drop for Held {
    fn drop(&mut self) {
        // Closing would not do: a child that another thread is just making holds a copy of the file until it runs its
        // own program. Where unlocking fails, closing follows.
        let _ = self.file.unlock();
    }
}

/// Becomes the portal of this home; `None` where another process is.
pub(super) fn become_portal(home: &Path) -> Result<Option<Held>, EmbeddedError> {
    let path = home.join("portal.lock");
    let file = open(&path)?;
    Ok(acquired(file.try_lock()).at(path)?.then_some(Held { file }))
}

/// Waits until no other process starts or stops the cluster, and keeps them from it.
pub(super) async fn pass_gate(home: &Path) -> Result<Held, EmbeddedError> {
    let path = home.join("gate.lock");
    let file = open(&path)?;
    let acquiring = async {
        while !acquired(file.try_lock()).at(&path)? {
            tokio::time::sleep(PAUSE).await;
        }
        Ok(())
    };
    match tokio::time::timeout(PATIENCE, acquiring).await {
        Ok(outcome) => outcome.map(|()| Held { file }),
        Err(_) => Err(EmbeddedError::Busy { home: home.into() }),
    }
}

/// Counts this process among the cluster's users. Call it behind the gate.
pub(super) fn become_user(home: &Path) -> Result<Held, EmbeddedError> {
    let path = home.join("users.lock");
    let file = open(&path)?;
    file.lock_shared().at(path)?;
    Ok(Held { file })
}

/// Ends this process's use and tells whether it was the last. Call it behind the gate.
pub(super) fn was_last_user(user: &Held, home: &Path) -> Result<bool, EmbeddedError> {
    let path = home.join("users.lock");
    user.file.unlock().at(&path)?;
    acquired(user.file.try_lock()).at(path)
}

fn acquired(attempt: Result<(), TryLockError>) -> std::io::Result<bool> {
    match attempt {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

fn open(path: &Path) -> Result<File, EmbeddedError> {
    OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(path).at(path)
}
