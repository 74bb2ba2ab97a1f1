//! Who does which jobs: the only file that knows every feature's jobs and schedules.

use graphile_worker::{Cron, CronBuilder, CrontabFill, CrontabTimerError, WorkerOptions};

use crate::bulk_acts::{self, RunAct};
use crate::daily::DailyTasks;
use crate::events::{Listener, Listeners, PeopleChanged};
use crate::mailboxes::{self, ReconcileMailbox};
use crate::manage_user::{self, GenerateUsername};
use crate::manual_accounts::ExpireDue;
use crate::provisioning::{self, ApplySchool, ReadUpload, ReleaseDue};
use crate::rollover::{self, RehearseSchool, RunSchool};
use crate::school_status::CountYearEnd;
use crate::services::Services;
use crate::workspaces::{self, ReconcilePerson, ReconcileWorkspace};

/// Who listens to changes of people.
const LISTENERS: Listeners =
    Listeners(&[workspaces::on_people_changed as Listener, mailboxes::on_people_changed]);

/// Jobs of one kind, and how many of them are done at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Crew {
    /// What somebody at a page has asked for and waits for: it must not queue behind the nation's runs.
    Acts,
    /// What schools' systems send, and what the calendar brings: much at a time, and nobody looks on.
    Runs,
    /// What waits for Microsoft or Google, which may be slow.
    Connectors,
}

impl Crew {
    /// In the order in which `drain` takes them.
    pub(super) const ALL: [Self; 3] = [Self::Acts, Self::Runs, Self::Connectors];

    /// Jobs at once. Runs leave half of the processors to pages.
    pub(super) fn concurrency(self) -> u32 {
        match self {
            Self::Acts => 2,
            Self::Runs => u32::try_from(processors() / 2).map_or(1, |half| half.clamp(1, 4)),
            Self::Connectors => 12,
        }
    }

    /// Connections to the portal's tables: one a job, and for those who wait for a service one more for their hold.
    pub(super) fn connections(self) -> u32 {
        match self {
            Self::Acts | Self::Runs => self.concurrency(),
            Self::Connectors => 2 * self.concurrency(),
        }
    }

    /// Wakes what a process that ended left unfinished.
    pub(super) async fn wake_unfinished(self, services: &Services) -> sqlx::Result<()> {
        match self {
            Self::Acts => {
                bulk_acts::wake_unfinished(services).await?;
                manage_user::wake_requests(services).await
            }
            Self::Runs => {
                provisioning::wake_unfinished(services).await?;
                rollover::wake_unfinished(services).await
            }
            Self::Connectors => {
                mailboxes::wake_out_of_step(services).await?;
                workspaces::wake_unfinished(services).await
            }
        }
    }

    /// Its jobs, with what they need.
    pub(super) fn options(self, services: &Services) -> Result<WorkerOptions, CrontabTimerError> {
        let options = WorkerOptions::default().add_extension(services.clone());
        Ok(match self {
            Self::Acts => {
                options.define_job::<RunAct>().define_job::<RehearseSchool>().define_job::<GenerateUsername>()
            }
            Self::Runs => options
                .define_job::<ReadUpload>()
                .define_job::<ApplySchool>()
                .define_job::<ReleaseDue>()
                .define_job::<ExpireDue>()
                .define_job::<RunSchool>()
                .define_job::<CountYearEnd>()
                .define_job::<DailyTasks>()
                .with_cron(nightly()?),
            Self::Connectors => options
                .add_extension(LISTENERS)
                .define_job::<PeopleChanged>()
                .define_job::<ReconcileMailbox>()
                .define_job::<ReconcilePerson>()
                .define_job::<ReconcileWorkspace>(),
        })
    }
}

fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// A little after midnight. A portal that was off then catches up at its next start.
fn nightly() -> Result<CronBuilder<DailyTasks>, CrontabTimerError> {
    Ok(Cron::daily_at::<DailyTasks>(0, 5)?.fill(CrontabFill::hours(23)))
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn what_the_schedule_stores_is_the_nightly_job() {
        let nightly = nightly().unwrap().build();
        let payload = nightly.payload.unwrap_or(Value::Null);
        assert!(serde_json::from_value::<DailyTasks>(payload).is_ok());
    }
}
