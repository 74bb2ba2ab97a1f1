//! *Add new user*: the warning, the form, and the people whom the new one may be already.

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::Form;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use secrecy::SecretString;

use super::form::{AddForm, Wrong};
use super::wording;
use crate::accounts::reserve_usernames;
use crate::audit::Author;
use crate::authz::ManageNonMis;
use crate::base::YearGroup;
use crate::base::id::{AccountId, Ids};
use crate::base::random::OsRandom;
use crate::base::username::UsernameStem;
use crate::credentials::ResetError;
use crate::directory::{PeopleList, kind_in_words};
use crate::manual_accounts::adding::{add_account, find_lookalikes};
use crate::manual_accounts::likeness::Likeness;
use crate::manual_accounts::people::{Known, NewAccount};
use crate::manual_accounts::{Acting, store};
use crate::web::{Flash, FormErrors, InSchool, Messages, Shell, WebError};

#[derive(Template, WebTemplate)]
#[template(path = "manual_accounts/add.html")]
pub(super) struct AddPage {
    shell: Shell,
    /// Whether a governor is added, else somebody non-MIS.
    is_governor: bool,
    action: String,
    list_href: String,
    form: AddForm,
    errors: FormErrors<Wrong>,
    /// The terms of a non-MIS account with their last days.
    terms: wording::Lines,
    /// Who may be the same person; the page then asks.
    lookalikes: Vec<Lookalike>,
}

struct Lookalike {
    name: String,
    username: String,
    kind: String,
    state: String,
    likeness: String,
    href: String,
}

type Visit = InSchool<ManageNonMis>;

/// `GET /schools/{dfes}/non-mis/new`
pub(super) async fn show_new_non_mis(visit: Visit) -> AddPage {
    empty_page(&visit, PeopleList::NonMis)
}

/// `GET /schools/{dfes}/governors/new`
pub(super) async fn show_new_governor(visit: Visit) -> AddPage {
    empty_page(&visit, PeopleList::Governors)
}

/// `POST /schools/{dfes}/non-mis/new`
pub(super) async fn add_non_mis(visit: Visit, Form(form): Form<AddForm>) -> Result<Response, WebError> {
    add(&visit, PeopleList::NonMis, form).await
}

/// `POST /schools/{dfes}/governors/new`
pub(super) async fn add_governor(visit: Visit, Form(form): Form<AddForm>) -> Result<Response, WebError> {
    add(&visit, PeopleList::Governors, form).await
}

async fn add(visit: &Visit, list: PeopleList, form: AddForm) -> Result<Response, WebError> {
    let id = form.account.parse().map(AccountId).map_err(|_| WebError::NotFound)?;
    let (new, password) = match form.parse(list, id, visit.asked.services().clock.today()) {
        Ok(parsed) => parsed,
        Err(errors) => return Ok(AddPage { errors, ..page(visit, list, form) }.into_response()),
    };
    let mut tx = visit.begin().await?;
    let is_known = store::has_account(&mut tx, id).await?;
    let alike = match is_known || form.anyway == "yes" {
        true => Vec::new(),
        false => find_lookalikes(&mut tx, &new).await?,
    };
    tx.commit().await?;
    if !alike.is_empty() {
        let t = visit.messages();
        let lookalikes = alike.iter().map(|(how, known)| lookalike(t, visit, *how, known)).collect();
        return Ok(AddPage { lookalikes, ..page(visit, list, form) }.into_response());
    }
    if !is_known {
        make(visit, &new, password).await?;
    }
    let flash = CookieJar::new().add(Flash::AccountAdded.cookie(visit.asked.is_https()));
    Ok((flash, Redirect::to(&visit.path(&format!("/users/{id}")))).into_response())
}

/// Makes the account, unless the same form has just made it. Its username is reserved before, so that nobody waits for this
/// transaction.
async fn make(visit: &Visit, new: &NewAccount, password: SecretString) -> Result<(), WebError> {
    let services = visit.asked.services();
    let usernames = reserve_usernames(&services.database, &[UsernameStem::of(&new.name)]).await?;
    let username = usernames.first().ok_or(WebError::NotFound)?;
    let author = Author::of(&visit.actor);
    let acting = Acting { author: &author, address: visit.asked.address, clock: &services.clock };
    let mut tx = visit.begin().await?;
    let added =
        add_account(&mut tx, &services.vault, (new, username, password), &visit.permit, &acting).await;
    match added {
        Ok(_) => Ok(tx.commit().await?),
        Err(ResetError::Database(error)) => Err(error.into()),
        Err(ResetError::Vault(error)) => Err(WebError::internal(error)),
    }
}

fn empty_page(visit: &Visit, list: PeopleList) -> AddPage {
    let account = Ids::new(&visit.asked.services().clock, &mut OsRandom).fresh();
    page(visit, list, AddForm::new(account))
}

fn page(visit: &Visit, list: PeopleList, form: AddForm) -> AddPage {
    let list_href = visit.path(list.path());
    let action = format!("{list_href}/new");
    AddPage {
        shell: Shell { path_and_query: action.clone(), ..visit.shell() },
        is_governor: list == PeopleList::Governors,
        action,
        list_href,
        terms: wording::terms_after(visit.messages(), visit.asked.services().clock.today()),
        form,
        errors: FormErrors::none(),
        lookalikes: Vec::new(),
    }
}

fn lookalike(t: &Messages, visit: &Visit, how: Likeness, known: &Known) -> Lookalike {
    Lookalike {
        name: known.display_name.to_string(),
        username: known.username.clone(),
        kind: kind_in_words(t, known.kind),
        state: wording::state(t, known.state),
        likeness: wording::likeness(t, how),
        href: visit.path(&format!("/users/{}", known.id)),
    }
}

impl AddPage {
    fn heading(&self, t: &Messages) -> String {
        if self.is_governor { t.add_governor() } else { t.add_non_mis_user() }
    }

    fn kinds(&self, t: &Messages) -> [(&'static str, String); 2] {
        [("staff", t.kind_staff_short()), ("learner", t.add_kind_learner())]
    }

    fn years(&self, t: &Messages) -> Vec<(String, String)> {
        let years = (-2..=14).filter_map(YearGroup::new).map(|year| (year.to_string(), t.year_group(year)));
        [(String::new(), t.choose())].into_iter().chain(years).collect()
    }

    fn ways(&self, t: &Messages) -> [(&'static str, String); 2] {
        [("generate", t.add_generate_password()), ("own", t.add_own_password())]
    }
}
