//! The service desk decides about transfers of former accounts.

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use serde::Deserialize;

use super::transfer::school_number;
use crate::audit::Author;
use crate::authz::ApproveTransfers;
use crate::base::Language;
use crate::base::id::{AccountId, TransferId};
use crate::db::{Reason, SystemTx};
use crate::moves::store::requests::{self, RequestRow};
use crate::moves::store::transfers::{self, Candidate, Party};
use crate::moves::transfer::{Acting, DecisionError, Obstacle, approve, obstacle, parse_reason, refuse};
use crate::web::{Explain, Flash, FormErrors, Messages, Shell, SignedIn, WebError, dates};

type Visit = SignedIn<ApproveTransfers>;

/// How many decided requests the list shows.
const DECIDED: i64 = 50;

#[derive(Template, WebTemplate)]
#[template(path = "moves/transfers.html")]
pub(super) struct TransfersPage {
    shell: Shell,
    open: Vec<RequestLine>,
    decided: Vec<RequestLine>,
}

#[derive(Template, WebTemplate)]
#[template(path = "moves/decide.html")]
pub(super) struct DecidePage {
    shell: Shell,
    request: RequestLine,
    href: String,
    candidates: Vec<CandidateLine>,
    /// Why the account that was chosen cannot take the post.
    refusal: Option<String>,
    reason: String,
    errors: FormErrors<ReasonMissing>,
}

/// A request, in words.
struct RequestLine {
    href: String,
    name: String,
    username: String,
    school: String,
    former_school: String,
    former_username: String,
    asked: String,
    is_open: bool,
    state: (&'static str, String),
    /// When and by whom it was decided, and the reason of a refusal.
    decided: String,
    reason: String,
}

/// Somebody who may be meant, in words.
struct CandidateLine {
    id: AccountId,
    name: String,
    username: String,
    leaving_date: String,
    /// Why this account cannot take the post; nothing where it can.
    obstacle: Option<String>,
}

/// A refusal without a reason, or with one that is too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct ReasonMissing;

impl Explain for ReasonMissing {
    fn explain(&self, t: &Messages) -> String {
        t.transfer_reason_missing()
    }
}

/// The request that an address names.
#[derive(Debug, Deserialize)]
pub(super) struct RequestPath {
    id: String,
}

impl RequestPath {
    fn id(&self) -> Result<TransferId, WebError> {
        self.id.parse().map(TransferId).map_err(|_| WebError::NotFound)
    }
}

/// `GET /service-desk/transfers`
pub(super) async fn show_transfers(visit: Visit) -> Result<TransfersPage, WebError> {
    let mut tx = begin(&visit).await?;
    let rows = requests::list_requests(&mut tx, DECIDED).await?;
    tx.commit().await?;
    let lines = rows.into_iter().map(|request| request_line(&visit, request));
    let (open, decided) = lines.partition(|line: &RequestLine| line.is_open);
    Ok(TransfersPage { shell: visit.shell(), open, decided })
}

/// `GET /service-desk/transfers/{id}`
pub(super) async fn show_transfer(
    visit: Visit,
    Path(path): Path<RequestPath>,
) -> Result<DecidePage, WebError> {
    page(&visit, path.id()?).await
}

/// What *Approve* sends.
#[derive(Debug, Default, Deserialize)]
pub(super) struct ApproveForm {
    #[serde(default)]
    former: String,
}

/// `POST /service-desk/transfers/{id}/approve`
pub(super) async fn post_approve(
    visit: Visit,
    Path(path): Path<RequestPath>,
    Form(form): Form<ApproveForm>,
) -> Result<Response, WebError> {
    let id = path.id()?;
    let former = form.former.parse().map(AccountId).map_err(|_| WebError::BadRequest)?;
    let author = Author::of(&visit.actor);
    match approve(&visit.permit, &acting(&visit, &author), id, former).await {
        Err(DecisionError::Obstacle(obstacle)) => {
            let refusal = Some(obstacle_in_words(visit.asked.messages(), obstacle));
            let page = DecidePage { refusal, ..page(&visit, id).await? };
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        decided => answer(&visit, id, decided),
    }
}

/// What *Refuse* sends.
#[derive(Debug, Default, Deserialize)]
pub(super) struct RefuseForm {
    #[serde(default)]
    reason: String,
}

/// `POST /service-desk/transfers/{id}/refuse`
pub(super) async fn post_refuse(
    visit: Visit,
    Path(path): Path<RequestPath>,
    Form(form): Form<RefuseForm>,
) -> Result<Response, WebError> {
    let id = path.id()?;
    let Some(reason) = parse_reason(&form.reason) else {
        let mut errors = FormErrors::none();
        errors.add("reason", ReasonMissing);
        let page = DecidePage { errors, reason: form.reason, ..page(&visit, id).await? };
        return Ok(page.into_response());
    };
    let author = Author::of(&visit.actor);
    let refused = refuse(&visit.permit, &acting(&visit, &author), id, &reason).await;
    answer(&visit, id, refused)
}

/// The request as it is now. A second press finds it decided and shows the same.
fn answer(visit: &Visit, id: TransferId, decided: Result<(), DecisionError>) -> Result<Response, WebError> {
    let to = Redirect::to(&request_href(id));
    match decided {
        Ok(()) => Ok((CookieJar::new().add(Flash::Saved.cookie(visit.asked.is_https())), to).into_response()),
        Err(DecisionError::Decided | DecisionError::NoSuchAccount | DecisionError::Obstacle(_)) => {
            Ok(to.into_response())
        }
        Err(DecisionError::NoSuchRequest) => Err(WebError::NotFound),
        Err(DecisionError::Database(error)) => Err(error.into()),
    }
}

async fn begin(visit: &Visit) -> sqlx::Result<SystemTx> {
    visit.asked.services().database.system(Reason::Transfer).await
}

fn acting<'a>(visit: &'a Visit, author: &'a Author) -> Acting<'a> {
    Acting { author, address: visit.asked.address, services: visit.asked.services() }
}

fn request_href(id: TransferId) -> String {
    format!("/service-desk/transfers/{id}")
}

async fn page(visit: &Visit, id: TransferId) -> Result<DecidePage, WebError> {
    let mut tx = begin(visit).await?;
    let request = requests::find_request(&mut tx, id).await?.ok_or(WebError::NotFound)?;
    let new = transfers::find_party(&mut tx, request.account).await?.ok_or(WebError::NotFound)?;
    let candidates = match request.state.as_str() {
        "asked" => {
            transfers::list_former_staff(&mut tx, request.former_dfes, &request.former_username).await?
        }
        _ => Vec::new(),
    };
    tx.commit().await?;
    let t = visit.asked.messages();
    let meant = candidates.into_iter().filter(|candidate| is_meant(candidate, &request));
    Ok(DecidePage {
        shell: visit.shell(),
        href: request_href(id),
        candidates: meant.map(|candidate| candidate_line(t, candidate, &new)).collect(),
        request: request_line(visit, request),
        refusal: None,
        reason: String::new(),
        errors: FormErrors::none(),
    })
}

/// Whoever has the username that was typed, or the same name.
fn is_meant(candidate: &Candidate, request: &RequestRow) -> bool {
    candidate.has_username || candidate.name.agrees_with(&request.name())
}

fn request_line(visit: &Visit, row: RequestRow) -> RequestLine {
    let t = visit.asked.messages();
    let of = |welsh: Option<String>, english: Option<String>| match visit.asked.language {
        Language::Cy => welsh,
        Language::En => english,
    };
    let state = match row.state.as_str() {
        "approved" => ("good", t.transfer_approved()),
        "refused" => ("off", t.transfer_refused()),
        _ => ("wait", t.transfer_asked()),
    };
    let decided = row.decided_at.zip(row.decided_by_name.as_deref());
    let name = row.name().to_string();
    RequestLine {
        href: request_href(row.id),
        name,
        former_school: t.transfer_school(
            of(row.former_cy, row.former_en).unwrap_or_else(|| t.not_known()),
            school_number(row.former_dfes),
        ),
        school: of(Some(row.school_cy), Some(row.school_en)).unwrap_or_default(),
        asked: t.transfer_by(dates::moment(row.asked_at), row.asked_by_name.as_str()),
        decided: decided.map(|(at, by)| t.transfer_by(dates::moment(at), by)).unwrap_or_default(),
        is_open: row.state == "asked",
        username: row.username,
        former_username: row.former_username,
        reason: row.reason.unwrap_or_default(),
        state,
    }
}

fn candidate_line(t: &Messages, candidate: Candidate, new: &Party) -> CandidateLine {
    CandidateLine {
        id: candidate.party.id,
        name: candidate.name.to_string(),
        leaving_date: candidate.leaving_date.map(dates::day).unwrap_or_default(),
        obstacle: obstacle(&candidate.party, new).map(|obstacle| obstacle_in_words(t, obstacle)),
        username: candidate.party.username,
    }
}

fn obstacle_in_words(t: &Messages, obstacle: Obstacle) -> String {
    match obstacle {
        Obstacle::StillActive => t.obstacle_still_active(),
        Obstacle::Deactivated => t.obstacle_deactivated(),
        Obstacle::Over => t.obstacle_over(),
        Obstacle::OwnSchool => t.obstacle_own_school(),
        Obstacle::NewAccountEnded => t.obstacle_new_account_ended(),
        Obstacle::OtherKind => t.obstacle_other_kind(),
    }
}
