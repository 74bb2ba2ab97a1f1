//! The pages of groups: the list, a class, a registration group or a year group.

mod group;
mod list;

use axum::Router;
use axum::routing::{get, post};

use super::Look;
use super::list::Which;
use crate::authz::{self, Access, SeeAllGroups};
use crate::directory::GroupKind;
use crate::web::{AppState, InSchool, Messages};

/// The list's address below the school's.
const LIST: &str = "/groups";

/// The routes of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/schools/{dfes}/groups", get(list::show_groups))
        .route("/schools/{dfes}/groups/search", post(list::search_groups))
        .route("/schools/{dfes}/groups/{id}", get(group::show_class))
        .route("/schools/{dfes}/groups/registration/{group}", get(group::show_registration_group))
        .route("/schools/{dfes}/groups/year/{year}", get(group::show_year_group))
}

fn look<P: Access>(visit: &InSchool<P>) -> Look {
    Look {
        reader: visit.actor.account,
        sees_all: authz::permit::<SeeAllGroups>(&visit.actor, &visit.school).is_some(),
        language: visit.asked.language,
        now: visit.asked.services().clock.now(),
    }
}

/// Where a group's page is.
fn href_of<P>(visit: &InSchool<P>, which: &Which) -> String {
    visit.path(&match which {
        Which::Class(id) => format!("{LIST}/{id}"),
        Which::Registration(name) => {
            let Ok(name) = askama::filters::urlencode_strict(name.as_str());
            format!("{LIST}/registration/{name}")
        }
        Which::Year(year) => format!("{LIST}/year/{year}"),
    })
}

fn kind_in_words(t: &Messages, kind: GroupKind) -> String {
    match kind {
        GroupKind::Registration => t.registration_group(),
        GroupKind::Class => t.class(),
        GroupKind::Year => t.group_type_year(),
    }
}
