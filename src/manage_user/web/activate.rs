//! *Activate*: the question, and for whoever left the last day on which the account works.

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::{Form, Path};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::{PersonPath, back, back_with, details_of, find_person};
use crate::accounts::{Deed, LockedPerson};
use crate::audit::EventKind;
use crate::authz::ManageLearners;
use crate::manage_user::activation::{EndDayError, Limit, parse_end_day};
use crate::manage_user::store;
use crate::web::{Explain, Flash, FormErrors, InSchool, Messages, Shell, WebError, dates};
use crate::{events, school_status};

type Visit = InSchool<ManageLearners>;

#[derive(Template, WebTemplate)]
#[template(path = "manage_user/activate.html")]
struct ActivatePage {
    shell: Shell,
    name: String,
    details_href: String,
    limit: Option<Limit>,
    form: ActivateForm,
    errors: FormErrors<EndDayError>,
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
pub(super) struct ActivateForm {
    #[serde(default)]
    until: String,
}

impl Explain for EndDayError {
    fn explain(&self, messages: &Messages) -> String {
        match self {
            Self::Unreadable => messages.end_day_unreadable(),
            Self::Past => messages.end_day_past(),
            Self::TooFar => messages.end_day_too_far(),
        }
    }
}

/// `GET /schools/{dfes}/users/{id}/activate`
pub(super) async fn show_activate(visit: Visit, Path(path): Path<PersonPath>) -> Result<Response, WebError> {
    let mut tx = visit.begin().await?;
    let person = find_person(&visit, &mut tx, &path, Deed::Activate).await?;
    let limit = store::find_standing(&mut tx, &person).await?.limit(visit.asked.services().clock.today());
    tx.commit().await?;
    if !person.subject(visit.actor.account).allows(Deed::Activate) {
        return Ok(back(&visit, person.id));
    }
    Ok(page(&visit, &person, limit, (ActivateForm::default(), FormErrors::none())).into_response())
}

/// `POST /schools/{dfes}/users/{id}/activate`
pub(super) async fn post_activate(
    visit: Visit,
    Path(path): Path<PersonPath>,
    Form(form): Form<ActivateForm>,
) -> Result<Response, WebError> {
    let clock = &visit.asked.services().clock;
    let mut tx = visit.begin().await?;
    let person = find_person(&visit, &mut tx, &path, Deed::Activate).await?;
    if !person.subject(visit.actor.account).allows(Deed::Activate) {
        return Ok(back(&visit, person.id));
    }
    let limit = store::find_standing(&mut tx, &person).await?.limit(clock.today());
    let mut errors = FormErrors::none();
    let until = limit.and_then(|limit| {
        let day = errors.check("until", parse_end_day(&form.until, clock.today()))?;
        Some((limit, day))
    });
    if !errors.is_empty() {
        return Ok(page(&visit, &person, limit, (form, errors)).into_response());
    }
    store::activate(&mut tx, person.id, until, clock.now()).await?;
    let last_day = until.map(|(_, day)| dates::day(day));
    visit.record(&mut tx, EventKind::AccountActivated, person.id, last_day.as_deref()).await?;
    school_status::refresh(&mut tx, clock.now()).await?;
    events::people_changed(&mut tx).await?;
    tx.commit().await?;
    Ok(back_with(&visit, person.id, Flash::Saved))
}

fn page(
    visit: &Visit,
    person: &LockedPerson,
    limit: Option<Limit>,
    (form, errors): (ActivateForm, FormErrors<EndDayError>),
) -> ActivatePage {
    ActivatePage {
        shell: visit.shell(),
        name: person.display_name.to_string(),
        details_href: details_of(visit, person.id),
        limit,
        form,
        errors,
    }
}
