//! Counts the statements that a pool sends, exactly: a Unix socket between pool and server that passes every byte on and
//! reads the pool's side of the PostgreSQL protocol.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context;
use sqlx::postgres::PgConnectOptions;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{UnixListener, UnixStream};

/// Statements run so far, by what they are for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// All that are nothing of the following.
    pub statements: u32,
    /// Reservations of usernames, each in a transaction of its own.
    pub usernames: u32,
    /// Jobs stored.
    pub jobs: u32,
    /// `BEGIN`, with role and school in the same message, `COMMIT` and `ROLLBACK`.
    pub borders: u32,
}

/// A tapped connection.
pub struct Wire {
    tally: Arc<Mutex<Tally>>,
    _folder: TempDir,
}

impl Wire {
    /// Options that lead to the server of `options`, past the counter.
    pub fn tap(options: PgConnectOptions) -> anyhow::Result<(PgConnectOptions, Self)> {
        let file = format!(".s.PGSQL.{}", options.get_port());
        let server = options.get_socket().context("the server has a Unix socket")?.join(&file);
        let folder = tempfile::tempdir()?;
        let listener = UnixListener::bind(folder.path().join(file))?;
        let tally = Arc::<Mutex<Tally>>::default();
        let counting = Arc::clone(&tally);
        tokio::spawn(async move {
            while let Ok((pool, _)) = listener.accept().await {
                let Ok(server) = UnixStream::connect(&server).await else { return };
                tokio::spawn(pass_on(pool, server, Arc::clone(&counting)));
            }
        });
        let options = options.socket(folder.path());
        Ok((options, Self { tally, _folder: folder }))
    }

    /// What was run since the last call.
    pub fn take(&self) -> Tally {
        std::mem::take(&mut self.tally.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

async fn pass_on(pool: UnixStream, server: UnixStream, tally: Arc<Mutex<Tally>>) -> std::io::Result<()> {
    let (mut from_pool, mut to_pool) = pool.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    tokio::spawn(async move { tokio::io::copy(&mut from_server, &mut to_pool).await });
    let mut reader = Reader::default();
    let mut chunk = vec![0; 64 * 1024];
    loop {
        let length = from_pool.read(&mut chunk).await?;
        if length == 0 {
            return to_server.shutdown().await;
        }
        reader.read(&chunk[..length], &tally);
        to_server.write_all(&chunk[..length]).await?;
    }
}

/// Puts messages together and knows prepared statements by name.
#[derive(Default)]
struct Reader {
    unread: Vec<u8>,
    has_started: bool,
    prepared: HashMap<Vec<u8>, String>,
    bound: String,
}

impl Reader {
    fn read(&mut self, chunk: &[u8], tally: &Mutex<Tally>) {
        self.unread.extend_from_slice(chunk);
        // The first message has no kind in front of its length.
        while let Some(message) = self.next_message(usize::from(self.has_started)) {
            let (kind, body) = match self.has_started {
                true => (message[0], &message[5..]),
                false => (0, &message[..0]),
            };
            self.has_started = true;
            self.note(kind, body, &mut tally.lock().unwrap_or_else(PoisonError::into_inner));
        }
    }

    fn next_message(&mut self, start: usize) -> Option<Vec<u8>> {
        let length: [u8; 4] = self.unread.get(start..start + 4)?.try_into().ok()?;
        let end = start + u32::from_be_bytes(length) as usize;
        (self.unread.len() >= end).then(|| self.unread.drain(..end).collect())
    }

    fn note(&mut self, kind: u8, body: &[u8], tally: &mut Tally) {
        let mut texts = body.split(|byte| *byte == 0);
        let mut text = || texts.next().unwrap_or_default();
        match kind {
            b'P' => {
                let name = text().to_vec();
                self.prepared.insert(name, String::from_utf8_lossy(text()).into_owned());
            }
            b'B' => {
                text();
                self.bound = self.prepared.get(text()).cloned().unwrap_or_default();
            }
            b'E' => count(&self.bound, tally),
            b'Q' => count(&String::from_utf8_lossy(text()), tally),
            _ => {}
        }
    }
}

fn count(statement: &str, tally: &mut Tally) {
    let first = statement.split([' ', ';']).next().unwrap_or_default();
    let kind = match first {
        "BEGIN" | "COMMIT" | "ROLLBACK" => &mut tally.borders,
        _ if statement.contains("reserve_usernames(") => &mut tally.usernames,
        _ if statement.contains("enqueue(") => &mut tally.jobs,
        _ => &mut tally.statements,
    };
    *kind += 1;
}
