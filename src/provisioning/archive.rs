//! The stored form of what a batch keeps, its snapshot and what it changed: JSON, compressed.

use serde::Serialize;
use serde::de::DeserializeOwned;
use thiserror::Error;

/// What a batch keeps cannot be read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("what a batch keeps is broken")]
pub struct ArchiveError;

/// Fast rather than small: it lives until the next batch.
const LEVEL: i32 = 1;

/// Packs what is to be kept.
pub fn pack(content: &impl Serialize) -> Result<Vec<u8>, ArchiveError> {
    let json = serde_json::to_vec(content).map_err(|_| ArchiveError)?;
    zstd::encode_all(json.as_slice(), LEVEL).map_err(|_| ArchiveError)
}

/// Unpacks what was kept.
pub fn unpack<T: DeserializeOwned>(packed: &[u8]) -> Result<T, ArchiveError> {
    let json = zstd::decode_all(packed).map_err(|_| ArchiveError)?;
    serde_json::from_slice(&json).map_err(|_| ArchiveError)
}
