//! The shell of a page for somebody who is signed in: their school or office, and the menus of what they may do there.

use crate::authz::{self, Actor, Role};
use crate::tenancy::{Phase, School};
use crate::web::request::Asked;
use crate::web::state::MenuPlan;
use crate::web::{Menu, MenuEntry, SchoolBox, Shell};

/// An address in a school.
pub fn school_path(school: &School, below: &str) -> String {
    format!("/schools/{}{below}", school.dfes_number)
}

pub(super) fn signed_in_shell(asked: &Asked, actor: &Actor, school: Option<&School>) -> Shell {
    Shell {
        person: Some(actor.name.to_string()),
        school: school.map(|school| school_box(asked, actor, school)),
        menus: match school {
            Some(school) => menus(asked, actor, asked.state.settings.menus.school, &school_path(school, "")),
            None => office_menus(asked, actor, actor.authority_code),
        },
        home: home_of(actor, school),
        ..asked.shell()
    }
}

/// Where *Dashboard* leads somebody who has no school in front of them.
pub fn home_of(actor: &Actor, school: Option<&School>) -> String {
    match (actor.role, actor.authority_code, school) {
        (Role::ServiceDesk, _, _) => "/service-desk".to_owned(),
        (Role::LaAdmin, Some(code), _) => format!("/authorities/{code}"),
        (_, _, Some(school)) => school_path(school, ""),
        _ => "/".to_owned(),
    }
}

fn school_box(asked: &Asked, actor: &Actor, school: &School) -> SchoolBox {
    let messages = asked.messages();
    let name = school.name(asked.language).to_owned();
    let working_as = match actor.role {
        Role::LaAdmin => Some(messages.working_as_la_admin(&name)),
        Role::ServiceDesk => Some(messages.working_as_service_desk(&name)),
        _ => None,
    };
    let phase = match school.phase {
        Phase::Primary => messages.phase_primary(),
        Phase::Middle => messages.phase_middle(),
        Phase::Secondary => messages.phase_secondary(),
        Phase::Special => messages.phase_special(),
    };
    SchoolBox {
        number: school.dfes_number,
        dashboard_url: school_path(school, ""),
        leave_url: home_of(actor, None),
        name,
        phase,
        working_as,
    }
}

/// The menus of whoever has an office: the nation's, and those of the authority in front.
pub(super) fn office_menus(asked: &Asked, actor: &Actor, authority: Option<i16>) -> Vec<Menu> {
    let plans = asked.state.settings.menus;
    let mut shown = menus(asked, actor, plans.service_desk, "/service-desk");
    if let Some(code) = authority {
        shown.extend(menus(asked, actor, plans.authority, &format!("/authorities/{code}")));
    }
    shown
}

/// As much of `plans` as the actor may use, below the address `base`.
fn menus(asked: &Asked, actor: &Actor, plans: &[MenuPlan], base: &str) -> Vec<Menu> {
    let messages = asked.messages();
    let menus = plans.iter().map(|plan| Menu {
        label: (plan.label)(messages),
        entries: plan
            .entries
            .iter()
            .filter(|entry| authz::may(actor.role, entry.permission))
            .map(|entry| match entry.path {
                Some(path) => MenuEntry::link((entry.label)(messages), format!("{base}{path}")),
                None => MenuEntry::heading((entry.label)(messages)),
            })
            .collect(),
    });
    menus.filter(|menu| !menu.entries.is_empty()).collect()
}
