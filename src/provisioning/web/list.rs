//! A school's runs, newest first.

use askama::Template;
use askama_web::WebTemplate;

use super::super::store::reports::{BatchReport, count_reports, list_reports};
use super::super::wording;
use crate::authz::ManageProvisioning;
use crate::school_settings::{ClientContact, find_client_contact};
use crate::web::{InSchool, ListAddress, Messages, Pagination, Paging, Shell, WebError, dates};

#[derive(Template, WebTemplate)]
#[template(path = "provisioning/runs.html")]
pub(super) struct RunsPage {
    shell: Shell,
    rehearse_href: String,
    count: i64,
    runs: Vec<RunRow>,
    pagination: Pagination,
    client: Option<ClientContact>,
}

/// One run of the list.
struct RunRow {
    href: String,
    received: String,
    state: (&'static str, String),
    dry_run: bool,
    /// Counts that are not zero, each with its name.
    counts: Vec<(i32, String)>,
}

pub(super) async fn show_runs(visit: InSchool<ManageProvisioning>) -> Result<RunsPage, WebError> {
    let address = ListAddress::of(&visit.asked.uri);
    let paging = Paging::of(&address);
    let mut tx = visit.begin().await?;
    let count = count_reports(&mut tx).await?;
    let pagination = paging.paginate(address, count);
    let reports = list_reports(&mut tx, pagination.per_page.into(), pagination.offset()).await?;
    let client = find_client_contact(&mut tx).await?;
    tx.commit().await?;
    let t = visit.messages();
    let runs = reports.iter().map(|report| {
        let href = visit.path(&format!("/provisioning/{}", report.id));
        run_row(t, report, href)
    });
    Ok(RunsPage {
        runs: runs.collect(),
        rehearse_href: visit.path("/provisioning/rehearse"),
        shell: visit.shell(),
        count,
        pagination,
        client,
    })
}

fn run_row(t: &Messages, report: &BatchReport, href: String) -> RunRow {
    let counts = [
        (report.created, t.outcome_created()),
        (report.updated, t.outcome_updated()),
        (report.reactivated, t.outcome_reactivated()),
        (report.transferred, t.outcome_transferred()),
        (report.released, t.outcome_released()),
        (report.waiting, t.outcome_waiting()),
        (report.rejected, t.outcome_rejected()),
        (report.missing, t.outcome_missing()),
    ];
    RunRow {
        href,
        received: dates::moment(report.received_at),
        state: wording::state(t, &report.state),
        dry_run: report.dry_run,
        counts: counts.into_iter().filter(|(count, _)| *count > 0).collect(),
    }
}
