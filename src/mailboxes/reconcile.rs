//! Brings a mailbox and what Exchange has of it together: whatever a lost process left is done by the next try.
//!
//! Whom Exchange is asked to let in is written down before it is asked, so that access which nobody confirmed can still be
//! taken. No transaction is open while Exchange is asked.

use chrono::{DateTime, TimeDelta, Utc};
use thiserror::Error;

use super::jobs::wake_at;
use super::state::{MailboxState, Problem, pause};
use super::store::{self, Case, Errand};
use super::{Acting, EventKind};
use crate::audit::Author;
use crate::base::id::{MailboxId, SchoolId};
use crate::base::random::OsRandom;
use crate::connectors::{ConnectorError, Exchange, ExternalId, NewMailbox, Service};
use crate::db::TenantTx;
use crate::services::Services;
use crate::workspaces::Tenant;

/// How long a job waits that finds another at the same mailbox.
const AGAIN_AFTER: TimeDelta = TimeDelta::seconds(2);

/// Why a try ended early.
#[derive(Debug, Error)]
enum TryError {
    /// Exchange did not do what it was asked.
    #[error(transparent)]
    Exchange(#[from] ConnectorError),
    /// The database.
    #[error("{}", crate::db::describe(.0))]
    Database(#[from] sqlx::Error),
}

/// What is left after a try.
enum Left {
    /// Nothing.
    Nothing,
    /// People who have no account there yet.
    Waiting,
}

/// Does what remains to be done to a mailbox, unless another job is at it.
pub(super) async fn reconcile(services: &Services, school: SchoolId, mailbox: MailboxId) -> sqlx::Result<()> {
    let Some(hold) = services.database.try_hold(format!("mailbox:{school}:{mailbox}")).await? else {
        let mut tx = services.database.tenant(school).await?;
        wake_at(&mut tx, mailbox, services.clock.now() + AGAIN_AFTER).await?;
        return tx.commit().await;
    };
    if let Some(case) = open(services, school, mailbox).await? {
        let mut work = Work { services, school, case: &case, has_progressed: false };
        let tried = work.bring_together().await;
        // Tries count as long as nothing comes of them.
        let attempts = if work.has_progressed { 1 } else { case.attempts };
        let mut tx = services.database.tenant(school).await?;
        settle(&mut tx, &Case { attempts, ..case }, tried, services.clock.now()).await?;
        tx.commit().await?;
    }
    hold.release().await
}

/// Opens a mailbox for a try; one that is in another tenant than the settings name is made anew.
async fn open(services: &Services, school: SchoolId, mailbox: MailboxId) -> sqlx::Result<Option<Case>> {
    let mut tx = services.database.tenant(school).await?;
    let mut case = store::open_case(&mut tx, mailbox).await?;
    let is_elsewhere = |case: &Case| {
        let wished = tenant_of(services, case.authority);
        case.place.as_ref().is_some_and(|(tenant, _)| *tenant != wished)
    };
    if case.as_ref().is_some_and(is_elsewhere) {
        store::begin_anew(&mut tx, mailbox).await?;
        case = store::open_case(&mut tx, mailbox).await?;
    }
    tx.commit().await?;
    Ok(case)
}

/// Where the mailboxes of an authority's schools are to be, as the database spells it.
pub(super) fn tenant_of(services: &Services, authority: i16) -> String {
    Tenant::of(&services.connectors, Service::Microsoft, authority).to_string()
}

/// Keeps what came of a try, and when the next is.
async fn settle(
    tx: &mut TenantTx,
    case: &Case,
    tried: Result<Left, TryError>,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let (problem, asked) = match tried {
        Ok(Left::Nothing) => return store::settle(tx, case.mailbox).await,
        Ok(Left::Waiting) => (None, None),
        Err(TryError::Exchange(error)) => (Some(error.clone()), error.wait()),
        Err(TryError::Database(error)) => return Err(error),
    };
    let may_help = problem.as_ref().is_none_or(ConnectorError::is_worth_retrying);
    let pause = pause(case.attempts, asked, &mut OsRandom).filter(|_| may_help);
    let next = pause.and_then(|pause| TimeDelta::from_std(pause).ok()).map(|pause| now + pause);
    let ended = problem.as_ref().filter(|_| next.is_none());
    if let Some(error) = ended {
        tracing::warn!(mailbox = %case.mailbox, %error, "a shared mailbox is left as it is");
    }
    store::put_off(tx, case, next, ended.map(Problem::of)).await?;
    match next {
        Some(at) => wake_at(tx, case.mailbox, at).await,
        None => Ok(()),
    }
}

/// A try.
struct Work<'a> {
    services: &'a Services,
    school: SchoolId,
    case: &'a Case,
    /// Whether Exchange has done anything in this try.
    has_progressed: bool,
}

impl<'a> Work<'a> {
    fn exchange(&self) -> &'a Exchange {
        self.services.connectors.exchange(self.case.authority)
    }

    async fn begin(&self) -> sqlx::Result<TenantTx> {
        self.services.database.tenant(self.school).await
    }

    async fn bring_together(&mut self) -> Result<Left, TryError> {
        if self.case.state == MailboxState::Closing {
            self.delete().await?;
            return Ok(Left::Nothing);
        }
        if self.case.state != MailboxState::Active {
            self.create().await?;
        }
        self.share().await
    }

    async fn create(&mut self) -> Result<(), TryError> {
        let mailbox = &self.case.mailbox;
        let id = self.make().await?;
        self.has_progressed = true;
        let mut tx = self.begin().await?;
        let tenant = tenant_of(self.services, self.case.authority);
        store::confirm_mailbox(&mut tx, *mailbox, (&tenant, &id)).await?;
        Ok(tx.commit().await?)
    }

    /// Makes the mailbox, or finds the one that an earlier try left.
    async fn make(&self) -> Result<ExternalId, ConnectorError> {
        let Case { mailbox, address, .. } = self.case;
        let alias = address.split('@').next().unwrap_or_default();
        self.exchange().create_mailbox(&NewMailbox { key: *mailbox, address, name: alias }).await
    }

    /// Deletes the mailbox, and never another that has its address.
    async fn delete(&mut self) -> Result<(), TryError> {
        let address = &self.case.address;
        let own = match &self.case.place {
            Some((_, id)) => Some(id.clone()),
            // Only making it again tells whether a try that was lost has left one.
            None => match self.make().await {
                Err(ConnectorError::Taken) => None,
                made => Some(made?),
            },
        };
        if own.is_some() && self.exchange().find_mailbox(address).await? == own {
            self.exchange().delete_mailbox(address).await?;
        }
        self.has_progressed = true;
        let mut tx = self.begin().await?;
        store::confirm_closed(&mut tx, self.case.mailbox, self.services.clock.now()).await?;
        Ok(tx.commit().await?)
    }

    /// Gives and takes access until nothing is left of either. One person whom Exchange does not take keeps nobody else out.
    async fn share(&mut self) -> Result<Left, TryError> {
        loop {
            let errands = self.plan().await?;
            if errands.is_empty() {
                break;
            }
            let mut problem = None;
            for errand in &errands {
                match self.run(errand).await {
                    Err(TryError::Exchange(error)) if !concerns_everybody(&error) => problem = Some(error),
                    done => done?,
                }
            }
            if let Some(error) = problem {
                return Err(error.into());
            }
        }
        let mut tx = self.begin().await?;
        let waits = store::has_waiting(&mut tx, self.case.mailbox).await?;
        tx.commit().await?;
        Ok(if waits { Left::Waiting } else { Left::Nothing })
    }

    /// Ends the access of those who are no longer active here, and writes down whom Exchange is about to be asked for.
    async fn plan(&self) -> sqlx::Result<Vec<Errand>> {
        let Case { mailbox, address, .. } = self.case;
        let mut tx = self.begin().await?;
        let ended = store::end_departed(&mut tx, *mailbox, self.services.clock.now()).await?;
        if !ended.is_empty() {
            let acting = Acting { author: &Author::portal(), address: None, clock: &self.services.clock };
            acting.record(&mut tx, EventKind::MailboxAccessTaken, &ended, address).await?;
        }
        let errands = store::plan(&mut tx, *mailbox).await?;
        tx.commit().await?;
        Ok(errands)
    }

    async fn run(&mut self, errand: &Errand) -> Result<(), TryError> {
        let address = &self.case.address;
        let asked = match errand.gives {
            true => self.exchange().grant_access(address, &errand.person).await,
            false => self.exchange().revoke_access(address, &errand.person).await,
        };
        match asked {
            // An account that is new in the tenant is not in Exchange yet.
            Err(ConnectorError::Missing) if errand.gives => return Err(ConnectorError::NotYet.into()),
            // Who or what is gone opens nothing.
            Err(ConnectorError::Missing) | Ok(()) => {}
            Err(error) => return Err(error.into()),
        }
        self.has_progressed = true;
        let mut tx = self.begin().await?;
        store::confirm_errand(&mut tx, self.case.mailbox, errand, self.services.clock.now()).await?;
        Ok(tx.commit().await?)
    }
}

/// Whether the next request would fare the same.
fn concerns_everybody(error: &ConnectorError) -> bool {
    error.tells_that_the_service_is_down() || matches!(error, ConnectorError::Throttled { .. })
}
