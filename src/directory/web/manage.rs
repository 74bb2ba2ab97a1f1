//! The menus of *View Details*: only what this reader may do to this person, as the account stands.

use super::facts::path_of;
use crate::accounts::{Deed, State, Subject};
use crate::authz::{Access, AccountKind, Permission, Role, may};
use crate::directory::{PeopleList, Person, Standing};
use crate::web::{InSchool, MenuEntry};

/// *Print*: what its form sends.
pub(super) struct PrintMenu {
    /// Where slips are made.
    pub(super) action: String,
    /// The list that the person stands in.
    pub(super) list: &'static str,
    /// Whose slip.
    pub(super) id: String,
}

/// The lines of *Manage User*; none for somebody who moved.
pub(super) fn manage_lines<P: Access>(visit: &InSchool<P>, person: &Person) -> Vec<MenuEntry> {
    let Some(subject) = subject(visit, person) else { return Vec::new() };
    let (t, role) = (visit.messages(), visit.actor.role);
    let page = |name: &str| visit.path(&format!("{}/{name}", path_of(person.id)));
    let lines = [
        (Deed::Edit, t.edit(), "edit"),
        (Deed::ResetPassword, t.reset_password(), "reset-password"),
        (Deed::ConfirmConsent, t.confirm_consent(), "consent"),
        (Deed::WithdrawConsent, t.withdraw_consent(), "consent"),
        (Deed::Deactivate, t.deactivate(), "deactivate"),
        (Deed::Activate, t.activate(), "activate"),
    ];
    let line = |(deed, label, name): (Deed, String, &str)| {
        if deed == Deed::ResetPassword && subject.is_own {
            // One's own password is changed where the present one is asked for.
            let somebody = Subject { is_own: false, ..subject };
            return somebody.offers(role, deed).then(|| MenuEntry::link(label, "/profile"));
        }
        subject.offers(role, deed).then(|| MenuEntry::link(label, page(name)))
    };
    let transfer = may_ask_transfer(role, subject)
        .then(|| MenuEntry::link(t.transfer_former_account(), page("transfer")));
    lines.into_iter().filter_map(line).chain(transfer).collect()
}

/// Staff of the MIS who came from another school can take their former account along.
fn may_ask_transfer(role: Role, subject: Subject) -> bool {
    let is_in_post = subject.kind == AccountKind::Staff && subject.state == State::Active;
    is_in_post && may(role, Permission::AskTransfer)
}

/// *Print*, where the account works and the reader may print it.
pub(super) fn print_menu<P: Access>(visit: &InSchool<P>, person: &Person) -> Option<PrintMenu> {
    let list = PeopleList::of(person.kind)?;
    let permission = match list.is_of_learners() {
        true => Permission::PrintLearners,
        false => Permission::ManageStaff,
    };
    let is_offered = person.standing.is_active() && may(visit.actor.role, permission);
    is_offered.then(|| PrintMenu {
        action: visit.path("/slips"),
        list: list.code(),
        id: person.id.to_string(),
    })
}

fn subject<P>(visit: &InSchool<P>, person: &Person) -> Option<Subject> {
    match person.standing {
        Standing::Here(state, _) => Some(Subject {
            kind: person.kind,
            state,
            has_consent: person.has_consent.unwrap_or_default(),
            is_own: person.id == visit.actor.account,
        }),
        Standing::Moved(_) => None,
    }
}
