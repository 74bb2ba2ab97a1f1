//! A school near the end of its year.

use std::collections::BTreeMap;

use ump::authz::AccountKind;
use ump::calendar::YearEnd;
use ump::connectors::Service;
use ump::rollover::YearEndRun;

use crate::support::people::{Newcomer, Person};
use crate::support::portal::Portal;
use crate::support::year_end::year_end;
use crate::workspaces::stage::Stage;

/// A school whose class has a Team and a Classroom, with somebody whose term ends in the year and somebody whose does not.
pub struct Ending {
    pub stage: Stage,
    pub year_end: YearEnd,
    pub over: Person,
    pub beyond: Person,
}

impl Ending {
    pub async fn make() -> Self {
        let stage = Stage::make(3).await;
        for service in Service::ALL {
            stage.add(service).await;
        }
        let (portal, school) = (&stage.portal, &stage.school);
        let over = portal.add_supply_teacher(school).await;
        let newcomer = Newcomer::new(AccountKind::NonMisLearner, Some(school), "Bach", "Disgybl");
        let beyond = portal.add(newcomer).await;
        portal.add_governor(school).await;
        expire_on(portal, &over, "2027-08-31").await;
        expire_on(portal, &beyond, "2027-11-30").await;
        let year_end = portal.declare(year_end(2026)).await;
        Self { stage, year_end, over, beyond }
    }

    pub fn run(&self) -> YearEndRun<'_> {
        YearEndRun::of(&self.stage.portal.services, self.stage.school.id, self.year_end)
    }
}

pub async fn expire_on(portal: &Portal, person: &Person, day: &str) {
    sqlx::query("UPDATE account SET expires_on = $2::date WHERE id = $1")
        .bind(person.id)
        .bind(day)
        .execute(&mut portal.owner().await)
        .await
        .unwrap();
}

/// Everybody's state, by username.
pub async fn states(portal: &Portal) -> BTreeMap<String, String> {
    let rows: Vec<(String, String)> = sqlx::query_as("SELECT username, state FROM account")
        .fetch_all(&mut portal.owner().await)
        .await
        .unwrap();
    rows.into_iter().collect()
}

/// All that a year end writes, row by row.
pub async fn fingerprint(portal: &Portal) -> Vec<String> {
    let mut rows = Vec::new();
    for table in [
        "account",
        "teaching_group",
        "group_member",
        "workspace",
        "rollover",
        "rollover_account",
        "rollover_group",
        "audit_event",
        "school_status",
    ] {
        // When the nightly task counted is no part of it.
        let question =
            format!("SELECT '{table} ' || (to_jsonb(t) - 'counted_at')::text FROM {table} t ORDER BY 1");
        let table: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(question))
            .fetch_all(&mut portal.owner().await)
            .await
            .unwrap();
        rows.extend(table);
    }
    rows
}
