//! The dashboard of a school: what it is for everybody in it; figures, the provisioning client's runs and what needs attention
//! for those who look after its accounts.

mod attention;
mod panel;
mod strip;

use askama::Template;
use askama_web::WebTemplate;
use axum::Router;
use axum::routing::get;

use crate::authz::{Permission, SeeSchool, may};
use crate::base::clock::london_day;
use crate::calendar::find_current_year_end;
use crate::mailboxes::count_failed_mailboxes;
use crate::provisioning::find_latest_run;
use crate::school_settings::{ClientContact, find_client_contact};
use crate::school_status::{SchoolStatus, find_run_days, find_status};
use crate::tenancy::{Authority, list_authorities};
use crate::web::{AppState, InSchool, Messages, Shell, WebError};
use crate::workspaces::find_troubles;

use panel::{ProvisioningPanel, Runs, panel};
use strip::first_day;

/// The routes of this feature.
pub fn routes() -> Router<AppState> {
    Router::new().route("/schools/{dfes}", get(show_dashboard))
}

#[derive(Template, WebTemplate)]
#[template(path = "dashboard/dashboard.html")]
struct DashboardPage {
    shell: Shell,
    name: String,
    authority: String,
    figures: Vec<Figure>,
    provisioning: Option<ProvisioningPanel>,
    /// Who manages the provisioning client, for those who look after the accounts.
    client: Option<ClientContact>,
    /// A sentence for those who cannot help themselves here.
    whom_to_ask: Option<String>,
}

struct Figure {
    count: i32,
    label: String,
    /// Empty where no page shows them, or not to this person.
    href: String,
}

type Visit = InSchool<SeeSchool>;

async fn show_dashboard(visit: Visit) -> Result<DashboardPage, WebError> {
    let now = visit.asked.services().clock.now();
    let sees_figures = may(visit.actor.role, Permission::SeeLearners);
    let manages = may(visit.actor.role, Permission::ManageProvisioning);
    let mut tx = visit.begin().await?;
    let authorities = list_authorities(&mut tx).await?;
    let status = match sees_figures {
        true => find_status(&mut tx).await?,
        false => SchoolStatus::default(),
    };
    let runs = match manages {
        true => Some(Runs {
            days: find_run_days(&mut tx, first_day(london_day(now))).await?,
            latest: find_latest_run(&mut tx).await?,
            troubles: find_troubles(&mut tx, visit.asked.services(), visit.school.authority_code).await?,
            failed_mailboxes: count_failed_mailboxes(&mut tx).await?,
            year_end: find_current_year_end(&mut tx, london_day(now)).await?,
        }),
        false => None,
    };
    let client = if manages { find_client_contact(&mut tx).await? } else { None };
    tx.commit().await?;
    let language = visit.asked.language;
    let authority = authorities.iter().find(|authority| authority.code == visit.school.authority_code);
    Ok(DashboardPage {
        shell: visit.shell(),
        name: visit.school.name(language).to_owned(),
        authority: authority
            .map(|authority| Authority::name(authority, language).to_owned())
            .unwrap_or_default(),
        figures: figures(&visit, &status),
        provisioning: runs.map(|runs| panel(&visit, &status, &runs, now)),
        client,
        whom_to_ask: whom_to_ask(visit.messages(), sees_figures, manages),
    })
}

fn whom_to_ask(t: &Messages, sees_figures: bool, manages: bool) -> Option<String> {
    match (sees_figures, manages) {
        (_, true) => None,
        (true, false) => Some(t.ask_a_champion()),
        (false, false) => Some(t.ask_a_teacher()),
    }
}

/// The figures that the actor may see, each a link where its page is open to them.
fn figures(visit: &Visit, status: &SchoolStatus) -> Vec<Figure> {
    let t = visit.messages();
    let role = visit.actor.role;
    let figure = |count, label, href: &str| Figure {
        count,
        label,
        href: if href.is_empty() { String::new() } else { visit.path(href) },
    };
    let mut figures = Vec::new();
    if may(role, Permission::SeeLearners) {
        figures.push(figure(status.learners, t.learners(), "/learners"));
    }
    if may(role, Permission::SeeStaff) {
        figures.push(figure(status.staff, t.staff(), "/staff"));
        figures.push(figure(status.without_consent, t.without_consent(), "/learners?consent=no"));
        figures.push(figure(status.expiring, t.expiring_soon(), "/non-mis?expires=soon"));
    }
    figures
}
