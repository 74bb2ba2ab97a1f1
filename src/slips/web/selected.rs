//! *Print Selected*, *Print Selected (With Password)*, *Print Details*, *Print with Password*: the people of a form.

use axum::extract::Form;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;

use super::super::Order;
use super::sheet::{Wish, order_of, print, selecting};
use crate::authz::{self, ManageStaff, PrintLearners};
use crate::base::id::ActId;
use crate::bulk_acts::find_people_done;
use crate::directory::{PeopleList, Selection, find_selected, list_address};
use crate::web::{Flash, InSchool, Messages, WebError};

/// `POST /schools/{dfes}/slips`: `list`, then each ticked `id`, or `all_matching` with the list's filter, or the `act` whose people
/// are meant; and `passwords`.
pub(super) async fn print_selected(
    visit: InSchool<PrintLearners>,
    jar: CookieJar,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, WebError> {
    let list = value(&form, "list").and_then(PeopleList::from_code).ok_or(WebError::BadRequest)?;
    may_print(&visit, list)?;
    let act = value(&form, "act").and_then(|id| id.parse().ok()).map(ActId);
    let mut tx = visit.begin().await?;
    let (selection, back_href) = match act {
        Some(act) => {
            (Selection::of(find_people_done(&mut tx, act).await?), visit.path(&format!("/acts/{act}")))
        }
        None => (Selection::read(list, &form), list_address(&visit.path(list.path()), list, &form).href()),
    };
    let people = find_selected(&mut tx, selecting(&visit, list), &selection).await?;
    let order = Order {
        heading: heading(visit.messages(), list),
        ..order_of(&visit, &people, value(&form, "passwords") == Some("yes"))
    };
    let wish = Wish { order, back_href: back_href.clone() };
    Ok(match print(&visit, tx, wish).await? {
        Some(page) => page.into_response(),
        None => {
            let jar = jar.add(Flash::NobodySelected.cookie(visit.asked.is_https()));
            (jar, Redirect::to(&back_href)).into_response()
        }
    })
}

/// Who may print learners may not therefore print everybody else.
fn may_print(visit: &InSchool<PrintLearners>, list: PeopleList) -> Result<(), WebError> {
    let permitted =
        list.is_of_learners() || authz::permit::<ManageStaff>(&visit.actor, &visit.school).is_some();
    permitted.then_some(()).ok_or(WebError::NotFound)
}

/// Learners are handed their slips group by group; of everybody else there is one group.
fn heading(t: &Messages, list: PeopleList) -> Option<String> {
    match list {
        PeopleList::Learners => None,
        PeopleList::Staff => Some(t.staff()),
        PeopleList::NonMis => Some(t.non_mis()),
        PeopleList::Governors => Some(t.governors()),
    }
}

fn value<'f>(form: &'f [(String, String)], name: &str) -> Option<&'f str> {
    form.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}
