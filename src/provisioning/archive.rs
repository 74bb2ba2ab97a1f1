//! The stored form of a snapshot: JSON, compressed.

use thiserror::Error;

use super::snapshot::Snapshot;

/// A stored snapshot cannot be read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a stored snapshot is broken")]
pub struct ArchiveError;

/// Fast rather than small: a snapshot lives for a day.
const LEVEL: i32 = 1;

/// Packs a snapshot.
pub fn pack(snapshot: &Snapshot) -> Result<Vec<u8>, ArchiveError> {
    let json = serde_json::to_vec(snapshot).map_err(|_| ArchiveError)?;
    zstd::encode_all(json.as_slice(), LEVEL).map_err(|_| ArchiveError)
}

/// Unpacks a snapshot.
pub fn unpack(packed: &[u8]) -> Result<Snapshot, ArchiveError> {
    let json = zstd::decode_all(packed).map_err(|_| ArchiveError)?;
    serde_json::from_slice(&json).map_err(|_| ArchiveError)
}
