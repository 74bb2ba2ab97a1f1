//! What needs somebody's attention in a school, worst first.

use crate::base::id::BatchId;
use crate::connectors::Service;
use crate::school_status::SchoolStatus;
use crate::workspaces::Troubles;

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
    /// A service does not answer.
    ServiceDown(Service),
    /// Teams and Classrooms that have failed.
    FailedWorkspaces(i64),
    /// Shared mailboxes about which the portal has stopped trying.
    FailedMailboxes(i64),
    /// People whose account in a service cannot be brought into step.
    StuckAccounts(i64),
}

/// What the figures of a school ask for, worst first.
pub(super) fn attention(status: &SchoolStatus, troubles: &Troubles, failed_mailboxes: i64) -> Vec<Attention> {
    let some = |count: i32, item: fn(i32) -> Attention| (count > 0).then(|| item(count));
    let has_failed = status.last_outcome.as_deref() == Some("failed");
    let down = |service| {
        let is_down = troubles.down.iter().any(|(known, _)| *known == service);
        is_down.then_some(Attention::ServiceDown(service))
    };
    [
        status.held_batch.map(Attention::HeldRun),
        has_failed.then_some(Attention::FailedRun),
        down(Service::Microsoft),
        down(Service::Google),
        (troubles.failed > 0).then_some(Attention::FailedWorkspaces(troubles.failed)),
        (failed_mailboxes > 0).then_some(Attention::FailedMailboxes(failed_mailboxes)),
        (troubles.stuck > 0).then_some(Attention::StuckAccounts(troubles.stuck)),
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
        let down = "2026-11-23T09:00:00Z".parse().unwrap();
        let troubles = Troubles { down: vec![(Service::Google, down)], failed: 5, stuck: 4 };
        let expected = [
            Attention::HeldRun(held),
            Attention::FailedRun,
            Attention::ServiceDown(Service::Google),
            Attention::FailedWorkspaces(5),
            Attention::FailedMailboxes(6),
            Attention::StuckAccounts(4),
            Attention::RejectedRows(3),
            Attention::WaitingLearners(2),
            Attention::ExpiringAccounts(1),
            Attention::FewChampions(1),
        ];
        assert_eq!(attention(&status, &troubles, 6), expected);
    }

    #[test]
    fn nothing_is_said_where_all_is_well() {
        let status =
            SchoolStatus { last_outcome: Some("applied".into()), champions: 2, ..SchoolStatus::default() };
        assert_eq!(attention(&status, &Troubles::default(), 0), []);
    }
}
