//! The extractor for the pages of a local authority: `InAuthority<SeeSchools>` is the whole guard, as `InSchool` is in a school.

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;

use crate::authz::{self, Access, Actor, Permit};
use crate::db::{AuthorityTx, Scope};
use crate::tenancy::{Authority, list_authorities};
use crate::web::person_shell::{office_menus, signed_in_shell};
use crate::web::request::{Asked, language_of, refuse_before_first_password};
use crate::web::{AppState, Messages, Shell, WebError};

/// Somebody who may do `P` to the authority that the address names.
pub struct InAuthority<P> {
    /// The request.
    pub asked: Asked,
    /// Who.
    pub actor: Actor,
    /// Which authority.
    pub authority: Authority,
    /// The proof.
    pub permit: Permit<P>,
}

impl<P> InAuthority<P> {
    /// A transaction over the summaries of the authority's schools.
    pub async fn begin(&self) -> sqlx::Result<AuthorityTx> {
        self.asked.services().database.authority(Scope::Authority(self.authority.code)).await
    }

    /// The messages in the reader's language.
    pub fn messages(&self) -> &'static Messages {
        self.asked.messages()
    }

    /// The authority's name in the reader's language.
    pub fn name(&self) -> &str {
        self.authority.name(self.asked.language)
    }

    /// The shell with the authority's menus.
    pub fn shell(&self) -> Shell {
        let menus = office_menus(&self.asked, &self.actor, Some(self.authority.code));
        Shell { menus, ..signed_in_shell(&self.asked, &self.actor, None) }
    }

    /// An address of the authority: `/tokens` becomes `/authorities/681/tokens`.
    pub fn path(&self, below: &str) -> String {
        format!("/authorities/{}{below}", self.authority.code)
    }
}

impl<P: Access> FromRequestParts<AppState> for InAuthority<P> {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, WebError> {
        let asked = Asked::from_request_parts(parts, state).await?;
        let session = asked.find_session(None).await?;
        refuse_before_first_password(&session, &asked)?;
        let code = path_authority(parts, state).await.ok_or(WebError::NotFound)?;
        let permit = authz::permit_in_authority(&session.actor, code).ok_or(WebError::NotFound)?;
        let authority = find_authority(state, code).await?.ok_or(WebError::NotFound)?;
        let asked = Asked { language: language_of(&session, &asked, &parts.headers), ..asked };
        Ok(Self { actor: session.actor, authority, permit, asked })
    }
}

async fn path_authority(parts: &mut Parts, state: &AppState) -> Option<i16> {
    let parameters = RawPathParams::from_request_parts(parts, state).await.ok()?;
    parameters.iter().find(|(name, _)| *name == "code").and_then(|(_, value)| value.parse().ok())
}

async fn find_authority(state: &AppState, code: i16) -> sqlx::Result<Option<Authority>> {
    let mut tx = state.services.database.authority(Scope::Authority(code)).await?;
    let authorities = list_authorities(&mut tx).await?;
    tx.commit().await?;
    Ok(authorities.into_iter().find(|authority| authority.code == code))
}
