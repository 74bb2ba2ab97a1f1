//! An act's page: the question before it, the progress while it goes on, and what came of each person.

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::{Form, Path};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::ask::href;
use super::{ActPath, Visit, may, wording};
use crate::base::id::ActId;
use crate::bulk_acts::deed::finish;
use crate::bulk_acts::store::{self, ResultRow, Sight};
use crate::bulk_acts::{AT_ONCE, Act, Outcome, confirm};
use crate::consent::Basis;
use crate::db::TenantTx;
use crate::directory::{PersonCells, RowWords};
use crate::web::{InSchool, ListAddress, Messages, Pagination, Paging, Shell, WebError};

/// The most names that a question lists.
const NAMED: i64 = 12;

/// What the question's form sends.
#[derive(Debug, Default, Deserialize)]
pub(super) struct ConfirmForm {
    #[serde(default)]
    basis: String,
    #[serde(default)]
    count: String,
}

#[derive(Template, WebTemplate)]
#[template(path = "bulk_acts/question.html")]
struct QuestionPage {
    shell: Shell,
    question: String,
    consequence: String,
    yes: String,
    asks_for_the_count: bool,
    asks_for_a_basis: bool,
    people: i32,
    names: Vec<String>,
    action: String,
    list_href: String,
    form: ConfirmForm,
    errors: Vec<(&'static str, String)>,
}

#[derive(Template, WebTemplate)]
#[template(path = "bulk_acts/progress.html")]
struct ProgressPage {
    shell: Shell,
    heading: String,
    href: String,
    done: i64,
    people: i32,
}

#[derive(Template, WebTemplate)]
#[template(path = "bulk_acts/result.html")]
struct ResultPage {
    shell: Shell,
    heading: String,
    list_href: String,
    slips_href: String,
    act: ActId,
    list: &'static str,
    /// How many had which outcome, in words.
    counts: Vec<(String, i64)>,
    can_print: bool,
    shows_passwords: bool,
    rows: Vec<Row>,
    words: RowWords,
    pagination: Pagination,
}

struct Row {
    cells: PersonCells,
    group: String,
    outcome: String,
    is_done: bool,
}

/// `GET /schools/{dfes}/acts/{act}`
pub(super) async fn show_act(visit: Visit, Path(path): Path<ActPath>) -> Result<Response, WebError> {
    let mut tx = visit.begin().await?;
    let act = find(&mut tx, &visit, path.id()?).await?;
    let page = match (act.confirmed_at, act.finished_at) {
        (None, _) => {
            let names = list_names(&mut tx, &visit, act.id).await?;
            question_page(&visit, &act, names, ConfirmForm::default()).into_response()
        }
        (_, None) => progress_page(&visit, &act).into_response(),
        (_, Some(_)) => result_page(&mut tx, &visit, &act).await?.into_response(),
    };
    tx.commit().await?;
    Ok(page)
}

/// `POST /schools/{dfes}/acts/{act}/confirm`
pub(super) async fn confirm_act(
    visit: Visit,
    Path(path): Path<ActPath>,
    Form(form): Form<ConfirmForm>,
) -> Result<Response, WebError> {
    let mut tx = visit.begin().await?;
    let act = find(&mut tx, &visit, path.id()?).await?;
    let names = list_names(&mut tx, &visit, act.id).await?;
    tx.commit().await?;
    if act.confirmed_at.is_none() {
        let page = question_page(&visit, &act, names, form);
        let errors = page.mistakes(visit.messages());
        if !errors.is_empty() {
            return Ok(QuestionPage { errors, ..page }.into_response());
        }
        let basis = Basis::parse(&page.form.basis).filter(|_| page.asks_for_a_basis);
        start(&visit, act.id, basis.as_ref().map(Basis::as_str)).await?;
    }
    Ok(Redirect::to(&href(&visit, act.id)).into_response())
}

/// Starts an act; a small one is done when this returns. One that was started before is left alone.
pub(super) async fn start<P>(visit: &InSchool<P>, id: ActId, note: Option<&str>) -> Result<(), WebError> {
    let services = visit.asked.services();
    let mut tx = visit.begin().await?;
    let people = confirm(&mut tx, services, id, note).await?;
    tx.commit().await?;
    if people.is_some_and(|people| people <= AT_ONCE) {
        // What goes wrong here is tried again in the background, and the act's page says how far it is.
        if let Err(error) = finish(services, visit.school.id, id).await {
            tracing::warn!(%error, act = %id, "an act goes on in the background");
        }
    }
    Ok(())
}

/// An act that the reader may do. Until it is confirmed it is nobody's but theirs who asked for it.
async fn find(tx: &mut TenantTx, visit: &Visit, id: ActId) -> Result<Act, WebError> {
    let act = store::find_act(tx, id).await?.ok_or(WebError::NotFound)?;
    let is_own = act.author.account == Some(visit.actor.account);
    let is_visible = may(visit, act.kind, act.list) && (is_own || act.confirmed_at.is_some());
    is_visible.then_some(act).ok_or(WebError::NotFound)
}

async fn list_names(tx: &mut TenantTx, visit: &Visit, act: ActId) -> Result<Vec<String>, WebError> {
    let sight = Sight { language: visit.asked.language, offset: 0, limit: NAMED };
    let rows = store::list_results(tx, act, sight).await?;
    Ok(rows.iter().map(|row| row.name.to_string()).collect())
}

fn question_page(visit: &Visit, act: &Act, names: Vec<String>, form: ConfirmForm) -> QuestionPage {
    let t = visit.messages();
    QuestionPage {
        shell: Shell { path_and_query: href(visit, act.id), ..visit.shell() },
        question: wording::question(t, act.kind, act.people),
        consequence: wording::consequence(t, act.kind),
        yes: wording::yes(t, act.kind),
        asks_for_the_count: act.kind.asks_for_the_count(),
        asks_for_a_basis: act.kind.asks_for_a_basis(),
        people: act.people,
        names,
        action: format!("{}/confirm", href(visit, act.id)),
        list_href: visit.path(act.list.path()),
        form,
        errors: Vec::new(),
    }
}

impl QuestionPage {
    /// What must be mended before the act is done.
    fn mistakes(&self, t: &Messages) -> Vec<(&'static str, String)> {
        let no_basis = self.asks_for_a_basis && Basis::parse(&self.form.basis).is_none();
        let other_count = self.asks_for_the_count && self.form.count.trim().parse() != Ok(self.people);
        let mistakes = [
            no_basis.then(|| ("basis", t.basis_is_missing())),
            other_count.then(|| ("count", t.count_is_other(self.people))),
        ];
        mistakes.into_iter().flatten().collect()
    }

    /// What is wrong with a field; empty when nothing is.
    fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|(name, _)| *name == field).map_or("", |(_, text)| text)
    }

    /// How many are not named.
    fn others(&self) -> usize {
        usize::try_from(self.people).unwrap_or_default().saturating_sub(self.names.len())
    }
}

fn progress_page(visit: &Visit, act: &Act) -> ProgressPage {
    ProgressPage {
        shell: visit.shell(),
        heading: wording::heading(visit.messages(), act.kind, act.note.as_deref()),
        href: href(visit, act.id),
        done: act.done,
        people: act.people,
    }
}

async fn result_page(tx: &mut TenantTx, visit: &Visit, act: &Act) -> Result<ResultPage, WebError> {
    let t = visit.messages();
    let paging = Paging::of(&ListAddress::of(&visit.asked.uri));
    let pagination = paging.paginate(ListAddress::at(&href(visit, act.id)), i64::from(act.people));
    let sight = Sight {
        language: visit.asked.language,
        offset: pagination.offset(),
        limit: pagination.per_page.into(),
    };
    let rows = store::list_results(tx, act.id, sight).await?;
    let counts = store::count_outcomes(tx, act.id).await?;
    let done = counts.iter().any(|(outcome, _)| *outcome == Some(Outcome::Done));
    let is_reset = act.kind == crate::bulk_acts::ActKind::ResetPasswords;
    Ok(ResultPage {
        shell: visit.shell(),
        heading: wording::heading(t, act.kind, act.note.as_deref()),
        list_href: visit.path(act.list.path()),
        slips_href: visit.path("/slips"),
        act: act.id,
        list: act.list.code(),
        counts: counts
            .iter()
            .map(|(outcome, count)| (wording::outcome(t, act.kind, *outcome), *count))
            .collect(),
        can_print: is_reset && done,
        shows_passwords: is_reset,
        rows: rows.iter().map(|row| row_of(visit, act, row)).collect(),
        words: RowWords::of(t),
        pagination,
    })
}

fn row_of(visit: &Visit, act: &Act, row: &ResultRow) -> Row {
    Row {
        cells: PersonCells::of(visit, row.id, &row.name, &row.username, row.password),
        group: row.registration_group.clone().unwrap_or_default(),
        outcome: wording::outcome(visit.messages(), act.kind, row.outcome),
        is_done: row.outcome == Some(Outcome::Done),
    }
}
