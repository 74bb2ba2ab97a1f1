//! *Transfer former account*: asked for by the person, or by a champion of the school.

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::{Form, Path};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::accounts::{LockedPerson, State, lock_people};
use crate::audit::Author;
use crate::authz::{AccountKind, AskTransfer, Permission, may};
use crate::base::DfesNumber;
use crate::base::id::AccountId;
use crate::db::TenantTx;
use crate::moves::store::requests::{OwnRequest, find_own_request};
use crate::moves::transfer::{Acting, Wish, WishError, ask, find_former_school, parse_username};
use crate::web::{Explain, FormErrors, InSchool, Messages, Shell, WebError, dates};

type Visit = InSchool<AskTransfer>;

#[derive(Template, WebTemplate)]
#[template(path = "moves/transfer.html")]
pub(super) struct TransferPage {
    shell: Shell,
    name: String,
    username: String,
    action: String,
    /// Back to where the person came from.
    back_href: String,
    /// What became of the newest request.
    standing: Option<RequestStanding>,
    /// Whether a request may be made now.
    may_ask: bool,
    form: TransferForm,
    errors: FormErrors<WishError>,
}

/// What became of a request, in words.
struct RequestStanding {
    tone: &'static str,
    heading: String,
    text: String,
}

/// What the page sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct TransferForm {
    dfes: String,
    username: String,
}

/// The person that an address names.
#[derive(Debug, Deserialize)]
pub(super) struct PersonPath {
    id: String,
}

impl Explain for WishError {
    fn explain(&self, t: &Messages) -> String {
        match self {
            Self::NumberUnreadable => t.transfer_number_unreadable(),
            Self::NoSuchSchool => t.transfer_no_such_school(),
            Self::OwnSchool => t.transfer_own_school(),
            Self::UsernameTooLong => t.transfer_username_too_long(),
        }
    }
}

/// `GET /schools/{dfes}/users/{id}/transfer`
pub(super) async fn show_transfer(
    visit: Visit,
    Path(path): Path<PersonPath>,
) -> Result<TransferPage, WebError> {
    let mut tx = visit.begin().await?;
    let person = find_person(&visit, &mut tx, &path).await?;
    let request = find_own_request(&mut tx, person.id).await?;
    tx.commit().await?;
    Ok(page(&visit, &person, request))
}

/// `POST /schools/{dfes}/users/{id}/transfer`
pub(super) async fn post_transfer(
    visit: Visit,
    Path(path): Path<PersonPath>,
    Form(form): Form<TransferForm>,
) -> Result<Response, WebError> {
    let mut tx = visit.begin().await?;
    let person = find_person(&visit, &mut tx, &path).await?;
    let mut errors = FormErrors::none();
    let school = errors.check("dfes", find_former_school(&mut tx, &form.dfes).await?);
    let username = errors.check("username", parse_username(&form.username));
    let (Some(former_school), Some(former_username)) = (school, username) else {
        let request = find_own_request(&mut tx, person.id).await?;
        return Ok(TransferPage { form, errors, ..page(&visit, &person, request) }.into_response());
    };
    let author = Author::of(&visit.actor);
    let acting = Acting { author: &author, address: visit.asked.address, services: visit.asked.services() };
    let wish = Wish { account: person.id, former_school, former_username };
    ask(&mut tx, &visit.permit, &acting, &wish).await?;
    tx.commit().await?;
    Ok(Redirect::to(&transfer_href(&visit, person.id)).into_response())
}

/// Staff of the MIS whose account works: oneself, or anybody for those who look after staff.
async fn find_person(visit: &Visit, tx: &mut TenantTx, path: &PersonPath) -> Result<LockedPerson, WebError> {
    let id = path.id.parse().map(AccountId).map_err(|_| WebError::NotFound)?;
    let person = lock_people(tx, &[id]).await?.pop().ok_or(WebError::NotFound)?;
    let is_permitted = id == visit.actor.account || may(visit.actor.role, Permission::ManageStaff);
    let is_in_post = person.kind == AccountKind::Staff && person.state == State::Active;
    (is_permitted && is_in_post).then_some(person).ok_or(WebError::NotFound)
}

fn transfer_href(visit: &Visit, id: AccountId) -> String {
    visit.path(&format!("/users/{id}/transfer"))
}

fn page(visit: &Visit, person: &LockedPerson, request: Option<OwnRequest>) -> TransferPage {
    let may_ask = request.as_ref().is_none_or(|request| request.state != "asked");
    let back_href = match person.id == visit.actor.account {
        true => "/profile".to_owned(),
        false => visit.path(&format!("/users/{}", person.id)),
    };
    TransferPage {
        shell: visit.shell(),
        name: person.display_name.to_string(),
        username: person.username.to_string(),
        action: transfer_href(visit, person.id),
        back_href,
        standing: request.map(|request| standing(visit.messages(), &request)),
        may_ask,
        form: TransferForm::default(),
        errors: FormErrors::none(),
    }
}

fn standing(t: &Messages, request: &OwnRequest) -> RequestStanding {
    let number = school_number(request.former_dfes);
    let decided = request.decided_at.map(dates::day_of).unwrap_or_default();
    match request.state.as_str() {
        "approved" => RequestStanding {
            tone: "good",
            heading: t.transfer_approved(),
            text: t.transfer_approved_on(decided, number),
        },
        "refused" => RequestStanding {
            tone: "warn",
            heading: t.transfer_refused(),
            text: t.transfer_refused_on(decided, request.reason.as_deref().unwrap_or_default()),
        },
        _ => RequestStanding {
            tone: "info",
            heading: t.transfer_asked(),
            text: t.transfer_asked_on(
                dates::day_of(request.asked_at),
                request.asked_by_name.as_str(),
                number,
            ),
        },
    }
}

/// A school's number, as pages write it.
pub(super) fn school_number(number: i32) -> String {
    DfesNumber::from_i32(number).map(|number| number.to_string()).unwrap_or_default()
}
