//! My Profile: what the portal knows of whoever is signed in.

use askama::Template;
use askama_web::WebTemplate;
use axum::Router;
use axum::routing::get;

use crate::authz::{Role, SeeProfile};
use crate::web::{AppState, Messages, Shell, SignedIn};

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
        role: role_in_words(asked.messages(), visit.actor.role),
        school: visit.school.as_ref().map(|school| school.name(asked.language).to_owned()),
    }
}

/// A role as people call it.
fn role_in_words(t: &Messages, role: Role) -> String {
    match role {
        Role::LearnerPrimary | Role::LearnerSecondary => t.role_learner(),
        Role::Governor => t.role_governor(),
        Role::SchoolStaff => t.role_staff(),
        Role::DigitalChampion => t.role_digital_champion(),
        Role::LaAdmin => t.role_la_admin(),
        Role::ServiceDesk => t.role_service_desk(),
    }
}
