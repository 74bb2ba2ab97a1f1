//! Finds a learner's row in the newest file by UPN: the run's lines do not keep UPNs.

use super::archive;
use super::snapshot::Snapshot;
use super::store::batches;
use crate::base::Upn;
use crate::base::id::BatchId;
use crate::db::TenantTx;

/// The number of the row with this UPN in the file of `run`, as long as that is kept.
pub async fn find_row_by_upn(tx: &mut TenantTx, run: BatchId, upn: &Upn) -> sqlx::Result<Option<u32>> {
    let packed = batches::find_snapshot(tx, run).await?;
    let snapshot: Option<Snapshot> = packed.and_then(|packed| archive::unpack(&packed).ok());
    let rows = snapshot.into_iter().flat_map(|snapshot| snapshot.learners);
    Ok(rows.into_iter().find(|row| row.upn == *upn).map(|row| row.row))
}
