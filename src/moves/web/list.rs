//! *Move Checker*: the search, who waits, and who is waited for.

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::{Form, Query};
use axum::response::Redirect;
use serde::Deserialize;

use super::wording::{AnswerLine, answer_line};
use super::{Contacts, Visit};
use crate::base::PersonName;
use crate::directory::{kind_in_words, surname_first};
use crate::moves::checker::{self, ByUpn, Found, LastRun, Results, Search};
use crate::moves::store::{WaitedForRow, WaitingRow};
use crate::provisioning::wording::cause;
use crate::school_settings::ClientContact;
use crate::web::{ListAddress, Messages, Shell, WebError, dates};

#[derive(Template, WebTemplate)]
#[template(path = "moves/list.html")]
pub(super) struct MovesPage {
    shell: Shell,
    search_href: String,
    q: String,
    /// What came of a search by UPN that led nowhere.
    notice: Option<String>,
    /// What a search came to, where there was one.
    results: Option<Vec<FoundLine>>,
    are_cut: bool,
    last_run: String,
    is_held: bool,
    runs_href: String,
    waiting: Vec<WaitingLine>,
    waited_for: Vec<WaitedForLine>,
    client: Option<ClientContact>,
}

/// Somebody who was found, in words.
struct FoundLine {
    name: String,
    /// What they are, or where they stand in the file.
    about: String,
    href: Option<String>,
    answers: Vec<AnswerLine>,
}

struct WaitingLine {
    name: String,
    href: Option<String>,
    admission_date: String,
    since: String,
    reason: String,
}

struct WaitedForLine {
    name: String,
    href: String,
    registration_group: String,
    since: String,
}

/// What the address says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct MovesQuery {
    q: String,
    row: Option<i32>,
    /// `nobody` or `wrong`: where a UPN led nowhere.
    upn: String,
}

/// `GET /schools/{dfes}/moves`
pub(super) async fn show_moves(visit: Visit, Query(query): Query<MovesQuery>) -> Result<MovesPage, WebError> {
    let t = visit.messages();
    let circumstances = (visit.asked.language, visit.asked.services().clock.today());
    let wanted = query.row.map(Search::Row).or_else(|| Search::by_name(&query.q));
    let mut tx = visit.begin().await?;
    let last_run = checker::find_last_run(&mut tx).await?;
    let results = match &wanted {
        Some(wanted) => Some(checker::search(&mut tx, wanted, &last_run, circumstances).await?),
        None => None,
    };
    let moves = checker::list_moves(&mut tx, visit.asked.language).await?;
    let contacts = Contacts::find(&mut tx, &visit).await?;
    tx.commit().await?;
    let Results { found, are_cut } = results.unwrap_or_default();
    let found: Vec<FoundLine> = found.into_iter().map(|found| found_line(&visit, found, &last_run)).collect();
    Ok(MovesPage {
        shell: visit.shell(),
        search_href: visit.path("/moves/search"),
        notice: match query.upn.as_str() {
            "nobody" => Some(t.checker_no_such_upn(last_run_in_words(t, &last_run))),
            "wrong" => Some(t.checker_wrong_upn()),
            _ => None,
        },
        results: wanted.map(|_| found),
        are_cut,
        q: query.q.trim().to_owned(),
        last_run: last_run_in_words(t, &last_run),
        is_held: last_run.run.as_ref().is_some_and(|run| run.facts.is_held),
        runs_href: visit.path("/provisioning"),
        waiting: moves.waiting.into_iter().map(|row| waiting_line(&visit, row)).collect(),
        waited_for: moves.waited_for.into_iter().map(|row| waited_for_line(&visit, row)).collect(),
        client: contacts.client,
    })
}

/// What the search form sends.
#[derive(Debug, Default, Deserialize)]
pub(super) struct SearchForm {
    #[serde(default)]
    q: String,
}

/// `POST /schools/{dfes}/moves/search`: posted, so that a UPN never stands in an address.
pub(super) async fn search_moves(visit: Visit, Form(form): Form<SearchForm>) -> Result<Redirect, WebError> {
    let text = form.q.trim();
    let mut tx = visit.begin().await?;
    let by_upn = checker::look_up(&mut tx, text).await?;
    tx.commit().await?;
    let list = ListAddress::at(&visit.path("/moves"));
    let href = match by_upn {
        Some(ByUpn::Waiting(row)) => visit.path(&format!("/moves/{row}")),
        Some(ByUpn::Account(account)) => visit.path(&format!("/moves/{account}")),
        Some(ByUpn::Row(row)) => list.with("row", Some(row.to_string().as_str())).href(),
        Some(ByUpn::Nobody) => list.with("upn", Some("nobody")).href(),
        Some(ByUpn::Wrong) => list.with("upn", Some("wrong")).href(),
        None => list.with("q", Some(text).filter(|text| !text.is_empty())).href(),
    };
    Ok(Redirect::to(&href))
}

/// When the client last ran, as pages say it.
pub(super) fn last_run_in_words(t: &Messages, last_run: &LastRun) -> String {
    last_run.at.map_or_else(|| t.never(), dates::moment)
}

fn found_line(visit: &Visit, found: Found, last_run: &LastRun) -> FoundLine {
    let t = visit.messages();
    let ran = last_run_in_words(t, last_run);
    match found {
        Found::Person(person, answers) => FoundLine {
            name: surname_first(&person.name),
            about: t.checker_account(kind_in_words(t, person.kind), &person.username),
            href: Some(visit.path(&format!("/moves/{}", person.id))),
            answers: answers.iter().map(|answer| answer_line(t, answer, &ran)).collect(),
        },
        Found::Line(line, answer) => FoundLine {
            href: line.waiting.map(|row| visit.path(&format!("/moves/{row}"))),
            about: t.checker_row(line.row),
            name: line.name,
            answers: vec![answer_line(t, &answer, &ran)],
        },
    }
}

fn waiting_line(visit: &Visit, row: WaitingRow) -> WaitingLine {
    WaitingLine {
        href: Some(visit.path(&format!("/moves/{}", row.id))),
        name: row.name,
        admission_date: dates::day(row.admission_date),
        since: dates::day_of(row.since),
        reason: cause(visit.messages(), &row.reason),
    }
}

fn waited_for_line(visit: &Visit, row: WaitedForRow) -> WaitedForLine {
    WaitedForLine {
        href: visit.path(&format!("/moves/{}", row.account)),
        name: surname_first(&PersonName { forename: row.forename, surname: row.surname }),
        registration_group: row.registration_group.unwrap_or_default(),
        since: dates::day_of(row.since),
    }
}
