//! Rehearses and carries out the year end of one school.

use chrono::{DateTime, Utc};

use super::plan::{Plan, plan};
use super::{Purpose, Stage, store};
use crate::audit::{self, Author, Event, EventKind};
use crate::base::id::{Ids, SchoolId};
use crate::base::random::OsRandom;
use crate::calendar::YearEnd;
use crate::db::TenantTx;
use crate::manual_accounts::expire_terms;
use crate::provisioning::forget_before_image;
use crate::services::Services;
use crate::workspaces::archive_workspaces;
use crate::{events, school_status};

/// The most rows of one kind that a transaction changes, but that a group always ends whole.
const CHUNK: i64 = 1_000;

/// The end of a year in a school.
#[derive(Clone, Copy, Debug)]
pub struct YearEndRun<'s> {
    services: &'s Services,
    school: SchoolId,
    year_end: YearEnd,
    chunk: i64,
}

/// What became of one transaction of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The list of what is to be done was fixed.
    Begun,
    /// A part of it was done.
    Advanced,
    /// All of it was done, and the year end is over.
    Finished,
    /// It was over before.
    Idle,
}

impl<'s> YearEndRun<'s> {
    /// The end of `year_end`'s year in `school`.
    pub fn of(services: &'s Services, school: SchoolId, year_end: YearEnd) -> Self {
        Self { services, school, year_end, chunk: CHUNK }
    }

    /// The same, in chunks of about `rows` rows.
    pub fn in_chunks_of(self, rows: i64) -> Self {
        Self { chunk: rows, ..self }
    }

    /// Stores what a run would do and changes nothing else. Once the year end has begun there is nothing to rehearse.
    pub async fn rehearse(&self) -> sqlx::Result<()> {
        let (mut tx, now) = self.begin().await?;
        let rollover = store::find_or_add(&mut tx, self.year_end.year).await?;
        if matches!(rollover.stage(), Stage::Ahead | Stage::Rehearsed) {
            self.store_plan(&mut tx, Purpose::Rehearsal, now).await?;
        }
        tx.commit().await
    }

    /// Does what is left, to the end.
    pub async fn finish(&self) -> sqlx::Result<()> {
        while !matches!(self.advance().await?, Step::Finished | Step::Idle) {}
        Ok(())
    }

    /// Does the next part of what is left, in one transaction.
    pub async fn advance(&self) -> sqlx::Result<Step> {
        let (mut tx, now) = self.begin().await?;
        let rollover = store::find_or_add(&mut tx, self.year_end.year).await?;
        let step = match (rollover.stage(), rollover.began_at) {
            (Stage::Done, _) => Step::Idle,
            // Everything bears the moment of the beginning, however long it takes and whatever interrupts it.
            (_, Some(began_at)) => self.do_next(&mut tx, began_at, now).await?,
            (_, None) => {
                self.store_plan(&mut tx, Purpose::Run, now).await?;
                // Undone now, a run of the year that ends would open its classes again.
                forget_before_image(&mut tx).await?;
                Step::Begun
            }
        };
        tx.commit().await?;
        Ok(step)
    }

    async fn begin(&self) -> sqlx::Result<(TenantTx, DateTime<Utc>)> {
        let mut tx = self.services.database.tenant(self.school).await?;
        store::lock_school(&mut tx).await?;
        Ok((tx, self.services.clock.now()))
    }

    async fn store_plan(&self, tx: &mut TenantTx, purpose: Purpose, now: DateTime<Utc>) -> sqlx::Result<()> {
        let plan: Plan = plan(&store::state::read_school(tx, &self.year_end).await?, &self.year_end);
        let year = self.year_end.year;
        match purpose {
            Purpose::Rehearsal => store::forget_list(tx, year).await?,
            Purpose::Run => store::settle_unplanned(tx, year, &plan).await?,
        }
        store::put_list(tx, year, purpose, &plan).await?;
        store::put_figures(tx, (year, purpose), &plan, now).await
    }

    async fn do_next(
        &self,
        tx: &mut TenantTx,
        began_at: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> sqlx::Result<Step> {
        let year = self.year_end.year;
        let accounts = store::list_open_accounts(tx, year, self.chunk).await?;
        if !accounts.is_empty() {
            if let Some(last_day) = self.year_end.last_term_day() {
                expire_terms(tx, &accounts, last_day, began_at).await?;
            }
            store::settle_accounts(tx, year, &accounts).await?;
            return Ok(Step::Advanced);
        }
        let groups = store::list_open_groups(tx, year, self.chunk).await?;
        if !groups.is_empty() {
            store::end_groups(tx, &groups, began_at).await?;
            archive_workspaces(tx, &groups, now).await?;
            store::settle_groups(tx, year, &groups).await?;
            return Ok(Step::Advanced);
        }
        self.conclude(tx, now).await?;
        Ok(Step::Finished)
    }

    async fn conclude(&self, tx: &mut TenantTx, now: DateTime<Utc>) -> sqlx::Result<()> {
        let year = self.year_end.year;
        store::conclude(tx, year, now).await?;
        let event = Event {
            id: Ids::new(&self.services.clock, &mut OsRandom).fresh(),
            at: now,
            kind: EventKind::YearEnded,
            actor: &Author::portal(),
            address: None,
            subjects: &store::list_expired(tx, year).await?,
            note: Some(&year.to_string()),
        };
        audit::write_event(tx, &event).await?;
        school_status::refresh(tx, now).await?;
        let school = tx.school();
        school_status::refresh_year_end(tx, &[school], now).await?;
        events::people_changed(tx).await
    }
}
