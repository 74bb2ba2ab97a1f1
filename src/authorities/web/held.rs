//! An authority's held runs: the list, the chosen ones side by side with the question, and the answer to it.

use askama::Template;
use askama_web::WebTemplate;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use axum_extra::extract::{Form, Query};
use serde::Deserialize;

use super::super::held::{OpenedRun, RunKey, choose_runs, open_run, release_run};
use super::super::store::held::{HeldRow, list_held_runs};
use crate::authz::SeeSchools;
use crate::base::{DfesNumber, YearGroup};
use crate::provisioning::{HoldReason, wording};
use crate::web::{Flash, InAuthority, Messages, Shell, WebError, dates};

pub(super) type Visit = InAuthority<SeeSchools>;

/// The runs that an address or a form names.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Chosen {
    #[serde(default)]
    run: Vec<String>,
}

impl Chosen {
    /// Those that can be read.
    pub(super) fn keys(&self) -> Vec<RunKey> {
        self.run.iter().filter_map(|text| RunKey::parse(text)).collect()
    }
}

/// An address below the held runs that names these.
pub(super) fn address(visit: &Visit, page: &str, keys: impl Iterator<Item = RunKey>) -> String {
    let named: Vec<String> = keys.map(|key| format!("run={key}")).collect();
    visit.path(&format!("/held-runs/{page}?{}", named.join("&")))
}

#[derive(Template, WebTemplate)]
#[template(path = "authorities/held_runs.html")]
pub(super) struct HeldRunsPage {
    shell: Shell,
    authority: String,
    path: String,
    runs: Vec<HeldLine>,
}

/// A held run, in words.
struct HeldLine {
    key: String,
    name: String,
    href: String,
    received: String,
    age: String,
    why: String,
    would_release: i32,
    threshold: i32,
    final_year: i32,
    accounts: i32,
}

/// `GET /authorities/{code}/held-runs`
pub(super) async fn show_held_runs(visit: Visit) -> Result<HeldRunsPage, WebError> {
    let mut tx = visit.begin().await?;
    let rows = list_held_runs(&mut tx, visit.asked.language).await?;
    tx.commit().await?;
    Ok(HeldRunsPage {
        shell: visit.shell(),
        authority: visit.name().to_owned(),
        path: visit.path("/held-runs"),
        runs: rows.into_iter().filter_map(|row| held_line(&visit, row)).collect(),
    })
}

fn held_line(visit: &Visit, row: HeldRow) -> Option<HeldLine> {
    let t = visit.messages();
    let key = RunKey { school: DfesNumber::from_i32(row.dfes_number)?, batch: row.batch };
    let reason = row.reason.as_deref().and_then(HoldReason::from_code);
    let now = visit.asked.services().clock.now();
    Some(HeldLine {
        href: run_href(key),
        key: key.to_string(),
        name: row.name,
        received: row.held_at.map(dates::moment).unwrap_or_default(),
        age: row.held_at.map(|at| dates::age(t, at, now)).unwrap_or_default(),
        why: reason.map(|reason| reason_in_short(t, reason)).unwrap_or_default(),
        would_release: row.would_release,
        threshold: row.threshold,
        final_year: row.final_year,
        accounts: row.accounts,
    })
}

fn reason_in_short(t: &Messages, reason: HoldReason) -> String {
    match reason {
        HoldReason::Releases => t.held_for_releases(),
        HoldReason::Memberships => t.held_for_memberships(),
        HoldReason::LastChampion => t.held_for_last_champion(),
    }
}

#[derive(Template, WebTemplate)]
#[template(path = "authorities/held_chosen.html")]
struct ChosenPage {
    shell: Shell,
    authority: String,
    path: String,
    runs: Vec<RunCard>,
    /// How many accounts all of them would release.
    releases: i32,
}

/// A run beside others.
pub(super) struct RunCard {
    pub(super) key: String,
    pub(super) name: String,
    pub(super) href: String,
    pub(super) state: (&'static str, String),
    pub(super) why: String,
    pub(super) is_over: bool,
    pub(super) is_held: bool,
    pub(super) received: String,
    pub(super) would_release: i32,
    pub(super) threshold: i32,
    pub(super) counts: Vec<(i32, String)>,
    pub(super) years: Vec<(String, i64)>,
    pub(super) people: Vec<String>,
    /// How many are not named.
    pub(super) more: i64,
    /// Whether no Digital Champion would be left.
    pub(super) ends_champions: bool,
}

/// `GET /authorities/{code}/held-runs/chosen`: several runs side by side, and whether to release them.
pub(super) async fn show_chosen(visit: Visit, Query(query): Query<Chosen>) -> Result<Response, WebError> {
    let runs = read_cards(&visit, &query.keys()).await?;
    if runs.is_empty() {
        return Ok(back(&visit));
    }
    Ok(ChosenPage {
        shell: visit.shell(),
        authority: visit.name().to_owned(),
        path: visit.path("/held-runs"),
        releases: runs.iter().filter(|run| run.is_held).map(|run| run.would_release).sum(),
        runs,
    }
    .into_response())
}

/// `POST /authorities/{code}/held-runs/chosen`: releases each; what becomes of them stands on the page that follows.
pub(super) async fn post_chosen(visit: Visit, Form(form): Form<Chosen>) -> Result<Response, WebError> {
    let mut tx = visit.begin().await?;
    let chosen = choose_runs(&mut tx, &visit.actor, visit.authority.code, &form.keys()).await?;
    tx.commit().await?;
    if chosen.is_empty() {
        return Ok(back(&visit));
    }
    for run in &chosen {
        release_run(&visit.asked, &visit.actor, run).await?;
    }
    let outcome = address(&visit, "outcome", chosen.iter().map(|run| run.key));
    Ok(Redirect::to(&outcome).into_response())
}

/// Nobody chose anything that is here.
pub(super) fn back(visit: &Visit) -> Response {
    let jar = CookieJar::new().add(Flash::NothingChosen.cookie(visit.asked.is_https()));
    (jar, Redirect::to(&visit.path("/held-runs"))).into_response()
}

/// The runs that `keys` name, as their schools know them, in that order.
pub(super) async fn read_cards(visit: &Visit, keys: &[RunKey]) -> Result<Vec<RunCard>, WebError> {
    let mut tx = visit.begin().await?;
    let chosen = choose_runs(&mut tx, &visit.actor, visit.authority.code, keys).await?;
    tx.commit().await?;
    let mut cards = Vec::new();
    for run in &chosen {
        let name = run.school.name(visit.asked.language).to_owned();
        let opened = open_run(visit.asked.services(), run, visit.asked.language).await?;
        cards.extend(opened.map(|opened| card(visit.messages(), run.key, name, &opened)));
    }
    Ok(cards)
}

fn card(t: &Messages, key: RunKey, name: String, opened: &OpenedRun) -> RunCard {
    let report = &opened.report;
    let people = opened.people.iter().map(|row| format!("{}, {}", row.surname, row.forename));
    let people: Vec<String> = people.collect();
    let would_release: i64 = opened.years.iter().map(|year| year.people).sum();
    let named = i64::try_from(people.len()).unwrap_or_default();
    let is_held = report.state == "held";
    let counts = [
        (report.created, t.outcome_created()),
        (report.updated, t.outcome_updated()),
        (report.reactivated, t.outcome_reactivated()),
        (report.transferred, t.outcome_transferred()),
        (if is_held { 0 } else { report.released }, t.outcome_released()),
        (report.waiting, t.outcome_waiting()),
        (report.rejected, t.outcome_rejected()),
        (report.missing, t.outcome_missing()),
    ];
    RunCard {
        href: run_href(key),
        key: key.to_string(),
        name,
        state: wording::state(t, &report.state),
        why: wording::hold_of_run(t, report).unwrap_or_default(),
        is_over: report.is_over(),
        is_held,
        received: dates::moment(report.received_at),
        would_release: report.would_release.unwrap_or_default(),
        threshold: report.threshold.unwrap_or_default(),
        counts: counts.into_iter().filter(|(count, _)| *count > 0).collect(),
        years: opened.years.iter().map(|row| (year_in_words(t, row.year), row.people)).collect(),
        people,
        more: would_release - named,
        ends_champions: opened.ends_champions,
    }
}

fn year_in_words(t: &Messages, year: Option<YearGroup>) -> String {
    year.map_or_else(|| t.staff(), |year| t.year_group(year))
}

fn run_href(key: RunKey) -> String {
    format!("/schools/{}/provisioning/{}", key.school, key.batch)
}
