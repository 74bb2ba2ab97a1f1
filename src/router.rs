//! The only file that knows every feature's web: routes, and menus as data.

use axum::Router;

use crate::authz::Permission;
use crate::web::{AppState, EntryPlan, MenuPlan, Menus, WebError, assets, with_page_layers};
use crate::{
    academic_years, administrators, audit_viewer, authorities, background_work, bulk_acts, champions, ctf,
    dashboard, directory, exports, groups, mailboxes, manage_user, manual_accounts, moves, notices,
    operation, profile, provisioning, readiness, rollover, school_settings, sign_in, slips, workspaces,
};

/// Every menu. A line stands here once its page works.
pub static MENUS: Menus =
    Menus { school: &SCHOOL_MENUS, authority: &AUTHORITY_MENUS, service_desk: &SERVICE_DESK_MENUS };

static SERVICE_DESK_MENUS: [MenuPlan; 1] = [MenuPlan {
    label: |t| t.kind_service_desk(),
    entries: &[
        EntryPlan { label: |t| t.schools(), permission: Permission::SeeNation, path: Some("") },
        EntryPlan { label: |t| t.readiness(), permission: Permission::SeeNation, path: Some("/readiness") },
        EntryPlan { label: |t| t.year_end(), permission: Permission::ManageYearEnd, path: Some("/rollover") },
        EntryPlan {
            label: |t| t.academic_years(),
            permission: Permission::ManageYearEnd,
            path: Some("/academic-years"),
        },
        EntryPlan {
            label: |t| t.transfer_requests(),
            permission: Permission::ApproveTransfers,
            path: Some("/transfers"),
        },
        EntryPlan { label: |t| t.failed_work(), permission: Permission::RetryWork, path: Some("/work") },
        EntryPlan {
            label: |t| t.add_school(),
            permission: Permission::AddSchools,
            path: Some("/schools/new"),
        },
    ],
}];

static AUTHORITY_MENUS: [MenuPlan; 1] = [MenuPlan {
    label: |t| t.local_authority(),
    entries: &[
        EntryPlan { label: |t| t.schools(), permission: Permission::SeeSchools, path: Some("") },
        EntryPlan { label: |t| t.held_runs(), permission: Permission::SeeSchools, path: Some("/held-runs") },
        EntryPlan { label: |t| t.waiting_moves(), permission: Permission::SeeSchools, path: Some("/moves") },
        EntryPlan { label: |t| t.readiness(), permission: Permission::SeeSchools, path: Some("/readiness") },
        EntryPlan {
            label: |t| t.provisioning_tokens(),
            permission: Permission::ManageTokens,
            path: Some("/tokens"),
        },
        EntryPlan {
            label: |t| t.la_administrators(),
            permission: Permission::ManageAdministrators,
            path: Some("/administrators"),
        },
    ],
}];

static SCHOOL_MENUS: [MenuPlan; 2] = [
    MenuPlan {
        label: |t| t.view_users(),
        entries: &[
            EntryPlan {
                label: |t| t.view_learners(),
                permission: Permission::SeeLearners,
                path: Some("/learners"),
            },
            EntryPlan { label: |t| t.view_staff(), permission: Permission::SeeStaff, path: Some("/staff") },
            EntryPlan {
                label: |t| t.view_non_mis(),
                permission: Permission::SeeStaff,
                path: Some("/non-mis"),
            },
            EntryPlan {
                label: |t| t.view_governors(),
                permission: Permission::SeeStaff,
                path: Some("/governors"),
            },
            EntryPlan {
                label: |t| t.view_digital_champions(),
                permission: Permission::ManageChampions,
                path: Some("/digital-champions"),
            },
        ],
    },
    MenuPlan {
        label: |t| t.administration(),
        entries: &[
            EntryPlan {
                label: |t| t.view_groups(),
                permission: Permission::SeeGroups,
                path: Some("/groups"),
            },
            EntryPlan {
                label: |t| t.provisioning_status(),
                permission: Permission::ManageProvisioning,
                path: Some("/provisioning"),
            },
            EntryPlan {
                label: |t| t.readiness(),
                permission: Permission::SeeReadiness,
                path: Some("/readiness"),
            },
            EntryPlan {
                label: |t| t.transfer_file(),
                permission: Permission::ManageProvisioning,
                path: Some("/ctf"),
            },
            EntryPlan {
                label: |t| t.move_checker(),
                permission: Permission::CheckMoves,
                path: Some("/moves"),
            },
            EntryPlan {
                label: |t| t.view_shared_mailboxes(),
                permission: Permission::ManageMailboxes,
                path: Some("/mailboxes"),
            },
            EntryPlan {
                label: |t| t.year_end(),
                permission: Permission::SeeYearEnd,
                path: Some("/rollover"),
            },
            EntryPlan { label: |t| t.audit_trail(), permission: Permission::SeeAudit, path: Some("/audit") },
            EntryPlan {
                label: |t| t.provisioning_tokens(),
                permission: Permission::ManageTokens,
                path: Some("/tokens"),
            },
            EntryPlan {
                label: |t| t.school_settings(),
                permission: Permission::ManageSettings,
                path: Some("/settings"),
            },
            EntryPlan {
                label: |t| t.download_passwords(),
                permission: Permission::ExportCredentials,
                path: None,
            },
            EntryPlan {
                label: |t| t.all_pupils(),
                permission: Permission::ExportCredentials,
                path: Some("/downloads/learners"),
            },
            EntryPlan {
                label: |t| t.all_staff(),
                permission: Permission::ExportCredentials,
                path: Some("/downloads/staff"),
            },
        ],
    },
];

/// Everything that the portal answers.
pub fn router(state: AppState) -> Router {
    let pages = Router::new()
        .merge(sign_in::routes())
        .merge(profile::routes())
        .merge(dashboard::routes())
        .merge(directory::routes())
        .merge(groups::routes())
        .merge(bulk_acts::routes())
        .merge(manage_user::routes())
        .merge(champions::routes())
        .merge(mailboxes::routes())
        .merge(moves::routes())
        .merge(slips::routes())
        .merge(exports::routes())
        .merge(manual_accounts::routes())
        .merge(workspaces::routes())
        .merge(provisioning::routes())
        .merge(ctf::routes())
        .merge(readiness::routes())
        .merge(rollover::routes())
        .merge(academic_years::routes())
        .merge(authorities::routes())
        .merge(administrators::routes())
        .merge(background_work::routes())
        .merge(school_settings::routes())
        .merge(audit_viewer::routes())
        .merge(notices::routes())
        .merge(assets::routes())
        .fallback(|| async { WebError::NotFound });
    let pages = with_page_layers(pages, &state.settings.headers);
    Router::new()
        .merge(pages)
        .merge(provisioning::api_routes())
        .merge(operation::routes())
        .layer(axum::middleware::from_fn(operation::count_requests))
        .with_state(state)
}
