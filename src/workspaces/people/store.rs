//! SQL of people's accounts in the services.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::STUCK_AFTER;
use super::step::{Confirmed, Presence, Wanted};
use crate::authz::AccountKind;
use crate::base::PersonName;
use crate::base::id::{AccountId, SchoolId, WorkspaceId};
use crate::connectors::{ExternalId, Service};
use crate::db::TenantTx;
use crate::workspaces::problem::{Hope, Problem};
use crate::workspaces::tenant::Tenant;

/// The authority that maintains the current school.
pub(in crate::workspaces) async fn find_authority(tx: &mut TenantTx) -> sqlx::Result<i16> {
    sqlx::query_scalar!("SELECT authority_code FROM school WHERE id = $1", tx.school().0)
        .fetch_one(&mut **tx)
        .await
}

/// Who of these schools is not in a service as they are wanted there. `places`: where each authority's people are to be. Whoever
/// is to be tried again later is left out until then.
pub(super) async fn find_out_of_step(
    connection: &mut PgConnection,
    schools: &[SchoolId],
    places: Vec<(i16, Service, Tenant)>,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<(SchoolId, AccountId, Service)>> {
    let ids: Vec<_> = schools.iter().map(|school| school.0).collect();
    let (authorities, tenants): (Vec<i16>, Vec<(String, String)>) = places
        .into_iter()
        .map(|(authority, service, tenant)| (authority, (service.as_str().to_owned(), tenant.to_string())))
        .unzip();
    let (services, tenants): (Vec<String>, Vec<String>) = tenants.into_iter().unzip();
    let rows = sqlx::query!(
        r#"SELECT a.school_id AS "school!: SchoolId", a.id AS "account: AccountId", wished.service AS "service!"
           FROM account a
           JOIN school ON school.id = a.school_id
           JOIN unnest($2::smallint[], $3::text[], $4::text[]) AS wished (authority, service, tenant)
               ON wished.authority = school.authority_code
           CROSS JOIN LATERAL (SELECT a.state <> 'superseded'
               AND (a.kind NOT IN ('learner', 'non_mis_learner') OR a.has_consent) AS may) consent
           LEFT JOIN service_account s ON s.account_id = a.id AND s.service = wished.service
           WHERE a.school_id = ANY ($1) AND (s.next_try_at IS NULL OR s.next_try_at <= $5)
             AND CASE WHEN s.external_id IS NULL THEN consent.may AND a.state = 'active'
                 ELSE NOT consent.may OR s.tenant <> wished.tenant OR s.confirmed_username <> a.username
                     OR s.confirmed_forename <> a.display_forename OR s.confirmed_surname <> a.display_surname
                     OR s.confirmed_enabled <> (a.state = 'active')
                     OR cardinality(s.confirmed_aliases) + 1 < (SELECT count(*) FROM username u WHERE u.account_id = a.id)
                 END
           ORDER BY a.id, wished.service"#,
        &ids,
        &authorities,
        &services,
        &tenants,
        now,
    )
    .fetch_all(connection)
    .await?;
    let known =
        rows.into_iter().filter_map(|row| Some((row.school, row.account, Service::from_code(&row.service)?)));
    Ok(known.collect())
}

/// What is wanted of somebody whom the school manages now, and what is confirmed. `at`: where the account is to be.
pub(super) async fn find_person(
    tx: &mut TenantTx,
    account: AccountId,
    (service, tenant): (Service, Tenant),
) -> sqlx::Result<Option<(Wanted, Option<Confirmed>)>> {
    let row = sqlx::query!(
        r#"SELECT a.kind, a.username, a.display_forename, a.display_surname, a.state = 'active' AS "is_active!", a.has_consent,
               a.state = 'superseded' AS "is_superseded!",
               s.external_id AS "external_id?: ExternalId", s.confirmed_username, s.confirmed_forename, s.confirmed_surname,
               s.confirmed_enabled AS "confirmed_enabled?", s.confirmed_aliases AS "confirmed_aliases?", s.tenant AS "tenant?",
               ARRAY(SELECT u.name FROM username u WHERE u.account_id = a.id AND u.name <> lower(a.username)
                     ORDER BY u.name) AS "former!"
           FROM account a LEFT JOIN service_account s ON s.account_id = a.id AND s.service = $3
           WHERE a.school_id = $1 AND a.id = $2"#,
        tx.school().0,
        account.0,
        service.as_str()
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let corrupt = |column: &str| sqlx::Error::Decode(format!("account {account}: {column}").into());
    let kind = AccountKind::from_code(&row.kind).ok_or_else(|| corrupt("kind"))?;
    let wanted = Wanted {
        id: account,
        presence: match row.is_superseded {
            // Its address is an alias of the account that took its place, and no two accounts there have one.
            true => Presence::Absent,
            false => Presence::of(row.is_active, kind.is_learner(), row.has_consent),
        },
        username: row.username,
        name: PersonName { forename: row.display_forename, surname: row.display_surname },
        is_learner: kind.is_learner(),
        former_usernames: row.former,
        tenant,
    };
    let confirmed = match row.external_id {
        None => None,
        Some(external_id) => Some(Confirmed {
            external_id,
            username: row.confirmed_username.unwrap_or_default(),
            name: PersonName {
                forename: row.confirmed_forename.unwrap_or_default(),
                surname: row.confirmed_surname.unwrap_or_default(),
            },
            is_enabled: row.confirmed_enabled.unwrap_or_default(),
            aliases: row.confirmed_aliases.unwrap_or_default(),
            tenant: row.tenant.as_deref().and_then(Tenant::from_code).ok_or_else(|| corrupt("tenant"))?,
        }),
    };
    Ok(Some((wanted, confirmed)))
}

/// Notes that the service has the person as they were wanted, with these former usernames.
pub(super) async fn confirm(
    tx: &mut TenantTx,
    service: Service,
    (wanted, external_id): (&Wanted, &ExternalId),
    aliases: &[String],
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO service_account AS s (account_id, service, tenant, external_id, confirmed_username, confirmed_forename,
             confirmed_surname, confirmed_enabled, confirmed_aliases, confirmed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         ON CONFLICT (account_id, service) DO UPDATE
         SET tenant = excluded.tenant, external_id = excluded.external_id, confirmed_username = excluded.confirmed_username,
             confirmed_forename = excluded.confirmed_forename, confirmed_surname = excluded.confirmed_surname,
             confirmed_enabled = excluded.confirmed_enabled, confirmed_aliases = excluded.confirmed_aliases,
             confirmed_at = excluded.confirmed_at, attempts = 0, problem = NULL, detail = NULL, next_try_at = NULL",
        wanted.id.0,
        service.as_str(),
        wanted.tenant.to_string(),
        external_id.as_str(),
        wanted.username,
        wanted.name.forename,
        wanted.name.surname,
        wanted.presence == Presence::Enabled,
        aliases,
        now,
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Notes that the service has no account of the person any more. It left everything that it was in: for good where
/// `is_over`, otherwise until there is an account again.
pub(super) async fn forget(
    tx: &mut TenantTx,
    (account, service): (AccountId, Service),
    is_over: bool,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "WITH gone AS (
             UPDATE service_account
             SET external_id = NULL, confirmed_username = NULL, confirmed_forename = NULL, confirmed_surname = NULL,
                 confirmed_enabled = false, confirmed_aliases = '{}', confirmed_at = $4, attempts = 0, problem = NULL,
                 detail = NULL, next_try_at = NULL
             WHERE account_id = $2 AND service = $3
         )
         UPDATE workspace_member m SET confirmed_at = NULL, external_id = NULL, removed_at = CASE WHEN $5 THEN $4 END
         FROM workspace w
         WHERE m.school_id = $1 AND m.account_id = $2 AND m.removed_at IS NULL
           AND w.school_id = m.school_id AND w.id = m.workspace_id AND w.service = $3",
        tx.school().0,
        account.0,
        service.as_str(),
        now,
        is_over,
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Notes that a try failed; how many in a row did. A service that is busy counts for nothing, and what
/// is hopeless as often as makes somebody stuck.
pub(super) async fn note_failure(
    tx: &mut TenantTx,
    (account, service, tenant): (AccountId, Service, Tenant),
    (problem, detail): (Problem, Option<&str>),
) -> sqlx::Result<i32> {
    sqlx::query_scalar!(
        "INSERT INTO service_account AS s (account_id, service, tenant, attempts, problem, detail)
         VALUES ($1, $2, $3, $5, $4, $6)
         ON CONFLICT (account_id, service) DO UPDATE
         SET attempts = s.attempts + $5, problem = excluded.problem, detail = excluded.detail
         RETURNING attempts",
        account.0,
        service.as_str(),
        tenant.to_string(),
        problem.as_str(),
        match problem {
            Problem::Throttled => 0,
            _ if problem.hope() == Hope::None => STUCK_AFTER,
            _ => 1,
        },
        detail,
    )
    .fetch_one(&mut **tx)
    .await
}

/// Nobody looks at the person before this moment.
pub(super) async fn put_off(
    tx: &mut TenantTx,
    (account, service): (AccountId, Service),
    until: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE service_account SET next_try_at = $3 WHERE account_id = $1 AND service = $2",
        account.0,
        service.as_str(),
        until
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Lets those who failed be tried again at once.
pub(in crate::workspaces) async fn clear_failures(
    tx: &mut TenantTx,
    workspace: WorkspaceId,
) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE service_account s SET attempts = 0, problem = NULL, detail = NULL, next_try_at = NULL
         FROM workspace w JOIN workspace_member m ON m.school_id = w.school_id AND m.workspace_id = w.id
         WHERE w.school_id = $1 AND w.id = $2 AND m.removed_at IS NULL AND m.confirmed_at IS NULL
           AND s.account_id = m.account_id AND s.service = w.service AND s.attempts > 0",
        tx.school().0,
        workspace.0
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Has the accounts of these people looked at again: the service no longer knows one of them.
pub(in crate::workspaces) async fn doubt(
    tx: &mut TenantTx,
    people: &[AccountId],
    service: Service,
) -> sqlx::Result<()> {
    let people: Vec<_> = people.iter().map(|id| id.0).collect();
    sqlx::query!(
        "UPDATE service_account SET confirmed_enabled = false, next_try_at = NULL
         WHERE account_id = ANY ($1) AND service = $2 AND external_id IS NOT NULL",
        &people,
        service.as_str()
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// The Teams or Classrooms that wait for the person's account; they are opened again where they had come to rest.
pub(super) async fn reopen_waiting_workspaces(
    tx: &mut TenantTx,
    account: AccountId,
    service: Service,
) -> sqlx::Result<Vec<WorkspaceId>> {
    sqlx::query_scalar!(
        r#"UPDATE workspace w SET is_open = true FROM workspace_member m
           WHERE m.school_id = $1 AND m.account_id = $2 AND m.confirmed_at IS NULL AND m.removed_at IS NULL
             AND w.school_id = m.school_id AND w.id = m.workspace_id AND w.service = $3 AND w.wanted = 'active'
             AND (w.is_open OR w.problem IS NULL)
           RETURNING w.id AS "id: WorkspaceId""#,
        tx.school().0,
        account.0,
        service.as_str()
    )
    .fetch_all(&mut **tx)
    .await
}
