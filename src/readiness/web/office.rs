//! How the schools of an authority, or of the nation, stand: cells, a table, and the days of the window.

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::Query;
use axum::response::Response;
use serde::Deserialize;

use super::super::checklist::SchoolState;
use super::super::store::{count_days, list_figures};
use super::bar::{Bar, days_of, draw};
use super::grid::{Cell, Judged, Row, cells, columns, count, judge, row, sort};
use super::{file, wording};
use crate::authz::{SeeNation, SeeSchools};
use crate::base::AcademicYear;
use crate::calendar::find_ending;
use crate::db::AuthorityTx;
use crate::web::dates::YearEndDates;
use crate::web::{Asked, Column, InAuthority, ListAddress, Pagination, Paging, Shell, SignedIn, WebError};

#[derive(Template, WebTemplate)]
#[template(path = "readiness/office.html")]
pub(super) struct OfficePage {
    shell: Shell,
    office: String,
    year: String,
    dates: Option<YearEndDates>,
    total: usize,
    /// How many schools stand how, worst first.
    legend: Vec<LegendLine>,
    bar: Option<Bar>,
    cells: Vec<Cell>,
    columns: Vec<Column>,
    rows: Vec<Row>,
    pagination: Pagination,
    csv_href: String,
}

/// A state and how many schools stand so.
struct LegendLine {
    class: &'static str,
    letter: String,
    state: (&'static str, String),
    schools: i64,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct SortQuery {
    #[serde(default)]
    sort: String,
}

/// What the page tells.
struct Reading {
    year: AcademicYear,
    dates: Option<YearEndDates>,
    schools: Vec<Judged>,
    bar: Option<Bar>,
}

/// `GET /authorities/{code}/readiness`
pub(super) async fn show_authority(
    visit: InAuthority<SeeSchools>,
    Query(query): Query<SortQuery>,
) -> Result<OfficePage, WebError> {
    let reading = read(visit.begin().await?, &visit.asked).await?;
    Ok(page(&visit.asked, visit.shell(), visit.name().to_owned(), (reading, &query.sort)))
}

/// `GET /service-desk/readiness`
pub(super) async fn show_nation(
    visit: SignedIn<SeeNation>,
    Query(query): Query<SortQuery>,
) -> Result<OfficePage, WebError> {
    let reading = read(visit.begin_office().await?, &visit.asked).await?;
    let office = visit.asked.messages().ready_all_schools();
    Ok(page(&visit.asked, visit.shell(), office, (reading, &query.sort)))
}

/// `GET /authorities/{code}/readiness.csv`
pub(super) async fn download_authority(visit: InAuthority<SeeSchools>) -> Result<Response, WebError> {
    download(visit.begin().await?, &visit.asked).await
}

/// `GET /service-desk/readiness.csv`
pub(super) async fn download_nation(visit: SignedIn<SeeNation>) -> Result<Response, WebError> {
    download(visit.begin_office().await?, &visit.asked).await
}

async fn download(mut tx: AuthorityTx, asked: &Asked) -> Result<Response, WebError> {
    let today = asked.services().clock.today();
    let ending = find_ending(&mut tx, today).await?;
    let schools = judge(list_figures(&mut tx, asked.language).await?, &ending, today);
    tx.commit().await?;
    file::download(asked.messages(), ending.year, &schools).await
}

/// Today stands as it is now; the days before as they were kept.
async fn read(mut tx: AuthorityTx, asked: &Asked) -> sqlx::Result<Reading> {
    let today = asked.services().clock.today();
    let ending = find_ending(&mut tx, today).await?;
    let schools = judge(list_figures(&mut tx, asked.language).await?, &ending, today);
    let window = days_of(&ending, today);
    let mut days = match window {
        Some((from, to)) => count_days(&mut tx, from, to).await?,
        None => Vec::new(),
    };
    tx.commit().await?;
    days.retain(|row| row.0 < today);
    days.extend(
        SchoolState::ALL.into_iter().zip(count(&schools)).map(|(state, count)| (today, state, count)),
    );
    Ok(Reading {
        year: ending.year,
        dates: ending.declared.as_ref().map(YearEndDates::of),
        bar: window.map(|window| draw(asked.messages(), window, &days)),
        schools,
    })
}

fn page(asked: &Asked, shell: Shell, office: String, (reading, order): (Reading, &str)) -> OfficePage {
    let Reading { year, dates, mut schools, bar } = reading;
    let t = asked.messages();
    let address = ListAddress::of(&asked.uri);
    let legend = SchoolState::ALL.into_iter().zip(count(&schools)).map(|(state, schools)| LegendLine {
        class: state.as_str(),
        letter: wording::letter(t, state),
        state: wording::school_state(t, state),
        schools,
    });
    let legend = legend.collect();
    let cells = cells(t, &schools);
    sort(&mut schools, order);
    let total = schools.len();
    let pagination = Paging::of(&address).paginate(address.clone(), i64::try_from(total).unwrap_or_default());
    let first = usize::try_from(pagination.offset()).unwrap_or_default();
    let shown = schools.iter().skip(first).take(pagination.per_page as usize);
    OfficePage {
        shell,
        office,
        year: year.to_string(),
        dates,
        total,
        legend,
        bar,
        cells,
        columns: columns(t, year, (order, &address)),
        rows: shown.map(|judged| row(t, judged)).collect(),
        csv_href: format!("{}.csv", address.path()),
        pagination,
    }
}
