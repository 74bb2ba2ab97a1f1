//! The page that asks somebody who is signed in for the password again, before something that a stranger at an open screen must
//! not do.

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::{Form, Query};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{Attempt, SignInError, prove_again};
use crate::authz::SeeProfile;
use crate::web::language::local_path;
use crate::web::{Shell, SignedIn, TypedPassword, WebError};

/// Where the page is; `return_to` says where it leads.
pub const PROVE: &str = "/prove";

#[derive(Template, WebTemplate)]
#[template(path = "sign_in/prove.html")]
struct ProvePage {
    shell: Shell,
    return_to: String,
    problem: String,
}

/// What the page's address says.
#[derive(Debug, Default, Deserialize)]
pub(super) struct ReturnTo {
    #[serde(default)]
    return_to: String,
}

/// What the page sends.
#[derive(Debug, Deserialize)]
pub(super) struct ProveForm {
    #[serde(default)]
    password: TypedPassword,
    #[serde(default)]
    return_to: String,
}

pub(super) async fn show_prove(visit: SignedIn<SeeProfile>, Query(query): Query<ReturnTo>) -> Response {
    ProvePage { shell: visit.shell(), return_to: query.return_to, problem: String::new() }.into_response()
}

pub(super) async fn post_prove(
    visit: SignedIn<SeeProfile>,
    Form(form): Form<ProveForm>,
) -> Result<Response, WebError> {
    match prove(&visit, form.password).await {
        Ok(()) => Ok(Redirect::to(local_path(&form.return_to)).into_response()),
        Err(SignInError::Refused) => {
            let problem = visit.asked.messages().current_password_wrong();
            Ok(ProvePage { shell: visit.shell(), return_to: form.return_to, problem }.into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// Checks the password of whoever is signed in. It is charged like a sign-in, and proved from now on where it is right.
pub async fn prove<P>(visit: &SignedIn<P>, password: TypedPassword) -> Result<(), SignInError> {
    let session = visit.asked.session.as_ref().ok_or(SignInError::Refused)?;
    let attempt = Attempt {
        username: visit.actor.username.clone(),
        password: password.into_secret(),
        address: visit.asked.address,
        device: visit.asked.device.clone(),
    };
    prove_again(visit.asked.services(), session, attempt).await
}
