//! *View Learners* and *View Staff*.

use askama::Template;
use askama_web::WebTemplate;

use super::bulk::Bulk;
use super::cells::RowWords;
use super::choices::{Options, class_options, group_options, year_options};
use super::list::ListView;
use super::row::RowView;
use crate::authz::{SeeLearners, SeeStaff};
use crate::directory::filter::PeopleList;
use crate::directory::{ClassOffer, find_people, store};
use crate::web::{InSchool, ListFrame, Shell, WebError};

#[derive(Template, WebTemplate)]
#[template(path = "directory/learners.html")]
pub(super) struct LearnersPage {
    shell: Shell,
    list: ListFrame,
    view: ListView,
    rows: Vec<RowView>,
    words: RowWords,
    bulk: Bulk,
    years: Options,
    groups: Options,
    classes: Options,
    /// What stands below the classes where not all of them are offered.
    more_classes: String,
}

/// `GET /schools/{dfes}/learners`
pub(super) async fn show_learners(visit: InSchool<SeeLearners>) -> Result<LearnersPage, WebError> {
    let (t, asked) = (visit.messages(), ListView::read(&visit, PeopleList::Learners));
    let look = asked.look(&visit);
    let mut tx = visit.begin().await?;
    let (groups, classes) = store::find_choices(&mut tx, &look).await?;
    let current = groups.iter().map(|group| group.learners).sum();
    let people = find_people(&mut tx, &look, Some(current)).await?;
    tx.commit().await?;
    let offer = ClassOffer::of(look.filter, current);
    let view = asked.with_people(&visit, &people);
    let classes = class_options(t, &view.filter, classes);
    Ok(LearnersPage {
        shell: view.shell(&visit),
        list: view.frame(&visit, &people, &classes),
        rows: RowView::all(&visit, &people.rows),
        words: RowWords::of(visit.messages()),
        bulk: Bulk::of(&visit, PeopleList::Learners),
        years: year_options(t, &view.filter, &groups),
        groups: group_options(t, &view.filter, &groups),
        classes,
        more_classes: match offer {
            ClassOffer::OfYear(None) => t.choose_year_for_classes(),
            _ => String::new(),
        },
        view,
    })
}

#[derive(Template, WebTemplate)]
#[template(path = "directory/staff.html")]
pub(super) struct StaffPage {
    shell: Shell,
    list: ListFrame,
    view: ListView,
    rows: Vec<RowView>,
    words: RowWords,
    bulk: Bulk,
}

/// `GET /schools/{dfes}/staff`
pub(super) async fn show_staff(visit: InSchool<SeeStaff>) -> Result<StaffPage, WebError> {
    let asked = ListView::read(&visit, PeopleList::Staff);
    let mut tx = visit.begin().await?;
    let people = find_people(&mut tx, &asked.look(&visit), None).await?;
    tx.commit().await?;
    let view = asked.with_people(&visit, &people);
    Ok(StaffPage {
        shell: view.shell(&visit),
        list: view.frame(&visit, &people, &Options::new()),
        rows: RowView::all(&visit, &people.rows),
        words: RowWords::of(visit.messages()),
        bulk: Bulk::of(&visit, PeopleList::Staff),
        view,
    })
}
