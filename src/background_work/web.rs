//! The page of given-up work.

use askama::Template;
use askama_web::WebTemplate;
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum_extra::extract::cookie::CookieJar;
use chrono::{DateTime, Utc};

use crate::audit::{Author, EventKind, write_own_event};
use crate::authz::RetryWork;
use crate::db::Reason;
use crate::jobs::{FailedJob, Retried, list_failed, retry};
use crate::tenancy::{School, find_schools_of};
use crate::web::person_shell::school_path;
use crate::web::{AppState, Flash, Messages, Shell, SignedIn, WebError, dates};

const LIST: &str = "/service-desk/work";

/// The routes of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/service-desk/work", get(show_work))
        .route("/service-desk/work/{id}/retry", post(post_retry))
}

type Visit = SignedIn<RetryWork>;

#[derive(Template, WebTemplate)]
#[template(path = "background_work/work.html")]
struct WorkPage {
    shell: Shell,
    list: &'static str,
    jobs: Vec<WorkLine>,
}

/// Work that was given up, in words.
struct WorkLine {
    id: i64,
    kind: String,
    school: Option<(String, String)>,
    since: String,
    age: String,
    attempts: i32,
}

/// `GET /service-desk/work`
async fn show_work(visit: Visit) -> Result<WorkPage, WebError> {
    let services = visit.asked.services();
    let mut tx = services.database.system(Reason::Administration).await?;
    let jobs = list_failed(&mut tx).await?;
    let schools = if jobs.is_empty() { Vec::new() } else { find_schools_of(&mut tx, None).await? };
    tx.commit().await?;
    let now = services.clock.now();
    Ok(WorkPage {
        shell: visit.shell(),
        list: LIST,
        jobs: jobs.iter().map(|job| line(&visit, job, &schools, now)).collect(),
    })
}

fn line(visit: &Visit, job: &FailedJob, schools: &[School], now: DateTime<Utc>) -> WorkLine {
    let t = visit.asked.messages();
    let school = schools.iter().find(|school| Some(school.id) == job.school);
    WorkLine {
        id: job.id,
        kind: kind(t, &job.task),
        school: school.map(|school| (school.name(visit.asked.language).to_owned(), school_path(school, ""))),
        since: dates::moment(job.failed_at),
        age: dates::age(t, job.failed_at, now),
        attempts: job.attempts,
    }
}

/// `POST /service-desk/work/{id}/retry`
async fn post_retry(visit: Visit, Path(id): Path<String>) -> Result<Response, WebError> {
    let id: i64 = id.parse().map_err(|_| WebError::NotFound)?;
    let author = Author::of(&visit.actor);
    let mut tx = visit.asked.services().database.system(Reason::Administration).await?;
    let retried = retry(&mut tx, id).await?;
    if let Retried::ForSchool(school) = retried {
        write_own_event(&mut tx, school, &visit.asked.act(EventKind::WorkRetried, &author, None)).await?;
    }
    tx.commit().await?;
    let flash = if retried == Retried::Nothing { Flash::NothingChosen } else { Flash::WorkRetried };
    let jar = CookieJar::new().add(flash.cookie(visit.asked.is_https()));
    Ok((jar, Redirect::to(LIST)).into_response())
}

/// What a kind of work does. One that has no words yet is told by its name.
fn kind(t: &Messages, task: &str) -> String {
    match task {
        "read_upload" => t.work_read_upload(),
        "apply_school" => t.work_apply_school(),
        "release_due" => t.work_release_due(),
        "expire_due" => t.work_expire_due(),
        "run_act" => t.work_run_act(),
        "generate_username" => t.work_generate_username(),
        "daily_tasks" => t.work_daily_tasks(),
        "people_changed" => t.work_people_changed(),
        "reconcile_mailbox" => t.work_reconcile_mailbox(),
        "reconcile_person" => t.work_reconcile_person(),
        "reconcile_workspace" => t.work_reconcile_workspace(),
        "rehearse_school" => t.work_rehearse_school(),
        "end_year_of_school" => t.work_end_year_of_school(),
        other => other.to_owned(),
    }
}
