//! `ump rollover`: the end of an academic year in every school, rehearsed or carried out here and now.

use anyhow::bail;
use clap::{Args, Subcommand};
use indicatif::ProgressBar;
use serde::Serialize;

use super::beside::{join, print};
use crate::base::AcademicYear;
use crate::base::id::SchoolId;
use crate::calendar::{YearEnd, find_year_end};
use crate::config::Config;
use crate::db::{Reason, Scope, describe};
use crate::rollover::{Totals, YearEndRun, find_totals, list_unfinished};
use crate::services::Services;
use crate::web::dates;

/// `ump rollover`.
#[derive(Debug, Subcommand)]
pub enum RolloverCommand {
    /// Store what the year end would do in each school; nothing else changes
    Rehearse(RolloverArgs),
    /// Close the year in each school where it is not closed yet
    Run(RolloverArgs),
}

/// Which year, and how the result is printed.
#[derive(Debug, Args)]
pub struct RolloverArgs {
    /// The year in which the academic year began: 2026 for 2026-27
    #[arg(long, value_name = "YYYY")]
    year: i32,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

/// What came of it: the nation's figures, and how many schools failed.
#[derive(Debug, Serialize)]
struct Report {
    year: i32,
    failed: usize,
    #[serde(flatten)]
    totals: Totals,
}

/// Rehearses or carries out the year end.
pub async fn rollover(config: &Config, command: RolloverCommand) -> anyhow::Result<()> {
    let (args, is_run) = match command {
        RolloverCommand::Rehearse(args) => (args, false),
        RolloverCommand::Run(args) => (args, true),
    };
    let (site, services) = join(config).await?;
    let ended = end_year(&services, AcademicYear(args.year), is_run).await;
    site.close().await?;
    let report = ended?;
    let Totals { schools, rehearsed, done, accounts, groups, workspaces, .. } = report.totals;
    let text = format!(
        "{}: rehearsed in {rehearsed} and closed in {done} of {schools} schools; {accounts} accounts, {groups} classes, \
         {workspaces} Teams and Classrooms",
        AcademicYear(args.year)
    );
    print(args.json, &serde_json::to_value(&report)?, &text)?;
    match report.failed {
        0 => Ok(()),
        failed => bail!("{failed} schools failed: run the command again for them"),
    }
}

async fn end_year(services: &Services, year: AcademicYear, is_run: bool) -> anyhow::Result<Report> {
    let mut tx = services.database.system(Reason::Operator).await?;
    let year_end = find_year_end(&mut tx, year).await?;
    let schools = list_unfinished(&mut tx, year).await?;
    tx.commit().await?;
    let Some(year_end) = year_end else {
        bail!("the dates of {year} are not declared: the service desk declares them under Academic years");
    };
    if is_run && !year_end.is_due(services.clock.today()) {
        bail!("{year} is closed on {} at the earliest", dates::day(year_end.rollover_on));
    }
    let failed = work_through(services, &year_end, &schools, is_run).await;
    let mut tx = services.database.authority(Scope::Nation).await?;
    let totals = find_totals(&mut tx, year).await?;
    tx.commit().await?;
    Ok(Report { year: year.0, failed, totals })
}

/// One school after the other; one that fails keeps no other back. How many failed.
async fn work_through(services: &Services, year_end: &YearEnd, schools: &[SchoolId], is_run: bool) -> usize {
    let bar = ProgressBar::new(schools.len().try_into().unwrap_or(u64::MAX));
    let mut failed = 0;
    for school in schools {
        let run = YearEndRun::of(services, *school, *year_end);
        let done = if is_run { run.finish().await } else { run.rehearse().await };
        if let Err(error) = done {
            tracing::error!(%school, error = describe(&error), "the year end of a school failed");
            failed += 1;
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    failed
}
