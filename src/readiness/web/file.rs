//! How the schools of an office stand, as a file.

use axum::response::Response;

use super::Whole;
use super::grid::{Judged, row};
use crate::base::AcademicYear;
use crate::web::csv::Record;
use crate::web::{Messages, WebError, csv};

/// A line for each school, worst first.
pub(super) async fn download(
    t: &Messages,
    ending: AcademicYear,
    schools: &[Judged],
) -> Result<Response, WebError> {
    let headings = vec![
        t.dfes_number(),
        t.school(),
        t.status(),
        t.last_run(),
        t.ready_leavers_expected(),
        t.ready_leavers_with_date(),
        t.ready_blocked(),
        t.ready_for_admission(),
        t.ready_classes_short(ending.to_string()),
        t.ready_review_short(),
    ];
    let records = schools.iter().map(|judged| record(t, judged)).collect();
    csv::download("readiness.csv", headings, Whole(records)).await
}

fn record(t: &Messages, judged: &Judged) -> Record {
    let (line, figures) = (row(t, judged), &judged.school.figures);
    vec![
        line.number,
        line.name,
        line.state.1,
        line.last_run,
        figures.leavers_expected.to_string(),
        figures.leavers_seen.to_string(),
        figures.blocked().to_string(),
        figures.waiting_for_admission.to_string(),
        figures.last_year_class.to_string(),
        figures.unreviewed.to_string(),
    ]
}
