//! *Provisioning Status*, the last 30 days, and what needs attention: for those who look after the school's accounts.

use chrono::{DateTime, Utc};

use super::Visit;
use super::attention::{Attention, attention};
use super::strip::{DayCounts, DayOutcome, count, strip};
use crate::base::clock::london_day;
use crate::base::id::BatchId;
use crate::calendar::YearEnd;
use crate::connectors::Service;
use crate::provisioning::{LatestRun, run_state};
use crate::school_status::{RunDay, SchoolStatus};
use crate::web::{Messages, dates};
use crate::workspaces::Troubles;

/// What is read of the school's runs.
pub(super) struct Runs {
    /// The days of the strip on which the client ran.
    pub days: Vec<RunDay>,
    /// The newest run.
    pub latest: Option<LatestRun>,
    /// What does not work in the services that the school works in.
    pub troubles: Troubles,
    /// Shared mailboxes that need somebody.
    pub failed_mailboxes: i64,
    /// The year end that comes next.
    pub year_end: Option<YearEnd>,
}

/// *Provisioning Status* and what needs attention, for those who look after the accounts.
pub(super) struct ProvisioningPanel {
    pub last_run: Option<LastRun>,
    pub cells: Vec<Cell>,
    pub days: DayCounts,
    pub attention: Vec<AttentionLine>,
    pub runs_href: String,
    /// How the academic year ends, where that is declared.
    pub year_end: Option<YearEndLine>,
}

pub(super) struct LastRun {
    pub at: String,
    pub age: String,
    pub state: (&'static str, String),
    pub href: String,
}

/// The dates that a school has to keep, and the page that tells more.
pub(super) struct YearEndLine {
    pub heading: String,
    pub says: String,
    pub href: String,
}

pub(super) struct Cell {
    pub class: &'static str,
    pub title: String,
}

/// A line of *Needs attention*.
pub(super) struct AttentionLine {
    pub tone: &'static str,
    pub text: String,
    pub href: Option<String>,
}

/// The panel, in words.
pub(super) fn panel(
    visit: &Visit,
    status: &SchoolStatus,
    runs: &Runs,
    now: DateTime<Utc>,
) -> ProvisioningPanel {
    let t = visit.messages();
    let cells = strip(&runs.days, london_day(now));
    let lines = attention(status, &runs.troubles, runs.failed_mailboxes);
    ProvisioningPanel {
        last_run: runs.latest.as_ref().map(|latest| last_run(visit, status, latest, now)),
        days: count(&cells),
        cells: cells
            .iter()
            .map(|cell| {
                let (class, words) = day_in_words(t, cell.outcome);
                let title = format!("{}: {words}", dates::day(cell.day));
                Cell { class, title }
            })
            .collect(),
        attention: lines.into_iter().map(|line| attention_line(visit, line, runs.latest.as_ref())).collect(),
        runs_href: visit.path("/provisioning"),
        year_end: runs.year_end.as_ref().map(|year_end| year_end_line(visit, year_end)),
    }
}

/// The same file again moves *Last Run* without making a run of its own.
fn last_run(visit: &Visit, status: &SchoolStatus, latest: &LatestRun, now: DateTime<Utc>) -> LastRun {
    let t = visit.messages();
    let at = status.last_run_at.map_or(latest.received_at, |moved| moved.max(latest.received_at));
    LastRun {
        at: dates::moment(at),
        age: dates::age(t, at, now),
        state: run_state(t, &latest.state),
        href: visit.path(&format!("/provisioning/{}", latest.id)),
    }
}

fn year_end_line(visit: &Visit, year_end: &YearEnd) -> YearEndLine {
    let t = visit.messages();
    let [deadline, from, to] =
        [year_end.mis_deadline, year_end.window_from, year_end.window_to].map(dates::day);
    YearEndLine {
        heading: t.year_end_named(year_end.year.to_string()),
        says: t.year_end_dates(deadline, from, to),
        href: visit.path("/rollover"),
    }
}

fn day_in_words(t: &Messages, outcome: DayOutcome) -> (&'static str, String) {
    match outcome {
        DayOutcome::Applied => ("day-applied", t.run_applied()),
        DayOutcome::Held => ("day-held", t.run_held()),
        DayOutcome::Failed => ("day-failed", t.run_failed()),
        DayOutcome::None => ("day-none", t.no_run()),
    }
}

/// A line in words, with the page that helps.
fn attention_line(visit: &Visit, line: Attention, latest: Option<&LatestRun>) -> AttentionLine {
    let t = visit.messages();
    let run_path = |id: BatchId, tab: &str| visit.path(&format!("/provisioning/{id}{tab}"));
    let (tone, text, href) = match line {
        Attention::HeldRun(batch) => ("warn", t.attention_held(), Some(run_path(batch, ""))),
        Attention::FailedRun => ("bad", t.attention_failed(), latest.map(|run| run_path(run.id, ""))),
        Attention::RejectedRows(count) => {
            let run = latest.and_then(|run| run.with_rejections);
            let href = run.map(|id| run_path(id, "?tab=rejected"));
            ("warn", t.attention_rejected(count), href)
        }
        Attention::WaitingLearners(count) => ("wait", t.attention_waiting(count), Some(visit.path("/moves"))),
        Attention::ExpiringAccounts(count) => {
            ("info", t.attention_expiring(count), Some(visit.path("/non-mis/review")))
        }
        Attention::ServiceDown(Service::Microsoft) => ("bad", t.attention_microsoft_down(), None),
        Attention::ServiceDown(Service::Google) => ("bad", t.attention_google_down(), None),
        Attention::FailedWorkspaces(count) => {
            ("warn", t.attention_workspaces(count), Some(visit.path("/groups")))
        }
        Attention::FailedMailboxes(count) => {
            ("warn", t.attention_mailboxes(count), Some(visit.path("/mailboxes")))
        }
        Attention::StuckAccounts(count) => {
            ("warn", t.attention_stuck(count), Some(visit.path("/service-accounts")))
        }
        Attention::FewChampions(0) => ("warn", t.attention_no_champion(), Some(visit.path("/staff"))),
        Attention::FewChampions(_) => ("info", t.attention_one_champion(), Some(visit.path("/staff"))),
    };
    AttentionLine { tone, text, href }
}
