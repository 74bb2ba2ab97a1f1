//! The page of Digital Champions, and the questions before somebody is promoted or demoted.

use askama::Template;
use askama_web::WebTemplate;
use axum::Router;
use axum::extract::{Form, Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum_extra::extract::cookie::CookieJar;
use serde::Deserialize;

use super::store::{self, Sight};
use super::{StaffRow, Turn, turn};
use crate::accounts::{LockedPerson, lock_people};
use crate::audit::EventKind;
use crate::authz::ManageChampions;
use crate::base::id::AccountId;
use crate::base::text::fold;
use crate::base::upn::may_be_upn;
use crate::db::TenantTx;
use crate::directory::surname_first;
use crate::school_status::{count_champions, lock_champions};
use crate::web::{
    AppState, Chip, Flash, InSchool, ListAddress, Messages, Pagination, Paging, Shell, WebError,
};

type Visit = InSchool<ManageChampions>;

/// Fewer staff than this need no search.
const SEARCHED_FROM: i64 = 20;

/// The routes of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/schools/{dfes}/digital-champions", get(show_champions))
        .route("/schools/{dfes}/digital-champions/search", post(search_staff))
        .route("/schools/{dfes}/users/{id}/promote", get(ask_promote).post(promote))
        .route("/schools/{dfes}/users/{id}/demote", get(ask_demote).post(demote))
}

#[derive(Template, WebTemplate)]
#[template(path = "champions/champions.html")]
struct ChampionsPage {
    shell: Shell,
    champions: Vec<Line>,
    staff: Vec<Line>,
    /// How many staff there are beside the champions, and how many of them match the search.
    remaining: i64,
    matching: i64,
    q: String,
    chips: Vec<Chip>,
    pagination: Pagination,
}

impl ChampionsPage {
    fn has_search(&self) -> bool {
        self.remaining >= SEARCHED_FROM || !self.q.is_empty()
    }
}

/// A member of staff, in words.
struct Line {
    /// “Surname, Forename”.
    name: String,
    username: String,
    staff_code: String,
    href: String,
    is_own: bool,
}

#[derive(Debug, Default, Deserialize)]
struct SearchQuery {
    #[serde(default)]
    q: String,
}

/// `POST /schools/{dfes}/digital-champions/search`: the form is posted, so that what may be a UPN never reaches an address.
async fn search_staff(visit: Visit, jar: CookieJar, Form(form): Form<SearchQuery>) -> Response {
    let list = ListAddress::at(&visit.path("/digital-champions"));
    let text = form.q.trim();
    match may_be_upn(text) {
        true => {
            let jar = jar.add(Flash::NoUpnSearch.cookie(visit.asked.is_https()));
            (jar, Redirect::to(&list.href())).into_response()
        }
        false => {
            Redirect::to(&list.with("q", Some(text).filter(|text| !text.is_empty())).href()).into_response()
        }
    }
}

/// `GET /schools/{dfes}/digital-champions`
async fn show_champions(visit: Visit, Query(query): Query<SearchQuery>) -> Result<ChampionsPage, WebError> {
    let address = ListAddress::of(&visit.asked.uri);
    let paging = Paging::of(&address);
    let words: Vec<String> = fold(&query.q).split_whitespace().map(str::to_owned).collect();
    let everybody =
        Sight { champions: false, words: &[], language: visit.asked.language, offset: 0, limit: None };
    let mut tx = visit.begin().await?;
    let champions = store::list_staff(&mut tx, Sight { champions: true, ..everybody }).await?;
    let remaining = store::count_staff(&mut tx, everybody).await?;
    let matching = match words.is_empty() {
        true => remaining,
        false => store::count_staff(&mut tx, Sight { words: &words, ..everybody }).await?,
    };
    let pagination = paging.paginate(address.clone(), matching);
    let limit = Some(i64::from(pagination.per_page));
    let sight = Sight { words: &words, offset: pagination.offset(), limit, ..everybody };
    let staff = store::list_staff(&mut tx, sight).await?;
    tx.commit().await?;
    let q = query.q.trim().to_owned();
    Ok(ChampionsPage {
        shell: visit.shell(),
        champions: champions.into_iter().map(|row| line_of(&visit, row)).collect(),
        staff: staff.into_iter().map(|row| line_of(&visit, row)).collect(),
        remaining,
        matching,
        chips: (!q.is_empty()).then(|| Chip::new(format!("“{q}”"), "q", &address)).into_iter().collect(),
        q,
        pagination,
    })
}

fn line_of(visit: &Visit, row: StaffRow) -> Line {
    Line {
        name: surname_first(&row.name),
        username: row.username,
        staff_code: row.staff_code.unwrap_or_default(),
        href: visit.path(&format!("/users/{}", row.id)),
        is_own: row.id == visit.actor.account,
    }
}

/// The person that an address names.
#[derive(Debug, Deserialize)]
struct PersonPath {
    id: String,
}

/// What the question's form sends.
#[derive(Debug, Default, Deserialize)]
struct AnswerForm {
    /// Not empty where the question warned that nobody else is left.
    #[serde(default)]
    last: String,
}

#[derive(Template, WebTemplate)]
#[template(path = "champions/question.html")]
struct QuestionPage {
    shell: Shell,
    question: String,
    consequence: String,
    answer: String,
    is_last: bool,
    is_demotion: bool,
    action: String,
    list_href: String,
}

/// `GET /schools/{dfes}/users/{id}/promote`
async fn ask_promote(visit: Visit, Path(path): Path<PersonPath>) -> Result<Response, WebError> {
    ask(visit, path, Turn::Promote).await
}

/// `GET /schools/{dfes}/users/{id}/demote`
async fn ask_demote(visit: Visit, Path(path): Path<PersonPath>) -> Result<Response, WebError> {
    ask(visit, path, Turn::Demote).await
}

/// `POST /schools/{dfes}/users/{id}/promote`
async fn promote(visit: Visit, Path(path): Path<PersonPath>) -> Result<Response, WebError> {
    answer(visit, path, Turn::Promote, AnswerForm::default()).await
}

/// `POST /schools/{dfes}/users/{id}/demote`
async fn demote(
    visit: Visit,
    Path(path): Path<PersonPath>,
    Form(form): Form<AnswerForm>,
) -> Result<Response, WebError> {
    answer(visit, path, Turn::Demote, form).await
}

async fn ask(visit: Visit, path: PersonPath, wanted: Turn) -> Result<Response, WebError> {
    let mut tx = visit.begin().await?;
    let person = find_person(&visit, &mut tx, &path, wanted).await?;
    let champions = count_champions(&mut tx).await?;
    tx.commit().await?;
    if wanted.is_done(&person) {
        return Ok(Redirect::to(&list_href(&visit)).into_response());
    }
    Ok(question(&visit, &person, wanted, champions).into_response())
}

/// Does it, unless the last champion is meant and the question that was answered did not say so: then it is put again.
async fn answer(
    visit: Visit,
    path: PersonPath,
    wanted: Turn,
    form: AnswerForm,
) -> Result<Response, WebError> {
    let mut tx = visit.begin().await?;
    let person = find_person(&visit, &mut tx, &path, wanted).await?;
    let to_list = Redirect::to(&list_href(&visit));
    if wanted.is_done(&person) {
        return Ok(to_list.into_response());
    }
    let champions = lock_champions(&mut tx).await?;
    if is_last(wanted, champions) && form.last.is_empty() {
        return Ok(question(&visit, &person, wanted, champions).into_response());
    }
    let now = visit.asked.services().clock.now();
    turn(&mut tx, wanted, &person, (visit.actor.account, now)).await?;
    let kind = match wanted {
        Turn::Promote => EventKind::ChampionPromoted,
        Turn::Demote => EventKind::ChampionDemoted,
    };
    visit.record(&mut tx, kind, person.id, None).await?;
    tx.commit().await?;
    Ok((CookieJar::new().add(Flash::Saved.cookie(visit.asked.is_https())), to_list).into_response())
}

/// Active staff of the school's MIS, but never the visitor: nobody else is to be found here.
async fn find_person(
    visit: &Visit,
    tx: &mut TenantTx,
    path: &PersonPath,
    wanted: Turn,
) -> Result<LockedPerson, WebError> {
    let id = path.id.parse().map(AccountId).map_err(|_| WebError::NotFound)?;
    let person = lock_people(tx, &[id]).await?.pop();
    person.filter(|person| wanted.concerns(person, visit.actor.account)).ok_or(WebError::NotFound)
}

fn question(visit: &Visit, person: &LockedPerson, wanted: Turn, champions: i64) -> QuestionPage {
    let t: &Messages = visit.messages();
    let name = person.display_name.to_string();
    let href = |turn: &str| visit.path(&format!("/users/{}/{turn}", person.id));
    let (question, consequence, answer, action) = match wanted {
        Turn::Promote => (t.promote_question(&name), t.promote_says(&name), t.yes_promote(), href("promote")),
        Turn::Demote => (t.demote_question(&name), t.demote_says(&name), t.yes_demote(), href("demote")),
    };
    QuestionPage {
        shell: visit.shell(),
        question,
        consequence,
        answer,
        is_last: is_last(wanted, champions),
        is_demotion: wanted == Turn::Demote,
        action,
        list_href: list_href(visit),
    }
}

/// Whether nobody is left as champion once it is done.
fn is_last(wanted: Turn, champions: i64) -> bool {
    wanted == Turn::Demote && champions <= 1
}

fn list_href(visit: &Visit) -> String {
    visit.path("/digital-champions")
}
