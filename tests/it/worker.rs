//! A worker in a process of its own, whose database goes away under it.

use std::process::Stdio;
use std::time::{Duration, Instant};

use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{ChildStderr, Command};
use tokio::time::timeout;

use crate::support::portal::Portal;

/// What each of its crews says whenever it begins to wait for its database.
const WAITS: &str = "the worker stopped and begins again";
/// Far fewer lines than a worker writes that asks on without a pause.
const FEW: usize = 40;
const PATIENCE: Duration = Duration::from_secs(60);

#[tokio::test]
async fn a_worker_waits_for_a_database_that_is_away_and_then_works_on() {
    let portal = Portal::start().await;
    let mut worker = Command::from(portal.worker_process())
        .env("UMP_LOG", "warn")
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut log = BufReader::new(worker.stderr.take().unwrap()).lines();
    store_and_await_a_job(&portal).await;

    portal.database.shut().await;
    // By then each crew has noticed.
    timeout(PATIENCE, read_until_it_waited(&mut log, 6)).await.unwrap();
    let lines = timeout(PATIENCE, read_until_it_waited(&mut log, 6)).await.unwrap();
    assert!(lines < FEW, "{lines} lines while it waited");

    portal.database.open().await;
    store_and_await_a_job(&portal).await;
    worker.kill().await.unwrap();
    portal.finish().await;
}

async fn store_and_await_a_job(portal: &Portal) {
    sqlx::raw_sql("SELECT graphile_worker.add_job(identifier => 'daily_tasks', payload => 'null')")
        .execute(&mut portal.owner().await)
        .await
        .unwrap();
    let begun = Instant::now();
    while !portal.jobs().await.is_empty() {
        assert!(begun.elapsed() < PATIENCE, "nobody does {:?}", portal.jobs().await);
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// How many lines were logged until it had said so often that it waits.
async fn read_until_it_waited(log: &mut Lines<BufReader<ChildStderr>>, times: usize) -> usize {
    let (mut waited, mut lines) = (0, 0);
    while waited < times {
        let line = log.next_line().await.unwrap().unwrap();
        waited += usize::from(line.contains(WAITS));
        lines += 1;
    }
    lines
}
