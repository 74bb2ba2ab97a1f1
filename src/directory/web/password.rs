//! *Show Password*: into its place on the page where htmx asks, else on a page of its own.

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use secrecy::{ExposeSecret, SecretString};

use super::details::{PersonPath, find_person};
use super::facts::path_of;
use crate::authz::ShowLearnerPassword;
use crate::credentials::PasswordState;
use crate::directory::Person;
use crate::directory::passwords::{self, ShowError, Viewing};
use crate::web::{InSchool, Messages, Shell, WebError};

#[derive(Template, WebTemplate)]
#[template(path = "_partials/password_shown.html")]
struct PasswordShown {
    t: &'static Messages,
    password: String,
}

#[derive(Template, WebTemplate)]
#[template(path = "directory/_no_password.html")]
struct NoPassword {
    t: &'static Messages,
    state: PasswordState,
}

#[derive(Template, WebTemplate)]
#[template(path = "directory/password.html")]
struct PasswordPage {
    shell: Shell,
    name: String,
    username: String,
    password: Option<String>,
    state: PasswordState,
    details_href: String,
}

/// `POST /schools/{dfes}/users/{id}/password`
pub(super) async fn show_password(
    visit: InSchool<ShowLearnerPassword>,
    Path(path): Path<PersonPath>,
) -> Result<Response, WebError> {
    let mut tx = visit.begin().await?;
    let person = find_person(&mut tx, &path).await?;
    let asked = &visit.asked;
    let viewing = Viewing::permitted(&visit.actor, &visit.school, &person, asked.address);
    let viewing = viewing.ok_or(WebError::NotFound)?;
    let password = passwords::show_password(&mut tx, asked.services(), &viewing).await?;
    tx.commit().await?;
    Ok(([(header::CACHE_CONTROL, "no-store")], answer(&visit, person, password)).into_response())
}

fn answer(visit: &InSchool<ShowLearnerPassword>, person: Person, password: Option<SecretString>) -> Response {
    let t = visit.messages();
    let password = password.map(|password| password.expose_secret().to_owned());
    match (visit.asked.is_htmx, password) {
        (true, Some(password)) => PasswordShown { t, password }.into_response(),
        (true, None) => NoPassword { t, state: person.password }.into_response(),
        (false, password) => PasswordPage {
            shell: Shell { path_and_query: visit.path(&path_of(person.id)), ..visit.shell() },
            name: person.display_name.to_string(),
            username: person.username,
            password,
            state: person.password,
            details_href: visit.path(&path_of(person.id)),
        }
        .into_response(),
    }
}

impl From<ShowError> for WebError {
    fn from(error: ShowError) -> Self {
        match error {
            ShowError::Database(error) => error.into(),
            ShowError::Vault(error) => Self::internal(error),
        }
    }
}
