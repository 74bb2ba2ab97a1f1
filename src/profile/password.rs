//! *Reset Password* on My Profile: the current password, and a new one that nobody else knows.

use axum::extract::Form;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use serde::Deserialize;

use super::profile_page;
use crate::authz::ChangeOwnPassword;
use crate::sign_in::{
    NewPassword, PasswordProblem, SignInError, check_choice, choose_password, problems_of, prove,
};
use crate::web::{Flash, FormErrors, SignedIn, TypedPassword, WebError};

/// What the form sends.
#[derive(Debug, Deserialize)]
pub(super) struct PasswordForm {
    #[serde(default)]
    current: TypedPassword,
    #[serde(default)]
    password: TypedPassword,
    #[serde(default)]
    repeated: TypedPassword,
}

/// `POST /profile/password`
///
/// The new password is judged first: that costs little, and tells nothing about the current one.
pub(super) async fn change_password(
    visit: SignedIn<ChangeOwnPassword>,
    jar: CookieJar,
    Form(form): Form<PasswordForm>,
) -> Result<Response, WebError> {
    let (asked, services) = (&visit.asked, visit.asked.services());
    let new = NewPassword { password: form.password.into_secret(), repeated: form.repeated.into_secret() };
    if let Err(error) = check_choice(services, visit.actor.account, &new).await {
        return Ok(profile_page(&visit, problems_of(error)?).into_response());
    }
    match prove(&visit, form.current).await {
        Ok(()) => {}
        Err(SignInError::Refused) => {
            let mut errors = FormErrors::none();
            errors.add("current", PasswordProblem::CurrentWrong);
            return Ok(profile_page(&visit, errors).into_response());
        }
        Err(error) => return Err(error.into()),
    }
    match choose_password(services, &visit.actor, asked.address, new).await {
        Ok(session) => {
            let jar =
                jar.add(asked.session_cookie(&session)).add(Flash::PasswordChanged.cookie(asked.is_https()));
            Ok((jar, Redirect::to("/profile")).into_response())
        }
        Err(error) => Ok(profile_page(&visit, problems_of(error)?).into_response()),
    }
}
