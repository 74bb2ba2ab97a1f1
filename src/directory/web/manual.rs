//! *View Non-MIS* and *View Governors*: the accounts that the school makes itself, and must look after itself.

use askama::Template;
use askama_web::WebTemplate;

use super::bulk::Bulk;
use super::cells::RowWords;
use super::choices::Options;
use super::list::ListView;
use super::row::RowView;
use crate::authz::{self, ManageNonMis, SeeStaff};
use crate::directory::filter::PeopleList;
use crate::directory::find_people;
use crate::school_status::find_status;
use crate::web::{InSchool, ListFrame, Shell, WebError};

#[derive(Template, WebTemplate)]
#[template(path = "directory/manual.html")]
pub(super) struct ManualPage {
    shell: Shell,
    list: ListFrame,
    view: ListView,
    rows: Vec<RowView>,
    words: RowWords,
    bulk: Bulk,
    /// Whether its people are non-MIS, whose terms end.
    has_terms: bool,
    /// How many non-MIS accounts of the school expire soon.
    expiring: i32,
    links: Option<Links>,
}

/// Where those lead who may add and close accounts.
struct Links {
    add: String,
    review: String,
}

type Visit = InSchool<SeeStaff>;

/// `GET /schools/{dfes}/non-mis`
pub(super) async fn show_non_mis(visit: Visit) -> Result<ManualPage, WebError> {
    show(&visit, PeopleList::NonMis).await
}

/// `GET /schools/{dfes}/governors`
pub(super) async fn show_governors(visit: Visit) -> Result<ManualPage, WebError> {
    show(&visit, PeopleList::Governors).await
}

async fn show(visit: &Visit, list: PeopleList) -> Result<ManualPage, WebError> {
    let asked = ListView::read(visit, list);
    let mut tx = visit.begin().await?;
    let people = find_people(&mut tx, &asked.look(visit), None).await?;
    let status = find_status(&mut tx).await?;
    tx.commit().await?;
    let view = asked.with_people(visit, &people);
    let may_manage = authz::permit::<ManageNonMis>(&visit.actor, &visit.school).is_some();
    Ok(ManualPage {
        shell: view.shell(visit),
        list: view.frame(visit, &people, &Options::new()),
        rows: RowView::all(visit, &people.rows),
        words: RowWords::of(visit.messages()),
        bulk: Bulk::of(visit, list),
        has_terms: list == PeopleList::NonMis,
        expiring: status.expiring,
        links: may_manage.then(|| Links {
            add: visit.path(&format!("{}/new", list.path())),
            review: visit.path("/non-mis/review"),
        }),
        view,
    })
}
