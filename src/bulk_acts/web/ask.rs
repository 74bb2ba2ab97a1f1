//! *Selected Users*: the act is asked for with its people, and its page puts the question.

use axum::extract::Form;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;

use super::may;
use crate::audit::{Author, LONGEST_NOTE};
use crate::authz::{Access, SeeLearners, SeeStaff};
use crate::base::id::{ActId, Ids};
use crate::base::random::OsRandom;
use crate::bulk_acts::{ActKind, NewAct, store};
use crate::directory::{PeopleList, Selecting, Selection, find_selected};
use crate::web::{Flash, InSchool, WebError};

type Fields = Vec<(String, String)>;

/// `POST /schools/{dfes}/learners/selected`
pub(super) async fn ask_about_learners(
    visit: InSchool<SeeLearners>,
    Form(form): Form<Fields>,
) -> Result<Response, WebError> {
    ask(&visit, PeopleList::Learners, &form).await
}

/// `POST /schools/{dfes}/staff/selected`
pub(super) async fn ask_about_staff(
    visit: InSchool<SeeStaff>,
    Form(form): Form<Fields>,
) -> Result<Response, WebError> {
    ask(&visit, PeopleList::Staff, &form).await
}

/// `POST /schools/{dfes}/non-mis/selected`
pub(super) async fn ask_about_non_mis(
    visit: InSchool<SeeStaff>,
    Form(form): Form<Fields>,
) -> Result<Response, WebError> {
    ask(&visit, PeopleList::NonMis, &form).await
}

/// `POST /schools/{dfes}/governors/selected`
pub(super) async fn ask_about_governors(
    visit: InSchool<SeeStaff>,
    Form(form): Form<Fields>,
) -> Result<Response, WebError> {
    ask(&visit, PeopleList::Governors, &form).await
}

async fn ask<P: Access>(visit: &InSchool<P>, list: PeopleList, form: &Fields) -> Result<Response, WebError> {
    let action = form.iter().find(|(name, _)| name == "action");
    let kind = action.and_then(|(_, code)| ActKind::from_code(code)).ok_or(WebError::NotFound)?;
    if !may(visit, kind, list) {
        return Err(WebError::NotFound);
    }
    let id = Ids::new(&visit.asked.services().clock, &mut OsRandom).fresh();
    let asked = Asking { id, kind, list, note: None, selection: Selection::read(list, form) };
    match keep(visit, &asked).await? {
        Kept::Nobody => {
            let flash = CookieJar::new().add(Flash::NobodySelected.cookie(visit.asked.is_https()));
            Ok((flash, Redirect::to(&visit.path(list.path()))).into_response())
        }
        Kept::New | Kept::Known => Ok(Redirect::to(&href(visit, id)).into_response()),
    }
}

/// An act that somebody asks for on a page.
pub(super) struct Asking<'a> {
    pub(super) id: ActId,
    pub(super) kind: ActKind,
    pub(super) list: PeopleList,
    pub(super) note: Option<&'a str>,
    pub(super) selection: Selection,
}

/// What became of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    /// It waits to be confirmed.
    New,
    /// One with this id is there already: the form was sent twice.
    Known,
    /// It would be about nobody.
    Nobody,
}

/// Finds the people and keeps the act with them.
pub(super) async fn keep<P: Access>(visit: &InSchool<P>, asking: &Asking<'_>) -> Result<Kept, WebError> {
    let clock = &visit.asked.services().clock;
    let selecting = Selecting { list: asking.list, reader: visit.actor.account, today: clock.today() };
    let author = Author::of(&visit.actor);
    // A group is called what the MIS calls it, however long.
    let note = asking.note.map(|note| note.trim().chars().take(LONGEST_NOTE).collect::<String>());
    let mut tx = visit.begin().await?;
    let people = find_selected(&mut tx, selecting, &asking.selection).await?;
    if people.is_empty() {
        return Ok(Kept::Nobody);
    }
    let act = NewAct {
        id: asking.id,
        kind: asking.kind,
        list: asking.list,
        author: &author,
        address: visit.asked.address,
        note: note.as_deref().filter(|note| !note.is_empty()),
        people: &people,
    };
    let is_new = store::insert_act(&mut tx, &act, clock.now()).await?;
    tx.commit().await?;
    Ok(if is_new { Kept::New } else { Kept::Known })
}

/// The act's page.
pub(super) fn href<P>(visit: &InSchool<P>, act: ActId) -> String {
    visit.path(&format!("/acts/{act}"))
}
