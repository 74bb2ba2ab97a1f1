//! The year before is over: its dates and this year's are declared, its Teams and Classrooms stand archived, its classes are
//! closed. There is something to restore, and a year end to look back on and one to look forward to.
//!
//! Teams and Classrooms are made in the sandbox and nowhere else; where every service is a real one, the demo has none.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, TimeDelta, Weekday};
use futures_util::{TryStreamExt as _, stream};

use super::cast::SECONDARY;
use super::{find, store};
use crate::academic_years::{Declaration, declare};
use crate::audit::Author;
use crate::base::id::{Ids, SchoolId, WorkspaceId};
use crate::base::random::OsRandom;
use crate::base::{AcademicYear, DfesNumber};
use crate::calendar::YearEnd;
use crate::config::{Config, ConnectorSettings};
use crate::connectors::{Connectors, Sandbox, Service};
use crate::db::Reason;
use crate::rollover::YearEndRun;
use crate::services::Services;
use crate::tenancy::School;
use crate::workspaces::{ReconcilePerson, ReconcileWorkspace};

/// The form whose first two classes had both, and the teacher whose first two did.
const FORM: &str = "7A";
const TEACHER: &str = "s2";
/// People, Teams or Classrooms seen to at once; each takes two of the loading's connections.
const AT_ONCE: usize = 2;

/// Lets the year before this one end.
pub async fn end(
    services: &Services,
    config: &Config,
    (this_year, schools): (AcademicYear, &[School]),
) -> anyhow::Result<()> {
    let last = declare_year(services, AcademicYear(this_year.0 - 1)).await?;
    declare_year(services, this_year).await?;
    give_consent(services, schools).await?;
    let workspaces = match config.connectors.is_complete() {
        true => None,
        false => Some(Workspaces::make(services, config, last.year).await?),
    };
    for school in schools {
        YearEndRun::of(services, school.id, last).finish().await?;
    }
    match workspaces {
        Some(workspaces) => workspaces.reconcile().await,
        None => Ok(()),
    }
}

async fn give_consent(services: &Services, schools: &[School]) -> sqlx::Result<()> {
    let mut tx = services.database.system(Reason::Operator).await?;
    for school in schools {
        store::give_consent(&mut tx, school.id).await?;
    }
    tx.commit().await
}

/// Declares the dates that are usual: the deadline on 20 August, the week after it, the first day of the next year.
async fn declare_year(services: &Services, year: AcademicYear) -> anyhow::Result<YearEnd> {
    let day = |month, day| NaiveDate::from_ymd_opt(year.0 + 1, month, day).unwrap_or_default();
    let mis_deadline = day(8, 20);
    let monday = mis_deadline.iter_days().skip(1).find(|day| day.weekday() == Weekday::Mon);
    let window_from = monday.unwrap_or(mis_deadline);
    let year_end = YearEnd {
        year,
        mis_deadline,
        window_from,
        window_to: window_from + Days::new(4),
        rollover_on: day(9, 1),
    };
    let at = services.clock.now();
    let mut tx = services.database.system(Reason::Calendar).await?;
    let declaration = Declaration { year_end, seen: 0, author: &Author::portal(), address: None, at };
    declare(&mut tx, &declaration).await?;
    tx.commit().await?;
    Ok(year_end)
}

/// The Teams and Classrooms of the year before.
struct Workspaces {
    /// With the sandbox in the place of both services.
    services: Services,
    school: SchoolId,
    made: Vec<WorkspaceId>,
    /// Ends when it is dropped.
    _sandbox: Sandbox,
}

impl Workspaces {
    /// Has them made.
    async fn make(services: &Services, config: &Config, year: AcademicYear) -> anyhow::Result<Self> {
        // The sandbox keeps what it has in the database: the one that the portal starts later goes on with it.
        let sandbox = Sandbox::start(
            services.database.clone(),
            services.clock.clone(),
            &config.mail_domain,
            config.connectors.sandbox,
        )
        .await?;
        // What takes a while there is done at once: nobody waits for the demo's past.
        sandbox.controls().set_delay(TimeDelta::zero());
        let connectors = Connectors::open(
            &ConnectorSettings::default(),
            &config.mail_domain,
            sandbox.access(),
            &services.clock,
        )?;
        let services = Services { connectors, ..services.clone() };
        let number: DfesNumber = SECONDARY.parse()?;
        let school = find(&services, number).await?;
        let made = make(&services, school, year).await?;
        Ok(Self { services, school, made, _sandbox: sandbox })
    }

    /// Brings each to what is wanted of it by now.
    async fn reconcile(self) -> anyhow::Result<()> {
        reconcile(&self.services, self.school, &self.made).await
    }
}

/// Has them made, with everybody in them.
async fn make(services: &Services, school: SchoolId, year: AcademicYear) -> anyhow::Result<Vec<WorkspaceId>> {
    let asked_at = services.clock.now() - TimeDelta::hours(1);
    let (mut random, mut made, mut people) = (OsRandom, Vec::new(), BTreeSet::new());
    let mut ids = Ids::new(&services.clock, &mut random);
    let mut tx = services.database.tenant(school).await?;
    let teacher = format!("{SECONDARY}-{TEACHER}");
    for class in store::list_first_classes(&mut tx, year, (&teacher, FORM)).await? {
        for service in Service::ALL {
            let id: WorkspaceId = ids.fresh();
            let asked = ("Ceinwen Parry", asked_at);
            let members = store::add_workspace(&mut tx, (id, class, service), asked).await?;
            people.extend(members.into_iter().map(|account| (account, service)));
            made.push(id);
        }
    }
    tx.commit().await?;
    let people = stream::iter(people.into_iter().map(Ok));
    let reconciled = people.try_for_each_concurrent(AT_ONCE, |(account_id, service)| {
        ReconcilePerson { school_id: school, account_id, service }.reconcile(services)
    });
    reconciled.await?;
    reconcile(services, school, &made).await?;
    Ok(made)
}

async fn reconcile(services: &Services, school_id: SchoolId, made: &[WorkspaceId]) -> anyhow::Result<()> {
    let workspaces = stream::iter(made.iter().copied().map(Ok));
    let reconciled = workspaces.try_for_each_concurrent(AT_ONCE, |workspace_id| {
        ReconcileWorkspace { school_id, workspace_id }.reconcile(services)
    });
    Ok(reconciled.await?)
}
