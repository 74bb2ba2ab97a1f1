//! The pages of the year end: a school's, and the service desk's about all of them.

mod nation;
mod school;
mod view;

use axum::Router;
use axum::routing::get;
use serde::Deserialize;

use crate::authz::SeeYearEnd;
use crate::base::AcademicYear;
use crate::web::{AppState, InSchool};

/// The routes of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/schools/{dfes}/rollover", get(school::show_year_end))
        .route("/service-desk/rollover", get(nation::show_nation).post(nation::post_rehearsal))
}

/// Somebody who may see the year end of the school.
type Visit = InSchool<SeeYearEnd>;

/// Which year is wanted.
#[derive(Debug, Default, Deserialize)]
struct YearQuery {
    #[serde(default)]
    year: String,
}

impl YearQuery {
    fn year(&self) -> Option<AcademicYear> {
        self.year.parse().ok().map(AcademicYear)
    }
}

/// The page of a year, beside those of other years.
struct YearTab {
    label: String,
    href: String,
    current: bool,
}

/// A tab for each of `years`, on the page at `path`.
fn year_tabs(path: &str, years: &[AcademicYear], shown: Option<AcademicYear>) -> Vec<YearTab> {
    let tab = |year: &AcademicYear| YearTab {
        label: year.to_string(),
        href: href_of(path, Some(*year)),
        current: shown == Some(*year),
    };
    years.iter().map(tab).collect()
}

fn href_of(path: &str, year: Option<AcademicYear>) -> String {
    year.map_or_else(|| path.to_owned(), |year| format!("{path}?year={}", year.0))
}

/// A count and what it counts.
struct Figure {
    count: i64,
    label: String,
}
