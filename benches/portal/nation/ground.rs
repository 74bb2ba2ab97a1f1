//! A database with a nation in it, which can be copied.

use std::io::Write as _;
use std::time::{Duration, Instant};

use chrono::{DurationRound, TimeDelta};
use indicatif::ProgressBar;
use sqlx::{Executor, PgConnection};
use ump::base::Clock;
use ump::db::Patience;
use ump::demo::nation::{Loading, SCHOOLS, SEED, tell_last_year};

use crate::stage::Stage;

/// Microsoft 365 and Google Workspace have had the staff since they came. Otherwise a portal that starts would first make fifty
/// thousand accounts in its sandbox.
const STAFF_IN_SERVICES: &str = "INSERT INTO service_account (account_id, service, tenant, external_id, confirmed_username,
        confirmed_forename, confirmed_surname, confirmed_enabled, confirmed_at)
    SELECT a.id, wished.service, 'sandbox', a.id::text, a.username, a.display_forename, a.display_surname, true, now()
    FROM account a CROSS JOIN (VALUES ('microsoft'), ('google')) AS wished (service)
    WHERE a.kind = 'staff' AND a.state = 'active'";

/// A database and the nation in it.
pub struct Ground {
    pub stage: Stage,
    pub loading: Loading,
}

impl Ground {
    /// Last year's roll everywhere, and the window of the year end open.
    pub async fn load() -> anyhow::Result<Self> {
        let schools = std::env::var("UMP_BENCH_SCHOOLS").ok().map_or(Ok(SCHOOLS), |text| text.parse())?;
        let mut stage = Stage::begin(Patience::Job).await?;
        // Processes of their own go by the machine's clock: this one stands at the same day. Whole seconds, so that a moment
        // is the same in a statement's text.
        let now = Clock::system().now().duration_trunc(TimeDelta::seconds(1))?;
        stage.services.clock = Clock::fixed(now);
        let begun = Instant::now();
        let loading = tell_last_year(&stage.services, (SEED, schools), &ProgressBar::hidden()).await?;
        let learners: u32 = loading.nation().schools().iter().map(|school| school.learners()).sum();
        say(&format!("Last year's roll of {schools} schools, {learners} learners"), begun.elapsed())?;
        let ground = Self { stage, loading };
        let mut owner = ground.owner().await?;
        owner.execute(STAFF_IN_SERVICES).await?;
        owner.execute("VACUUM ANALYZE").await?;
        Ok(ground)
    }

    /// The nation on a copy of the database.
    pub async fn copy(&mut self) -> anyhow::Result<Self> {
        let stage = self.stage.copy().await?;
        self.loading = self.loading.on(&self.stage.services);
        let loading = self.loading.on(&stage.services);
        Ok(Self { stage, loading })
    }

    /// A connection as the owner.
    pub async fn owner(&self) -> sqlx::Result<PgConnection> {
        self.stage.owner().await
    }

    /// Throws the database away.
    pub async fn end(self) {
        self.stage.end().await;
    }
}

/// Tells how long something took that nothing is promised of.
pub fn say(what: &str, time: Duration) -> std::io::Result<()> {
    writeln!(std::io::stdout(), "\n{what}: {:.1} s", time.as_secs_f64())
}
