//! The page of stuck accounts, to which the dashboard leads.

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::Form;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use serde::Deserialize;

use super::{StuckAccount, store};
use crate::authz::ManageProvisioning;
use crate::base::id::AccountId;
use crate::connectors::Service;
use crate::directory::surname_first;
use crate::web::{Flash, InSchool, ListAddress, Messages, Pagination, Paging, Shell, WebError, dates};
use crate::workspaces::jobs::AHEAD;
use crate::workspaces::people;

type Visit = InSchool<ManageProvisioning>;

#[derive(Template, WebTemplate)]
#[template(path = "workspaces/stuck.html")]
pub(in crate::workspaces) struct StuckPage {
    shell: Shell,
    is_sandbox: bool,
    /// Where *Try again* is posted to.
    action: String,
    matching: i64,
    lines: Vec<Line>,
    pagination: Pagination,
}

/// A stuck account, in words.
struct Line {
    account: AccountId,
    name: String,
    username: String,
    service: String,
    problem: String,
    next_try: Option<String>,
    href: String,
}

/// `GET /schools/{dfes}/service-accounts`
pub(in crate::workspaces) async fn show_stuck(visit: Visit) -> Result<StuckPage, WebError> {
    let address = ListAddress::of(&visit.asked.uri);
    let paging = Paging::of(&address);
    let mut tx = visit.begin().await?;
    let matching = store::count_accounts(&mut tx).await?;
    let pagination = paging.paginate(address, matching);
    let page = (pagination.offset(), pagination.per_page);
    let accounts = store::list_accounts(&mut tx, visit.asked.language, page).await?;
    tx.commit().await?;
    let connectors = &visit.asked.services().connectors;
    let authority = visit.school.authority_code;
    Ok(StuckPage {
        shell: visit.shell(),
        is_sandbox: Service::ALL.iter().any(|service| connectors.is_sandbox(*service, authority)),
        action: format!("{}/retry", list_href(&visit)),
        matching,
        lines: accounts.into_iter().map(|account| line_of(&visit, account)).collect(),
        pagination,
    })
}

/// Whose accounts are to be tried again: everybody's, where nobody is named.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::workspaces) struct RetryForm {
    person: String,
}

/// `POST /schools/{dfes}/service-accounts/retry`
pub(in crate::workspaces) async fn retry(
    visit: Visit,
    Form(form): Form<RetryForm>,
) -> Result<Response, WebError> {
    let person = match form.person.as_str() {
        "" => None,
        id => Some(id.parse().map(AccountId).map_err(|_| WebError::BadRequest)?),
    };
    let mut tx = visit.begin().await?;
    let accounts = store::forget_failures(&mut tx, person).await?;
    people::wake(&mut tx, &accounts, Some(AHEAD)).await?;
    tx.commit().await?;
    let jar = CookieJar::new().add(Flash::AccountsRetried.cookie(visit.asked.is_https()));
    Ok((jar, Redirect::to(&list_href(&visit))).into_response())
}

fn list_href(visit: &Visit) -> String {
    visit.path("/service-accounts")
}

fn line_of(visit: &Visit, stuck: StuckAccount) -> Line {
    let t = visit.messages();
    Line {
        name: surname_first(&stuck.name),
        username: stuck.username,
        service: service_in_words(t, stuck.service),
        problem: stuck.problem.map(|problem| problem.explain(t, stuck.detail.as_deref())).unwrap_or_default(),
        next_try: stuck.next_try_at.map(dates::moment),
        href: visit.path(&format!("/users/{}", stuck.account)),
        account: stuck.account,
    }
}

fn service_in_words(t: &Messages, service: Service) -> String {
    match service {
        Service::Microsoft => t.microsoft_365(),
        Service::Google => t.google_workspace(),
    }
}
