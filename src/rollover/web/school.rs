//! A school's year end: what will happen and when, what a rehearsal found, and afterwards what was done.

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::Query;
use chrono::NaiveDate;

use super::view::{YearEndView, read_view};
use super::{Visit, YearQuery, YearTab, href_of, year_tabs};
use crate::base::AcademicYear;
use crate::calendar::{find_current_year_end, find_ending, find_year_end};
use crate::db::TenantTx;
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

/// `GET /schools/{dfes}/rollover`
pub(super) async fn show_year_end(
    visit: Visit,
    Query(query): Query<YearQuery>,
) -> Result<SchoolPage, WebError> {
    let path = visit.path("/rollover");
    let mut tx = visit.begin().await?;
    let today = visit.asked.services().clock.today();
    // What was done is looked at for a while before the year after it.
    let near = find_ending(&mut tx, today).await?.declared.map(|year_end| year_end.year);
    let years = list_years(&mut tx, near, today).await?;
    let shown = query.year().filter(|year| years.contains(year)).or(near).or(years.first().copied());
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
    Ok(SchoolPage {
        shell: visit.shell(),
        years: year_tabs(&path, &years, shown),
        href: href_of(&path, shown),
        year_end: view,
        client,
    })
}

/// The years that ended here, the one that is near and the one that comes next; the newest first.
async fn list_years(
    tx: &mut TenantTx,
    near: Option<AcademicYear>,
    today: NaiveDate,
) -> sqlx::Result<Vec<AcademicYear>> {
    let mut years = pages::list_years(tx).await?;
    years.extend(near);
    years.extend(find_current_year_end(tx, today).await?.map(|year_end| year_end.year));
    years.sort_unstable();
    years.dedup();
    years.reverse();
    Ok(years)
}
