//! How the schools of an authority, or of the nation, stand: cells, a table, and the days of the window.

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::Query;
use axum::response::Response;
use chrono::NaiveDate;
use serde::Deserialize;

use super::super::checklist::SchoolState;
use super::super::store::{count_days, list_figures};
use super::bar::{Bar, days_of, draw};
use super::grid::{Cell, Judged, Row, cells, columns, count, judge, row, sort};
use super::{Whole, wording};
use crate::authz::{SeeNation, SeeSchools};
use crate::base::clock::london_day;
use crate::db::AuthorityTx;
use crate::school_status::{YearEnd, find_year_end};
use crate::web::{
    Asked, Column, InAuthority, ListAddress, Pagination, Paging, Shell, SignedIn, WebError, csv,
};

#[derive(Template, WebTemplate)]
#[template(path = "readiness/office.html")]
pub(super) struct OfficePage {
    shell: Shell,
    office: String,
    year: String,
    dates: Vec<(String, String)>,
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
    state: (&'static str, String),
    schools: i64,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct SortQuery {
    #[serde(default)]
    sort: String,
}

/// What the page and the file tell.
struct Reading {
    year_end: YearEnd,
    schools: Vec<Judged>,
    /// How many schools stood how on the days of the window.
    days: Vec<(NaiveDate, SchoolState, i64)>,
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
    let reading = read(visit.begin().await?, &visit.asked).await?;
    download(&visit.asked, &reading).await
}

/// `GET /service-desk/readiness.csv`
pub(super) async fn download_nation(visit: SignedIn<SeeNation>) -> Result<Response, WebError> {
    let reading = read(visit.begin_office().await?, &visit.asked).await?;
    download(&visit.asked, &reading).await
}

/// Today stands as it is now; the days before as they were kept.
async fn read(mut tx: AuthorityTx, asked: &Asked) -> Result<Reading, WebError> {
    let today = london_day(asked.services().clock.now());
    let year_end = find_year_end(&mut tx, today).await?;
    let schools = judge(list_figures(&mut tx, asked.language).await?, &year_end, today);
    let mut days = match days_of(&year_end) {
        Some((from, to)) => count_days(&mut tx, from, to).await?,
        None => Vec::new(),
    };
    tx.commit().await?;
    days.retain(|row| row.0 < today);
    days.extend(
        SchoolState::ALL.into_iter().zip(count(&schools)).map(|(state, count)| (today, state, count)),
    );
    Ok(Reading { year_end, schools, days })
}

fn page(asked: &Asked, shell: Shell, office: String, (reading, order): (Reading, &str)) -> OfficePage {
    let Reading { year_end, mut schools, days } = reading;
    let t = asked.messages();
    let address = ListAddress::of(&asked.uri);
    let legend = SchoolState::ALL.into_iter().zip(count(&schools)).map(|(state, schools)| LegendLine {
        class: state.as_str(),
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
        year: year_end.year.to_string(),
        dates: wording::declared_dates(t, &year_end),
        total,
        legend,
        bar: days_of(&year_end).map(|window| draw(t, window, &days)),
        cells,
        columns: columns(t, order, &address),
        rows: shown.map(|judged| row(t, judged)).collect(),
        csv_href: format!("{}.csv", address.path()),
        pagination,
    }
}

async fn download(asked: &Asked, reading: &Reading) -> Result<Response, WebError> {
    let t = asked.messages();
    let headings = vec![
        t.dfes_number(),
        t.school(),
        t.status(),
        t.last_run(),
        t.ready_leavers_expected(),
        t.ready_leavers_with_date(),
        t.outcome_waiting(),
        t.ready_classes_short(),
        t.ready_review_short(),
    ];
    let records = reading.schools.iter().map(|judged| {
        let (line, figures) = (row(t, judged), &judged.school.figures);
        vec![
            line.number,
            line.name,
            line.state.1,
            line.last_run,
            figures.leavers_expected.to_string(),
            figures.leavers_seen.to_string(),
            figures.waiting.to_string(),
            figures.last_year_class.to_string(),
            figures.unreviewed.to_string(),
        ]
    });
    csv::download("readiness.csv", headings, Whole(records.collect())).await
}
