//! The pages of signing in: sign in, sign out, the first password, the language, and the front door.

use askama::Template;
use askama_web::WebTemplate;
use axum::Router;
use axum::extract::{Form, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum_extra::extract::cookie::CookieJar;
use serde::Deserialize;

use super::proving::{post_prove, show_prove};
use super::{
    Attempt, NewPassword, PROVE, PasswordProblem, SignInError, choose_password, keep_language, problems_of,
    sign_in, sign_out,
};
use crate::authz::SeeProfile;
use crate::web::language::{LanguageForm, language_cookie, local_path};
use crate::web::person_shell::home_of;
use crate::web::request::FIRST_PASSWORD;
use crate::web::{AppState, Asked, Flash, FormErrors, Shell, SignedIn, TypedPassword, WebError};

/// The routes of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/", get(front_door))
        .route("/sign-in", get(show_sign_in).post(post_sign_in))
        .route("/sign-out", post(post_sign_out))
        .route("/language", post(post_language))
        .route(PROVE, get(show_prove).post(post_prove))
        .route(FIRST_PASSWORD, get(show_first_password).post(post_first_password))
}

/// Whoever is signed in goes to their dashboard, everybody else to the sign-in page.
async fn front_door(visit: SignedIn<SeeProfile>) -> Redirect {
    Redirect::to(&home_of(&visit.actor, visit.school.as_ref()))
}

#[derive(Template, WebTemplate)]
#[template(path = "sign_in/sign_in.html")]
struct SignInPage {
    shell: Shell,
    form: SignInForm,
    problem: String,
}

/// What the sign-in page sends. The username is shown again, the password never.
#[derive(Debug, Default, Deserialize)]
struct SignInForm {
    #[serde(default)]
    username: String,
    #[serde(default)]
    password: TypedPassword,
    #[serde(default)]
    return_to: String,
}

async fn show_sign_in(asked: Asked, Query(form): Query<ReturnTo>) -> SignInPage {
    let form = SignInForm { return_to: form.return_to, ..SignInForm::default() };
    SignInPage { shell: asked.shell(), form, problem: String::new() }
}

#[derive(Debug, Default, Deserialize)]
struct ReturnTo {
    #[serde(default)]
    return_to: String,
}

async fn post_sign_in(
    asked: Asked,
    jar: CookieJar,
    Form(form): Form<SignInForm>,
) -> Result<Response, WebError> {
    let attempt = Attempt {
        username: form.username.clone(),
        password: form.password.clone().into_secret(),
        address: asked.address,
        device: asked.device.clone(),
    };
    match sign_in(asked.services(), attempt).await {
        Ok(signed_in) => {
            metrics::counter!("ump_sign_ins_total", "outcome" => "succeeded").increment(1);
            let jar =
                jar.add(asked.session_cookie(&signed_in.session)).add(asked.device_cookie(&signed_in.device));
            let target =
                if signed_in.must_choose_password { FIRST_PASSWORD } else { local_path(&form.return_to) };
            Ok((jar, Redirect::to(target)).into_response())
        }
        Err(SignInError::Refused) => {
            metrics::counter!("ump_sign_ins_total", "outcome" => "refused").increment(1);
            let problem = asked.messages().sign_in_refused();
            Ok(SignInPage { shell: asked.shell(), form, problem }.into_response())
        }
        Err(error) => {
            if matches!(error, SignInError::TooSoon { .. }) {
                metrics::counter!("ump_sign_ins_total", "outcome" => "too_soon").increment(1);
            }
            Err(error.into())
        }
    }
}

async fn post_sign_out(asked: Asked, jar: CookieJar) -> Result<Response, WebError> {
    if let Some(session) = &asked.session {
        sign_out(asked.services(), session).await?;
    }
    let jar = jar.add(asked.ended_session_cookie()).add(Flash::SignedOut.cookie(asked.is_https()));
    Ok((jar, Redirect::to("/sign-in")).into_response())
}

/// The choice stands in this browser, and with the account of whoever is signed in.
async fn post_language(
    State(state): State<AppState>,
    asked: Asked,
    visit: Option<SignedInQuietly>,
    jar: CookieJar,
    Form(form): Form<LanguageForm>,
) -> Result<Response, WebError> {
    if let Some(SignedInQuietly(visit)) = visit {
        keep_language(&state.services, visit.actor.account, form.language).await?;
    }
    let jar = jar.add(language_cookie(form.language, asked.is_https()));
    Ok((jar, Redirect::to(local_path(&form.return_to))).into_response())
}

/// Whoever is signed in, or nobody.
struct SignedInQuietly(SignedIn<SeeProfile>);

impl axum::extract::OptionalFromRequestParts<AppState> for SignedInQuietly {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut axum::http::request::Parts,
        state: &AppState,
    ) -> Result<Option<Self>, Self::Rejection> {
        use axum::extract::FromRequestParts;
        Ok(SignedIn::from_request_parts(parts, state).await.ok().map(Self))
    }
}

#[derive(Template, WebTemplate)]
#[template(path = "sign_in/first_password.html")]
struct FirstPasswordPage {
    shell: Shell,
    errors: FormErrors<PasswordProblem>,
}

#[derive(Debug, Deserialize)]
struct FirstPasswordForm {
    password: TypedPassword,
    repeated: TypedPassword,
}

async fn show_first_password(visit: SignedIn<SeeProfile>) -> Response {
    if !visit.must_choose_password {
        return Redirect::to("/").into_response();
    }
    FirstPasswordPage { shell: visit.asked.shell(), errors: FormErrors::none() }.into_response()
}

async fn post_first_password(
    visit: SignedIn<SeeProfile>,
    jar: CookieJar,
    Form(form): Form<FirstPasswordForm>,
) -> Result<Response, WebError> {
    if !visit.must_choose_password {
        return Err(WebError::NotFound);
    }
    let new = NewPassword { password: form.password.into_secret(), repeated: form.repeated.into_secret() };
    let asked = &visit.asked;
    match choose_password(asked.services(), &visit.actor, asked.address, new).await {
        Ok(session) => {
            let jar = jar.add(asked.session_cookie(&session)).add(Flash::Saved.cookie(asked.is_https()));
            Ok((jar, Redirect::to("/")).into_response())
        }
        Err(error) => {
            Ok(FirstPasswordPage { shell: asked.shell(), errors: problems_of(error)? }.into_response())
        }
    }
}
