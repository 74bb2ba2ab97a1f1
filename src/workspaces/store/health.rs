//! SQL of the services' health.

use chrono::{DateTime, Utc};

use crate::connectors::Service;
use crate::db::{SystemTx, TenantTx};
use crate::workspaces::health::FAILURES;
use crate::workspaces::tenant::Tenant;

/// A circuit that is open.
#[derive(Clone, Copy, Debug)]
pub(in crate::workspaces) struct OpenCircuit {
    /// Since when the service has not answered.
    pub(in crate::workspaces) opened_at: DateTime<Utc>,
    /// When a probe is made.
    pub(in crate::workspaces) next_try_at: DateTime<Utc>,
}

/// The circuit of a tenant, where it is open.
pub(in crate::workspaces) async fn find_open_circuit(
    tx: &mut SystemTx,
    service: Service,
    tenant: Tenant,
) -> sqlx::Result<Option<OpenCircuit>> {
    sqlx::query_as!(
        OpenCircuit,
        r#"SELECT opened_at AS "opened_at!", next_try_at AS "next_try_at!" FROM service_health
           WHERE service = $1 AND tenant = $2 AND opened_at IS NOT NULL"#,
        service.as_str(),
        tenant.to_string()
    )
    .fetch_optional(&mut **tx)
    .await
}

/// Moves the next probe on; whether it was still due, so that the caller makes this one.
pub(in crate::workspaces) async fn take_probe(
    tx: &mut SystemTx,
    (service, tenant): (Service, Tenant),
    due: DateTime<Utc>,
    next: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let taken = sqlx::query!(
        "UPDATE service_health SET next_try_at = $4 WHERE service = $1 AND tenant = $2 AND next_try_at = $3",
        service.as_str(),
        tenant.to_string(),
        due,
        next
    )
    .execute(&mut **tx)
    .await?;
    Ok(taken.rows_affected() == 1)
}

/// Closes the circuit.
pub(in crate::workspaces) async fn note_success(
    tx: &mut SystemTx,
    service: Service,
    tenant: Tenant,
) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE service_health SET failures = 0, opened_at = NULL, next_try_at = NULL
         WHERE service = $1 AND tenant = $2 AND failures > 0",
        service.as_str(),
        tenant.to_string()
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Counts a failure; whether the circuit opened with it. `next`: when the first probe is made.
pub(in crate::workspaces) async fn note_failure(
    tx: &mut SystemTx,
    (service, tenant): (Service, Tenant),
    now: DateTime<Utc>,
    next: DateTime<Utc>,
) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"INSERT INTO service_health AS h (service, tenant, failures) VALUES ($1, $2, 1)
           ON CONFLICT (service, tenant) DO UPDATE
           SET failures = h.failures + 1,
               opened_at = CASE WHEN h.failures + 1 >= $5 THEN coalesce(h.opened_at, $3) END,
               next_try_at = CASE WHEN h.failures + 1 >= $5 THEN coalesce(h.next_try_at, $4) END
           RETURNING failures = $5 AS "is_new!""#,
        service.as_str(),
        tenant.to_string(),
        now,
        next,
        FAILURES
    )
    .fetch_one(&mut **tx)
    .await
}

/// The services that do not answer the current school, and since when.
pub(in crate::workspaces) async fn list_down(
    tx: &mut TenantTx,
    tenants: &[(Service, Tenant)],
) -> sqlx::Result<Vec<(Service, DateTime<Utc>)>> {
    let services: Vec<String> = tenants.iter().map(|(service, _)| service.as_str().to_owned()).collect();
    let places: Vec<String> = tenants.iter().map(|(_, tenant)| tenant.to_string()).collect();
    let rows = sqlx::query!(
        r#"SELECT h.service, h.opened_at AS "opened_at!" FROM service_health h
           JOIN unnest($1::text[], $2::text[]) AS mine (service, tenant) ON mine.service = h.service AND mine.tenant = h.tenant
           WHERE h.opened_at IS NOT NULL ORDER BY h.service"#,
        &services,
        &places
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().filter_map(|row| Some((Service::from_code(&row.service)?, row.opened_at))).collect())
}
