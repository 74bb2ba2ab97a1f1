//! *Edit*: the display name; for who may, the legal name and *Generate New Username*.

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::{Form, Path};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::{PersonPath, back, back_with, details_of, find_person};
use crate::accounts::{Deed, LockedPerson};
use crate::audit::{Author, EventKind};
use crate::authz::EditLearners;
use crate::base::PersonName;
use crate::base::name::NameError;
use crate::db::TenantTx;
use crate::events;
use crate::jobs::enqueue;
use crate::manage_user::edit::{Current, Edit, Names, Verdict};
use crate::manage_user::{GenerateUsername, store};
use crate::web::{Flash, FormErrors, InSchool, Messages, Shell, WebError};

type Visit = InSchool<EditLearners>;

#[derive(Template, WebTemplate)]
#[template(path = "manage_user/edit.html")]
struct EditPage {
    shell: Shell,
    name: String,
    details_href: String,
    may_edit_legal_name: bool,
    may_generate_username: bool,
    form: EditForm,
    errors: FormErrors<NameError>,
    conflict: Option<Conflict>,
}

/// Somebody else was first.
struct Conflict {
    /// “Nia Hyrwyddwr has edited this account meanwhile”.
    heading: String,
    /// Each field that differs: its label, what it is now, what was typed.
    differences: Vec<(String, String, String)>,
}

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct EditForm {
    #[serde(default)]
    display_forename: String,
    #[serde(default)]
    display_surname: String,
    #[serde(default)]
    legal_forename: String,
    #[serde(default)]
    legal_surname: String,
    #[serde(default)]
    new_username: String,
    #[serde(default)]
    revision: i32,
}

/// `GET /schools/{dfes}/users/{id}/edit`
pub(super) async fn show_edit(visit: Visit, Path(path): Path<PersonPath>) -> Result<Response, WebError> {
    let mut tx = visit.begin().await?;
    let person = find_person(&visit, &mut tx, &path, Deed::Edit).await?;
    let current = store::find_current(&mut tx, &person).await?;
    tx.commit().await?;
    if !person.subject(visit.actor.account).allows(Deed::Edit) {
        return Ok(back(&visit, person.id));
    }
    Ok(page(&visit, &person, EditForm::of(&current)).into_response())
}

/// `POST /schools/{dfes}/users/{id}/edit`
pub(super) async fn post_edit(
    visit: Visit,
    Path(path): Path<PersonPath>,
    Form(form): Form<EditForm>,
) -> Result<Response, WebError> {
    let mut tx = visit.begin().await?;
    let person = find_person(&visit, &mut tx, &path, Deed::Edit).await?;
    if !person.subject(visit.actor.account).allows(Deed::Edit) {
        return Ok(back(&visit, person.id));
    }
    let page = page(&visit, &person, form);
    let edit = match page.edit(&person) {
        Ok(edit) => edit,
        Err(errors) => return Ok(EditPage { errors, ..page }.into_response()),
    };
    let current = store::find_current(&mut tx, &person).await?;
    match edit.judge(&current) {
        Verdict::Stands => {}
        Verdict::Write => write(&visit, &mut tx, &person, &edit).await?,
        Verdict::Conflict => {
            let editor = store::find_last_editor(&mut tx, person.id).await?;
            return Ok(page.with_conflict(visit.messages(), &edit, &current, editor).into_response());
        }
    }
    tx.commit().await?;
    Ok(back_with(&visit, person.id, Flash::Saved))
}

async fn write(visit: &Visit, tx: &mut TenantTx, person: &LockedPerson, edit: &Edit) -> sqlx::Result<()> {
    let before = Names { display: person.display_name.clone(), legal: person.legal_name.clone() };
    store::put_names(tx, person.id, &edit.names).await?;
    if let Some(change) = before.change_to(&edit.names) {
        visit.record(tx, EventKind::NameEdited, person.id, Some(&change)).await?;
    }
    if edit.wants_username {
        let author = Author::of(&visit.actor);
        let now = visit.asked.services().clock.now();
        store::put_request(tx, person.id, (&author, visit.asked.address), now).await?;
        let (school_id, account_id) = (tx.school(), person.id);
        enqueue(tx, &GenerateUsername { school_id, account_id }, None).await?;
    }
    events::people_changed(tx).await
}

fn page(visit: &Visit, person: &LockedPerson, form: EditForm) -> EditPage {
    let subject = person.subject(visit.actor.account);
    EditPage {
        shell: visit.shell(),
        name: person.display_name.to_string(),
        details_href: details_of(visit, person.id),
        may_edit_legal_name: subject.offers(visit.actor.role, Deed::EditLegalName),
        may_generate_username: subject.offers(visit.actor.role, Deed::GenerateUsername),
        form,
        errors: FormErrors::none(),
        conflict: None,
    }
}

impl EditForm {
    /// The form as it opens.
    fn of(current: &Current) -> Self {
        let Names { display, legal } = current.names.clone();
        Self {
            display_forename: display.forename,
            display_surname: display.surname,
            legal_forename: legal.forename,
            legal_surname: legal.surname,
            new_username: String::new(),
            revision: current.revision,
        }
    }
}

impl EditPage {
    /// What was asked for, as far as the visitor may ask for it; or what is wrong with it.
    fn edit(&self, person: &LockedPerson) -> Result<Edit, FormErrors<NameError>> {
        let form = &self.form;
        let mut errors = FormErrors::none();
        let display = read_name(
            &mut errors,
            ("display_forename", &form.display_forename),
            ("display_surname", &form.display_surname),
        );
        let legal = match self.may_edit_legal_name {
            true => read_name(
                &mut errors,
                ("legal_forename", &form.legal_forename),
                ("legal_surname", &form.legal_surname),
            ),
            false => Some(person.legal_name.clone()),
        };
        let wants_username = self.may_generate_username && !form.new_username.is_empty();
        let names = display.zip(legal).map(|(display, legal)| Names { display, legal });
        names.map(|names| Edit { names, wants_username, revision: form.revision }).ok_or(errors)
    }

    /// The form again, with what was typed beside what is; sent again, it counts.
    fn with_conflict(self, t: &Messages, edit: &Edit, current: &Current, editor: Option<String>) -> Self {
        let (now, typed) = (&current.names, &edit.names);
        let fields = [
            (t.display_forename(), &now.display.forename, &typed.display.forename),
            (t.display_surname(), &now.display.surname, &typed.display.surname),
            (t.legal_forename(), &now.legal.forename, &typed.legal.forename),
            (t.legal_surname(), &now.legal.surname, &typed.legal.surname),
        ];
        let differing = fields.into_iter().filter(|(_, now, typed)| now != typed);
        let conflict = Conflict {
            heading: editor.map_or_else(|| t.edit_conflict(), |name| t.edit_conflict_by(name)),
            differences: differing.map(|(label, now, typed)| (label, now.clone(), typed.clone())).collect(),
        };
        let form = EditForm { revision: current.revision, ..self.form };
        Self { form, conflict: Some(conflict), ..self }
    }
}

/// The name in two fields, or what is wrong with each of them.
fn read_name(
    errors: &mut FormErrors<NameError>,
    (forename_field, forename): (&'static str, &str),
    (surname_field, surname): (&'static str, &str),
) -> Option<PersonName> {
    let part = |text: &str| PersonName::parse(text, text).map(|name| name.forename);
    let forename = errors.check(forename_field, part(forename));
    let surname = errors.check(surname_field, part(surname));
    Some(PersonName { forename: forename?, surname: surname? })
}
