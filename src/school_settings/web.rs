//! The page of the school's settings.

use askama::Template;
use askama_web::WebTemplate;
use axum::Router;
use axum::extract::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum_extra::extract::cookie::CookieJar;
use serde::Deserialize;

use super::contact::{ContactError, parse_email, parse_name, parse_telephone};
use super::{
    Change, ChangeError, ClientContact, ClientManager, HoldThreshold, Settings, change_settings, store,
};
use crate::authz::ManageSettings;
use crate::base::id::Ids;
use crate::base::random::OsRandom;
use crate::web::{AppState, Explain, Flash, FormErrors, InSchool, Messages, Shell, WebError, dates};

/// The routes of this feature.
pub fn routes() -> Router<AppState> {
    Router::new().route("/schools/{dfes}/settings", get(show_settings).post(post_settings))
}

#[derive(Template, WebTemplate)]
#[template(path = "school_settings/settings.html")]
struct SettingsPage {
    shell: Shell,
    action: String,
    form: SettingsForm,
    errors: FormErrors<ContactError>,
    /// The settings as they are, where somebody changed them while this form was open.
    conflict: Option<Settings>,
    /// When and by whom they were changed last.
    changed: Option<(String, String)>,
    hold: HoldThreshold,
}

impl SettingsPage {
    fn managers(&self, t: &Messages) -> [(&'static str, String); 3] {
        ClientManager::ALL.map(|manager| (manager.as_str(), manager.label(t)))
    }
}

/// What the page sends.
#[derive(Clone, Debug, Default, Deserialize)]
struct SettingsForm {
    #[serde(default)]
    manager: String,
    #[serde(default)]
    contact_name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    telephone: String,
    /// The version that the form was filled with; 0 where nothing was set.
    #[serde(default)]
    version: i32,
}

impl SettingsForm {
    fn of(settings: &Settings) -> Self {
        let client = settings.client.clone();
        Self {
            manager: client.manager.as_str().to_owned(),
            contact_name: client.name,
            email: client.email.unwrap_or_default(),
            telephone: client.telephone.unwrap_or_default(),
            version: settings.version,
        }
    }

    fn parse(&self) -> Result<ClientContact, FormErrors<ContactError>> {
        let mut errors = FormErrors::none();
        let manager = ClientManager::from_code(&self.manager).ok_or(ContactError::ManagerMissing);
        let manager = errors.check("manager", manager);
        let name = errors.check("contact_name", parse_name(&self.contact_name));
        let email = errors.check("email", parse_email(&self.email));
        let telephone = errors.check("telephone", parse_telephone(&self.telephone));
        if (&email, &telephone) == (&Some(None), &Some(None)) {
            errors.add("email", ContactError::Unreachable);
        }
        match (manager, name, email, telephone) {
            (Some(manager), Some(name), Some(email), Some(telephone)) if errors.is_empty() => {
                Ok(ClientContact { manager, name, email, telephone })
            }
            _ => Err(errors),
        }
    }
}

type Visit = InSchool<ManageSettings>;

async fn show_settings(visit: Visit) -> Result<SettingsPage, WebError> {
    let (settings, hold) = read(&visit).await?;
    let form = settings.as_ref().map(SettingsForm::of).unwrap_or_default();
    Ok(SettingsPage { form, ..page(&visit, settings.as_ref(), hold) })
}

async fn post_settings(
    visit: Visit,
    jar: CookieJar,
    Form(form): Form<SettingsForm>,
) -> Result<Response, WebError> {
    let client = match form.parse() {
        Ok(client) => client,
        Err(errors) => {
            let (settings, hold) = read(&visit).await?;
            let page = SettingsPage { form, errors, ..page(&visit, settings.as_ref(), hold) };
            return Ok(page.into_response());
        }
    };
    match save(&visit, &client, form.version).await {
        Ok(()) => {
            let jar = jar.add(Flash::Saved.cookie(visit.asked.is_https()));
            Ok((jar, Redirect::to(&visit.path("/settings"))).into_response())
        }
        Err(ChangeError::Conflict) => conflict(&visit, form).await,
        Err(ChangeError::Database(error)) => Err(error.into()),
    }
}

async fn save(visit: &Visit, client: &ClientContact, seen: i32) -> Result<(), ChangeError> {
    let clock = &visit.asked.services().clock;
    let change = Change {
        client,
        seen,
        actor: &visit.actor,
        address: visit.asked.address,
        at: clock.now(),
        event: Ids::new(clock, &mut OsRandom).fresh(),
    };
    let mut tx = visit.begin().await?;
    change_settings(&mut tx, &visit.permit, &change).await?;
    Ok(tx.commit().await?)
}

/// What was typed stays in the form, beside what somebody else saved; saving again is then a decision between the two.
async fn conflict(visit: &Visit, form: SettingsForm) -> Result<Response, WebError> {
    let (settings, hold) = read(visit).await?;
    let version = settings.as_ref().map_or(0, |settings| settings.version);
    let page = SettingsPage {
        form: SettingsForm { version, ..form },
        conflict: settings.clone(),
        ..page(visit, settings.as_ref(), hold)
    };
    Ok((StatusCode::CONFLICT, page).into_response())
}

async fn read(visit: &Visit) -> sqlx::Result<(Option<Settings>, HoldThreshold)> {
    let mut tx = visit.begin().await?;
    let settings = store::find_settings(&mut tx).await?;
    let hold = store::find_hold_threshold(&mut tx).await?;
    tx.commit().await?;
    Ok((settings, hold))
}

/// The page with an empty form.
fn page(visit: &Visit, settings: Option<&Settings>, hold: HoldThreshold) -> SettingsPage {
    SettingsPage {
        shell: visit.shell(),
        action: visit.path("/settings"),
        form: SettingsForm::default(),
        errors: FormErrors::none(),
        conflict: None,
        changed: settings.map(|settings| (dates::moment(settings.changed_at), settings.changed_by.clone())),
        hold,
    }
}

impl Explain for ContactError {
    fn explain(&self, t: &Messages) -> String {
        match self {
            Self::ManagerMissing => t.settings_manager_missing(),
            Self::NameMissing => t.settings_name_missing(),
            Self::NameInvalid => t.settings_name_invalid(),
            Self::EmailInvalid => t.settings_email_invalid(),
            Self::TelephoneInvalid => t.settings_telephone_invalid(),
            Self::Unreachable => t.settings_unreachable(),
        }
    }
}
