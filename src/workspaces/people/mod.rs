//! People's accounts in the services: what the portal wants, what a service last confirmed, and a job per person and service
//! that brings them together.
//!
//! Adults have an account while theirs works, and afterwards one that is switched off. Learners have one with consent only:
//! where consent is withdrawn the account is deleted, which breaks its links and loses the work. Nobody is looked at who is in
//! step.

mod reconcile;
mod step;
pub(super) mod store;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::base::id::{AccountId, SchoolId};
use crate::connectors::{Connectors, Service};
use crate::db::TenantTx;
use crate::jobs::enqueue_all;
use crate::services::Services;
use crate::tenancy::list_authorities;

use super::jobs::ReconcilePerson;
use super::tenant::Tenant;

pub(super) use reconcile::reconcile;

/// Failures in a row after which a person counts as stuck: nothing waits for them any more, and they are tried once a day.
pub(super) const STUCK_AFTER: i32 = 8;

/// Wakes everybody of these schools who is out of step.
pub(super) async fn wake_out_of_step(
    connection: &mut PgConnection,
    services: &Services,
    schools: &[SchoolId],
) -> sqlx::Result<()> {
    let authorities = list_authorities(connection).await?;
    let places = authorities.iter().flat_map(|authority| {
        let tenants = tenants_of(&services.connectors, authority.code);
        tenants.map(|(service, tenant)| (authority.code, service, tenant))
    });
    let people = store::find_out_of_step(connection, schools, places.collect(), services.clock.now()).await?;
    let jobs = people.into_iter().map(|(school_id, account_id, service)| ReconcilePerson {
        school_id,
        account_id,
        service,
    });
    enqueue_all(connection, jobs.collect(), None).await
}

/// Wakes these people, now or at `run_at`.
pub(super) async fn wake(
    tx: &mut TenantTx,
    people: &[(AccountId, Service)],
    run_at: Option<DateTime<Utc>>,
) -> sqlx::Result<()> {
    let school_id = tx.school();
    let jobs = people.iter().map(|&(account_id, service)| ReconcilePerson { school_id, account_id, service });
    enqueue_all(tx, jobs.collect(), run_at).await
}

pub(super) fn tenants_of(connectors: &Connectors, authority: i16) -> [(Service, Tenant); 2] {
    Service::ALL.map(|service| (service, Tenant::of(connectors, service, authority)))
}
