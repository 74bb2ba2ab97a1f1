//! Microsoft Teams and Google Classrooms of a school's classes, and the accounts that people have in both services.
//!
//! Whoever asks for something writes down what is wanted (`request`); a job compares it with what the service last confirmed and
//! does what remains (`making`, `people`). So nothing is ever made twice, whatever was interrupted and however often it is asked
//! for. Learners are members with consent only; whoever has left the school is taken out. Failures are tried again with growing
//! pauses and end in words on the group's page (`panel`) or, where somebody's account is concerned, on a page of their own
//! (`stuck`); a service that is down is left alone (`health`).

mod health;
mod jobs;
mod making;
mod panel;
mod patience;
mod people;
mod problem;
mod request;
mod standing;
mod store;
mod stuck;
mod tenant;
mod web;

pub use jobs::{ReconcilePerson, ReconcileWorkspace, on_people_changed, wake_unfinished};
pub use panel::{WorkspacesPanel, find_panel};
pub use request::archive_workspaces;
pub use store::asking::list_archivable;
pub use tenant::Tenant;
pub use web::routes;

use chrono::{DateTime, Utc};

use crate::base::AcademicYear;
use crate::base::id::GroupId;
use crate::connectors::Service;
use crate::db::TenantTx;
use crate::services::Services;

/// A group of the school, as far as Teams and Classrooms are concerned.
#[derive(Clone, Debug)]
struct Class {
    id: GroupId,
    title: String,
    year: AcademicYear,
    has_ended: bool,
    /// How many teach it now.
    teachers: i64,
}

impl Class {
    /// Whether a Team or Classroom can be made for it: for a class of the MIS of this year. A homeroom class is one like any
    /// other: a primary school has hardly any besides.
    fn may_have_one(&self, this_year: AcademicYear) -> bool {
        self.year == this_year && !self.has_ended
    }
}

/// What a service's workspace is called in the audit trail.
const fn thing(service: Service) -> &'static str {
    match service {
        Service::Microsoft => "Microsoft Team",
        Service::Google => "Google Classroom",
    }
}

/// What does not work as it should in a school.
#[derive(Clone, Debug, Default)]
pub struct Troubles {
    /// Services that do not answer, and since when.
    pub down: Vec<(Service, DateTime<Utc>)>,
    /// Teams and Classrooms that have failed.
    pub failed: i64,
    /// People whose account in a service could not be brought into step.
    pub stuck: i64,
}

/// What the dashboard of a school under this authority has to say of its Teams, Classrooms and accounts in the services.
pub async fn find_troubles(tx: &mut TenantTx, services: &Services, authority: i16) -> sqlx::Result<Troubles> {
    let tenants = people::tenants_of(&services.connectors, authority);
    Ok(Troubles {
        down: store::health::list_down(tx, &tenants).await?,
        failed: store::panel::count_failed(tx).await?,
        stuck: stuck::count_people(tx).await?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_class_of_this_year_can_have_one() {
        let class = Class {
            id: GroupId(uuid::Uuid::nil()),
            title: "7MAT1".to_owned(),
            year: AcademicYear(2026),
            has_ended: false,
            teachers: 1,
        };
        assert!(class.may_have_one(AcademicYear(2026)));
        assert!(!class.may_have_one(AcademicYear(2027)));
        assert!(!Class { has_ended: true, ..class }.may_have_one(AcademicYear(2026)));
    }
}
