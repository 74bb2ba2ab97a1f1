//! One run: its state in words, its counts, and what came of its rows, tab by tab.

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::{Path, Query};
use serde::Deserialize;

use super::super::store::reports::BatchReport;
use super::super::store::undo::is_undoable;
use super::super::wording;
use super::lines::{Lines, Tab, read_lines};
use super::progress::{Progress, progress};
use super::{RunPath, find_run};
use crate::authz::ManageProvisioning;
use crate::base::AcademicYear;
use crate::calendar::{YearEnd, find_current_year_end};
use crate::school_settings::{ClientContact, find_client_contact};
use crate::web::{Chip, InSchool, ListAddress, Messages, Pagination, Shell, WebError, dates};

#[derive(Template, WebTemplate)]
#[template(path = "provisioning/run.html")]
pub(super) struct RunPage {
    shell: Shell,
    /// The list of runs.
    runs_href: String,
    /// This run.
    href: String,
    run: RunView,
    figures: Vec<Figure>,
    /// Whether it can be undone.
    is_undoable: bool,
    /// What the run did; nothing while it goes on.
    body: Option<RunBody>,
    client: Option<ClientContact>,
}

/// What stands above the tabs.
struct RunView {
    received: String,
    finished: Option<String>,
    undone: Option<String>,
    academic_year: Option<String>,
    dry_run: bool,
    state: (&'static str, String),
    says: String,
    progress: Option<Progress>,
    /// Why it is held, while it is.
    hold: Option<String>,
    /// Why it would be held, had it not been a rehearsal.
    would_hold: Option<String>,
    /// Whether it has shown what it would do.
    is_rehearsed: bool,
    /// Whom the threshold leaves out today, in the declared window.
    season: Option<String>,
    would_release: bool,
}

/// A count that leads to its rows.
struct Figure {
    count: i32,
    label: String,
    href: String,
}

/// The tabs and what stands in the open one.
struct RunBody {
    tabs: Vec<TabLink>,
    chips: Vec<Chip>,
    unchanged: i32,
    lines: Lines,
    pagination: Pagination,
}

/// A tab, as a link.
pub(super) struct TabLink {
    pub(super) label: String,
    pub(super) href: String,
    pub(super) current: bool,
}

/// Which rows are wanted.
#[derive(Debug, Default, Deserialize)]
pub(super) struct RunQuery {
    #[serde(default)]
    tab: String,
    #[serde(default)]
    outcome: String,
}

pub(super) async fn show_run(
    visit: InSchool<ManageProvisioning>,
    Path(path): Path<RunPath>,
    Query(query): Query<RunQuery>,
) -> Result<RunPage, WebError> {
    let mut tx = visit.begin().await?;
    let report = find_run(&mut tx, &path).await?;
    let address = ListAddress::of(&visit.asked.uri);
    let tab = Tab::of(&query.tab, report.state == "held");
    let read = match has_rows(&report) {
        true => Some(read_lines(&mut tx, &visit, &report, tab, &query.outcome).await?),
        false => None,
    };
    let is_undoable = is_undoable(&mut tx, report.id).await?;
    let client = find_client_contact(&mut tx).await?;
    let today = visit.asked.services().clock.today();
    let year_end = find_current_year_end(&mut tx, today).await?;
    tx.commit().await?;
    let t = visit.messages();
    let season = year_end.filter(|year_end| year_end.is_in_window(today));
    let href = visit.path(&format!("/provisioning/{}", report.id));
    let body = read.map(|(lines, pagination)| RunBody {
        tabs: tabs(t, &report, tab, &href),
        chips: outcome_chip(t, tab, &query.outcome, &address),
        unchanged: report.unchanged,
        lines,
        pagination,
    });
    Ok(RunPage {
        shell: visit.shell(),
        runs_href: visit.path("/provisioning"),
        figures: if body.is_some() { figures(t, &report, &href) } else { Vec::new() },
        run: view(t, &report, season),
        href,
        is_undoable,
        body,
        client,
    })
}

/// A run on its way has no rows to show yet, and a failed one has none at all.
fn has_rows(report: &BatchReport) -> bool {
    progress(&report.state).is_none() && report.state != "failed"
}

fn view(t: &Messages, report: &BatchReport, season: Option<YearEnd>) -> RunView {
    RunView {
        received: dates::moment(report.received_at),
        finished: report.finished_at.map(dates::moment),
        undone: report.undone_at.map(dates::moment),
        academic_year: report.academic_year.map(|year| AcademicYear(year).to_string()),
        dry_run: report.dry_run,
        state: wording::state(t, &report.state),
        says: match &report.error {
            Some(code) => wording::failure(t, code),
            None => wording::state_says(t, &report.state),
        },
        progress: progress(&report.state),
        hold: wording::hold_of_run(t, report).filter(|_| report.state == "held"),
        would_hold: wording::hold_of_run(t, report).filter(|_| report.state == "rehearsed"),
        is_rehearsed: report.state == "rehearsed",
        season: season.map(|open| t.held_in_window(dates::day(open.window_from), dates::day(open.window_to))),
        would_release: report.would_release.is_some_and(|count| count > 0),
    }
}

fn figures(t: &Messages, report: &BatchReport, href: &str) -> Vec<Figure> {
    let figure = |count: i32, code: &str, tab: Tab| Figure {
        count,
        label: wording::outcome(t, code),
        href: match (count, tab) {
            (0, _) => String::new(),
            (_, Tab::Changes) => format!("{href}?tab={}&outcome={code}", tab.as_str()),
            _ => format!("{href}?tab={}", tab.as_str()),
        },
    };
    vec![
        figure(report.created, "created", Tab::Changes),
        figure(report.updated, "updated", Tab::Changes),
        figure(report.reactivated, "reactivated", Tab::Changes),
        figure(report.transferred, "transferred", Tab::Changes),
        figure(report.released, "released", Tab::Changes),
        figure(report.skipped, "skipped", Tab::Changes),
        figure(report.rejected, "rejected", Tab::Rejected),
        figure(report.waiting, "waiting", Tab::Waiting),
        figure(report.missing, "missing", Tab::Missing),
        figure(report.unchanged, "unchanged", Tab::Unchanged),
    ]
}

fn tabs(t: &Messages, report: &BatchReport, open: Tab, href: &str) -> Vec<TabLink> {
    let changes = report.created
        + report.updated
        + report.reactivated
        + report.transferred
        + report.released
        + report.skipped;
    let link = |tab: Tab, label: String, count: i32| TabLink {
        label: format!("{label} ({count})"),
        href: format!("{href}?tab={}", tab.as_str()),
        current: tab == open,
    };
    let releases = (report.state == "held")
        .then(|| link(Tab::Releases, t.run_would_release(), report.would_release.unwrap_or_default()));
    let others = [
        link(Tab::Changes, t.run_changes(), changes),
        link(Tab::Rejected, t.outcome_rejected(), report.rejected),
        link(Tab::Waiting, t.outcome_waiting(), report.waiting),
        link(Tab::Missing, t.outcome_missing(), report.missing),
        link(Tab::Unchanged, t.outcome_unchanged(), report.unchanged),
    ];
    releases.into_iter().chain(others).collect()
}

/// One outcome alone is a filter that can be taken away.
fn outcome_chip(t: &Messages, tab: Tab, outcome: &str, address: &ListAddress) -> Vec<Chip> {
    let is_set = tab == Tab::Changes && tab.outcomes(outcome) == [outcome];
    is_set.then(|| Chip::new(wording::outcome(t, outcome), "outcome", address)).into_iter().collect()
}
