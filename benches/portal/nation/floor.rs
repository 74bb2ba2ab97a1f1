//! The floor of the year end: the very rows that the portal wrote for each school, by `UNNEST` into a copy of the database as it
//! was before, a transaction a school, on two connections. Reading them is outside the clock. What a round wrote is known by its
//! moment, which the portal's clock stood at.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use chrono::{DateTime, SecondsFormat, Utc};
use sqlx::{Connection, PgConnection};
use ump::base::id::{BatchId, SchoolId};
use ump::demo::nation::share_work;

use super::ground::Ground;
use crate::rows::Rows;

/// What a run writes of an account that was there before.
const CHANGED: [&str; 14] = [
    "id",
    "school_id",
    "sourced_id",
    "upn",
    "admission_number",
    "admission_date",
    "staff_code",
    "start_date",
    "year_group",
    "registration_group",
    "leaving_date",
    "active_until",
    "state",
    "state_changed_at",
];
const RELEASED: [&str; 4] = ["id", "leaving_date", "state", "state_changed_at"];
const ENDED: [&str; 3] = ["school_id", "account_id", "ended_at"];
const MOVED: [&str; 11] = [
    "school_id",
    "account_id",
    "moved_at",
    "username",
    "forename",
    "surname",
    "search_name",
    "admission_number",
    "year_group",
    "registration_group",
    "leaving_date",
];
const STAY: [&str; 2] = ["school_id", "account_id"];
const SEAT: [&str; 5] = ["school_id", "group_id", "account_id", "role", "started_at"];

enum Write {
    Insert(Rows),
    Update(Rows, &'static [&'static str]),
}

impl Write {
    async fn carry_out(&self, connection: &mut PgConnection) -> sqlx::Result<()> {
        match self {
            Self::Insert(rows) if rows.len() > 0 => rows.insert(connection).await?,
            Self::Update(rows, key) if rows.len() > 0 => rows.update(connection, key).await?,
            _ => 0,
        };
        Ok(())
    }
}

/// What the portal did at one moment.
pub struct Round<'r> {
    /// For these schools.
    pub places: &'r [usize],
    /// When.
    pub moment: DateTime<Utc>,
    /// Whether they had runs applied, or only learners come over for whom they had waited.
    pub is_run: bool,
}

/// Two connections to a copy of the database as it was before.
pub struct Floor {
    connections: Arc<Mutex<Vec<PgConnection>>>,
}

impl Floor {
    /// Connects.
    pub async fn begin(bare: &Ground) -> anyhow::Result<Self> {
        Ok(Self { connections: Arc::new(Mutex::new(vec![bare.owner().await?, bare.owner().await?])) })
    }

    /// Writes what a round wrote into `ground`; how long the writing took. Who claims comes after those who release.
    pub async fn write(
        &self,
        ground: &Ground,
        batches: &[BatchId],
        round: &Round<'_>,
    ) -> anyhow::Result<Duration> {
        let schools = ground.loading.nation().schools();
        let (release, claim): (Vec<usize>, Vec<usize>) =
            round.places.iter().partition(|place| schools[**place].feeders.is_empty());
        let mut source = ground.owner().await?;
        let mut time = Duration::ZERO;
        for places in [release, claim] {
            let mut writes = Vec::with_capacity(places.len());
            for place in places {
                let school = ground.loading.school(place)?.id;
                writes.push(read(&mut source, (school, batches[place]), round).await?);
            }
            time += write(writes, &self.connections).await?;
        }
        Ok(time)
    }
}

async fn write(
    writes: Vec<Vec<Write>>,
    connections: &Arc<Mutex<Vec<PgConnection>>>,
) -> anyhow::Result<Duration> {
    let (writes, connections) = (Arc::new(writes), Arc::clone(connections));
    let begun = Instant::now();
    share_work((0..writes.len()).collect(), move |place| {
        let (writes, connections) = (Arc::clone(&writes), Arc::clone(&connections));
        async move {
            let free = || connections.lock().unwrap_or_else(PoisonError::into_inner);
            let mut connection = free().pop().context("a connection for each worker")?;
            let mut tx = connection.begin().await?;
            for write in &writes[place] {
                write.carry_out(&mut tx).await?;
            }
            tx.commit().await?;
            free().push(connection);
            Ok(())
        }
    })
    .await?;
    Ok(begun.elapsed())
}

/// What was written for a school, in an order that foreign keys allow.
async fn read(
    source: &mut PgConnection,
    (school, batch): (SchoolId, BatchId),
    round: &Round<'_>,
) -> sqlx::Result<Vec<Write>> {
    let moment = round.moment.to_rfc3339_opts(SecondsFormat::Secs, true);
    let of = format!("school_id = '{school}'");
    let of_run = format!("{of} AND batch_id = '{batch}' AND {}", round.is_run);
    let told = |outcome: &str| {
        format!("SELECT account_id FROM sync_change WHERE {of_run} AND outcome = '{outcome}'")
    };
    let new = format!("SELECT id FROM account WHERE {of} AND created_at = '{moment}'");
    let came = format!(
        "SELECT account_id FROM enrolment WHERE {of} AND started_at = '{moment}' AND account_id NOT IN ({new})"
    );
    let (stays, gone) = (told("updated"), told("released"));
    let insertions = [
        ("account", format!("id IN ({new})")),
        ("username", format!("account_id IN ({new})")),
        ("credential", format!("account_id IN ({new})")),
        ("enrolment", format!("{of} AND started_at = '{moment}'")),
        ("teaching_group", format!("{of} AND created_at = '{moment}'")),
        ("group_member", format!("{of} AND started_at = '{moment}'")),
        ("sync_change", of_run.clone()),
    ];
    let moved = format!("account_id IN ({came}) AND school_id <> '{school}'");
    let updates: [(_, _, &[&str], &'static [&'static str]); 6] = [
        ("account", format!("id IN ({gone})"), &RELEASED, &["id"]),
        ("account", format!("id IN ({stays})"), &CHANGED, &["id"]),
        ("account", format!("id IN ({came})"), &CHANGED, &["id"]),
        ("enrolment", format!("{of} AND account_id IN ({gone})"), &ENDED, &STAY),
        ("group_member", format!("{of} AND ended_at = '{moment}'"), &["ended_at"], &SEAT),
        ("enrolment", moved, &MOVED, &STAY),
    ];
    let mut writes = Vec::new();
    for (table, condition, columns, key) in updates {
        let columns: Vec<&str> = columns.iter().chain(key.iter()).copied().collect();
        writes.push(Write::Update(Rows::read(source, table, &condition).await?.only(&columns), key));
    }
    for (table, condition) in insertions {
        writes.push(Write::Insert(Rows::read(source, table, &condition).await?));
    }
    Ok(writes)
}

/// The floor has come to as many rows as the portal.
pub async fn compare(ground: &Ground, bare: &Ground) -> anyhow::Result<()> {
    let count = "SELECT ARRAY[(SELECT count(*) FROM account), (SELECT count(*) FROM enrolment WHERE ended_at IS NULL),
        (SELECT count(*) FROM enrolment WHERE moved_at IS NOT NULL), (SELECT count(*) FROM username),
        (SELECT count(*) FROM credential), (SELECT count(*) FROM group_member),
        (SELECT count(*) FROM group_member WHERE ended_at IS NULL), (SELECT count(*) FROM sync_change),
        (SELECT sum(year_group) FROM account WHERE state = 'active')]";
    let of_portal: Vec<i64> = sqlx::query_scalar(count).fetch_one(&mut ground.owner().await?).await?;
    let of_floor: Vec<i64> = sqlx::query_scalar(count).fetch_one(&mut bare.owner().await?).await?;
    ensure!(of_portal == of_floor, "the portal wrote {of_portal:?}, the floor {of_floor:?}");
    Ok(())
}
