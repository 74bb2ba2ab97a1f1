//! Argon2id on threads of its own, each of which keeps its 19 MiB block: hashing neither blocks a page nor grows the process.
//!
//! A bounded queue stands before the threads; beyond it the answer is [`Busy`], and the browser is told to come back.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use argon2::{Algorithm, Argon2, Block, Params, Version};
use phc::{Decimal, Ident, Output, ParamsString, PasswordHash, Salt};
use secrecy::{ExposeSecret, SecretString};
use thiserror::Error;
use tokio::sync::oneshot;

use crate::base::random::{Random, bytes};

/// OWASP's parameters for Argon2id: 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
/// How many attempts may wait.
const QUEUE: usize = 64;

/// Too many attempts wait already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("too many people are signing in at this moment")]
pub struct Busy;

enum Task {
    Hash { password: SecretString, salt: [u8; 16], answer: oneshot::Sender<Option<SecretString>> },
    Verify { password: SecretString, stored: Option<SecretString>, answer: oneshot::Sender<bool> },
}

/// The threads and their queue.
#[derive(Clone, Debug)]
pub struct Hasher {
    queue: SyncSender<Task>,
    derived: Arc<AtomicU64>,
}

/// A thread's own: the block that it keeps, and the count that all share.
struct Bench {
    memory: Vec<Block>,
    derived: Arc<AtomicU64>,
}

impl std::fmt::Debug for Task {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Task")
    }
}

impl Hasher {
    /// Starts `threads` threads; they end with the last clone of the hasher.
    pub fn start(threads: usize) -> Self {
        let (queue, tasks) = sync_channel(QUEUE);
        let tasks = Arc::new(Mutex::new(tasks));
        let derived = Arc::new(AtomicU64::new(0));
        for _ in 0..threads.max(1) {
            let tasks = Arc::clone(&tasks);
            let bench = Bench { memory: Vec::new(), derived: Arc::clone(&derived) };
            thread::spawn(move || work(&tasks, bench));
        }
        Self { queue, derived }
    }

    /// How many Argon2 derivations there have been.
    pub fn derivations(&self) -> u64 {
        self.derived.load(Ordering::Relaxed)
    }

    /// The Argon2id string of a password, to be sealed as a private credential.
    pub async fn hash(&self, password: SecretString, random: &mut dyn Random) -> Result<SecretString, Busy> {
        let (answer, hashed) = oneshot::channel();
        self.send(Task::Hash { password, salt: bytes(random), answer })?;
        hashed.await.ok().flatten().ok_or(Busy)
    }

    /// Whether `password` is the one behind the Argon2id string `stored`. Without one it costs the same and is false.
    pub async fn verify(&self, password: SecretString, stored: Option<SecretString>) -> Result<bool, Busy> {
        let (answer, verified) = oneshot::channel();
        self.send(Task::Verify { password, stored, answer })?;
        verified.await.map_err(|_| Busy)
    }

    fn send(&self, task: Task) -> Result<(), Busy> {
        self.queue.try_send(task).map_err(|error| match error {
            TrySendError::Full(_) | TrySendError::Disconnected(_) => Busy,
        })
    }
}

fn work(tasks: &Mutex<Receiver<Task>>, mut bench: Bench) {
    loop {
        let task = tasks.lock().unwrap_or_else(PoisonError::into_inner).recv();
        // The asker may have gone away meanwhile: nobody is left to tell.
        let _gone = match task {
            Ok(Task::Hash { password, salt, answer }) => {
                answer.send(hash(&password, &salt, &mut bench)).is_err()
            }
            Ok(Task::Verify { password, stored, answer }) => {
                answer.send(verify(&password, stored.as_ref(), &mut bench)).is_err()
            }
            Err(_) => return,
        };
    }
}

fn hash(password: &SecretString, salt: &[u8; 16], bench: &mut Bench) -> Option<SecretString> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, None).ok()?;
    let output = derive(password, salt, &params, bench)?;
    let mut shown = ParamsString::new();
    shown.add_decimal("m", MEMORY_KIB).ok()?;
    shown.add_decimal("t", PASSES).ok()?;
    shown.add_decimal("p", 1).ok()?;
    let hash = PasswordHash {
        algorithm: Ident::new("argon2id").ok()?,
        version: Some(Decimal::from(u32::from(Version::V0x13))),
        params: shown,
        salt: Some(Salt::new(salt).ok()?),
        hash: Some(output),
    };
    Some(hash.to_string().into())
}

/// Costs one Argon2 whatever `stored` is, so that the time tells nothing of the account.
fn verify(password: &SecretString, stored: Option<&SecretString>, bench: &mut Bench) -> bool {
    let parsed = stored.and_then(|stored| PasswordHash::new(stored.expose_secret()).ok());
    let known =
        parsed.as_ref().and_then(|hash| Some((hash.salt.as_ref()?, hash.hash.as_ref()?, params_of(hash)?)));
    match known {
        Some((salt, expected, params)) => {
            derive(password, salt, &params, bench).is_some_and(|output| output == *expected)
        }
        None => {
            let _cost = Params::new(MEMORY_KIB, PASSES, 1, None)
                .ok()
                .and_then(|p| derive(password, &[0; 16], &p, bench));
            false
        }
    }
}

fn params_of(hash: &PasswordHash) -> Option<Params> {
    Params::new(
        hash.params.get_decimal("m")?,
        hash.params.get_decimal("t")?,
        hash.params.get_decimal("p")?,
        None,
    )
    .ok()
}

fn derive(password: &SecretString, salt: &[u8], params: &Params, bench: &mut Bench) -> Option<Output> {
    bench.derived.fetch_add(1, Ordering::Relaxed);
    let memory = &mut bench.memory;
    memory.resize(params.block_count().max(memory.len()), Block::new());
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
    let mut output = [0; 32];
    let blocks = memory.get_mut(..params.block_count())?;
    argon2
        .hash_password_into_with_memory(password.expose_secret().as_bytes(), salt, &mut output, blocks)
        .ok()?;
    Output::new(&output).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::random::SeededRandom;

    #[tokio::test]
    async fn only_the_same_password_is_the_same() {
        let hasher = Hasher::start(1);
        let stored = hasher.hash("Afon Wen 27".into(), &mut SeededRandom::new("salt")).await.unwrap();
        assert!(stored.expose_secret().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(hasher.verify("Afon Wen 27".into(), Some(stored.clone())).await.unwrap());
        assert!(!hasher.verify("afon Wen 27".into(), Some(stored)).await.unwrap());
        assert!(!hasher.verify("Afon Wen 27".into(), None).await.unwrap());
        assert!(!hasher.verify("Afon Wen 27".into(), Some("broken".into())).await.unwrap());
    }
}
