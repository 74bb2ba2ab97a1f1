//! *Add Shared Mailbox*: the name, the rules for it, and the address that it makes.

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::Form;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::super::name::{LONGEST_NAME, MailboxName, NameError, alias};
use super::super::{NewMailbox, add_mailbox};
use super::{Visit, acting, is_sandbox, list_href, to};
use crate::audit::Author;
use crate::base::id::{Ids, MailboxId};
use crate::base::random::OsRandom;
use crate::web::{Flash, FormErrors, Shell, WebError};

#[derive(Template, WebTemplate)]
#[template(path = "mailboxes/new.html")]
struct NewPage {
    shell: Shell,
    is_sandbox: bool,
    list_href: String,
    form: NewForm,
    errors: FormErrors<NameError>,
    /// What stands before and after the name in the address.
    before: String,
    after: String,
}

impl NewPage {
    const fn longest(&self) -> usize {
        LONGEST_NAME
    }
}

/// What the page sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct NewForm {
    /// The mailbox's id, made with the page: a form that is sent twice asks for one mailbox.
    mailbox: String,
    name: String,
}

/// `GET /schools/{dfes}/mailboxes/new`
pub(super) async fn show_new(visit: Visit) -> Response {
    let id: MailboxId = Ids::new(&visit.asked.services().clock, &mut OsRandom).fresh();
    page(&visit, NewForm { mailbox: id.to_string(), ..NewForm::default() }, FormErrors::none())
}

/// `POST /schools/{dfes}/mailboxes/new`
pub(super) async fn post_new(visit: Visit, Form(form): Form<NewForm>) -> Result<Response, WebError> {
    let id = form.mailbox.parse().map(MailboxId).map_err(|_| WebError::BadRequest)?;
    let mut errors = FormErrors::none();
    let Some(name) = errors.check("name", MailboxName::parse(&form.name)) else {
        return Ok(page(&visit, form, errors));
    };
    let (before, after) = around(&visit);
    let new = NewMailbox { id, name: &name, address: &format!("{before}{name}{after}") };
    let author = Author::of(&visit.actor);
    let mut tx = visit.begin().await?;
    let added = add_mailbox(&mut tx, &visit.permit, &acting(&visit, &author), &new).await?;
    if errors.check("name", added).is_none() {
        tx.rollback().await?;
        return Ok(page(&visit, form, errors));
    }
    tx.commit().await?;
    Ok(to(&visit, &list_href(&visit), Flash::MailboxAdded))
}

/// `6812001_` and `@hwbcymru.net`.
fn around(visit: &Visit) -> (String, String) {
    (alias(visit.school.dfes_number, ""), format!("@{}", visit.asked.state.settings.mail_domain))
}

fn page(visit: &Visit, form: NewForm, errors: FormErrors<NameError>) -> Response {
    let (before, after) = around(visit);
    NewPage {
        shell: visit.shell(),
        is_sandbox: is_sandbox(visit),
        list_href: list_href(visit),
        form,
        errors,
        before,
        after,
    }
    .into_response()
}
