//! The only file that knows every feature's web: routes, and menus as data.

use axum::Router;

use crate::authz::Permission;
use crate::web::{AppState, EntryPlan, MenuPlan, WebError, assets, with_page_layers};
use crate::{
    audit_viewer, authorities, bulk_acts, champions, dashboard, directory, exports, manage_user,
    manual_accounts, notices, operation, profile, provisioning, school_settings, sign_in, slips,
};

/// The menus of a school. A line stands here once its page works.
pub static MENUS: [MenuPlan; 2] = [
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
                label: |t| t.provisioning_status(),
                permission: Permission::ManageProvisioning,
                path: Some("/provisioning"),
            },
            EntryPlan { label: |t| t.audit_trail(), permission: Permission::SeeAudit, path: Some("/audit") },
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
        .merge(bulk_acts::routes())
        .merge(manage_user::routes())
        .merge(champions::routes())
        .merge(slips::routes())
        .merge(exports::routes())
        .merge(manual_accounts::routes())
        .merge(provisioning::routes())
        .merge(authorities::routes())
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
