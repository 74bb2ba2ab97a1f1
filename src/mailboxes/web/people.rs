//! *Add User To Mailbox*: a search among the school's active people, and a button for each.

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::{Form, Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::super::store::{self, Sight};
use super::super::{Candidate, give_access};
use super::{MailboxPath, PersonForm, Visit, acting, find_open, is_sandbox, mailbox_href, to};
use crate::audit::Author;
use crate::base::id::AccountId;
use crate::base::text::search_words;
use crate::base::upn::may_be_upn;
use crate::directory::{kind_in_words, surname_first};
use crate::web::{Flash, ListAddress, Pagination, Paging, Shell, WebError};

#[derive(Template, WebTemplate)]
#[template(path = "mailboxes/add.html")]
pub(super) struct AddPage {
    shell: Shell,
    is_sandbox: bool,
    address: String,
    href: String,
    q: String,
    people: Vec<Line>,
    matching: i64,
    pagination: Pagination,
}

/// Somebody who was found, in words.
struct Line {
    account: AccountId,
    name: String,
    username: String,
    kind: String,
    group: String,
    lacks_consent: bool,
    has_access: bool,
}

/// What is searched for.
#[derive(Debug, Default, Deserialize)]
pub(super) struct SearchForm {
    #[serde(default)]
    q: String,
}

/// `GET /schools/{dfes}/mailboxes/{id}/add`: nobody is shown before something is searched for.
pub(super) async fn show_add(
    visit: Visit,
    Path(path): Path<MailboxPath>,
    Query(query): Query<SearchForm>,
) -> Result<AddPage, WebError> {
    let address = ListAddress::of(&visit.asked.uri);
    let paging = Paging::of(&address);
    let words = search_words(&query.q);
    let mut tx = visit.begin().await?;
    let mailbox = find_open(&mut tx, &path).await?;
    let matching = if words.is_empty() { 0 } else { store::count_candidates(&mut tx, &words).await? };
    let pagination = paging.paginate(address, matching);
    let sight = Sight {
        words: &words,
        language: visit.asked.language,
        offset: pagination.offset(),
        limit: i64::from(pagination.per_page),
    };
    let people = match matching {
        0 => Vec::new(),
        _ => store::list_candidates(&mut tx, mailbox.id, sight).await?,
    };
    tx.commit().await?;
    Ok(AddPage {
        shell: visit.shell(),
        is_sandbox: is_sandbox(&visit),
        href: mailbox_href(&visit, mailbox.id),
        address: mailbox.address,
        q: query.q.trim().to_owned(),
        people: people.into_iter().map(|person| line_of(&visit, person)).collect(),
        matching,
        pagination,
    })
}

fn line_of(visit: &Visit, person: Candidate) -> Line {
    Line {
        account: person.id,
        name: surname_first(&person.name),
        username: person.username,
        kind: kind_in_words(visit.messages(), person.kind),
        group: person.registration_group.unwrap_or_default(),
        lacks_consent: person.lacks_consent,
        has_access: person.has_access,
    }
}

/// `POST /schools/{dfes}/mailboxes/{id}/search`: the form is posted, so that what may be a UPN never reaches an address.
pub(super) async fn search(
    visit: Visit,
    Path(path): Path<MailboxPath>,
    Form(form): Form<SearchForm>,
) -> Result<Response, WebError> {
    let mut tx = visit.begin().await?;
    let mailbox = find_open(&mut tx, &path).await?;
    tx.commit().await?;
    let list = ListAddress::at(&format!("{}/add", mailbox_href(&visit, mailbox.id)));
    let text = form.q.trim();
    Ok(match may_be_upn(text) {
        true => to(&visit, &list.href(), Flash::NoUpnSearch),
        false => {
            Redirect::to(&list.with("q", Some(text).filter(|text| !text.is_empty())).href()).into_response()
        }
    })
}

/// `POST /schools/{dfes}/mailboxes/{id}/add`
pub(super) async fn add(
    visit: Visit,
    Path(path): Path<MailboxPath>,
    Form(form): Form<PersonForm>,
) -> Result<Response, WebError> {
    let author = Author::of(&visit.actor);
    let mut tx = visit.begin().await?;
    let mailbox = find_open(&mut tx, &path).await?;
    let concerned = (&mailbox, form.account()?);
    let is_given = give_access(&mut tx, &visit.permit, &acting(&visit, &author), concerned).await?;
    tx.commit().await?;
    let href = mailbox_href(&visit, mailbox.id);
    Ok(if is_given { to(&visit, &href, Flash::Saved) } else { Redirect::to(&href).into_response() })
}
