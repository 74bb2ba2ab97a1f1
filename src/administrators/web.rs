//! The page of an authority's administrators: who they are, a new one, and the questions before somebody is promoted or demoted.

use askama::Template;
use askama_web::WebTemplate;
use axum::Router;
use axum::extract::{Form, Path};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum_extra::extract::cookie::CookieJar;
use secrecy::ExposeSecret;
use serde::Deserialize;

use super::adding::add_la_administrator;
use super::store::{list_staff, lock_staff};
use super::{AdministratorError, StaffRow, Turn, turn};
use crate::audit::{Author, EventKind};
use crate::authz::ManageAdministrators;
use crate::base::PersonName;
use crate::base::id::{AccountId, Ids};
use crate::base::name::NameError;
use crate::base::random::OsRandom;
use crate::db::Reason;
use crate::web::{AppState, Flash, FormErrors, InAuthority, Shell, WebError, dates};

type Visit = InAuthority<ManageAdministrators>;

/// The routes of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/authorities/{code}/administrators", get(show_administrators))
        .route("/authorities/{code}/administrators/new", get(show_new).post(post_new))
        .route("/authorities/{code}/administrators/{id}/promote", get(ask_promote).post(post_promote))
        .route("/authorities/{code}/administrators/{id}/demote", get(ask_demote).post(post_demote))
}

#[derive(Template, WebTemplate)]
#[template(path = "administrators/administrators.html")]
struct AdministratorsPage {
    shell: Shell,
    authority: String,
    path: String,
    administrators: Vec<Line>,
    staff: Vec<Line>,
}

/// Somebody of the authority, in words.
struct Line {
    id: AccountId,
    /// “Surname, Forename”.
    name: String,
    username: String,
    last_sign_in: String,
    is_own: bool,
}

/// `GET /authorities/{code}/administrators`
async fn show_administrators(visit: Visit) -> Result<AdministratorsPage, WebError> {
    let mut tx = visit.asked.services().database.system(Reason::Administration).await?;
    let rows = list_staff(&mut tx, visit.authority.code, visit.asked.language).await?;
    tx.commit().await?;
    let (administrators, staff): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.is_administrator);
    let lines = |rows: Vec<StaffRow>| rows.into_iter().map(|row| line(&visit, row)).collect();
    Ok(AdministratorsPage {
        shell: visit.shell(),
        authority: visit.name().to_owned(),
        path: list_path(&visit),
        administrators: lines(administrators),
        staff: lines(staff),
    })
}

fn line(visit: &Visit, row: StaffRow) -> Line {
    Line {
        is_own: row.id == visit.actor.account,
        id: row.id,
        name: format!("{}, {}", row.name.surname, row.name.forename),
        username: row.username,
        last_sign_in: row.last_sign_in_at.map_or_else(|| visit.messages().never(), dates::day_of),
    }
}

#[derive(Template, WebTemplate)]
#[template(path = "administrators/new.html")]
struct NewPage {
    shell: Shell,
    authority: String,
    path: String,
    form: NewForm,
    errors: FormErrors<NameError>,
}

#[derive(Template, WebTemplate)]
#[template(path = "administrators/added.html")]
struct AddedPage {
    shell: Shell,
    path: String,
    name: String,
    username: String,
    password: String,
}

/// What the page sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct NewForm {
    /// The account's id, made with the page: a form that is sent twice makes one account.
    account: String,
    forename: String,
    surname: String,
}

/// `GET /authorities/{code}/administrators/new`
async fn show_new(visit: Visit) -> NewPage {
    let id: AccountId = Ids::new(&visit.asked.services().clock, &mut OsRandom).fresh();
    let form = NewForm { account: id.to_string(), ..NewForm::default() };
    new_page(&visit, form, FormErrors::none())
}

/// `POST /authorities/{code}/administrators/new`: the answer is the one page on which the password stands.
async fn post_new(visit: Visit, Form(form): Form<NewForm>) -> Result<Response, WebError> {
    let id = form.account.parse().map(AccountId).map_err(|_| WebError::BadRequest)?;
    let mut errors = FormErrors::none();
    let Some(name) = errors.check("surname", PersonName::parse(&form.forename, &form.surname)) else {
        return Ok(new_page(&visit, form, errors).into_response());
    };
    let author = Author::of(&visit.actor);
    let event = visit.asked.act(EventKind::AdministratorAdded, &author, None);
    let new = (visit.authority.code, id, name.clone());
    match add_la_administrator(visit.asked.services(), &visit.permit, new, &event).await {
        Ok(made) => Ok(AddedPage {
            shell: visit.shell(),
            path: list_path(&visit),
            name: name.to_string(),
            username: made.username.to_string(),
            password: made.password.expose_secret().to_owned(),
        }
        .into_response()),
        Err(AdministratorError::MadeBefore) => Ok(Redirect::to(&list_path(&visit)).into_response()),
        Err(error) => Err(WebError::internal(error)),
    }
}

fn new_page(visit: &Visit, form: NewForm, errors: FormErrors<NameError>) -> NewPage {
    NewPage { shell: visit.shell(), authority: visit.name().to_owned(), path: list_path(visit), form, errors }
}

#[derive(Template, WebTemplate)]
#[template(path = "administrators/question.html")]
struct QuestionPage {
    shell: Shell,
    path: String,
    question: String,
    consequence: String,
    answer: String,
    action: String,
    is_demotion: bool,
}

/// The person that an address names.
#[derive(Debug, Deserialize)]
struct PersonPath {
    id: String,
}

async fn ask_promote(visit: Visit, Path(path): Path<PersonPath>) -> Result<Response, WebError> {
    ask(visit, path, Turn::Promote).await
}

async fn ask_demote(visit: Visit, Path(path): Path<PersonPath>) -> Result<Response, WebError> {
    ask(visit, path, Turn::Demote).await
}

async fn post_promote(visit: Visit, Path(path): Path<PersonPath>) -> Result<Response, WebError> {
    answer(visit, path, Turn::Promote).await
}

async fn post_demote(visit: Visit, Path(path): Path<PersonPath>) -> Result<Response, WebError> {
    answer(visit, path, Turn::Demote).await
}

/// What was done already has nothing to ask.
async fn ask(visit: Visit, path: PersonPath, wanted: Turn) -> Result<Response, WebError> {
    let id = somebody_else(&visit, &path)?;
    let mut tx = visit.asked.services().database.system(Reason::Administration).await?;
    let person = lock_staff(&mut tx, visit.authority.code, id).await?.ok_or(WebError::NotFound)?;
    tx.commit().await?;
    if wanted.is_done(&person) {
        return Ok(Redirect::to(&list_path(&visit)).into_response());
    }
    let t = visit.messages();
    let (name, authority) = (person.name.to_string(), visit.name());
    let href = |turn: &str| format!("{}/{id}/{turn}", list_path(&visit));
    let (question, consequence, answer, action) = match wanted {
        Turn::Promote => (
            t.promote_administrator_question(&name),
            t.promote_administrator_says(&name, authority),
            t.yes_promote(),
            href("promote"),
        ),
        Turn::Demote => (
            t.demote_administrator_question(&name),
            t.demote_administrator_says(&name, authority),
            t.yes_demote(),
            href("demote"),
        ),
    };
    let is_demotion = wanted == Turn::Demote;
    let (shell, path) = (visit.shell(), list_path(&visit));
    Ok(QuestionPage { shell, path, question, consequence, answer, action, is_demotion }.into_response())
}

async fn answer(visit: Visit, path: PersonPath, wanted: Turn) -> Result<Response, WebError> {
    let id = somebody_else(&visit, &path)?;
    let author = Author::of(&visit.actor);
    let event = visit.asked.act(wanted.kind(), &author, None);
    let done =
        turn(visit.asked.services(), &visit.permit, (visit.authority.code, id, wanted), &event).await?;
    if !done {
        return Err(WebError::NotFound);
    }
    let jar = CookieJar::new().add(Flash::Saved.cookie(visit.asked.is_https()));
    Ok((jar, Redirect::to(&list_path(&visit))).into_response())
}

/// Whom the address names; never the visitor.
fn somebody_else(visit: &Visit, path: &PersonPath) -> Result<AccountId, WebError> {
    let id = path.id.parse().map(AccountId).map_err(|_| WebError::NotFound)?;
    if id == visit.actor.account { Err(WebError::NotFound) } else { Ok(id) }
}

fn list_path(visit: &Visit) -> String {
    visit.path("/administrators")
}
