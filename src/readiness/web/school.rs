//! A school's checklist: what is done, what is not, what to do next and whom to ask.

use askama::Template;
use askama_web::WebTemplate;
use axum::response::Response;

use super::super::checklist::{Figures, Line, State, checklist, next_step};
use super::super::store::list_figures;
use super::{Whole, wording};
use crate::authz::SeeReadiness;
use crate::base::id::BatchId;
use crate::calendar::{Ending, find_ending};
use crate::school_settings::{ClientContact, find_client_contact};
use crate::web::dates::{self, YearEndDates};
use crate::web::{InSchool, Shell, WebError, csv};

type Visit = InSchool<SeeReadiness>;

#[derive(Template, WebTemplate)]
#[template(path = "readiness/school.html")]
pub(super) struct SchoolPage {
    shell: Shell,
    year: String,
    dates: Option<YearEndDates>,
    lines: Vec<ChecklistLine>,
    done: usize,
    held_href: Option<String>,
    csv_href: String,
    client: Option<ClientContact>,
}

/// A line, in words.
struct ChecklistLine {
    item: String,
    state: (&'static str, String),
    finding: String,
    due: Option<String>,
    /// What to do next, and where.
    next: Option<(String, String)>,
}

/// What the page and the file tell.
struct Reading {
    figures: Figures,
    held_batch: Option<BatchId>,
    ending: Ending,
    lines: [Line; 5],
    client: Option<ClientContact>,
}

/// `GET /schools/{dfes}/readiness`
pub(super) async fn show_school(visit: Visit) -> Result<SchoolPage, WebError> {
    let reading = read(&visit).await?;
    let lines: Vec<_> = reading.lines.iter().map(|line| in_words(&visit, line, &reading)).collect();
    Ok(SchoolPage {
        shell: visit.shell(),
        year: reading.ending.year.to_string(),
        dates: reading.ending.declared.as_ref().map(YearEndDates::of),
        done: reading.lines.iter().filter(|line| line.state == State::Done).count(),
        lines,
        held_href: reading.held_batch.map(|batch| visit.path(&format!("/provisioning/{batch}"))),
        csv_href: visit.path("/readiness.csv"),
        client: reading.client,
    })
}

/// `GET /schools/{dfes}/readiness.csv`
pub(super) async fn download_school(visit: Visit) -> Result<Response, WebError> {
    let reading = read(&visit).await?;
    let t = visit.messages();
    let headings = vec![t.ready_line(), t.status(), t.ready_finding(), t.ready_due_on(), t.ready_next_step()];
    let records = reading.lines.iter().map(|line| {
        let line = in_words(&visit, line, &reading);
        let next = line.next.map(|(step, _)| step).unwrap_or_default();
        vec![line.item, line.state.1, line.finding, line.due.unwrap_or_default(), next]
    });
    csv::download("readiness.csv", headings, Whole(records.collect())).await
}

async fn read(visit: &Visit) -> Result<Reading, WebError> {
    let today = visit.asked.services().clock.today();
    let mut tx = visit.begin().await?;
    let ending = find_ending(&mut tx, today).await?;
    let school = list_figures(&mut tx, visit.asked.language).await?.pop().ok_or(WebError::NotFound)?;
    let client = find_client_contact(&mut tx).await?;
    tx.commit().await?;
    let lines = checklist(&school.figures, &ending, today);
    Ok(Reading { figures: school.figures, held_batch: school.held_batch, ending, lines, client })
}

fn in_words(visit: &Visit, line: &Line, reading: &Reading) -> ChecklistLine {
    let t = visit.messages();
    let step = (line.state != State::Done).then(|| next_step(line.item, &reading.figures, &reading.ending));
    ChecklistLine {
        item: wording::item(t, line.item),
        state: wording::state(t, line.state),
        finding: wording::finding(t, line.item, &reading.figures, reading.ending.year),
        due: line.due_on.map(dates::day),
        next: step.map(|step| (wording::next_step(t, step), visit.path(wording::page_of(step)))),
    }
}
