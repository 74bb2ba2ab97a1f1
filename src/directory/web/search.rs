//! The search form is posted, so that a UPN never reaches an address, a history or a log; the answer is an address that may
//! stand there.

use axum::extract::Form;
use axum::response::Redirect;

use super::list::address_of;
use crate::authz::{Access, SeeLearners, SeeStaff};
use crate::base::upn::{may_be_upn, typed_upn};
use crate::directory::filter::{ByUpn, Filter, PeopleList};
use crate::directory::store;
use crate::web::{InSchool, WebError};

type Parameters = Vec<(String, String)>;

/// `POST /schools/{dfes}/learners/search`
pub(super) async fn search_learners(
    visit: InSchool<SeeLearners>,
    Form(form): Form<Parameters>,
) -> Result<Redirect, WebError> {
    let list = PeopleList::Learners;
    let filter = Filter::read(list, &form);
    let Some(text) = upn_search(&form) else {
        return Ok(to_list(&visit, list, &filter));
    };
    let found = match typed_upn(text) {
        Some(upn) => {
            let mut tx = visit.begin().await?;
            let found = store::find_learner_by_upn(&mut tx, &upn).await?;
            tx.commit().await?;
            found
        }
        None => None,
    };
    let by_upn = found.map_or(ByUpn::Nobody, ByUpn::Person);
    Ok(to_list(&visit, list, &filter.found_by_upn(by_upn)))
}

/// `POST /schools/{dfes}/staff/search`
pub(super) async fn search_staff(visit: InSchool<SeeStaff>, Form(form): Form<Parameters>) -> Redirect {
    search_without_upns(&visit, PeopleList::Staff, &form)
}

/// `POST /schools/{dfes}/non-mis/search`
pub(super) async fn search_non_mis(visit: InSchool<SeeStaff>, Form(form): Form<Parameters>) -> Redirect {
    search_without_upns(&visit, PeopleList::NonMis, &form)
}

/// `POST /schools/{dfes}/governors/search`
pub(super) async fn search_governors(visit: InSchool<SeeStaff>, Form(form): Form<Parameters>) -> Redirect {
    search_without_upns(&visit, PeopleList::Governors, &form)
}

/// Where nobody has a UPN, nobody is found by one.
fn search_without_upns<P: Access>(visit: &InSchool<P>, list: PeopleList, form: &Parameters) -> Redirect {
    let filter = Filter::read(list, form);
    match upn_search(form) {
        Some(_) => to_list(visit, list, &filter.found_by_upn(ByUpn::Nobody)),
        None => to_list(visit, list, &filter),
    }
}

/// What was typed, where it is or may be a UPN.
fn upn_search(form: &[(String, String)]) -> Option<&str> {
    let value = |name: &str| form.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim());
    let text = value("q").filter(|text| !text.is_empty())?;
    (value("field") == Some("upn") || may_be_upn(text)).then_some(text)
}

/// The list from its first page, whatever page the form was on.
fn to_list<P: Access>(visit: &InSchool<P>, list: PeopleList, filter: &Filter) -> Redirect {
    Redirect::to(&address_of(&visit.path(list.path()), filter).href())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(q: &str, field: &str) -> Parameters {
        vec![("q".into(), q.into()), ("field".into(), field.into())]
    }

    #[test]
    fn what_may_be_a_upn_is_looked_up() {
        assert_eq!(upn_search(&form(" B801200005001 ", "")), Some("B801200005001"));
        assert_eq!(upn_search(&form("B80", "upn")), Some("B80"));
        assert_eq!(upn_search(&form("Siân", "")), None);
        assert_eq!(upn_search(&form(" ", "upn")), None);
        assert_eq!(upn_search(&[]), None);
    }
}
