//! The beginning of a school year: Teams and Classrooms of many classes asked for at once, of services of whose answers one in
//! five is 429 or 503, by workers that are killed. Every class must have its own in the end, and only one.

use std::process::Child;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use ump::authz::Role;
use ump::base::id::GroupId;
use ump::connectors::Service;
use ump::tenancy::School;

use super::people::Person;
use super::portal::{BEGINNING, Portal};
use super::roster::{Class, Roster, learner, teacher};

const LEARNERS: u32 = 40;
const TEACHERS: usize = 20;

/// Each class has a teacher and two learners.
const LEARNERS_OF_A_CLASS: usize = 2;

/// Longer than this it must not take, whatever else the machine does.
const PATIENCE: Duration = Duration::from_mins(15);

/// How many of each kind a class has in its service.
const EACH: [(&str, usize); 7] = [
    ("microsoft.group", 1),
    ("microsoft.team", 1),
    ("microsoft.owner", 1),
    // The teacher is a member too.
    ("microsoft.member", LEARNERS_OF_A_CLASS + 1),
    ("google.course", 1),
    ("google.teacher", 1),
    ("google.student", LEARNERS_OF_A_CLASS),
];

/// A storm that is over; none was lost and none doubled.
pub struct Storm {
    /// How long it took from the start of the first worker.
    pub took: Duration,
    /// The most jobs that were seen at work at once.
    pub most_at_once: i32,
}

impl Storm {
    /// Asks for a Team or Classroom of each of so many classes, and has two workers killed in the middle of it.
    pub async fn brave(classes: usize) -> Self {
        let portal = Portal::start().await;
        let (school, champion) = prepare(&portal, classes).await;
        ask_for_all(&portal, &school, &champion).await;
        let mut watch = Watch { portal: &portal, begun: Instant::now(), most_at_once: 0 };
        for left in [classes * 3 / 4, classes / 3, 0] {
            watch.work_until(left).await;
        }
        let storm = Self { took: watch.begun.elapsed(), most_at_once: watch.most_at_once };
        check(&portal, classes).await;
        // Jobs that a killed worker held are left locked; another worker would find nothing to do.
        sqlx::raw_sql("DELETE FROM graphile_worker._private_jobs")
            .execute(&mut portal.owner().await)
            .await
            .unwrap();
        portal.finish().await;
        storm
    }
}

fn roster(classes: usize) -> Roster {
    let class = |n: usize| Class {
        id: format!("class-{n}"),
        title: format!("7/{n}"),
        is_registration: false,
        learners: (n..n + LEARNERS_OF_A_CLASS)
            .map(|n| format!("learner-{}", n % LEARNERS as usize + 1))
            .collect(),
        teachers: vec![format!("staff-T{}", n % TEACHERS)],
    };
    let staff = (0..TEACHERS).map(|n| teacher(&format!("T{n}"), "Rhys", "Athro"));
    Roster {
        classes: (0..classes).map(class).collect(),
        ..Roster::of("6812001").learners((1..=LEARNERS).map(learner)).staff(staff)
    }
}

/// Everybody has consent and an account in both services.
async fn prepare(portal: &Portal, classes: usize) -> (School, Person) {
    let mut owner = portal.owner().await;
    let now: DateTime<Utc> = sqlx::query_scalar("SELECT now()").fetch_one(&mut owner).await.unwrap();
    portal.wait(now - BEGINNING.parse::<DateTime<Utc>>().unwrap());
    let school = portal.add_school("6812001", "Ysgol").await;
    portal.push(&school, &roster(classes)).await;
    sqlx::raw_sql("UPDATE account SET has_consent = true WHERE kind = 'learner'")
        .execute(&mut owner)
        .await
        .unwrap();
    ump::workspaces::wake_unfinished(&portal.services).await.unwrap();
    portal.drain_jobs().await;
    let champion = portal.find(&school, "staff-T0").await;
    portal.grant(&champion, Role::DigitalChampion).await;
    (school, champion)
}

/// Asks for a Team of every second class, and for a Classroom of the others.
async fn ask_for_all(portal: &Portal, school: &School, champion: &Person) {
    let classes: Vec<GroupId> = sqlx::query_scalar("SELECT id FROM teaching_group ORDER BY id")
        .fetch_all(&mut portal.owner().await)
        .await
        .unwrap();
    let browser = portal.sign_in(champion).await;
    for (class, service) in classes.into_iter().zip(Service::ALL.into_iter().cycle()) {
        let path = format!("/schools/{}/groups/{class}", school.dfes_number);
        browser.post(&format!("{path}/workspaces/{}", service.as_str()), &[]).await.assert_redirect(&path);
    }
}

/// What is seen of the work.
struct Watch<'p> {
    portal: &'p Portal,
    begun: Instant,
    most_at_once: i32,
}

impl Watch<'_> {
    /// Lets a worker work until at most so many classes are left, and kills it.
    async fn work_until(&mut self, left: usize) {
        let mut worker = self.portal.worker_process().env("UMP_SANDBOX_FAULT_PERCENT", "20").spawn().unwrap();
        self.watch(&mut worker, left).await;
        worker.kill().unwrap(); // SIGKILL: nothing is put in order
        worker.wait().unwrap();
    }

    async fn watch(&mut self, worker: &mut Child, left: usize) {
        let mut owner = self.portal.owner().await;
        loop {
            // Each job at work holds a lock by a key of 64 bits; the queue's own, which a transaction takes for every job that it
            // stores, go by a number of 32.
            let (open, at_once): (i64, i32) = sqlx::query_as(
                "SELECT (SELECT count(*) FROM workspace WHERE is_open), (SELECT count(*)::int FROM pg_locks l
                     JOIN pg_database d ON d.oid = l.database AND d.datname = current_database()
                     WHERE l.locktype = 'advisory' AND l.granted AND l.classid::bigint NOT IN (0, 4294967295))",
            )
            .fetch_one(&mut owner)
            .await
            .unwrap();
            self.most_at_once = self.most_at_once.max(at_once);
            if usize::try_from(open).unwrap() <= left {
                return;
            }
            assert!(worker.try_wait().unwrap().is_none(), "the worker ended by itself");
            assert!(self.begun.elapsed() < PATIENCE, "{open} are left");
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }
}

/// None is lost, none is doubled, and everybody is in.
async fn check(portal: &Portal, classes: usize) {
    let made =
        "SELECT count(DISTINCT external_id) FROM workspace WHERE confirmed = 'active' AND problem IS NULL";
    assert_eq!(usize::try_from(portal.count(made).await).unwrap(), classes);
    let out = "SELECT count(*) FROM workspace_member WHERE confirmed_at IS NULL OR removed_at IS NOT NULL";
    assert_eq!(portal.count(out).await, 0);
    let there: Vec<(String, i64)> =
        sqlx::query_as("SELECT kind, count(*) FROM sandbox_object WHERE kind = ANY ($1) GROUP BY kind")
            .bind(EACH.map(|(kind, _)| kind))
            .fetch_all(&mut portal.owner().await)
            .await
            .unwrap();
    for (kind, each) in EACH {
        let count = there.iter().find(|(known, _)| known == kind).map_or(0, |(_, count)| *count);
        assert_eq!(usize::try_from(count).unwrap(), classes / 2 * each, "{kind}");
    }
}
