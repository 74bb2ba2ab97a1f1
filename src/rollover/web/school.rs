//! A school's year end: what will happen and when, what a rehearsal found, and afterwards what was done.

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::Query;
use serde::Deserialize;

use super::Visit;
use super::view::{YearEndView, read_view};
use crate::base::AcademicYear;
use crate::calendar::{find_current_year_end, find_year_end};
use crate::rollover::store::pages;
use crate::school_settings::{ClientContact, find_client_contact};
use crate::web::{Shell, WebError};

#[derive(Template, WebTemplate)]
#[template(path = "rollover/school.html")]
pub(super) struct SchoolPage {
    shell: Shell,
    href: String,
    years: Vec<YearTab>,
    /// Nothing where no year is declared.
    year_end: Option<YearEndView>,
    client: Option<ClientContact>,
}

struct YearTab {
    label: String,
    href: String,
    current: bool,
}

/// Which year is wanted.
#[derive(Debug, Default, Deserialize)]
pub(super) struct YearQuery {
    #[serde(default)]
    year: String,
}

/// `GET /schools/{dfes}/rollover`
pub(super) async fn show_year_end(
    visit: Visit,
    Query(query): Query<YearQuery>,
) -> Result<SchoolPage, WebError> {
    let href = visit.path("/rollover");
    let mut tx = visit.begin().await?;
    let today = visit.asked.services().clock.today();
    let current = find_current_year_end(&mut tx, today).await?.map(|year_end| year_end.year);
    let mut years = pages::list_years(&mut tx).await?;
    years.extend(current);
    years.sort_unstable();
    years.dedup();
    let wanted = query.year.parse().ok().map(AcademicYear).filter(|year| years.contains(year));
    let shown = wanted.or(current).or(years.last().copied());
    let year_end = match shown {
        Some(year) => find_year_end(&mut tx, year).await?,
        None => None,
    };
    let view = match year_end {
        Some(year_end) => Some(read_view(&mut tx, &visit, &year_end).await?),
        None => None,
    };
    let client = find_client_contact(&mut tx).await?;
    tx.commit().await?;
    let tab = |year: AcademicYear| YearTab {
        label: year.to_string(),
        href: format!("{href}?year={}", year.0),
        current: shown == Some(year),
    };
    Ok(SchoolPage {
        shell: visit.shell(),
        years: years.into_iter().rev().map(tab).collect(),
        href: shown.map_or_else(|| href.clone(), |year| format!("{href}?year={}", year.0)),
        year_end: view,
        client,
    })
}
