//! Files are written, received and read, from two schools at once. Writing them is the clients' work, not the portal's.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::Context;
use ump::base::id::BatchId;
use ump::demo::nation::{Chapter, Loading, share_work};

use super::ground::say;

/// What came of it.
pub struct Intake {
    /// The batch of each school.
    pub batches: Vec<BatchId>,
    /// From the first file to the last, and of this the share of receiving and reading.
    whole: Duration,
    reading: Duration,
    /// Of all files.
    bytes: usize,
}

#[derive(Default)]
struct Tally {
    batches: Vec<Option<BatchId>>,
    writing: Duration,
    reading: Duration,
    bytes: usize,
}

/// Takes every school's file in.
pub async fn take_in_all(loading: &Loading, chapter: Chapter) -> anyhow::Result<Intake> {
    let schools = loading.schools().len();
    let tally = Arc::new(Mutex::new(Tally { batches: vec![None; schools], ..Tally::default() }));
    let begun = Instant::now();
    let (of_all, loading) = (Arc::clone(&tally), loading.clone());
    share_work((0..schools).collect(), move |place| {
        let (tally, loading) = (Arc::clone(&of_all), loading.clone());
        async move {
            let begun = Instant::now();
            let content = loading.write(place, chapter).await?;
            let (written, bytes) = (begun.elapsed(), content.len());
            let batch = loading.receive(place, content).await?;
            let mut tally = tally.lock().unwrap_or_else(PoisonError::into_inner);
            tally.batches[place] = Some(batch);
            tally.writing += written;
            tally.reading += begun.elapsed() - written;
            tally.bytes += bytes;
            Ok(())
        }
    })
    .await?;
    let whole = begun.elapsed();
    let tally = std::mem::take(&mut *tally.lock().unwrap_or_else(PoisonError::into_inner));
    let share = tally.reading.as_secs_f64() / (tally.reading + tally.writing).as_secs_f64().max(f64::EPSILON);
    Ok(Intake {
        batches: tally.batches.into_iter().collect::<Option<_>>().context("every school has a batch")?,
        whole,
        reading: whole.mul_f64(share),
        bytes: tally.bytes,
    })
}

impl Intake {
    /// Tells how long it took.
    pub fn print(&self, what: &str) -> std::io::Result<()> {
        let size = self.bytes / 1_000_000;
        say(&format!("{what} ({size} MB), with the writing of them"), self.whole)?;
        say("  received and read, which is the portal's part", self.reading)
    }
}
