//! Work on many schools, from two of them at once.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::task::JoinSet;

/// As many as a small machine has cores.
const WORKERS: usize = 2;

/// Does `work` for each of `places`, which are taken up in their order; the first error ends it.
pub async fn share_work<W, F>(places: Vec<usize>, work: W) -> anyhow::Result<()>
where
    W: Fn(usize) -> F + Send + Sync + 'static,
    F: Future<Output = anyhow::Result<()>> + Send,
{
    let (places, work) = (Arc::new(places), Arc::new(work));
    let next = Arc::new(AtomicUsize::new(0));
    let mut workers: JoinSet<anyhow::Result<()>> = JoinSet::new();
    for _ in 0..WORKERS {
        let (places, work, next) = (Arc::clone(&places), Arc::clone(&work), Arc::clone(&next));
        workers.spawn(async move {
            while let Some(place) = places.get(next.fetch_add(1, Ordering::Relaxed)) {
                work(*place).await?;
            }
            Ok(())
        });
    }
    while let Some(worker) = workers.join_next().await {
        worker??; // dropping the set ends the other
    }
    Ok(())
}
