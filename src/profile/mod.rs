//! My Profile: what the portal knows of whoever is signed in, and their own password.

mod password;

use askama::Template;
use askama_web::WebTemplate;
use axum::Router;
use axum::routing::{get, post};

use crate::authz::{AccountKind, AskTransfer, ChangeOwnPassword, SeeProfile, permit, permit_anywhere};
use crate::sign_in::PasswordProblem;
use crate::web::person_shell::school_path;
use crate::web::{AppState, FormErrors, Shell, SignedIn, roles};

/// The routes of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/profile", get(show_profile))
        .route("/profile/password", post(password::change_password))
}

#[derive(Template, WebTemplate)]
#[template(path = "profile/profile.html")]
struct ProfilePage {
    shell: Shell,
    name: String,
    username: String,
    address: String,
    role: String,
    school: Option<String>,
    may_change_password: bool,
    /// Where staff of the MIS ask to take their former account along.
    transfer_href: Option<String>,
    /// What is wrong with the password form.
    errors: FormErrors<PasswordProblem>,
}

async fn show_profile(visit: SignedIn<SeeProfile>) -> ProfilePage {
    profile_page(&visit, FormErrors::none())
}

fn profile_page<P>(visit: &SignedIn<P>, errors: FormErrors<PasswordProblem>) -> ProfilePage {
    let asked = &visit.asked;
    ProfilePage {
        // A form that came back stands at an address that cannot be opened.
        shell: Shell { path_and_query: "/profile".to_owned(), ..visit.shell() },
        name: visit.actor.name.to_string(),
        address: format!("{}@{}", visit.actor.username, asked.state.settings.mail_domain),
        username: visit.actor.username.clone(),
        role: roles::label(asked.messages(), visit.actor.role),
        school: visit.school.as_ref().map(|school| school.name(asked.language).to_owned()),
        may_change_password: permit_anywhere::<ChangeOwnPassword>(&visit.actor).is_some(),
        transfer_href: transfer_href(visit),
        errors,
    }
}

fn transfer_href<P>(visit: &SignedIn<P>) -> Option<String> {
    let school = visit.school.as_ref().filter(|_| visit.actor.kind == AccountKind::Staff)?;
    permit::<AskTransfer>(&visit.actor, school)?;
    Some(school_path(school, &format!("/users/{}/transfer", visit.actor.account)))
}
