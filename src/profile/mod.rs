//! My Profile: what the portal knows of whoever is signed in.

use askama::Template;
use askama_web::WebTemplate;
use axum::Router;
use axum::routing::get;

use crate::authz::SeeProfile;
use crate::web::{AppState, Shell, SignedIn, roles};

/// The routes of this feature.
pub fn routes() -> Router<AppState> {
    Router::new().route("/profile", get(show_profile))
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
}

async fn show_profile(visit: SignedIn<SeeProfile>) -> ProfilePage {
    let asked = &visit.asked;
    ProfilePage {
        shell: visit.shell(),
        name: visit.actor.name.to_string(),
        address: format!("{}@{}", visit.actor.username, asked.state.settings.mail_domain),
        username: visit.actor.username.clone(),
        role: roles::label(asked.messages(), visit.actor.role),
        school: visit.school.as_ref().map(|school| school.name(asked.language).to_owned()),
    }
}
