//! Usernames for new accounts: reserved in a short transaction of their own, so that no run waits for another's names.

use std::collections::BTreeMap;

use crate::base::username::{Username, UsernameStem};
use crate::db::{Database, Reason};

/// One username for each stem, in the stems' order. What is reserved and not used stays a gap, which harms nobody.
pub async fn reserve_usernames(database: &Database, stems: &[UsernameStem]) -> sqlx::Result<Vec<Username>> {
    let mut wanted: BTreeMap<String, i32> = BTreeMap::new();
    for stem in stems {
        *wanted.entry(stem.key()).or_default() += 1;
    }
    let (keys, counts): (Vec<_>, Vec<_>) = wanted.into_iter().unzip();
    let mut tx = database.system(Reason::Usernames).await?;
    let first = super::store::reserve(&mut tx, &keys, &counts).await?;
    tx.commit().await?;
    let mut next: BTreeMap<String, i32> = first.into_iter().collect();
    Ok(stems
        .iter()
        .map(|stem| {
            let number = next.entry(stem.key()).or_insert(1);
            let name = stem.numbered(*number);
            *number += 1;
            name
        })
        .collect())
}
