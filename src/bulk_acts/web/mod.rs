//! The pages of acts on many people: *Selected Users*, *Group Actions*, the question, the progress, the result.

mod act;
mod ask;
mod group;
mod wording;

use axum::Router;
use axum::routing::{get, post};
use serde::Deserialize;

use super::ActKind;
use crate::authz::{
    self, Access, ManageLearners, ManageStaff, RecordConsent, ResetLearnerPasswords, SeeLearners,
};
use crate::base::id::ActId;
use crate::directory::PeopleList;
use crate::web::{AppState, InSchool, WebError};

/// The routes of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/schools/{dfes}/learners/selected", post(ask::ask_about_learners))
        .route("/schools/{dfes}/staff/selected", post(ask::ask_about_staff))
        .route("/schools/{dfes}/non-mis/selected", post(ask::ask_about_non_mis))
        .route("/schools/{dfes}/governors/selected", post(ask::ask_about_governors))
        .route("/schools/{dfes}/learners/reset/{by}", get(group::choose_group).post(group::reset_group))
        .route("/schools/{dfes}/acts/{act}", get(act::show_act))
        .route("/schools/{dfes}/acts/{act}/confirm", post(act::confirm_act))
}

/// The act that an address names.
#[derive(Debug, Deserialize)]
struct ActPath {
    act: String,
}

impl ActPath {
    fn id(&self) -> Result<ActId, WebError> {
        self.act.parse().map(ActId).map_err(|_| WebError::NotFound)
    }
}

/// Whether the reader may do this to people of that list; whoever may not, sees nothing of it.
fn may<P: Access>(visit: &InSchool<P>, kind: ActKind, list: PeopleList) -> bool {
    let (actor, school) = (&visit.actor, &visit.school);
    match (kind, list.is_of_learners()) {
        (ActKind::ResetPasswords, true) => authz::permit::<ResetLearnerPasswords>(actor, school).is_some(),
        (ActKind::Deactivate, true) => authz::permit::<ManageLearners>(actor, school).is_some(),
        (ActKind::ResetPasswords | ActKind::Deactivate, false) => {
            authz::permit::<ManageStaff>(actor, school).is_some()
        }
        (ActKind::ConfirmConsent | ActKind::WithdrawConsent, true) => {
            authz::permit::<RecordConsent>(actor, school).is_some()
        }
        (ActKind::ConfirmConsent | ActKind::WithdrawConsent, false) => false,
    }
}

/// Anybody who may see learners may come to the door; [`may`] asks for the act itself.
type Visit = InSchool<SeeLearners>;
