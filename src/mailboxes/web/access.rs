//! *Manage Access*: who can open a mailbox, who could, how far it is; removing people and trying again.

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::{Form, Path};
use axum::response::{IntoResponse, Redirect, Response};

use super::super::state::MailboxState;
use super::super::store::{self, Holder};
use super::super::{Mailbox, take_access, try_again};
use super::wording::{self, Said};
use super::{
    MailboxPath, PersonForm, Visit, acting, find, find_open, is_sandbox, list_href, mailbox_href, to,
};
use crate::audit::Author;
use crate::base::id::AccountId;
use crate::directory::{kind_in_words, surname_first};
use crate::web::{Flash, Shell, WebError, dates};

#[derive(Template, WebTemplate)]
#[template(path = "mailboxes/access.html")]
pub(super) struct AccessPage {
    shell: Shell,
    is_sandbox: bool,
    list_href: String,
    href: String,
    address: String,
    state: Said,
    /// Who asked for the mailbox, and when.
    requested: (String, String),
    /// Whether people can be added, and the mailbox be closed.
    is_open: bool,
    /// Why the portal has stopped trying.
    problem: Option<String>,
    /// When the portal tries again by itself.
    next_try: Option<String>,
    /// Whether something is on its way: the page looks again by itself.
    is_moving: bool,
    holders: Vec<HolderLine>,
    former: Vec<FormerLine>,
}

/// Somebody who has or is to have access, in words.
struct HolderLine {
    account: AccountId,
    name: String,
    username: String,
    kind: String,
    standing: Said,
    added: (String, String),
    href: String,
}

/// Somebody whose access has ended, in words.
struct FormerLine {
    name: String,
    username: String,
    since: String,
    ending: String,
}

/// `GET /schools/{dfes}/mailboxes/{id}`
pub(super) async fn show_access(visit: Visit, Path(path): Path<MailboxPath>) -> Result<AccessPage, WebError> {
    let mut tx = visit.begin().await?;
    let mailbox = find(&mut tx, &path).await?;
    let people = store::list_holders(&mut tx, mailbox.id, visit.asked.language).await?;
    tx.commit().await?;
    let t = visit.messages();
    let (former, current): (Vec<_>, Vec<_>) =
        people.into_iter().partition(|holder| holder.removed_at.is_some());
    Ok(AccessPage {
        shell: visit.shell(),
        is_sandbox: is_sandbox(&visit),
        list_href: list_href(&visit),
        href: mailbox_href(&visit, mailbox.id),
        state: wording::state(t, &mailbox),
        requested: (mailbox.requested_by.clone(), dates::day_of(mailbox.requested_at)),
        is_open: mailbox.is_open(),
        problem: mailbox.problem.map(|problem| wording::problem(t, problem)),
        next_try: mailbox.next_try_at.map(dates::moment),
        is_moving: is_moving(&mailbox, &current, &former),
        holders: current.into_iter().map(|holder| holder_line(&visit, &mailbox, holder)).collect(),
        former: former.into_iter().map(|holder| former_line(&visit, holder)).collect(),
        address: mailbox.address,
    })
}

fn is_moving(mailbox: &Mailbox, current: &[Holder], former: &[Holder]) -> bool {
    let changes = current.iter().any(|holder| !holder.is_confirmed || !holder.is_entitled)
        || former.iter().any(|holder| holder.lingers);
    match mailbox.state {
        MailboxState::Requested | MailboxState::Creating | MailboxState::Closing => true,
        MailboxState::Active => changes && mailbox.problem.is_none(),
        MailboxState::Closed | MailboxState::Failed => false,
    }
}

fn holder_line(visit: &Visit, mailbox: &Mailbox, holder: Holder) -> HolderLine {
    let t = visit.messages();
    HolderLine {
        standing: wording::standing(t, mailbox, &holder),
        account: holder.account,
        name: surname_first(&holder.name),
        kind: kind_in_words(t, holder.kind),
        added: (holder.added_by, dates::day_of(holder.added_at)),
        username: holder.username,
        href: visit.path(&format!("/users/{}", holder.account)),
    }
}

fn former_line(visit: &Visit, holder: Holder) -> FormerLine {
    FormerLine {
        ending: wording::ending(visit.messages(), &holder),
        name: surname_first(&holder.name),
        username: holder.username,
        since: dates::day_of(holder.added_at),
    }
}

/// `POST /schools/{dfes}/mailboxes/{id}/remove`
pub(super) async fn remove(
    visit: Visit,
    Path(path): Path<MailboxPath>,
    Form(form): Form<PersonForm>,
) -> Result<Response, WebError> {
    let author = Author::of(&visit.actor);
    let mut tx = visit.begin().await?;
    let mailbox = find_open(&mut tx, &path).await?;
    let concerned = (&mailbox, form.account()?);
    take_access(&mut tx, &visit.permit, &acting(&visit, &author), concerned).await?;
    tx.commit().await?;
    Ok(to(&visit, &mailbox_href(&visit, mailbox.id), Flash::Saved))
}

/// `POST /schools/{dfes}/mailboxes/{id}/retry`
pub(super) async fn retry(visit: Visit, Path(path): Path<MailboxPath>) -> Result<Response, WebError> {
    let mut tx = visit.begin().await?;
    let mailbox = find(&mut tx, &path).await?;
    try_again(&mut tx, &visit.permit, mailbox.id).await?;
    tx.commit().await?;
    Ok(Redirect::to(&mailbox_href(&visit, mailbox.id)).into_response())
}
