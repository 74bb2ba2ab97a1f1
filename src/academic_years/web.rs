//! The pages on which the service desk declares the dates of academic years.

use askama::Template;
use askama_web::WebTemplate;
use axum::Router;
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum_extra::extract::cookie::CookieJar;
use chrono::NaiveDate;
use serde::Deserialize;

use super::dates::{DateError, DateField, check_order, parse_date, season};
use super::{Declaration, Declared, declare, store};
use crate::audit::Author;
use crate::authz::ManageYearEnd;
use crate::base::AcademicYear;
use crate::calendar::YearEnd;
use crate::db::{Reason, SystemTx};
use crate::web::dates::{self, YearEndDates};
use crate::web::{AppState, Explain, Flash, FormErrors, Messages, Shell, SignedIn, WebError};

const LIST: &str = "/service-desk/academic-years";

/// The routes of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/service-desk/academic-years", get(show_years))
        .route("/service-desk/academic-years/{start_year}", get(show_year).post(post_year))
}

#[derive(Template, WebTemplate)]
#[template(path = "academic_years/years.html")]
struct YearsPage {
    shell: Shell,
    years: Vec<YearLine>,
}

/// A year of the list; its dates where they are declared.
struct YearLine {
    year: AcademicYear,
    href: String,
    declared: Option<DeclaredLine>,
}

/// Dates in words, and who declared them.
struct DeclaredLine {
    dates: YearEndDates,
    changed: (String, String),
}

#[derive(Template, WebTemplate)]
#[template(path = "academic_years/year.html")]
struct YearPage {
    shell: Shell,
    year: AcademicYear,
    action: String,
    /// The days among which the dates lie.
    season: (String, String),
    form: YearForm,
    errors: FormErrors<DateError>,
    /// The dates as they are, where somebody declared them while this form was open.
    conflict: Option<DeclaredLine>,
    /// When and by whom they were declared last.
    changed: Option<(String, String)>,
}

/// What the page sends.
#[derive(Clone, Debug, Default, Deserialize)]
struct YearForm {
    #[serde(default)]
    mis_deadline: String,
    #[serde(default)]
    window_from: String,
    #[serde(default)]
    window_to: String,
    #[serde(default)]
    rollover_on: String,
    /// The version that the form was filled with; 0 where nothing was declared.
    #[serde(default)]
    version: i32,
}

impl YearForm {
    fn of(declared: &Declared) -> Self {
        let YearEnd { mis_deadline, window_from, window_to, rollover_on, .. } = declared.year_end;
        let [mis_deadline, window_from, window_to, rollover_on] =
            [mis_deadline, window_from, window_to, rollover_on].map(|date| date.to_string());
        Self { mis_deadline, window_from, window_to, rollover_on, version: declared.version }
    }

    fn parse(&self, year: AcademicYear) -> Result<YearEnd, FormErrors<DateError>> {
        let mut errors = FormErrors::none();
        let mut read = |field: DateField, text: &str| -> Option<NaiveDate> {
            errors.check(field.name(), parse_date(text, year))
        };
        let mis_deadline = read(DateField::MisDeadline, &self.mis_deadline);
        let window_from = read(DateField::WindowFrom, &self.window_from);
        let window_to = read(DateField::WindowTo, &self.window_to);
        let rollover_on = read(DateField::Rollover, &self.rollover_on);
        let (Some(mis_deadline), Some(window_from), Some(window_to), Some(rollover_on)) =
            (mis_deadline, window_from, window_to, rollover_on)
        else {
            return Err(errors);
        };
        let year_end = YearEnd { year, mis_deadline, window_from, window_to, rollover_on };
        for field in check_order(&year_end) {
            errors.add(field.name(), DateError::BeforePrevious);
        }
        if errors.is_empty() { Ok(year_end) } else { Err(errors) }
    }
}

type Visit = SignedIn<ManageYearEnd>;

async fn show_years(visit: Visit) -> Result<YearsPage, WebError> {
    let mut tx = begin(&visit).await?;
    let declared = store::list_declared(&mut tx).await?;
    tx.commit().await?;
    let mut years: Vec<AcademicYear> = declared.iter().map(|declared| declared.year_end.year).collect();
    let this_year = this_year(&visit);
    years.extend([this_year, AcademicYear(this_year.0 + 1)]);
    years.sort_unstable();
    years.dedup();
    let t = visit.asked.messages();
    let line = |year: AcademicYear| YearLine {
        year,
        href: format!("{LIST}/{}", year.0),
        declared: declared.iter().find(|d| d.year_end.year == year).map(|d| declared_line(t, d)),
    };
    Ok(YearsPage { shell: visit.shell(), years: years.into_iter().rev().map(line).collect() })
}

async fn show_year(visit: Visit, Path(year): Path<String>) -> Result<YearPage, WebError> {
    let (year, declared) = find(&visit, &year).await?;
    let form = declared.as_ref().map(YearForm::of).unwrap_or_default();
    page(&visit, year, declared.as_ref(), form)
}

async fn post_year(
    visit: Visit,
    Path(year): Path<String>,
    jar: CookieJar,
    Form(form): Form<YearForm>,
) -> Result<Response, WebError> {
    let (year, declared) = find(&visit, &year).await?;
    let year_end = match form.parse(year) {
        Ok(year_end) => year_end,
        Err(errors) => {
            let page = page(&visit, year, declared.as_ref(), form)?;
            return Ok(YearPage { errors, ..page }.into_response());
        }
    };
    if save(&visit, year_end, form.version).await? {
        let jar = jar.add(Flash::Saved.cookie(visit.asked.is_https()));
        return Ok((jar, Redirect::to(LIST)).into_response());
    }
    conflict(&visit, year, form).await
}

async fn save(visit: &Visit, year_end: YearEnd, seen: i32) -> Result<bool, WebError> {
    let declaration = Declaration {
        year_end,
        seen,
        author: &Author::of(&visit.actor),
        address: visit.asked.address,
        at: visit.asked.services().clock.now(),
    };
    let mut tx = begin(visit).await?;
    let is_saved = declare(&mut tx, &declaration).await?;
    tx.commit().await?;
    Ok(is_saved)
}

/// What was typed stays in the form, beside what somebody else declared; saving again is then a decision between the two.
async fn conflict(visit: &Visit, year: AcademicYear, form: YearForm) -> Result<Response, WebError> {
    let (_, declared) = find(visit, &year.0.to_string()).await?;
    let version = declared.as_ref().map_or(0, |declared| declared.version);
    let page = page(visit, year, declared.as_ref(), YearForm { version, ..form })?;
    let theirs = declared.as_ref().map(|declared| declared_line(visit.asked.messages(), declared));
    Ok((StatusCode::CONFLICT, YearPage { conflict: theirs, ..page }).into_response())
}

/// The year that an address names: one that is declared, or near enough to be.
async fn find(visit: &Visit, text: &str) -> Result<(AcademicYear, Option<Declared>), WebError> {
    let year = text.parse().map(AcademicYear).map_err(|_| WebError::NotFound)?;
    let mut tx = begin(visit).await?;
    let declared = store::find_declared(&mut tx, year).await?;
    tx.commit().await?;
    let this_year = this_year(visit).0;
    let is_near = (this_year - 1..=this_year + 2).contains(&year.0);
    match declared.is_some() || is_near {
        true => Ok((year, declared)),
        false => Err(WebError::NotFound),
    }
}

fn page(
    visit: &Visit,
    year: AcademicYear,
    declared: Option<&Declared>,
    form: YearForm,
) -> Result<YearPage, WebError> {
    let (first, last) = season(year).ok_or(WebError::NotFound)?;
    Ok(YearPage {
        shell: visit.shell(),
        year,
        action: format!("{LIST}/{}", year.0),
        season: (dates::day(first), dates::day(last)),
        form,
        errors: FormErrors::none(),
        conflict: None,
        changed: declared.map(|declared| changed(visit.asked.messages(), declared)),
    })
}

async fn begin(visit: &Visit) -> sqlx::Result<SystemTx> {
    visit.asked.services().database.system(Reason::Calendar).await
}

fn this_year(visit: &Visit) -> AcademicYear {
    AcademicYear::of(visit.asked.services().clock.today())
}

fn declared_line(t: &Messages, declared: &Declared) -> DeclaredLine {
    DeclaredLine { dates: YearEndDates::of(&declared.year_end), changed: changed(t, declared) }
}

fn changed(t: &Messages, declared: &Declared) -> (String, String) {
    let by = match declared.changed_by.as_str() {
        "" => t.acted_by_portal(),
        name => name.to_owned(),
    };
    (dates::moment(declared.changed_at), by)
}

impl Explain for DateError {
    fn explain(&self, t: &Messages) -> String {
        match self {
            Self::Unreadable => t.date_unreadable(),
            Self::OutsideSeason(year) => {
                let (first, last) = season(*year).unwrap_or_default();
                t.date_outside_season(dates::day(first), dates::day(last))
            }
            Self::BeforePrevious => t.date_before_previous(),
        }
    }
}
