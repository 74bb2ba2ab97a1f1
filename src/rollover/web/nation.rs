//! The year end of the nation: how far it is, which schools to look at, and a rehearsal in every school.

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use chrono::{DateTime, Utc};

use super::{Figure, YearQuery, YearTab, href_of, year_tabs};
use crate::authz::ManageYearEnd;
use crate::base::DfesNumber;
use crate::calendar::{YearEnd, find_current_year_end, find_ending, find_year_end, list_year_ends};
use crate::db::{AuthorityTx, Reason};
use crate::rollover::rehearse_nation;
use crate::rollover::store::summary::{
    AuthorityRow, LateRow, Totals, count_late, find_totals, list_authorities, list_late,
};
use crate::web::{Flash, ListAddress, Messages, Pagination, Paging, Shell, SignedIn, WebError, dates};

const HERE: &str = "/service-desk/rollover";

#[derive(Template, WebTemplate)]
#[template(path = "rollover/nation.html")]
pub(super) struct NationPage {
    shell: Shell,
    years: Vec<YearTab>,
    /// This page, of the year that it shows.
    href: String,
    /// Nothing where no year is declared.
    year_end: Option<NationView>,
}

/// The end of one year in words.
struct NationView {
    year: String,
    rollover: String,
    totals: Totals,
    /// Whether it can still be rehearsed.
    is_ahead: bool,
    /// Before the window every client has yet to run, and every learner is in this year's class.
    shows_marks: bool,
    figures: Vec<Figure>,
    authorities: Vec<AuthorityRow>,
    late: Vec<LateLine>,
    pagination: Pagination,
}

struct LateLine {
    number: String,
    name: String,
    href: String,
    last_run: String,
    client_ran: bool,
    learners_behind: i32,
}

type Visit = SignedIn<ManageYearEnd>;

/// `GET /service-desk/rollover`
pub(super) async fn show_nation(
    visit: Visit,
    Query(query): Query<YearQuery>,
) -> Result<NationPage, WebError> {
    let today = visit.asked.services().clock.today();
    let mut tx = visit.begin_office().await?;
    let declared = list_year_ends(&mut tx).await?;
    let wanted = declared.iter().find(|year_end| query.year() == Some(year_end.year)).copied();
    let year_end = match wanted {
        Some(year_end) => Some(year_end),
        None => find_ending(&mut tx, today).await?.declared,
    };
    let view = match year_end {
        Some(year_end) => Some(read_view(&mut tx, &visit, &year_end).await?),
        None => None,
    };
    tx.commit().await?;
    let years: Vec<_> = declared.iter().map(|year_end| year_end.year).collect();
    let shown = year_end.map(|year_end| year_end.year);
    Ok(NationPage {
        shell: visit.shell(),
        years: year_tabs(HERE, &years, shown),
        href: href_of(HERE, shown),
        year_end: view,
    })
}

/// `POST /service-desk/rollover`: has the year end rehearsed in every school, in the background.
pub(super) async fn post_rehearsal(
    visit: Visit,
    Query(query): Query<YearQuery>,
    jar: CookieJar,
) -> Result<Response, WebError> {
    let services = visit.asked.services();
    let today = services.clock.today();
    let mut tx = services.database.system(Reason::Calendar).await?;
    let year_end = match query.year() {
        Some(year) => find_year_end(&mut tx, year).await?.filter(|year_end| today <= year_end.rollover_on),
        None => find_current_year_end(&mut tx, today).await?,
    };
    if let Some(year_end) = year_end {
        rehearse_nation(&mut tx, year_end.year).await?;
    }
    tx.commit().await?;
    let jar = match year_end {
        Some(_) => jar.add(Flash::RehearsalStarted.cookie(visit.asked.is_https())),
        None => jar,
    };
    Ok((jar, Redirect::to(&href_of(HERE, query.year()))).into_response())
}

async fn read_view(tx: &mut AuthorityTx, visit: &Visit, year_end: &YearEnd) -> sqlx::Result<NationView> {
    let (t, language, year) = (visit.asked.messages(), visit.asked.language, year_end.year);
    let clock = &visit.asked.services().clock;
    let shows_marks = year_end.window_from <= clock.today();
    let address = ListAddress::of(&visit.asked.uri);
    let pagination = Paging::of(&address).paginate(address, count_late(tx, year).await?);
    let slice = (i64::from(pagination.per_page), pagination.offset());
    let late = if shows_marks { list_late(tx, year, language, slice).await? } else { Vec::new() };
    let totals = find_totals(tx, year).await?;
    Ok(NationView {
        year: year.to_string(),
        rollover: dates::day(year_end.rollover_on),
        is_ahead: totals.done < totals.schools && clock.today() <= year_end.rollover_on,
        shows_marks,
        figures: figures(t, &totals, shows_marks),
        totals,
        authorities: list_authorities(tx, year, language).await?,
        late: late.into_iter().map(|row| late_line(t, row, clock.now())).collect(),
        pagination,
    })
}

fn figures(t: &Messages, totals: &Totals, shows_marks: bool) -> Vec<Figure> {
    let work = [
        (totals.accounts, t.accounts_to_expire()),
        (totals.groups, t.groups_to_close()),
        (totals.memberships, t.memberships_to_end()),
        (totals.workspaces, t.workspaces_to_archive()),
    ];
    let marks = [(totals.client_not_run, t.clients_not_run()), (totals.learners_behind, t.learners_behind())];
    let marks = marks.into_iter().filter(|_| shows_marks);
    work.into_iter().chain(marks).map(|(count, label)| Figure { count, label }).collect()
}

fn late_line(t: &Messages, row: LateRow, now: DateTime<Utc>) -> LateLine {
    let number = DfesNumber::from_i32(row.dfes_number).map_or_else(String::new, |number| number.to_string());
    LateLine {
        href: format!("/schools/{number}/rollover"),
        name: row.name,
        last_run: row.last_run_at.map_or_else(|| t.not_run_yet(), |at| dates::age(t, at, now)),
        client_ran: row.client_ran,
        learners_behind: row.learners_behind,
        number,
    }
}
