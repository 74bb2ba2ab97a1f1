//! The questions before a held run is released or discarded, and the answers to them.

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};

use super::super::decision::{Decision, DecisionError, discard_held, release_held};
use super::super::store::run_lines::list_held_accounts;
use super::super::wording;
use super::{RunPath, find_run};
use crate::authz::ManageProvisioning;
use crate::base::id::{BatchId, Ids};
use crate::base::random::OsRandom;
use crate::school_status::are_last_champions;
use crate::web::{InSchool, Shell, WebError};

/// What is asked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Question {
    Release,
    Discard,
}

#[derive(Template, WebTemplate)]
#[template(path = "provisioning/question.html")]
struct QuestionPage {
    shell: Shell,
    question: Question,
    why_held: String,
    count: usize,
    /// Whether no Digital Champion would be left.
    ends_champions: bool,
    run_href: String,
}

/// Whoever decides about runs.
pub(super) type Visit = InSchool<ManageProvisioning>;

pub(super) async fn ask_release(visit: Visit, Path(path): Path<RunPath>) -> Result<Response, WebError> {
    ask(visit, path, Question::Release).await
}

pub(super) async fn ask_discard(visit: Visit, Path(path): Path<RunPath>) -> Result<Response, WebError> {
    ask(visit, path, Question::Discard).await
}

/// A run that is no longer held has nothing to ask: its own page says what became of it.
async fn ask(visit: Visit, path: RunPath, question: Question) -> Result<Response, WebError> {
    let mut tx = visit.begin().await?;
    let run = find_run(&mut tx, &path).await?;
    let leaving = list_held_accounts(&mut tx, run.id).await?;
    let ends_champions = are_last_champions(&mut tx, &leaving).await?;
    tx.commit().await?;
    let run_href = run_href(&visit, run.id);
    if run.state != "held" {
        return Ok(Redirect::to(&run_href).into_response());
    }
    let page = QuestionPage {
        shell: visit.shell(),
        question,
        why_held: wording::hold_of_run(visit.messages(), &run)
            .unwrap_or_else(|| wording::state_says(visit.messages(), "held")),
        count: leaving.len(),
        ends_champions,
        run_href,
    };
    Ok(page.into_response())
}

pub(super) async fn post_release(visit: Visit, Path(path): Path<RunPath>) -> Result<Redirect, WebError> {
    let decision = decision(&visit, path.id()?);
    let mut tx = visit.begin().await?;
    find_run(&mut tx, &path).await?;
    release_held(&mut tx, &visit.permit, &decision).await?;
    tx.commit().await?;
    Ok(Redirect::to(&run_href(&visit, decision.batch)))
}

pub(super) async fn post_discard(visit: Visit, Path(path): Path<RunPath>) -> Result<Redirect, WebError> {
    let decision = decision(&visit, path.id()?);
    let mut tx = visit.begin().await?;
    find_run(&mut tx, &path).await?;
    discard_held(&mut tx, &visit.permit, &decision).await?;
    tx.commit().await?;
    Ok(Redirect::to(&run_href(&visit, decision.batch)))
}

pub(super) fn decision(visit: &Visit, batch: BatchId) -> Decision<'_> {
    let clock = &visit.asked.services().clock;
    Decision {
        batch,
        actor: &visit.actor,
        address: visit.asked.address,
        at: clock.now(),
        event: Ids::new(clock, &mut OsRandom).fresh(),
    }
}

pub(super) fn run_href(visit: &Visit, batch: BatchId) -> String {
    visit.path(&format!("/provisioning/{batch}"))
}

impl From<DecisionError> for WebError {
    fn from(error: DecisionError) -> Self {
        match error {
            DecisionError::NotHeld => Self::Conflict,
            DecisionError::Database(error) => error.into(),
        }
    }
}
