//! The schools of an authority, and those of the nation.

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::Query;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;

use super::super::search::find;
use super::super::store::schools::{
    AuthorityRow, SchoolRow, Wanted, count_schools, list_authority_figures, list_schools,
};
use crate::authz::{SeeNation, SeeSchools};
use crate::base::DfesNumber;
use crate::base::clock::begin_of_day;
use crate::db::AuthorityTx;
use crate::provisioning::run_state;
use crate::school_settings::ClientManager;
use crate::tenancy::{Phase, find_schools_of};
use crate::web::{
    Asked, Chip, InAuthority, ListAddress, Messages, Pagination, Paging, Shell, SignedIn, WebError, dates,
};

#[derive(Template, WebTemplate)]
#[template(path = "authorities/schools.html")]
pub(super) struct SchoolsPage {
    shell: Shell,
    heading: String,
    list: SchoolList,
    /// For the service desk's own page.
    authorities: Vec<AuthorityRow>,
}

/// The search and the table of schools.
struct SchoolList {
    path: String,
    /// Path and query, without what is empty: where a change of language comes back to.
    address: String,
    query: String,
    /// As the form's date field has it; empty where nothing is set.
    not_run_since: String,
    total: usize,
    matching: i64,
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
    /// Whom to ask about the client, where that is what the list is for.
    client: Option<ClientLine>,
}

/// Who manages a school's client, in words.
struct ClientLine {
    manager: String,
    name: String,
    email: Option<String>,
    telephone: Option<String>,
}

/// What the search form sends.
#[derive(Debug, Default, Deserialize)]
pub(super) struct SchoolQuery {
    #[serde(default)]
    q: String,
    #[serde(default)]
    not_run_since: String,
}

pub(super) async fn show_authority(
    visit: InAuthority<SeeSchools>,
    Query(query): Query<SchoolQuery>,
) -> Result<SchoolsPage, WebError> {
    let mut tx = visit.begin().await?;
    let list = read_list(&mut tx, &visit.asked, Some(visit.authority.code), query).await?;
    tx.commit().await?;
    let shell = Shell { path_and_query: list.address.clone(), ..visit.shell() };
    Ok(SchoolsPage { heading: visit.name().to_owned(), shell, list, authorities: Vec::new() })
}

pub(super) async fn show_service_desk(
    visit: SignedIn<SeeNation>,
    Query(query): Query<SchoolQuery>,
) -> Result<SchoolsPage, WebError> {
    let mut tx = visit.begin_office().await?;
    let authorities = list_authority_figures(&mut tx, visit.asked.language).await?;
    let list = read_list(&mut tx, &visit.asked, None, query).await?;
    tx.commit().await?;
    Ok(SchoolsPage {
        heading: visit.asked.messages().kind_service_desk(),
        shell: Shell { path_and_query: list.address.clone(), ..visit.shell() },
        list,
        authorities,
    })
}

/// Names are folded by the same function as everywhere; sorting and paging are the database's.
async fn read_list(
    tx: &mut AuthorityTx,
    asked: &Asked,
    authority: Option<i16>,
    query: SchoolQuery,
) -> Result<SchoolList, WebError> {
    let all = find_schools_of(tx, authority).await?;
    let numbers = (!query.q.trim().is_empty()).then(|| find(&all, &query.q));
    let since: Option<NaiveDate> = query.not_run_since.parse().ok();
    let address = ListAddress::of(&asked.uri);
    let mut wanted = Wanted {
        authority,
        numbers,
        not_run_since: since.map(begin_of_day),
        language: asked.language,
        limit: 0,
        offset: 0,
    };
    let matching = count_schools(tx, &wanted).await?;
    let pagination = Paging::of(&address).paginate(address.clone(), matching);
    (wanted.limit, wanted.offset) = (pagination.per_page.into(), pagination.offset());
    let rows = list_schools(tx, &wanted).await?;
    let t = asked.messages();
    let now = asked.services().clock.now();
    Ok(SchoolList {
        path: address.path().to_owned(),
        address: address.href(),
        total: all.len(),
        matching,
        chips: chips(t, &query, since, &address),
        schools: rows.into_iter().map(|row| school_line(t, row, (now, since))).collect(),
        pagination,
        query: query.q,
        not_run_since: since.map(|day| day.to_string()).unwrap_or_default(),
    })
}

fn chips(t: &Messages, query: &SchoolQuery, since: Option<NaiveDate>, address: &ListAddress) -> Vec<Chip> {
    let text = query.q.trim();
    let search = (!text.is_empty()).then(|| Chip::new(text, "q", address));
    let since = since.map(|day| Chip::new(t.not_run_since_day(dates::day(day)), "not_run_since", address));
    search.into_iter().chain(since).collect()
}

/// Whom to ask stands beside a school where the list is of those whose client did not run since a day.
fn school_line(t: &Messages, row: SchoolRow, (now, since): (DateTime<Utc>, Option<NaiveDate>)) -> SchoolLine {
    let number = DfesNumber::from_i32(row.dfes_number).map_or_else(String::new, |number| number.to_string());
    let href = format!("/schools/{number}");
    let manager = row.client_manager.as_deref().and_then(ClientManager::from_code);
    let client = manager.filter(|_| since.is_some()).map(|manager| ClientLine {
        manager: manager.label(t),
        name: row.contact_name.unwrap_or_default(),
        email: row.contact_email,
        telephone: row.contact_telephone,
    });
    SchoolLine {
        client,
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

pub(super) fn phase_in_words(t: &Messages, phase: Phase) -> String {
    match phase {
        Phase::Primary => t.phase_primary(),
        Phase::Middle => t.phase_middle(),
        Phase::Secondary => t.phase_secondary(),
        Phase::Special => t.phase_special(),
    }
}
