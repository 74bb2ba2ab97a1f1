//! What a reader may do to those whom they have selected in a list. The acts themselves are features above this one.

use crate::authz::{self, Access, ManageLearners, ManageStaff, RecordConsent};
use crate::directory::PeopleList;
use crate::web::InSchool;

/// The lines of *Selected Users*. Whoever sees a list may reset and print its passwords.
pub(super) struct Bulk {
    /// The list's code, for the forms.
    pub(super) list: &'static str,
    pub(super) may_record_consent: bool,
    pub(super) may_deactivate: bool,
    pub(super) slips_href: String,
}

impl Bulk {
    pub(super) fn of<P: Access>(visit: &InSchool<P>, list: PeopleList) -> Self {
        let (actor, school) = (&visit.actor, &visit.school);
        let of_learners = list.is_of_learners();
        Self {
            list: list.code(),
            may_record_consent: of_learners && authz::permit::<RecordConsent>(actor, school).is_some(),
            may_deactivate: match of_learners {
                true => authz::permit::<ManageLearners>(actor, school).is_some(),
                false => authz::permit::<ManageStaff>(actor, school).is_some(),
            },
            slips_href: visit.path("/slips"),
        }
    }
}
