//! How a run is applied: at the first try, given up at the third, in a number of statements that no school's size changes.

use sqlx::Connection;
use ump::provisioning::{Step, apply_next};

use crate::support::client::{Covers, count};
use crate::support::portal::Portal;
use crate::support::roster::{Roster, learner, teacher};
use crate::support::statements::count_statements;

fn thirty() -> Roster {
    Roster::of("6812001").learners((1..=30).map(learner)).staff([teacher("MON", "Rhys", "Môn")])
}

#[tokio::test]
async fn a_first_run_needs_no_second_try() {
    let portal = Portal::start().await;
    let school = portal.add_school("6812001", "Ysgol A").await;
    let client = portal.client(Covers::School(&school)).await;
    let id = client.accepted(&thirty().zip()).await;
    portal.read_uploads().await;
    // Its usernames are reserved in between, and its own lock must not stand in its way.
    let step = apply_next(&portal.services, school.id).await.unwrap();
    assert!(matches!(step, Step::Finished(_)), "{step:?}");
    assert_eq!(count(&client.batch(&id).await, "created"), 31);
    portal.drain_jobs().await;
    portal.finish().await;
}

#[tokio::test]
async fn a_run_that_another_worker_has_ended_meanwhile_is_not_begun_again() {
    let portal = Portal::start().await;
    let school = portal.add_school("6812001", "Ysgol A").await;
    let client = portal.client(Covers::School(&school)).await;
    client.accepted(&thirty().zip()).await;
    portal.read_uploads().await;
    let mut owner = portal.owner().await;
    let mut other = owner.begin().await.unwrap();
    sqlx::raw_sql("UPDATE sync_batch SET state = 'applied', finished_at = now(), before_image = 'kept'")
        .execute(&mut *other)
        .await
        .unwrap();
    let services = portal.services.clone();
    let late = tokio::spawn(async move { apply_next(&services, school.id).await });
    // It has read the run as open, and waits to count its attempt.
    let waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    while portal.count(waiting).await == 0 {}
    other.commit().await.unwrap();
    assert_eq!(late.await.unwrap().unwrap(), Step::Idle);
    assert_eq!(portal.count("SELECT attempts::bigint FROM sync_batch WHERE state = 'applied'").await, 0);
    portal.finish().await;
}

#[tokio::test]
async fn the_third_failure_ends_a_batch() {
    let portal = Portal::start().await;
    let school = portal.add_school("6812001", "Ysgol A").await;
    let client = portal.client(Covers::School(&school)).await;
    let id = client.accepted(&thirty().zip()).await;
    spoil_snapshots(&portal).await;
    portal.drain_jobs().await;
    let batch = client.batch(&id).await;
    assert_eq!((&batch["state"], &batch["error"]), (&"failed".into(), &"apply_failed".into()));
    assert_eq!(portal.count("SELECT count(*) FROM school_status WHERE last_outcome = 'failed'").await, 1);
    assert_eq!(portal.count("SELECT failures::bigint FROM sync_batch").await, 3);
    sqlx::raw_sql("DROP TRIGGER spoil ON sync_batch").execute(&mut portal.owner().await).await.unwrap();
    // The school is not stopped by it: the same bytes again are a new batch.
    let next = client.accepted(&thirty().zip()).await;
    portal.drain_jobs().await;
    assert_eq!(count(&client.batch(&next).await, "created"), 31);
    portal.finish().await;
}

/// Stored snapshots come out broken, as from a disk that lies.
async fn spoil_snapshots(portal: &Portal) {
    sqlx::raw_sql(
        "CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS
             $$ BEGIN NEW.snapshot := CASE WHEN NEW.snapshot IS NOT NULL THEN 'broken'::bytea END; RETURN NEW; END $$;
         CREATE TRIGGER spoil BEFORE UPDATE ON sync_batch FOR EACH ROW EXECUTE FUNCTION spoil();",
    )
    .execute(&mut portal.owner().await)
    .await
    .unwrap();
}

#[tokio::test]
async fn a_large_school_takes_as_many_statements_as_a_small_one() {
    let mut spent = Vec::new();
    for size in [10, 300] {
        let portal = Portal::start().await;
        let school = portal.add_school("6812001", "Ysgol A").await;
        let client = portal.client(Covers::School(&school)).await;
        let roster = Roster::of("6812001").learners((1..=size).map(learner)).class_of_all("MAT1");
        portal.push(&school, &roster).await;
        let changed = (1..=size)
            .fold(roster, |roster, n| roster.change(&format!("learner-{n}"), |row| row.in_year("08")));
        let newcomers = changed.learners((size + 1..=size * 2).map(learner)).class_of_all("SCI1");
        client.accepted(&newcomers.zip()).await;
        portal.read_uploads().await;
        let apply = async {
            let step = apply_next(&portal.services, school.id).await.unwrap();
            assert!(matches!(step, Step::Finished(_)), "{step:?}");
        };
        spent.push(count_statements(apply).await);
        portal.drain_jobs().await;
        portal.finish().await;
    }
    assert!(spent[0] > 10 && spent[0] == spent[1], "{spent:?}");
}
