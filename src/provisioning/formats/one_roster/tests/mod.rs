//! What reading a roster promises.

mod groups;
mod hostile;
mod package;
mod people;

use super::sample::Sample;
use crate::provisioning::formats::{FormatError, inspect, read};
use crate::provisioning::snapshot::Snapshot;

/// The snapshots of a roster that can be read.
fn snapshots(sample: &Sample) -> Vec<Snapshot> {
    read(sample.zip()).unwrap()
}

/// The first school's snapshot.
fn first(sample: &Sample) -> Snapshot {
    snapshots(sample).remove(0)
}

/// The code and message of what keeps a roster from being read, which is the same whoever looks.
fn refusal(sample: &Sample) -> (&'static str, String) {
    let error = read(sample.zip()).unwrap_err();
    (error.code(), error.to_string())
}

/// The code of a refusal that comes while the sender still waits.
fn refused_at_once(sample: &Sample) -> &'static str {
    inspect(sample.zip()).map_err(|error: FormatError| error.code()).unwrap_err()
}
