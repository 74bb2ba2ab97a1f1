//! The question before a mailbox is closed: what is lost.

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};

use super::super::close_mailbox;
use super::{MailboxPath, Visit, acting, find, is_sandbox, list_href, mailbox_href, to};
use crate::audit::Author;
use crate::web::{Flash, Shell, WebError};

#[derive(Template, WebTemplate)]
#[template(path = "mailboxes/close.html")]
struct ClosePage {
    shell: Shell,
    is_sandbox: bool,
    address: String,
    href: String,
}

/// `GET /schools/{dfes}/mailboxes/{id}/close`
pub(super) async fn ask_close(visit: Visit, Path(path): Path<MailboxPath>) -> Result<Response, WebError> {
    let mut tx = visit.begin().await?;
    let mailbox = find(&mut tx, &path).await?;
    tx.commit().await?;
    let href = mailbox_href(&visit, mailbox.id);
    if !mailbox.is_open() {
        return Ok(Redirect::to(&href).into_response());
    }
    let page =
        ClosePage { shell: visit.shell(), is_sandbox: is_sandbox(&visit), address: mailbox.address, href };
    Ok(page.into_response())
}

/// `POST /schools/{dfes}/mailboxes/{id}/close`
pub(super) async fn close(visit: Visit, Path(path): Path<MailboxPath>) -> Result<Response, WebError> {
    let author = Author::of(&visit.actor);
    let mut tx = visit.begin().await?;
    let mailbox = find(&mut tx, &path).await?;
    close_mailbox(&mut tx, &visit.permit, &acting(&visit, &author), &mailbox).await?;
    tx.commit().await?;
    Ok(to(&visit, &list_href(&visit), Flash::MailboxClosing))
}
