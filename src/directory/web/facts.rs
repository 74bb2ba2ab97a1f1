//! The fields of one person, in the order in which they are asked for.

use crate::authz::AccountKind;
use crate::base::id::AccountId;
use crate::directory::Person;
use crate::web::{Messages, dates};

/// A field and what stands in it.
pub(super) struct Fact {
    /// What it is called.
    pub(super) label: String,
    /// What stands in it.
    pub(super) value: String,
}

/// Everything that is known of the person. Fields that their kind never has are left out, as is what only the account knows
/// once another school manages it.
pub(super) fn facts(t: &Messages, person: &Person, mail_domain: &str) -> Vec<Fact> {
    let is_learner = person.kind.is_learner();
    let is_here = person.standing.is_here();
    let known = |wanted: bool, label: String, value: Option<String>| {
        wanted.then(|| Fact { label, value: value.unwrap_or_else(|| t.not_known()) })
    };
    let legal = person.legal_name.as_ref();
    let address_of = |username: &str| format!("{username}@{mail_domain}");
    let former: Vec<String> = person.former_usernames.iter().map(|name| address_of(name)).collect();
    let identity = [
        known(is_here, t.legal_forename(), legal.map(|name| name.forename.clone())),
        known(is_here, t.legal_surname(), legal.map(|name| name.surname.clone())),
        known(true, t.display_name(), Some(person.display_name.to_string())),
        known(true, t.username(), Some(person.username.clone())),
        known(true, t.mail_address(), Some(address_of(&person.username))),
        known(!former.is_empty(), t.former_mail_address(), Some(former.join(", "))),
    ];
    let upn = person.upn.as_ref().map(|upn| upn.as_str().to_owned());
    let day = |day: Option<_>| day.map(dates::day);
    let (from_mis, staff) = (person.kind == AccountKind::Learner, person.kind == AccountKind::Staff);
    let school = [
        known(is_learner, t.year(), person.year.map(|year| t.year_group(year))),
        known(is_learner, t.registration_group(), person.registration_group.clone()),
        known(from_mis && is_here, t.upn(), upn),
        known(from_mis, t.admission_number(), person.admission_number.clone()),
        known(from_mis && is_here, t.admission_date(), day(person.admission_date)),
        known(staff, t.staff_code(), person.staff_code.clone()),
        known(staff && is_here, t.start_date(), day(person.start_date)),
        known(person.leaving_date.is_some(), t.leaving_date(), day(person.leaving_date)),
        known(person.expires_on.is_some(), t.expires_on(), day(person.expires_on)),
        known(is_here, t.created_on(), person.created_at.map(dates::day_of)),
        known(is_here, t.last_sign_in(), Some(last_sign_in(t, person))),
    ];
    identity.into_iter().chain(school).flatten().collect()
}

fn last_sign_in(t: &Messages, person: &Person) -> String {
    person.last_sign_in_at.map_or_else(|| t.never(), dates::moment)
}

/// Where the person's pages are, below the school's address.
pub(super) fn path_of(id: AccountId) -> String {
    format!("/users/{id}")
}
