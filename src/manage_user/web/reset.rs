//! *Reset Password*: a generated password or one's own, checked by the one policy.

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::{Form, Path};
use axum::response::{IntoResponse, Redirect, Response};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use super::{PersonPath, back, back_with, details_of, lock_person};
use crate::accounts::{Deed, LockedPerson, Subject};
use crate::audit::{self, Author, Event, EventKind};
use crate::authz::ResetLearnerPasswords;
use crate::base::id::{EventId, Ids};
use crate::base::random::OsRandom;
use crate::credentials::{NewPassword, PolicyRule, ResetError, check, generate_for, put_passwords};
use crate::db::TenantTx;
use crate::manage_user::store;
use crate::web::{Flash, FormErrors, InSchool, Shell, TypedPassword, WebError};

type Visit = InSchool<ResetLearnerPasswords>;

#[derive(Template, WebTemplate)]
#[template(path = "manage_user/reset.html")]
struct ResetPage {
    shell: Shell,
    name: String,
    details_href: String,
    act: EventId,
    how: &'static str,
    errors: FormErrors<PolicyRule>,
}

/// What the form sends; the password is never shown again.
#[derive(Debug, Deserialize)]
pub(super) struct ResetForm {
    /// The id that the act gets in the audit trail: the form sent twice is one act.
    #[serde(default)]
    act: String,
    #[serde(default)]
    how: String,
    #[serde(default)]
    password: TypedPassword,
}

/// `GET /schools/{dfes}/users/{id}/reset-password`
pub(super) async fn show_reset(visit: Visit, Path(path): Path<PersonPath>) -> Result<Response, WebError> {
    let mut tx = visit.begin().await?;
    let person = lock_person(&mut tx, &path).await?;
    tx.commit().await?;
    Ok(match refuse(&visit, &person)? {
        Some(elsewhere) => elsewhere,
        None => page(&visit, &person, "generate", FormErrors::none()).into_response(),
    })
}

/// `POST /schools/{dfes}/users/{id}/reset-password`
pub(super) async fn post_reset(
    visit: Visit,
    Path(path): Path<PersonPath>,
    Form(form): Form<ResetForm>,
) -> Result<Response, WebError> {
    let act = form.act.parse().map(EventId).unwrap_or_else(|_| fresh_act(&visit));
    let mut tx = visit.begin().await?;
    let person = lock_person(&mut tx, &path).await?;
    if let Some(elsewhere) = refuse(&visit, &person)? {
        return Ok(elsewhere);
    }
    if store::is_recorded(&mut tx, act).await? {
        return Ok(back_with(&visit, person.id, Flash::PasswordReset));
    }
    let password = match form.new_password(&person) {
        Ok(password) => password,
        Err(errors) => return Ok(page(&visit, &person, "own", errors).into_response()),
    };
    reset(&visit, &mut tx, (act, &person), password).await?;
    tx.commit().await?;
    Ok(back_with(&visit, person.id, Flash::PasswordReset))
}

impl ResetForm {
    /// The password that was asked for, or the rules that it fails.
    fn new_password(self, person: &LockedPerson) -> Result<SecretString, FormErrors<PolicyRule>> {
        if self.how != "own" {
            return Ok(generate_for(person.audience(), &person.words(), &mut OsRandom));
        }
        let password = self.password.into_secret();
        let mut errors = FormErrors::none();
        for rule in check(password.expose_secret(), &person.words()) {
            errors.add("password", rule);
        }
        if errors.is_empty() { Ok(password) } else { Err(errors) }
    }
}

/// Where somebody goes whose password is not reset here: oneself to My Profile, an account that does not work to its details.
fn refuse(visit: &Visit, person: &LockedPerson) -> Result<Option<Response>, WebError> {
    let subject = person.subject(visit.actor.account);
    if !(Subject { is_own: false, ..subject }).permits(visit.actor.role, Deed::ResetPassword) {
        return Err(WebError::NotFound);
    }
    if subject.is_own {
        return Ok(Some(Redirect::to("/profile").into_response()));
    }
    Ok((!subject.allows(Deed::ResetPassword)).then(|| back(visit, person.id)))
}

async fn reset(
    visit: &Visit,
    tx: &mut TenantTx,
    (act, person): (EventId, &LockedPerson),
    password: SecretString,
) -> Result<(), WebError> {
    let services = visit.asked.services();
    let now = services.clock.now();
    let new = NewPassword { account: person.id, password };
    put_passwords(tx, &services.vault, &[new], now).await.map_err(|error| match error {
        ResetError::Database(error) => error.into(),
        ResetError::Vault(error) => WebError::internal(error),
    })?;
    let event = Event {
        id: act,
        at: now,
        kind: EventKind::PasswordReset,
        actor: &Author::of(&visit.actor),
        address: visit.asked.address,
        subjects: &[person.id],
        note: None,
    };
    Ok(audit::write_event(tx, &event).await?)
}

fn fresh_act(visit: &Visit) -> EventId {
    Ids::new(&visit.asked.services().clock, &mut OsRandom).fresh()
}

fn page(
    visit: &Visit,
    person: &LockedPerson,
    how: &'static str,
    errors: FormErrors<PolicyRule>,
) -> ResetPage {
    ResetPage {
        shell: visit.shell(),
        name: person.display_name.to_string(),
        details_href: details_of(visit, person.id),
        act: fresh_act(visit),
        how,
        errors,
    }
}
