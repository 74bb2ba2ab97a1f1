//! *View Shared Mailboxes*: the school's mailboxes, with how far each is.

use askama::Template;
use askama_web::WebTemplate;

use super::super::state::MailboxState;
use super::super::store::{self, MailboxRow};
use super::wording::{Said, state};
use super::{Visit, is_sandbox, list_href, mailbox_href};
use crate::web::{Shell, WebError};

#[derive(Template, WebTemplate)]
#[template(path = "mailboxes/list.html")]
pub(super) struct ListPage {
    shell: Shell,
    is_sandbox: bool,
    new_href: String,
    lines: Vec<Line>,
}

/// A mailbox, in words.
struct Line {
    address: String,
    name: String,
    people: i64,
    state: Said,
    is_closed: bool,
    href: String,
}

/// `GET /schools/{dfes}/mailboxes`
pub(super) async fn show_mailboxes(visit: Visit) -> Result<ListPage, WebError> {
    let mut tx = visit.begin().await?;
    let rows = store::list_mailboxes(&mut tx).await?;
    tx.commit().await?;
    Ok(ListPage {
        shell: visit.shell(),
        is_sandbox: is_sandbox(&visit),
        new_href: format!("{}/new", list_href(&visit)),
        lines: rows.into_iter().map(|row| line_of(&visit, row)).collect(),
    })
}

fn line_of(visit: &Visit, row: MailboxRow) -> Line {
    Line {
        state: state(visit.messages(), &row.mailbox),
        is_closed: row.mailbox.state == MailboxState::Closed,
        href: mailbox_href(visit, row.mailbox.id),
        address: row.mailbox.address,
        name: row.mailbox.name,
        people: row.people,
    }
}
