//! *Add School*: its number, its names, what ages it teaches.

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::Form;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use serde::Deserialize;

use super::super::adding::{SchoolError, add, parse_name, parse_number};
use super::schools::phase_in_words;
use crate::audit::{Author, EventKind};
use crate::authz::AddSchools;
use crate::base::id::Ids;
use crate::base::random::OsRandom;
use crate::tenancy::{Phase, School};
use crate::web::person_shell::school_path;
use crate::web::{Flash, FormErrors, Messages, Shell, SignedIn, WebError};

type Visit = SignedIn<AddSchools>;

#[derive(Template, WebTemplate)]
#[template(path = "authorities/new_school.html")]
pub(super) struct NewSchoolPage {
    shell: Shell,
    form: NewSchoolForm,
    errors: FormErrors<SchoolError>,
}

impl NewSchoolPage {
    fn phases(&self, t: &Messages) -> [(&'static str, String); 4] {
        Phase::ALL.map(|phase| (phase.as_str(), phase_in_words(t, phase)))
    }
}

/// What the page sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct NewSchoolForm {
    dfes: String,
    name_en: String,
    name_cy: String,
    phase: String,
}

impl NewSchoolForm {
    fn parse(&self, visit: &Visit) -> Result<School, FormErrors<SchoolError>> {
        let mut errors = FormErrors::none();
        let number = errors.check("dfes", parse_number(&self.dfes));
        let name_en = errors.check("name_en", parse_name(&self.name_en));
        // A school with one name has it in both languages.
        let welsh = if self.name_cy.trim().is_empty() { &self.name_en } else { &self.name_cy };
        let name_cy = match parse_name(welsh) {
            Err(SchoolError::NameMissing) => None,
            name => errors.check("name_cy", name),
        };
        let phase = errors.check("phase", Phase::from_code(&self.phase).ok_or(SchoolError::PhaseMissing));
        match (number, name_en, name_cy, phase) {
            (Some(dfes_number), Some(name_en), Some(name_cy), Some(phase)) => Ok(School {
                id: Ids::new(&visit.asked.services().clock, &mut OsRandom).fresh(),
                authority_code: dfes_number.authority_code(),
                dfes_number,
                name_en,
                name_cy,
                phase,
            }),
            _ => Err(errors),
        }
    }
}

/// `GET /service-desk/schools/new`
pub(super) async fn show_new(visit: Visit) -> NewSchoolPage {
    NewSchoolPage { shell: visit.shell(), form: NewSchoolForm::default(), errors: FormErrors::none() }
}

/// `POST /service-desk/schools/new`
pub(super) async fn post_new(visit: Visit, Form(form): Form<NewSchoolForm>) -> Result<Response, WebError> {
    let page = |form, errors| NewSchoolPage { shell: visit.shell(), form, errors }.into_response();
    let school = match form.parse(&visit) {
        Ok(school) => school,
        Err(errors) => return Ok(page(form, errors)),
    };
    let author = Author::of(&visit.actor);
    let event = visit.asked.act(EventKind::SchoolAdded, &author, None);
    let mut errors = FormErrors::none();
    let added = add(visit.asked.services(), &visit.permit, &school, &event).await?;
    if errors.check("dfes", added).is_none() {
        return Ok(page(form, errors));
    }
    let jar = CookieJar::new().add(Flash::Saved.cookie(visit.asked.is_https()));
    Ok((jar, Redirect::to(&school_path(&school, ""))).into_response())
}
