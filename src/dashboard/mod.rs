//! The dashboard of a school: what it is for everybody in it; figures, the provisioning client's runs and what needs attention
//! for those who look after its accounts.

mod attention;
mod strip;

use askama::Template;
use askama_web::WebTemplate;
use axum::Router;
use axum::routing::get;
use chrono::{DateTime, Utc};

use crate::authz::{Permission, SeeSchool, may};
use crate::base::clock::london_day;
use crate::base::id::BatchId;
use crate::provisioning::{LatestRun, find_latest_run, run_state};
use crate::school_status::{RunDay, SchoolStatus, find_run_days, find_status};
use crate::tenancy::{Authority, list_authorities};
use crate::web::{AppState, InSchool, Messages, Shell, WebError, dates};

use attention::{Attention, attention};
use strip::{DayCounts, DayOutcome, count, first_day, strip};

/// The routes of this feature.
pub fn routes() -> Router<AppState> {
    Router::new().route("/schools/{dfes}", get(show_dashboard))
}

#[derive(Template, WebTemplate)]
#[template(path = "dashboard/dashboard.html")]
struct DashboardPage {
    shell: Shell,
    name: String,
    authority: String,
    figures: Vec<Figure>,
    provisioning: Option<ProvisioningPanel>,
    /// A sentence for those who cannot help themselves here.
    whom_to_ask: Option<String>,
}

struct Figure {
    count: i32,
    label: String,
    /// Empty where no page shows them, or not to this person.
    href: String,
}

/// *Provisioning Status* and what needs attention, for those who look after the accounts.
struct ProvisioningPanel {
    last_run: Option<LastRun>,
    cells: Vec<Cell>,
    days: DayCounts,
    attention: Vec<AttentionLine>,
    runs_href: String,
}

struct LastRun {
    at: String,
    age: String,
    state: (&'static str, String),
    href: String,
}

struct Cell {
    class: &'static str,
    title: String,
}

/// A line of *Needs attention*.
struct AttentionLine {
    tone: &'static str,
    text: String,
    href: Option<String>,
}

type Visit = InSchool<SeeSchool>;

/// What is read of the school for somebody who looks after its accounts.
struct Runs {
    days: Vec<RunDay>,
    latest: Option<LatestRun>,
}

async fn show_dashboard(visit: Visit) -> Result<DashboardPage, WebError> {
    let now = visit.asked.services().clock.now();
    let sees_figures = may(visit.actor.role, Permission::SeeLearners);
    let manages = may(visit.actor.role, Permission::ManageProvisioning);
    let mut tx = visit.begin().await?;
    let authorities = list_authorities(&mut tx).await?;
    let status = match sees_figures {
        true => find_status(&mut tx).await?,
        false => SchoolStatus::default(),
    };
    let runs = match manages {
        true => Some(Runs {
            days: find_run_days(&mut tx, first_day(london_day(now))).await?,
            latest: find_latest_run(&mut tx).await?,
        }),
        false => None,
    };
    tx.commit().await?;
    let language = visit.asked.language;
    let authority = authorities
        .iter()
        .find(|authority| authority.code == visit.school.authority_code);
    Ok(DashboardPage {
        shell: visit.shell(),
        name: visit.school.name(language).to_owned(),
        authority: authority
            .map(|authority| Authority::name(authority, language).to_owned())
            .unwrap_or_default(),
        figures: figures(&visit, &status),
        provisioning: runs.map(|runs| panel(&visit, &status, &runs, now)),
        whom_to_ask: whom_to_ask(visit.messages(), sees_figures, manages),
    })
}

fn whom_to_ask(t: &Messages, sees_figures: bool, manages: bool) -> Option<String> {
    match (sees_figures, manages) {
        (_, true) => None,
        (true, false) => Some(t.ask_a_champion()),
        (false, false) => Some(t.ask_a_teacher()),
    }
}

/// The figures that the actor may see, each a link where its page is open to them.
fn figures(visit: &Visit, status: &SchoolStatus) -> Vec<Figure> {
    let t = visit.messages();
    let role = visit.actor.role;
    let figure = |count, label, href: &str| Figure {
        count,
        label,
        href: if href.is_empty() {
            String::new()
        } else {
            visit.path(href)
        },
    };
    let mut figures = Vec::new();
    if may(role, Permission::SeeLearners) {
        figures.push(figure(status.learners, t.learners(), "/learners"));
    }
    if may(role, Permission::SeeStaff) {
        figures.push(figure(status.staff, t.staff(), "/staff"));
        figures.push(figure(
            status.without_consent,
            t.without_consent(),
            "/learners?consent=no",
        ));
        figures.push(figure(status.expiring, t.expiring_soon(), ""));
    }
    figures
}

fn panel(visit: &Visit, status: &SchoolStatus, runs: &Runs, now: DateTime<Utc>) -> ProvisioningPanel {
    let t = visit.messages();
    let cells = strip(&runs.days, london_day(now));
    let lines = attention(status);
    ProvisioningPanel {
        last_run: runs
            .latest
            .as_ref()
            .map(|latest| last_run(visit, status, latest, now)),
        days: count(&cells),
        cells: cells
            .iter()
            .map(|cell| {
                let (class, words) = day_in_words(t, cell.outcome);
                let title = format!("{}: {words}", dates::day(cell.day));
                Cell { class, title }
            })
            .collect(),
        attention: lines
            .into_iter()
            .map(|line| attention_line(visit, line, runs.latest.as_ref()))
            .collect(),
        runs_href: visit.path("/provisioning"),
    }
}

/// The same file again moves *Last Run* without making a run of its own.
fn last_run(visit: &Visit, status: &SchoolStatus, latest: &LatestRun, now: DateTime<Utc>) -> LastRun {
    let t = visit.messages();
    let at = status
        .last_run_at
        .map_or(latest.received_at, |moved| moved.max(latest.received_at));
    LastRun {
        at: dates::moment(at),
        age: dates::age(t, at, now),
        state: run_state(t, &latest.state),
        href: visit.path(&format!("/provisioning/{}", latest.id)),
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
        Attention::FailedRun => (
            "bad",
            t.attention_failed(),
            latest.map(|run| run_path(run.id, "")),
        ),
        Attention::RejectedRows(count) => {
            let run = latest.and_then(|run| run.with_rejections);
            let href = run.map(|id| run_path(id, "?tab=rejected"));
            ("warn", t.attention_rejected(count), href)
        }
        Attention::WaitingLearners(count) => {
            let run = latest.and_then(|run| run.with_waiting);
            let href = run.map(|id| run_path(id, "?tab=waiting"));
            ("wait", t.attention_waiting(count), href)
        }
        Attention::ExpiringAccounts(count) => ("info", t.attention_expiring(count), None),
        Attention::FewChampions(0) => ("warn", t.attention_no_champion(), Some(visit.path("/staff"))),
        Attention::FewChampions(_) => ("info", t.attention_one_champion(), Some(visit.path("/staff"))),
    };
    AttentionLine { tone, text, href }
}
