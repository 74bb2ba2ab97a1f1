//! The tokens of a school or of an authority: the list, a new one, the question before one is revoked.

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::{Form, FromRequestParts, Path};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use serde::Deserialize;

use super::super::store::tokens::{TokenRow, find_own_token, list_tokens};
use super::super::tokens::{TokenOwner, make_token, revoke_own};
use crate::audit::{Author, EventKind};
use crate::authz::{Actor, ManageTokens, Permit};
use crate::base::id::{Ids, TokenId};
use crate::base::random::OsRandom;
use crate::db::Reason;
use crate::web::{AppState, Asked, Flash, InAuthority, InSchool, Messages, Shell, WebError, dates};

/// Who asks, and whose tokens are meant: the pages of a school and of an authority are the same.
pub(super) struct Desk {
    asked: Asked,
    actor: Actor,
    permit: Permit<ManageTokens>,
    owner: TokenOwner,
    shell: Shell,
    /// The list's address.
    path: String,
    /// The authority's name; a school's stands in the shell.
    authority: Option<String>,
}

impl From<InSchool<ManageTokens>> for Desk {
    fn from(visit: InSchool<ManageTokens>) -> Self {
        Self {
            shell: visit.shell(),
            path: visit.path("/tokens"),
            owner: TokenOwner::School(visit.school.id),
            authority: None,
            asked: visit.asked,
            actor: visit.actor,
            permit: visit.permit,
        }
    }
}

impl From<InAuthority<ManageTokens>> for Desk {
    fn from(visit: InAuthority<ManageTokens>) -> Self {
        Self {
            shell: visit.shell(),
            path: visit.path("/tokens"),
            owner: TokenOwner::Authority(visit.authority.code),
            authority: Some(visit.name().to_owned()),
            asked: visit.asked,
            actor: visit.actor,
            permit: visit.permit,
        }
    }
}

/// An extractor that leads to a desk.
pub(super) trait Visit: FromRequestParts<AppState, Rejection = WebError> + Into<Desk> + Send {}
impl Visit for InSchool<ManageTokens> {}
impl Visit for InAuthority<ManageTokens> {}

#[derive(Template, WebTemplate)]
#[template(path = "provisioning/tokens.html")]
pub(super) struct TokensPage {
    shell: Shell,
    path: String,
    authority: Option<String>,
    /// The id of the token that the form would make: a form that is sent twice makes one.
    new_id: TokenId,
    tokens: Vec<TokenLine>,
}

/// A token, in words.
struct TokenLine {
    id: TokenId,
    made: String,
    made_by: String,
    last_used: String,
    state: (&'static str, String),
    is_in_force: bool,
}

#[derive(Template, WebTemplate)]
#[template(path = "provisioning/token_made.html")]
struct MadePage {
    shell: Shell,
    path: String,
    authority: Option<String>,
    /// None where the form had been sent before: what it made was shown then.
    token: Option<String>,
}

#[derive(Template, WebTemplate)]
#[template(path = "provisioning/token_question.html")]
struct QuestionPage {
    shell: Shell,
    path: String,
    authority: Option<String>,
    token: TokenLine,
}

/// What the list's form sends.
#[derive(Debug, Deserialize)]
pub(super) struct NewTokenForm {
    #[serde(default)]
    token: String,
}

/// The token that an address names.
#[derive(Debug, Deserialize)]
pub(super) struct TokenPath {
    id: String,
}

impl TokenPath {
    fn id(&self) -> Result<TokenId, WebError> {
        self.id.parse().map(TokenId).map_err(|_| WebError::NotFound)
    }
}

/// `GET …/tokens`
pub(super) async fn show_tokens<V: Visit>(visit: V) -> Result<TokensPage, WebError> {
    let desk: Desk = visit.into();
    let services = desk.asked.services();
    let mut tx = services.database.system(Reason::Administration).await?;
    let rows = list_tokens(&mut tx, desk.owner).await?;
    tx.commit().await?;
    let t = desk.asked.messages();
    Ok(TokensPage {
        new_id: Ids::new(&services.clock, &mut OsRandom).fresh(),
        tokens: rows.into_iter().map(|row| line(t, row)).collect(),
        shell: desk.shell,
        path: desk.path,
        authority: desk.authority,
    })
}

/// `POST …/tokens`: the answer is the one page on which the token stands.
pub(super) async fn post_token<V: Visit>(
    visit: V,
    Form(form): Form<NewTokenForm>,
) -> Result<Response, WebError> {
    let desk: Desk = visit.into();
    let id = form.token.parse().map(TokenId).map_err(|_| WebError::BadRequest)?;
    let author = Author::of(&desk.actor);
    let event = desk.asked.act(EventKind::TokenMade, &author, None);
    let token = make_token(desk.asked.services(), &desk.permit, (desk.owner, id), &event).await?;
    let token = token.map(|token| token.expose().to_owned());
    Ok(MadePage { shell: desk.shell, path: desk.path, authority: desk.authority, token }.into_response())
}

/// `GET …/tokens/{id}/revoke`: a token that opens nothing any more has nothing to ask.
pub(super) async fn ask_revoke<V: Visit>(
    visit: V,
    Path(path): Path<TokenPath>,
) -> Result<Response, WebError> {
    let desk: Desk = visit.into();
    let mut tx = desk.asked.services().database.system(Reason::Administration).await?;
    let row = find_own_token(&mut tx, desk.owner, path.id()?).await?.ok_or(WebError::NotFound)?;
    tx.commit().await?;
    let token = line(desk.asked.messages(), row);
    if !token.is_in_force {
        return Ok(Redirect::to(&desk.path).into_response());
    }
    Ok(QuestionPage { shell: desk.shell, path: desk.path, authority: desk.authority, token }.into_response())
}

/// `POST …/tokens/{id}/revoke`
pub(super) async fn post_revoke<V: Visit>(
    visit: V,
    Path(path): Path<TokenPath>,
) -> Result<Response, WebError> {
    let desk: Desk = visit.into();
    let author = Author::of(&desk.actor);
    let event = desk.asked.act(EventKind::TokenRevoked, &author, None);
    let services = desk.asked.services();
    if !revoke_own(services, &desk.permit, (desk.owner, path.id()?), &event).await? {
        return Err(WebError::NotFound);
    }
    let jar = CookieJar::new().add(Flash::Saved.cookie(desk.asked.is_https()));
    Ok((jar, Redirect::to(&desk.path)).into_response())
}

fn line(t: &Messages, row: TokenRow) -> TokenLine {
    TokenLine {
        id: row.id,
        made: dates::moment(row.created_at),
        made_by: row.made_by,
        last_used: row.last_used_at.map_or_else(|| t.never(), dates::moment),
        state: match row.revoked_at {
            None => ("good", t.token_in_force()),
            Some(at) => ("off", t.token_revoked_on(dates::day_of(at))),
        },
        is_in_force: row.revoked_at.is_none(),
    }
}
