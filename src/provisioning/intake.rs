//! Uploads come in: one batch for each school of the file, made while the sender waits; read by a job, once.

use bytes::Bytes;
use sha2::{Digest, Sha256};
use std::io::Cursor;
use thiserror::Error;

use super::archive;
use super::formats::{self, FormatError};
use super::jobs::{ApplySchool, ReadUpload};
use super::snapshot::Snapshot;
use super::store::snapshots;
use super::store::uploads::{self, NewUpload, Sender, UploadSchool};
use crate::base::DfesNumber;
use crate::base::id::{BatchId, Ids, SchoolId, UploadId};
use crate::base::random::OsRandom;
use crate::db::{Reason, SystemTx};
use crate::jobs::{enqueue, enqueue_all};
use crate::services::Services;

/// How often a file is read that ends the process each time.
const ATTEMPTS: i32 = 3;

/// A file as it was sent.
#[derive(Clone, Debug)]
pub struct Received {
    /// The zip.
    pub content: Bytes,
    /// Whether it is only to be tried.
    pub dry_run: bool,
}

/// A batch of an upload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The school's number.
    pub dfes_number: DfesNumber,
    /// Its batch, new or standing.
    pub batch: BatchId,
}

/// Why an upload is refused whole; nothing of it is kept.
#[derive(Debug, Error)]
pub enum IntakeError {
    /// The file cannot be understood.
    #[error(transparent)]
    Format(#[from] FormatError),
    /// The file names a school that the portal does not know or the sender does not cover. The two look alike.
    #[error("the file names a school that this token does not cover: {0}")]
    School(DfesNumber),
    /// The database.
    #[error("{}", crate::db::describe(.0))]
    Database(#[from] sqlx::Error),
    /// The file could not be looked at.
    #[error("the file could not be looked at")]
    Interrupted,
}

/// Takes an upload in. The same bytes as a school's latest batch, where that one stands, are that batch again.
pub async fn receive(
    services: &Services,
    sender: impl Into<Sender>,
    received: Received,
) -> Result<Vec<Accepted>, IntakeError> {
    let sender = sender.into();
    let content = received.content.clone();
    let package = tokio::task::spawn_blocking(move || formats::inspect(Cursor::new(content)))
        .await
        .map_err(|_| IntakeError::Interrupted)??;
    let now = services.clock.now();
    let content_hash = Sha256::digest(&received.content).to_vec();
    let mut tx = services.database.system(Reason::Intake).await?;
    let schools = covered_schools(&mut tx, sender, &package.schools).await?;
    let ids: Vec<SchoolId> = schools.iter().map(|(_, school)| school.id).collect();
    uploads::lock_intake(&mut tx, &ids).await?;
    let standing = match received.dry_run {
        true => Vec::new(),
        false => uploads::find_standing_batches(&mut tx, &ids, &content_hash).await?,
    };
    let mut random = OsRandom;
    let mut new_ids = Ids::new(&services.clock, &mut random);
    let fresh: Vec<(SchoolId, BatchId)> = ids
        .iter()
        .filter(|school| !standing.iter().any(|(known, _)| known == *school))
        .map(|school| (*school, new_ids.fresh()))
        .collect();
    if !fresh.is_empty() {
        let upload = NewUpload {
            id: new_ids.fresh(),
            by: sender.by,
            content_hash,
            content: received.content,
            dry_run: received.dry_run,
        };
        uploads::insert_upload(&mut tx, &upload, now).await?;
        uploads::insert_batches(&mut tx, &upload, &fresh, now).await?;
        enqueue(&mut tx, &ReadUpload { upload_id: upload.id }, None).await?;
    }
    let repeated: Vec<SchoolId> = standing.iter().map(|(school, _)| *school).collect();
    uploads::note_repeated_runs(&mut tx, &repeated, now).await?;
    tx.commit().await?;
    Ok(schools
        .into_iter()
        .filter_map(|(dfes_number, school)| {
            let batch = standing.iter().chain(&fresh).find(|(id, _)| *id == school.id)?.1;
            Some(Accepted { dfes_number, batch })
        })
        .collect())
}

/// The schools of the file, all of which must be known and covered.
async fn covered_schools(
    tx: &mut SystemTx,
    sender: Sender,
    numbers: &[DfesNumber],
) -> Result<Vec<(DfesNumber, UploadSchool)>, IntakeError> {
    let known = uploads::find_upload_schools(tx, numbers).await?;
    numbers
        .iter()
        .map(|number| {
            let school = known.iter().find(|school| school.dfes_number == number.as_i32());
            let covered = school.filter(|school| {
                sender.school == Some(school.id) || sender.authority_code == Some(school.authority_code)
            });
            covered.map(|school| (*number, *school)).ok_or(IntakeError::School(*number))
        })
        .collect()
}

/// Reads an upload into one snapshot a school and wakes those schools. A file that cannot be read ends its batches.
pub async fn read_upload(services: &Services, upload: UploadId) -> sqlx::Result<()> {
    let mut tx = services.database.system(Reason::Intake).await?;
    let Some((content, attempts)) = snapshots::begin_reading(&mut tx, upload).await? else {
        return Ok(());
    };
    tx.commit().await?;
    let read = match attempts <= ATTEMPTS {
        true => {
            tokio::task::spawn_blocking(move || read_snapshots(content)).await.unwrap_or(Err("read_failed"))
        }
        false => Err("read_failed"),
    };
    let mut tx = services.database.system(Reason::Intake).await?;
    match read {
        Ok(snapshots) => store_snapshots(&mut tx, upload, &snapshots).await?,
        Err(code) => {
            tracing::warn!(upload.id = %upload, code, "an upload cannot be read");
            snapshots::fail_upload(&mut tx, upload, code, services.clock.now()).await?;
        }
    }
    tx.commit().await
}

fn read_snapshots(content: Vec<u8>) -> Result<Vec<(DfesNumber, Vec<u8>)>, &'static str> {
    let snapshots = formats::read(Cursor::new(content)).map_err(|error| error.code())?;
    let pack = |snapshot: &Snapshot| archive::pack(snapshot).map(|packed| (snapshot.school, packed));
    snapshots.iter().map(pack).collect::<Result<_, _>>().map_err(|_| "read_failed")
}

async fn store_snapshots(
    tx: &mut SystemTx,
    upload: UploadId,
    snapshots: &[(DfesNumber, Vec<u8>)],
) -> sqlx::Result<()> {
    let batches = snapshots::find_unread_batches(tx, upload).await?;
    let packed: Vec<(BatchId, Vec<u8>)> = batches
        .iter()
        .filter_map(|(number, _, batch)| {
            let (_, packed) = snapshots.iter().find(|(school, _)| school.as_i32() == *number)?;
            Some((*batch, packed.clone()))
        })
        .collect();
    snapshots::store_snapshots(tx, upload, &packed).await?;
    enqueue_all(tx, batches.into_iter().map(|(_, school_id, _)| ApplySchool { school_id }).collect(), None)
        .await
}
