//! *View Details*: everything about one person, with their timeline.

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::{Path, Query};
use serde::Deserialize;

use super::cells::RowWords;
use super::facts::{Fact, facts, path_of};
use super::manage::{PrintMenu, manage_lines, print_menu};
use super::wording;
use crate::authz::{self, Access, SeeLearners, SeeStaff};
use crate::base::AcademicYear;
use crate::base::id::AccountId;
use crate::consent::{self, ConsentChange};
use crate::credentials::PasswordState;
use crate::db::TenantTx;
use crate::directory::timeline::{Entry, Part, find_timeline};
use crate::directory::{Person, store};
use crate::web::{InSchool, MenuEntry, Messages, Shell, WebError, dates};

/// The person that an address names.
#[derive(Debug, Deserialize)]
pub(super) struct PersonPath {
    id: String,
}

/// What else the address says.
#[derive(Debug, Default, Deserialize)]
pub(super) struct DetailsQuery {
    #[serde(default)]
    timeline: String,
}

#[derive(Template, WebTemplate)]
#[template(path = "directory/details.html")]
pub(super) struct DetailsPage {
    shell: Shell,
    name: String,
    kind: String,
    tone: &'static str,
    standing: String,
    has_moved: bool,
    /// *Manage User*: what this reader may do to this person, as the account stands.
    manage: Vec<MenuEntry>,
    print: Option<PrintMenu>,
    waits_for_username: bool,
    facts: Vec<Fact>,
    /// A learner's consent; not known of somebody who moved.
    consent: Option<bool>,
    consent_history: Vec<ConsentLine>,
    groups: Vec<String>,
    password: PasswordState,
    href: String,
    words: RowWords,
    tabs: Vec<Tab>,
    timeline: Vec<TimelineLine>,
}

struct Tab {
    label: String,
    href: String,
    current: bool,
}

struct ConsentLine {
    at: String,
    text: String,
    basis: String,
}

struct TimelineLine {
    at: String,
    text: String,
    changes: Vec<String>,
}

/// `GET /schools/{dfes}/users/{id}`
pub(super) async fn show_details(
    visit: InSchool<SeeLearners>,
    Path(path): Path<PersonPath>,
    Query(query): Query<DetailsQuery>,
) -> Result<DetailsPage, WebError> {
    let part = Part::from_code(&query.timeline);
    let year = AcademicYear::of(visit.asked.services().clock.today());
    let mut tx = visit.begin().await?;
    let person = find_person(&mut tx, &path).await?;
    may_see(&visit, &person)?;
    let groups = store::list_groups_of(&mut tx, person.id, year).await?;
    let consents = consent::list_changes(&mut tx, person.id).await?;
    let timeline = find_timeline(&mut tx, &person, part).await?;
    tx.commit().await?;
    let t = visit.messages();
    let page = details_page(&visit, &person, part);
    Ok(DetailsPage {
        groups,
        consent_history: consents.iter().map(|change| consent_of(t, change)).collect(),
        timeline: timeline.iter().map(|entry| line_of(t, entry)).collect(),
        ..page
    })
}

/// The person of the address: not an id, nobody's, or somebody's of another school are all the same.
pub(super) async fn find_person(tx: &mut TenantTx, path: &PersonPath) -> Result<Person, WebError> {
    let id = path.id.parse().map(AccountId).map_err(|_| WebError::NotFound)?;
    store::find_person(tx, id).await?.ok_or(WebError::NotFound)
}

/// Who may see learners may not therefore see everybody else.
fn may_see<P: Access>(visit: &InSchool<P>, person: &Person) -> Result<(), WebError> {
    let permitted =
        person.kind.is_learner() || authz::permit::<SeeStaff>(&visit.actor, &visit.school).is_some();
    permitted.then_some(()).ok_or(WebError::NotFound)
}

/// The page without what is listed on it.
fn details_page<P: Access>(visit: &InSchool<P>, person: &Person, part: Part) -> DetailsPage {
    let t = visit.messages();
    let href = visit.path(&path_of(person.id));
    DetailsPage {
        shell: visit.shell(),
        name: person.display_name.to_string(),
        kind: wording::kind(t, person.kind),
        tone: if person.standing.is_active() { "good" } else { "off" },
        standing: wording::standing(t, person.standing),
        has_moved: !person.standing.is_here(),
        manage: manage_lines(visit, person),
        print: print_menu(visit, person),
        waits_for_username: person.waits_for_username,
        facts: facts(t, person, &visit.asked.state.settings.mail_domain),
        consent: person.has_consent.filter(|_| person.kind.is_learner()),
        consent_history: Vec::new(),
        groups: Vec::new(),
        password: person.password,
        tabs: Part::ALL.map(|tab| tab_of(t, tab, part, &href)).into(),
        href,
        words: RowWords::of(t),
        timeline: Vec::new(),
    }
}

fn consent_of(t: &Messages, change: &ConsentChange) -> ConsentLine {
    ConsentLine {
        at: dates::moment(change.at),
        text: match change.has_consent {
            true => t.consent_was_confirmed(&change.actor_name),
            false => t.consent_was_withdrawn(&change.actor_name),
        },
        basis: change.basis.clone(),
    }
}

fn tab_of(t: &Messages, tab: Part, current: Part, href: &str) -> Tab {
    Tab {
        label: wording::part(t, tab),
        href: match tab {
            Part::All => href.to_owned(),
            tab => format!("{href}?timeline={}", tab.as_str()),
        },
        current: tab == current,
    }
}

fn line_of(t: &Messages, entry: &Entry) -> TimelineLine {
    TimelineLine {
        at: dates::moment(entry.at),
        text: wording::happening(t, &entry.what),
        changes: wording::changes(t, &entry.what),
    }
}
