//! *Confirm Consent* and *Withdraw Consent* of one learner: the question, the loss spelled out, the basis.

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::{Form, Path};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::{PersonPath, back, back_with, details_of, find_person};
use crate::accounts::{Deed, LockedPerson};
use crate::audit::{Author, EventKind};
use crate::authz::RecordConsent;
use crate::consent::{self, Basis, Recorded};
use crate::web::{Explain, Flash, FormErrors, InSchool, Messages, Shell, WebError};

type Visit = InSchool<RecordConsent>;

#[derive(Template, WebTemplate)]
#[template(path = "manage_user/consent.html")]
struct ConsentPage {
    shell: Shell,
    name: String,
    details_href: String,
    /// What the form is about, as it sends it.
    wish: &'static str,
    withdraws: bool,
    form: ConsentForm,
    errors: FormErrors<NoBasis>,
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
pub(super) struct ConsentForm {
    /// `confirm` or `withdraw`: the same answer twice changes nothing the second time.
    #[serde(default)]
    wish: String,
    #[serde(default)]
    basis: String,
}

/// Nothing, or too much, was typed as the basis.
#[derive(Debug)]
struct NoBasis;

impl Explain for NoBasis {
    fn explain(&self, messages: &Messages) -> String {
        messages.basis_is_missing()
    }
}

/// `GET /schools/{dfes}/users/{id}/consent`: asks for the other of what is.
pub(super) async fn show_consent(visit: Visit, Path(path): Path<PersonPath>) -> Result<Response, WebError> {
    let mut tx = visit.begin().await?;
    let person = find_person(&visit, &mut tx, &path, Deed::ConfirmConsent).await?;
    tx.commit().await?;
    let deed = if person.has_consent { Deed::WithdrawConsent } else { Deed::ConfirmConsent };
    if !person.subject(visit.actor.account).allows(deed) {
        return Ok(back(&visit, person.id));
    }
    Ok(page(&visit, &person, deed, (ConsentForm::default(), FormErrors::none())).into_response())
}

/// `POST /schools/{dfes}/users/{id}/consent`
pub(super) async fn post_consent(
    visit: Visit,
    Path(path): Path<PersonPath>,
    Form(form): Form<ConsentForm>,
) -> Result<Response, WebError> {
    let deed = match form.wish.as_str() {
        "confirm" => Deed::ConfirmConsent,
        "withdraw" => Deed::WithdrawConsent,
        _ => return Err(WebError::BadRequest),
    };
    let mut tx = visit.begin().await?;
    let person = find_person(&visit, &mut tx, &path, deed).await?;
    if !person.subject(visit.actor.account).allows(deed) {
        return Ok(back(&visit, person.id));
    }
    let mut errors = FormErrors::none();
    let Some(basis) = errors.check("basis", Basis::parse(&form.basis).ok_or(NoBasis)) else {
        return Ok(page(&visit, &person, deed, (form, errors)).into_response());
    };
    let author = Author::of(&visit.actor);
    let has_consent = deed == Deed::ConfirmConsent;
    let recorded = Recorded { has_consent, basis: basis.as_str(), author: &author };
    let people = [person];
    consent::record(&mut tx, visit.asked.services(), &people, &recorded).await?;
    let kind = if has_consent { EventKind::ConsentConfirmed } else { EventKind::ConsentWithdrawn };
    let [person] = people;
    visit.record(&mut tx, kind, person.id, Some(basis.as_str())).await?;
    tx.commit().await?;
    Ok(back_with(&visit, person.id, Flash::Saved))
}

fn page(
    visit: &Visit,
    person: &LockedPerson,
    deed: Deed,
    (form, errors): (ConsentForm, FormErrors<NoBasis>),
) -> ConsentPage {
    let withdraws = deed == Deed::WithdrawConsent;
    ConsentPage {
        shell: visit.shell(),
        name: person.display_name.to_string(),
        details_href: details_of(visit, person.id),
        wish: if withdraws { "withdraw" } else { "confirm" },
        withdraws,
        form,
        errors,
    }
}
