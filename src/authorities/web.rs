//! The page of an authority, and that of the service desk.

use askama::Template;
use askama_web::WebTemplate;
use axum::Router;
use axum::extract::{Path, Query};
use axum::routing::get;
use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::search::find;
use super::store::{AuthorityRow, SchoolRow, Wanted, list_authority_figures, list_schools};
use crate::authz::{Access, Actor, Permission, SeeNation, SeeSchools, may};
use crate::base::DfesNumber;
use crate::db::AuthorityTx;
use crate::provisioning::run_state;
use crate::tenancy::{Phase, find_schools_of, list_authorities};
use crate::web::{
    AppState, Chip, ListAddress, Messages, Pagination, Paging, Shell, SignedIn, WebError, dates,
};

/// The routes of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/authorities/{code}", get(show_authority))
        .route("/service-desk", get(show_service_desk))
}

#[derive(Template, WebTemplate)]
#[template(path = "authorities/schools.html")]
struct SchoolsPage {
    shell: Shell,
    heading: String,
    list: SchoolList,
    /// For the service desk's own page.
    authorities: Vec<AuthorityRow>,
}

/// The search and the table of schools.
struct SchoolList {
    path: String,
    query: String,
    total: usize,
    matching: usize,
    chips: Vec<Chip>,
    schools: Vec<SchoolLine>,
    pagination: Pagination,
}

/// A school, in words.
struct SchoolLine {
    number: String,
    name: String,
    href: String,
    phase: String,
    learners: i32,
    staff: i32,
    last_run: String,
    state: Option<(&'static str, String)>,
    held_href: Option<String>,
    rejected: i32,
    waiting: i32,
}

/// What the search form sends.
#[derive(Debug, Default, Deserialize)]
struct SchoolQuery {
    #[serde(default)]
    q: String,
}

async fn show_authority(
    visit: SignedIn<SeeSchools>,
    Path(code): Path<String>,
    Query(query): Query<SchoolQuery>,
) -> Result<SchoolsPage, WebError> {
    let code: i16 = code.parse().map_err(|_| WebError::NotFound)?;
    if !covers(&visit.actor, code) {
        return Err(WebError::NotFound);
    }
    let mut tx = visit.begin_office().await?;
    let authorities = list_authorities(&mut tx).await?;
    let authority = authorities.iter().find(|authority| authority.code == code);
    let authority = authority.ok_or(WebError::NotFound)?;
    let list = read_list(&mut tx, &visit, Some(code), query.q).await?;
    tx.commit().await?;
    Ok(SchoolsPage {
        heading: authority.name(visit.asked.language).to_owned(),
        shell: visit.shell(),
        list,
        authorities: Vec::new(),
    })
}

async fn show_service_desk(
    visit: SignedIn<SeeNation>,
    Query(query): Query<SchoolQuery>,
) -> Result<SchoolsPage, WebError> {
    let mut tx = visit.begin_office().await?;
    let authorities = list_authority_figures(&mut tx, visit.asked.language).await?;
    let list = read_list(&mut tx, &visit, None, query.q).await?;
    tx.commit().await?;
    Ok(SchoolsPage {
        heading: visit.asked.messages().kind_service_desk(),
        shell: visit.shell(),
        list,
        authorities,
    })
}

/// An administrator sees one authority, the service desk each.
fn covers(actor: &Actor, code: i16) -> bool {
    may(actor.role, Permission::SeeNation) || actor.authority_code == Some(code)
}

/// Names are folded by the same function as everywhere; sorting and paging are the database's.
async fn read_list<P: Access>(
    tx: &mut AuthorityTx,
    visit: &SignedIn<P>,
    authority: Option<i16>,
    query: String,
) -> Result<SchoolList, WebError> {
    let all = find_schools_of(tx, authority).await?;
    let numbers = (!query.trim().is_empty()).then(|| find(&all, &query));
    let matching = numbers.as_ref().map_or(all.len(), Vec::len);
    let address = ListAddress::of(&visit.asked.uri);
    let pagination =
        Paging::of(&address).paginate(address.clone(), i64::try_from(matching).unwrap_or_default());
    let wanted = Wanted {
        authority,
        numbers,
        language: visit.asked.language,
        limit: pagination.per_page.into(),
        offset: pagination.offset(),
    };
    let rows = list_schools(tx, &wanted).await?;
    let t = visit.asked.messages();
    let now = visit.asked.services().clock.now();
    Ok(SchoolList {
        path: address.path().to_owned(),
        total: all.len(),
        matching,
        chips: match wanted.numbers {
            Some(_) => vec![Chip::new(query.trim(), "q", &address)],
            None => Vec::new(),
        },
        schools: rows.into_iter().map(|row| school_line(t, row, now)).collect(),
        pagination,
        query,
    })
}

fn school_line(t: &Messages, row: SchoolRow, now: DateTime<Utc>) -> SchoolLine {
    let number = DfesNumber::from_i32(row.dfes_number).map_or_else(String::new, |number| number.to_string());
    let href = format!("/schools/{number}");
    SchoolLine {
        held_href: row.held_batch.map(|batch| format!("{href}/provisioning/{batch}")),
        phase: Phase::from_code(&row.phase).map_or_else(String::new, |phase| phase_in_words(t, phase)),
        last_run: row.last_run_at.map_or_else(|| t.not_run_yet(), |at| dates::age(t, at, now)),
        state: row.last_outcome.map(|outcome| run_state(t, &outcome)),
        name: row.name,
        learners: row.learners,
        staff: row.staff,
        rejected: row.last_rejected,
        waiting: row.waiting,
        number,
        href,
    }
}

fn phase_in_words(t: &Messages, phase: Phase) -> String {
    match phase {
        Phase::Primary => t.phase_primary(),
        Phase::Middle => t.phase_middle(),
        Phase::Secondary => t.phase_secondary(),
        Phase::Special => t.phase_special(),
    }
}
