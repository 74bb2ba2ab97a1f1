//! Many classes at once against services that fail, by workers that are killed. `cargo bench -- storm` has a thousand of them.

use crate::support::storm::Storm;

#[tokio::test]
async fn many_classes_at_once_are_all_made_and_none_twice() {
    let storm = Storm::brave(40).await;
    println!("40 classes took {:?}, {} jobs at once", storm.took, storm.most_at_once);
    assert!(storm.most_at_once <= 12, "{} jobs at once", storm.most_at_once);
}
