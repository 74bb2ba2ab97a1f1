//! What needs somebody's attention in a school, worst first.

use crate::base::id::BatchId;
use crate::school_status::SchoolStatus;

/// One thing to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Attention {
    /// A run waits for a decision.
    HeldRun(BatchId),
    /// The last run could not be carried out.
    FailedRun,
    /// Rows that the last run rejected.
    RejectedRows(i32),
    /// Learners who wait for another school.
    WaitingLearners(i32),
    /// Non-MIS accounts near the end of their term.
    ExpiringAccounts(i32),
    /// Nobody, or one person alone, may administer the school's accounts.
    FewChampions(i32),
}

/// What the figures of a school ask for, worst first.
pub(super) fn attention(status: &SchoolStatus) -> Vec<Attention> {
    let some = |count: i32, item: fn(i32) -> Attention| (count > 0).then(|| item(count));
    let has_failed = status.last_outcome.as_deref() == Some("failed");
    [
        status.held_batch.map(Attention::HeldRun),
        has_failed.then_some(Attention::FailedRun),
        some(status.last_rejected, Attention::RejectedRows),
        some(status.waiting, Attention::WaitingLearners),
        some(status.expiring, Attention::ExpiringAccounts),
        (status.champions < 2).then_some(Attention::FewChampions(status.champions)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn the_worst_stands_first() {
        let held = BatchId(Uuid::from_u128(7));
        let status = SchoolStatus {
            held_batch: Some(held),
            last_outcome: Some("failed".into()),
            last_rejected: 3,
            waiting: 2,
            expiring: 1,
            champions: 1,
            ..SchoolStatus::default()
        };
        let expected = [
            Attention::HeldRun(held),
            Attention::FailedRun,
            Attention::RejectedRows(3),
            Attention::WaitingLearners(2),
            Attention::ExpiringAccounts(1),
            Attention::FewChampions(1),
        ];
        assert_eq!(attention(&status), expected);
    }

    #[test]
    fn nothing_is_said_where_all_is_well() {
        let status =
            SchoolStatus { last_outcome: Some("applied".into()), champions: 2, ..SchoolStatus::default() };
        assert_eq!(attention(&status), []);
    }
}
