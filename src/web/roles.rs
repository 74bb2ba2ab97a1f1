//! Roles in words.

use crate::authz::Role;
use crate::web::Messages;

/// A role as people call it.
pub fn label(t: &Messages, role: Role) -> String {
    match role {
        Role::LearnerPrimary | Role::LearnerSecondary => t.role_learner(),
        Role::Governor => t.role_governor(),
        Role::SchoolStaff => t.role_staff(),
        Role::DigitalChampion => t.role_digital_champion(),
        Role::LaAdmin => t.role_la_admin(),
        Role::ServiceDesk => t.role_service_desk(),
    }
}
