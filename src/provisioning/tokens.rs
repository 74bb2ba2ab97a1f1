//! Provisioning tokens: shown once when they are made, kept as a hash, revoked by their id.

use super::store::uploads::{TokenScope, insert_token};
use crate::base::DfesNumber;
use crate::base::id::{Ids, TokenId};
use crate::base::random::OsRandom;
use crate::db::Reason;
use crate::services::Services;
use crate::sessions::Token;
use crate::tenancy::{find_school, list_authorities};
use thiserror::Error;

/// What a new token is to cover.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenFor {
    /// One school.
    School(DfesNumber),
    /// The schools of one authority.
    Authority(i16),
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

/// Makes a token; the token itself is told once and never again.
pub async fn create_token(services: &Services, subject: TokenFor) -> Result<(TokenScope, Token), TokenError> {
    let token = Token::generate(&mut OsRandom);
    let id = Ids::new(&services.clock, &mut OsRandom).fresh();
    let mut tx = services.database.system(Reason::Operator).await?;
    let scope = match subject {
        TokenFor::School(number) => {
            let school = find_school(&mut tx, number).await?.ok_or(TokenError::UnknownSchool(number))?;
            TokenScope { id, school: Some(school.id), authority_code: None }
        }
        TokenFor::Authority(code) => {
            let is_known = list_authorities(&mut tx).await?.iter().any(|authority| authority.code == code);
            if !is_known {
                return Err(TokenError::UnknownAuthority(code));
            }
            TokenScope { id, school: None, authority_code: Some(code) }
        }
    };
    insert_token(&mut tx, &scope, &token, services.clock.now()).await?;
    tx.commit().await?;
    Ok((scope, token))
}

/// Revokes a token; false where there is none in force with this id.
pub async fn revoke(services: &Services, id: TokenId) -> sqlx::Result<bool> {
    let mut tx = services.database.system(Reason::Operator).await?;
    let revoked = super::store::uploads::revoke_token(&mut tx, id, services.clock.now()).await?;
    tx.commit().await?;
    Ok(revoked)
}
