//! *Deactivate*: the question, with its consequence named, and the answer.

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::{Form, Path};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::{PersonPath, back, back_with, details_of, find_person};
use crate::accounts::{self, Deed, LockedPerson};
use crate::audit::EventKind;
use crate::authz::{AccountKind, EditLearners};
use crate::school_status::{count_champions, lock_champions};
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

/// What the form sends.
#[derive(Debug, Deserialize)]
pub(super) struct DeactivateForm {
    /// Not empty where the question warned that nobody else is champion.
    #[serde(default)]
    last: String,
}

type Visit = InSchool<EditLearners>;

/// `GET /schools/{dfes}/users/{id}/deactivate`
pub(super) async fn show_deactivate(
    visit: Visit,
    Path(path): Path<PersonPath>,
) -> Result<Response, WebError> {
    let mut tx = visit.begin().await?;
    let person = find_person(&visit, &mut tx, &path, Deed::Deactivate).await?;
    let champions = count_champions(&mut tx).await?;
    tx.commit().await?;
    if !person.subject(visit.actor.account).allows(Deed::Deactivate) {
        return Ok(back(&visit, person.id));
    }
    Ok(page(&visit, &person, champions).into_response())
}

/// `POST /schools/{dfes}/users/{id}/deactivate`; where the last champion is meant and the question that was answered did not
/// say so, it is put again.
pub(super) async fn post_deactivate(
    visit: Visit,
    Path(path): Path<PersonPath>,
    Form(form): Form<DeactivateForm>,
) -> Result<Response, WebError> {
    let mut tx = visit.begin().await?;
    let person = find_person(&visit, &mut tx, &path, Deed::Deactivate).await?;
    if !person.subject(visit.actor.account).allows(Deed::Deactivate) {
        return Ok(back(&visit, person.id));
    }
    let question = page(&visit, &person, lock_champions(&mut tx).await?);
    if question.is_last_champion && form.last.is_empty() {
        return Ok(question.into_response());
    }
    let now = visit.asked.services().clock.now();
    accounts::deactivate(&mut tx, &[person.id], now).await?;
    visit.record(&mut tx, EventKind::AccountDeactivated, person.id, None).await?;
    tx.commit().await?;
    Ok(back_with(&visit, person.id, Flash::Saved))
}

fn page(visit: &Visit, person: &LockedPerson, champions: i64) -> DeactivatePage {
    DeactivatePage {
        shell: visit.shell(),
        name: person.display_name.to_string(),
        details_href: details_of(visit, person.id),
        is_from_mis: matches!(person.kind, AccountKind::Learner | AccountKind::Staff),
        is_staff: person.kind == AccountKind::Staff,
        is_last_champion: person.is_champion && champions <= 1,
    }
}
