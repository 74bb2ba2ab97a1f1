//! Provisioning tokens: shown once when they are made, kept as a hash, revoked by their id.
//!
//! The operator's command and an office make the same tokens. What an office does stands in the audit trail: of the school whose
//! token it is, or of each school that an authority's token opens.

use thiserror::Error;

use super::store::tokens::{TokenScope, find_own_token, insert_token, revoke_token};
use crate::audit::{Event, write_authority_event, write_own_event};
use crate::authz::{ManageTokens, Permit};
use crate::base::DfesNumber;
use crate::base::id::{Ids, SchoolId, TokenId};
use crate::base::random::OsRandom;
use crate::db::{Reason, SystemTx};
use crate::services::Services;
use crate::sessions::Token;
use crate::tenancy::{find_school, list_authorities};

/// What a new token is to cover.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenFor {
    /// One school.
    School(DfesNumber),
    /// The schools of one authority.
    Authority(i16),
}

/// Whose tokens are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenOwner {
    /// A school's: each opens that school.
    School(SchoolId),
    /// An authority's: each opens all its schools.
    Authority(i16),
}

impl TokenOwner {
    /// The owner as the table has it: one of two columns.
    pub(super) const fn columns(self) -> (Option<SchoolId>, Option<i16>) {
        match self {
            Self::School(school) => (Some(school), None),
            Self::Authority(code) => (None, Some(code)),
        }
    }

    fn scope(self, id: TokenId) -> TokenScope {
        let (school, authority_code) = self.columns();
        TokenScope { id, school, authority_code }
    }
}

/// Why no token was made.
#[derive(Debug, Error)]
pub enum TokenError {
    /// There is no such school.
    #[error("there is no school with the DfES number {0}")]
    UnknownSchool(DfesNumber),
    /// There is no such authority.
    #[error("there is no authority with the code {0}")]
    UnknownAuthority(i16),
    /// The database.
    #[error("{}", crate::db::describe(.0))]
    Database(#[from] sqlx::Error),
}

/// Makes a token by the operator's command; the token itself is told once and never again.
pub async fn create_token(services: &Services, subject: TokenFor) -> Result<(TokenScope, Token), TokenError> {
    let token = Token::generate(&mut OsRandom);
    let id = Ids::new(&services.clock, &mut OsRandom).fresh();
    let mut tx = services.database.system(Reason::Operator).await?;
    let owner = match subject {
        TokenFor::School(number) => {
            let school = find_school(&mut tx, number).await?.ok_or(TokenError::UnknownSchool(number))?;
            TokenOwner::School(school.id)
        }
        TokenFor::Authority(code) => {
            let is_known = list_authorities(&mut tx).await?.iter().any(|authority| authority.code == code);
            if !is_known {
                return Err(TokenError::UnknownAuthority(code));
            }
            TokenOwner::Authority(code)
        }
    };
    let scope = owner.scope(id);
    insert_token(&mut tx, &scope, &token, ("", services.clock.now())).await?;
    tx.commit().await?;
    Ok((scope, token))
}

/// Revokes a token by the operator's command; false where there is none in force with this id.
pub async fn revoke(services: &Services, id: TokenId) -> sqlx::Result<bool> {
    let mut tx = services.database.system(Reason::Operator).await?;
    let revoked = revoke_token(&mut tx, id, services.clock.now()).await?;
    tx.commit().await?;
    Ok(revoked)
}

/// Makes a token for `owner` with the id that its form brought; none where that form was sent before.
pub(super) async fn make_token(
    services: &Services,
    _permit: &Permit<ManageTokens>,
    (owner, id): (TokenOwner, TokenId),
    event: &Event<'_>,
) -> sqlx::Result<Option<Token>> {
    let token = Token::generate(&mut OsRandom);
    let mut tx = services.database.system(Reason::Administration).await?;
    if !insert_token(&mut tx, &owner.scope(id), &token, (&event.actor.name, event.at)).await? {
        return Ok(None);
    }
    record(&mut tx, owner, event).await?;
    tx.commit().await?;
    Ok(Some(token))
}

/// Revokes one of `owner`'s tokens; false where it has none in force with this id.
pub(super) async fn revoke_own(
    services: &Services,
    _permit: &Permit<ManageTokens>,
    (owner, id): (TokenOwner, TokenId),
    event: &Event<'_>,
) -> sqlx::Result<bool> {
    let mut tx = services.database.system(Reason::Administration).await?;
    if find_own_token(&mut tx, owner, id).await?.is_none() || !revoke_token(&mut tx, id, event.at).await? {
        return Ok(false);
    }
    record(&mut tx, owner, event).await?;
    tx.commit().await?;
    Ok(true)
}

async fn record(tx: &mut SystemTx, owner: TokenOwner, event: &Event<'_>) -> sqlx::Result<()> {
    match owner {
        TokenOwner::School(school) => write_own_event(tx, school, event).await,
        TokenOwner::Authority(code) => write_authority_event(tx, code, event).await,
    }
}
