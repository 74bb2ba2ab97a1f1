//! A process may end at any moment of a year end: whoever takes it up comes to the same end.

use std::pin::pin;
use std::task::Poll;

use ump::rollover::Step;

use super::stage::Ending;
use crate::support::portal::Portal;

/// What the year end left behind, without the ids and times that differ from one portal to the next.
async fn end_state(portal: &Portal) -> Vec<String> {
    sqlx::query_scalar(
        "SELECT format('account %s %s', username, state) FROM account
         UNION ALL
         SELECT format('member %s %s %s %s %s', g.sourced_id, g.ended_at, a.username, m.role, m.ended_at)
         FROM teaching_group g JOIN group_member m ON m.group_id = g.id JOIN account a ON a.id = m.account_id
         UNION ALL
         SELECT format('workspace %s %s %s', g.sourced_id, w.service, w.wanted)
         FROM workspace w JOIN teaching_group g ON g.id = w.group_id
         UNION ALL
         SELECT format('list %s %s', a.username, p.outcome) FROM rollover_account p JOIN account a ON a.id = p.account_id
         UNION ALL
         SELECT format('list %s %s', g.sourced_id, p.outcome) FROM rollover_group p JOIN teaching_group g ON g.id = p.group_id
         UNION ALL
         SELECT format('year end %s %s %s %s %s', began_at, finished_at, accounts, groups, memberships) FROM rollover
         UNION ALL
         SELECT format('event %s %s', kind, people) FROM audit_event WHERE kind = 'year_ended'
         ORDER BY 1",
    )
    .fetch_all(&mut portal.owner().await)
    .await
    .unwrap()
}

/// Drops the work when it has been woken so often, wherever it then is; nothing where it was dropped.
async fn break_off<T>(after: usize, work: impl Future<Output = T>) -> Option<T> {
    let (mut work, mut wakes) = (pin!(work), 0);
    std::future::poll_fn(|context| {
        wakes += 1;
        match wakes > after {
            true => Poll::Ready(None),
            false => work.as_mut().poll(context).map(Some),
        }
    })
    .await
}

#[tokio::test]
async fn a_run_that_is_dropped_anywhere_ends_as_one_that_was_left_alone() {
    let alone = Ending::make().await;
    alone.stage.portal.wait_until("2027-09-01");
    alone.run().finish().await.unwrap();
    let expected = end_state(&alone.stage.portal).await;

    let broken = Ending::make().await;
    broken.stage.portal.wait_until("2027-09-01");
    let run = broken.run().in_chunks_of(1);
    let (mut drops, mut steps) = (0, Vec::new());
    for turn in 0..4_000 {
        match break_off(1 + turn % 60, run.advance()).await {
            None => drops += 1,
            Some(step) => steps.push(step.unwrap()),
        }
        if matches!(steps.last(), Some(Step::Finished | Step::Idle)) {
            break;
        }
    }
    // What is dropped while it waits for its commit may be done all the same: then nobody was told of that step.
    let mut whole = [Step::Begun, Step::Advanced, Step::Advanced, Step::Finished, Step::Idle].iter();
    assert!(steps.iter().all(|step| whole.any(|next| next == step)), "{steps:?} after {drops} drops");
    assert!(drops > 0, "the work was never dropped");
    assert_eq!(run.advance().await.unwrap(), Step::Idle);
    assert_eq!(end_state(&broken.stage.portal).await, expected);
    alone.stage.portal.finish().await;
    broken.stage.portal.finish().await;
}

#[tokio::test]
async fn what_a_process_left_is_taken_up_by_the_next_start() {
    let ending = Ending::make().await;
    let portal = &ending.stage.portal;
    portal.wait_until("2027-09-01");
    assert_eq!(ending.run().advance().await.unwrap(), Step::Begun);
    ump::rollover::wake_unfinished(&portal.services).await.unwrap();
    portal.drain_jobs().await;
    assert_eq!(portal.count("SELECT count(*) FROM rollover WHERE finished_at IS NOT NULL").await, 1);
    ending.stage.portal.finish().await;
}
