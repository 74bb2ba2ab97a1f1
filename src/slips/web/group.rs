//! *Group Actions*: *Print Registration Group*, *Print Class*, *Print Year Group*.

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::{Form, Path, Query};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::super::Order;
use super::sheet::{Wish, order_of, print, selecting};
use crate::authz::PrintLearners;
use crate::base::AcademicYear;
use crate::db::TenantTx;
use crate::directory::{
    GroupChoice, GroupKind, PeopleList, Selecting, Selection, find_selected, list_group_choices,
};
use crate::web::{InSchool, ListAddress, Messages, Shell, WebError};

/// Which kind of group the address names.
#[derive(Debug, Deserialize)]
pub(super) struct GroupPath {
    by: String,
}

impl GroupPath {
    fn kind(&self) -> Result<GroupKind, WebError> {
        GroupKind::from_code(&self.by).ok_or(WebError::NotFound)
    }
}

/// The group that is chosen already.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Chosen {
    #[serde(default)]
    group: String,
}

/// What the page sends.
#[derive(Debug, Deserialize)]
pub(super) struct GroupForm {
    #[serde(default)]
    group: String,
    #[serde(default)]
    passwords: String,
}

#[derive(Template, WebTemplate)]
#[template(path = "slips/group.html")]
pub(super) struct GroupPage {
    shell: Shell,
    heading: String,
    label: String,
    action: String,
    choices: Vec<(String, String)>,
    chosen: String,
    /// What is wrong with the choice; empty when nothing is.
    error: String,
    back_href: String,
}

/// `GET /schools/{dfes}/learners/print/{by}`
pub(super) async fn show_groups(
    visit: InSchool<PrintLearners>,
    Path(path): Path<GroupPath>,
    Query(chosen): Query<Chosen>,
) -> Result<GroupPage, WebError> {
    let kind = path.kind()?;
    let mut tx = visit.begin().await?;
    let choices = list_choices(&visit, &mut tx, kind).await?;
    tx.commit().await?;
    Ok(GroupPage { chosen: chosen.group, ..page(&visit, kind, &choices, String::new()) })
}

fn page(
    visit: &InSchool<PrintLearners>,
    kind: GroupKind,
    choices: &[GroupChoice],
    error: String,
) -> GroupPage {
    let t = visit.messages();
    GroupPage {
        shell: Shell { path_and_query: address(visit, kind), ..visit.shell() },
        heading: heading(t, kind),
        label: kind.label(t),
        action: address(visit, kind),
        choices: choices.iter().map(|choice| (choice.value.clone(), choice.label(t))).collect(),
        chosen: String::new(),
        error,
        back_href: visit.path(PeopleList::Learners.path()),
    }
}

/// `POST /schools/{dfes}/learners/print/{by}`
pub(super) async fn print_group(
    visit: InSchool<PrintLearners>,
    Path(path): Path<GroupPath>,
    Form(form): Form<GroupForm>,
) -> Result<Response, WebError> {
    let kind = path.kind()?;
    let mut tx = visit.begin().await?;
    let choices = list_choices(&visit, &mut tx, kind).await?;
    let chosen = choices.iter().find(|choice| choice.value == form.group);
    let name = chosen.map(|choice| choice.name(visit.messages()));
    let people = match chosen.and_then(|choice| Selection::of_group(kind, &choice.value)) {
        Some(group) => find_selected(&mut tx, selecting(&visit, PeopleList::Learners), &group).await?,
        None => Vec::new(),
    };
    let order = Order {
        // A class is handed its slips where it sits; a year goes from registration group to registration group.
        heading: name.clone().filter(|_| kind == GroupKind::Class),
        note: name,
        ..order_of(&visit, &people, form.passwords == "yes")
    };
    let back = ListAddress::at(&address(&visit, kind)).with("group", Some(&form.group));
    let wish = Wish { order, back_href: back.href() };
    Ok(match print(&visit, tx, wish).await? {
        Some(page) => page.into_response(),
        None => page(&visit, kind, &choices, visit.messages().group_is_empty()).into_response(),
    })
}

async fn list_choices(
    visit: &InSchool<PrintLearners>,
    tx: &mut TenantTx,
    kind: GroupKind,
) -> sqlx::Result<Vec<GroupChoice>> {
    let Selecting { reader, today, .. } = selecting(visit, PeopleList::Learners);
    list_group_choices(tx, kind, AcademicYear::of(today), reader).await
}

fn address(visit: &InSchool<PrintLearners>, kind: GroupKind) -> String {
    visit.path(&format!("/learners/print/{}", kind.code()))
}

fn heading(t: &Messages, kind: GroupKind) -> String {
    match kind {
        GroupKind::Registration => t.print_registration_group(),
        GroupKind::Class => t.print_class(),
        GroupKind::Year => t.print_year(),
    }
}
