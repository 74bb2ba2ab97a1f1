//! *Deactivate*: the question, with its consequence named, and the answer.

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};

use super::{PersonPath, back, back_with, details_of, find_person};
use crate::accounts::{self, Deed};
use crate::audit::EventKind;
use crate::authz::{AccountKind, EditLearners};
use crate::school_status::count_champions;
use crate::web::{Flash, InSchool, Shell, WebError};

#[derive(Template, WebTemplate)]
#[template(path = "manage_user/deactivate.html")]
struct DeactivatePage {
    shell: Shell,
    name: String,
    details_href: String,
    is_from_mis: bool,
    /// Whether only the service desk could activate the account again.
    is_staff: bool,
    is_last_champion: bool,
}

/// `GET /schools/{dfes}/users/{id}/deactivate`
pub(super) async fn show_deactivate(
    visit: InSchool<EditLearners>,
    Path(path): Path<PersonPath>,
) -> Result<Response, WebError> {
    let mut tx = visit.begin().await?;
    let person = find_person(&visit, &mut tx, &path, Deed::Deactivate).await?;
    let champions = count_champions(&mut tx).await?;
    tx.commit().await?;
    if !person.subject(visit.actor.account).allows(Deed::Deactivate) {
        return Ok(back(&visit, person.id));
    }
    let page = DeactivatePage {
        shell: visit.shell(),
        name: person.display_name.to_string(),
        details_href: details_of(&visit, person.id),
        is_from_mis: matches!(person.kind, AccountKind::Learner | AccountKind::Staff),
        is_staff: person.kind == AccountKind::Staff,
        is_last_champion: person.is_champion && champions <= 1,
    };
    Ok(page.into_response())
}

/// `POST /schools/{dfes}/users/{id}/deactivate`
pub(super) async fn post_deactivate(
    visit: InSchool<EditLearners>,
    Path(path): Path<PersonPath>,
) -> Result<Response, WebError> {
    let mut tx = visit.begin().await?;
    let person = find_person(&visit, &mut tx, &path, Deed::Deactivate).await?;
    if !person.subject(visit.actor.account).allows(Deed::Deactivate) {
        return Ok(back(&visit, person.id));
    }
    let now = visit.asked.services().clock.now();
    accounts::deactivate(&mut tx, &[person.id], now).await?;
    visit.record(&mut tx, EventKind::AccountDeactivated, person.id, None).await?;
    tx.commit().await?;
    Ok(back_with(&visit, person.id, Flash::Saved))
}
