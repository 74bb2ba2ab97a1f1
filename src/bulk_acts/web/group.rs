//! *Group Actions*: reset the passwords of a registration group, a class or a year group in one go.

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::{Form, Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::act::start;
use super::ask::{Asking, Kept, href, keep};
use super::wording;
use crate::authz::ResetLearnerPasswords;
use crate::base::AcademicYear;
use crate::base::id::{ActId, Ids};
use crate::base::random::OsRandom;
use crate::bulk_acts::ActKind;
use crate::directory::{GroupChoice, GroupKind, PeopleList, Selection, list_group_choices};
use crate::web::{InSchool, Shell, WebError};

/// What the address chooses learners by.
#[derive(Debug, Deserialize)]
pub(super) struct GroupPath {
    by: String,
}

/// The group that is chosen already: a group's own page leads here.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Chosen {
    #[serde(default)]
    group: String,
}

/// What the page sends.
#[derive(Debug, Deserialize)]
pub(super) struct GroupForm {
    /// The act's id, made with the page: a form that is sent twice is one act.
    act: String,
    #[serde(default)]
    group: String,
}

#[derive(Template, WebTemplate)]
#[template(path = "bulk_acts/group.html")]
struct GroupPage {
    shell: Shell,
    heading: String,
    label: String,
    act: ActId,
    action: String,
    list_href: String,
    /// Value and text; the first says that nothing is chosen.
    groups: Vec<(String, String)>,
    chosen: String,
    /// What is wrong with the choice; empty when nothing is.
    error: String,
}

type Visit = InSchool<ResetLearnerPasswords>;

/// `GET /schools/{dfes}/learners/reset/{by}`
pub(super) async fn choose_group(
    visit: Visit,
    Path(path): Path<GroupPath>,
    Query(chosen): Query<Chosen>,
) -> Result<Response, WebError> {
    let by = GroupKind::from_code(&path.by).ok_or(WebError::NotFound)?;
    let choices = find_choices(&visit, by).await?;
    let page = page(&visit, by, &choices, String::new());
    Ok(GroupPage { chosen: chosen.group, ..page }.into_response())
}

/// `POST /schools/{dfes}/learners/reset/{by}`
pub(super) async fn reset_group(
    visit: Visit,
    Path(path): Path<GroupPath>,
    Form(form): Form<GroupForm>,
) -> Result<Response, WebError> {
    let by = GroupKind::from_code(&path.by).ok_or(WebError::NotFound)?;
    let id = form.act.parse().map(ActId).map_err(|_| WebError::NotFound)?;
    let choices = find_choices(&visit, by).await?;
    let chosen = choices.iter().find(|choice| choice.value == form.group);
    let Some((chosen, selection)) =
        chosen.and_then(|chosen| Some((chosen, Selection::of_group(by, &chosen.value)?)))
    else {
        return Ok(page(&visit, by, &choices, visit.messages().choose_a_group()).into_response());
    };
    let asking = Asking {
        id,
        kind: ActKind::ResetPasswords,
        list: PeopleList::Learners,
        note: Some(&chosen.name(visit.messages())),
        selection,
    };
    match keep(&visit, &asking).await? {
        Kept::Nobody => Ok(page(&visit, by, &choices, visit.messages().group_is_empty()).into_response()),
        Kept::New | Kept::Known => {
            start(&visit, id, None).await?;
            Ok(Redirect::to(&href(&visit, id)).into_response())
        }
    }
}

async fn find_choices(visit: &Visit, by: GroupKind) -> Result<Vec<GroupChoice>, WebError> {
    let year = AcademicYear::of(visit.asked.services().clock.today());
    let mut tx = visit.begin().await?;
    let choices = list_group_choices(&mut tx, by, year, visit.actor.account).await?;
    tx.commit().await?;
    Ok(choices)
}

fn page(visit: &Visit, by: GroupKind, choices: &[GroupChoice], error: String) -> GroupPage {
    let t = visit.messages();
    let nothing = (String::new(), t.choose());
    let choices = choices.iter().map(|choice| (choice.value.clone(), choice.label(t)));
    GroupPage {
        shell: visit.shell(),
        heading: wording::reset_heading(t, by),
        label: by.label(t),
        act: Ids::new(&visit.asked.services().clock, &mut OsRandom).fresh(),
        action: visit.path(&format!("/learners/reset/{}", by.code())),
        list_href: visit.path(PeopleList::Learners.path()),
        groups: [nothing].into_iter().chain(choices).collect(),
        chosen: String::new(),
        error,
    }
}
