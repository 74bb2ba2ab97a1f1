//! Rights, policies, keys and functions, as the database's catalogue tells them.

use std::collections::BTreeMap;

use sqlx::Row;

use crate::support::portal::Portal;

/// Whose rows a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A school's: row level security shows a school its own.
    Tenant,
    /// A person's: it follows the school that manages the person.
    Person,
    /// The nation's: no school reads it.
    System,
    /// Names and dates that everybody may read.
    Public,
}

use Kind::{Person, Public, System, Tenant};

/// Every table: whose rows it holds, and what `ump_tenant`, `ump_authority` and `ump_system` may do
/// (`r`ead, `i`nsert, `u`pdate, `d`elete).
pub const TABLES: &[(&str, Kind, [&str; 3])] = &[
    ("academic_year", Public, ["r", "r", "riu"]),
    ("academic_year_change", System, ["", "", "ri"]),
    ("account", Tenant, ["riu", "", "riu"]),
    ("audit_event", Tenant, ["ri", "", "ri"]),
    ("audit_subject", Tenant, ["ri", "", "ri"]),
    ("bulk_act", Tenant, ["riu", "", "rd"]),
    ("bulk_act_person", Tenant, ["riu", "", "rd"]),
    ("consent_event", Tenant, ["ri", "", "r"]),
    ("credential", Person, ["riu", "", "riu"]),
    ("enrolment", Tenant, ["riu", "", "riu"]),
    ("group_member", Tenant, ["riu", "", "riu"]),
    ("held_release", Tenant, ["rid", "", "riu"]),
    ("intake", Tenant, ["ru", "", "riu"]),
    ("key_check", System, ["", "", "riu"]),
    ("known_device", System, ["", "", "riud"]),
    ("local_authority", Public, ["r", "r", "riu"]),
    ("mailbox_member", Tenant, ["riu", "", "r"]),
    ("provisioning_token", System, ["", "", "riu"]),
    ("readiness_day", System, ["", "r", "riu"]),
    ("role_grant", Person, ["rid", "", "riud"]),
    ("rollover", Tenant, ["riu", "r", "r"]),
    ("rollover_account", Tenant, ["riud", "", "r"]),
    ("rollover_group", Tenant, ["riud", "", "r"]),
    ("run_day", Tenant, ["riu", "", "riu"]),
    ("sandbox_object", System, ["", "", "riud"]),
    ("school", Public, ["r", "r", "riu"]),
    ("school_settings", Tenant, ["riu", "r", "riu"]),
    ("school_status", Tenant, ["riu", "r", "riu"]),
    ("service_account", Person, ["riu", "", "r"]),
    ("service_health", Public, ["r", "r", "riu"]),
    ("session", System, ["", "", "riud"]),
    ("shared_mailbox", Tenant, ["riu", "", "r"]),
    ("sign_in_address", System, ["", "", "riud"]),
    ("sign_in_delay", System, ["", "", "riud"]),
    ("sync_batch", Tenant, ["ru", "", "riu"]),
    ("sync_change", Tenant, ["riud", "", "riu"]),
    ("sync_rejection", Tenant, ["rid", "", "riu"]),
    ("teaching_group", Tenant, ["riu", "", "riu"]),
    ("transfer_request", Tenant, ["ri", "", "ru"]),
    ("upload", System, ["", "", "riu"]),
    ("username", Person, ["r", "", "riu"]),
    ("username_request", Tenant, ["rid", "", "r"]),
    ("username_stem", System, ["", "", "riu"]),
    ("waiting_learner", Tenant, ["riud", "", "riu"]),
    ("waiting_move", System, ["", "r", "riu"]),
    ("workspace", Tenant, ["riu", "", "r"]),
    ("workspace_member", Tenant, ["riu", "", "r"]),
];

/// Every function: who may call it, and whether it acts with the owner's rights.
const FUNCTIONS: &[(&str, &[&str], bool)] = &[
    ("check_audit_subjects", &[], false),
    ("claim_learners", &["ump_tenant"], true),
    ("clear_sign_in_delays", &["ump_tenant"], true),
    ("current_school", &["ump_tenant", "ump_system"], false),
    ("end_sessions", &["ump_tenant"], true),
    ("enqueue", &["ump_tenant", "ump_system"], true),
    ("failed_jobs", &["ump_system"], true),
    ("find_claim_facts", &["ump_tenant"], true),
    ("find_session", &["ump_none"], true),
    ("give_usernames", &["ump_tenant"], true),
    ("list_waited_for", &["ump_tenant"], true),
    ("lock_learners", &["ump_tenant"], true),
    ("look_up_upns", &["ump_tenant"], true),
    ("note_waiting_moves", &["ump_tenant"], true),
    ("reserve_usernames", &["ump_system"], true),
    ("retry_job", &["ump_system"], true),
    ("return_learners", &["ump_tenant"], true),
    ("wake_claimants", &["ump_tenant"], true),
];

const ROLES: [&str; 4] = ["ump_tenant", "ump_authority", "ump_system", "ump_none"];

#[tokio::test]
async fn each_role_may_do_to_each_table_what_is_listed_and_nothing_else() {
    let portal = Portal::start().await;
    let rows = sqlx::query(
        "SELECT c.relname::text AS name, r.role,
                concat(CASE WHEN has_table_privilege(r.role, c.oid, 'SELECT') THEN 'r' END,
                       CASE WHEN has_table_privilege(r.role, c.oid, 'INSERT') THEN 'i' END,
                       CASE WHEN has_table_privilege(r.role, c.oid, 'UPDATE') THEN 'u' END,
                       CASE WHEN has_table_privilege(r.role, c.oid, 'DELETE') THEN 'd' END,
                       CASE WHEN has_table_privilege(r.role, c.oid, 'TRUNCATE, REFERENCES, TRIGGER') THEN '!' END,
                       CASE WHEN has_any_column_privilege(r.role, c.oid, 'SELECT, INSERT, UPDATE, REFERENCES')
                            AND NOT has_table_privilege(r.role, c.oid, 'SELECT, INSERT, UPDATE') THEN '!' END) AS rights
         FROM pg_class c CROSS JOIN unnest($1::text[]) AS r (role)
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relname <> '_sqlx_migrations'",
    )
    .bind(ROLES)
    .fetch_all(&mut portal.owner().await)
    .await
    .unwrap();
    let found: BTreeMap<(String, String), String> =
        rows.iter().map(|row| ((row.get("name"), row.get("role")), row.get("rights"))).collect();
    let mut expected = BTreeMap::new();
    for (table, _, rights) in TABLES {
        for (role, right) in ROLES.iter().zip(rights.iter().chain([&""])) {
            expected.insert(((*table).to_owned(), (*role).to_owned()), (*right).to_owned());
        }
    }
    assert_eq!(found, expected);
    portal.finish().await;
}

/// A policy as the catalogue tells it.
#[derive(Debug, sqlx::FromRow)]
struct Policy {
    name: String,
    roles: Vec<String>,
    cmd: String,
    using: String,
    checked: String,
}

#[tokio::test]
async fn row_level_security_guards_every_table_with_the_policies_of_its_kind() {
    let portal = Portal::start().await;
    let mut owner = portal.owner().await;
    let guarded: Vec<String> = sqlx::query_scalar(
        "SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relrowsecurity ORDER BY relname",
    )
    .fetch_all(&mut owner)
    .await
    .unwrap();
    assert_eq!(guarded, TABLES.iter().map(|(name, _, _)| *name).collect::<Vec<_>>());
    let policies: Vec<Policy> = sqlx::query_as(
        "SELECT tablename::text AS name, roles::text[] AS roles, cmd, coalesce(qual, '') AS using,
                coalesce(with_check, '') AS checked
         FROM pg_policies WHERE schemaname = 'public'",
    )
    .fetch_all(&mut owner)
    .await
    .unwrap();
    for (table, kind, rights) in TABLES {
        let of = |role: &str| only_policy(&policies, table, role);
        assert!(of("ump_none").is_none() && of("public").is_none(), "{table}");
        let system = of("ump_system").unwrap();
        let open = [&system.cmd, &system.using, &system.checked];
        assert_eq!(open, ["ALL", "true", "true"], "{table}");
        assert_eq!(of("ump_authority").is_some(), !rights[1].is_empty(), "{table}");
        assert_fits(table, *kind, of("ump_tenant"));
    }
    portal.finish().await;
}

/// The role's policy: several would add up, so that the widest counts.
fn only_policy<'p>(policies: &'p [Policy], table: &str, role: &str) -> Option<&'p Policy> {
    let mut found = policies
        .iter()
        .filter(|policy| policy.name == table && policy.roles.iter().any(|known| known == role));
    let policy = found.next();
    assert!(found.next().is_none(), "{table} has two policies for {role}");
    policy
}

/// Whether what a school sees of a table is what its kind promises.
fn assert_fits(table: &str, kind: Kind, policy: Option<&Policy>) {
    let fits = match (kind, policy) {
        (Tenant, Some(policy)) => {
            let is_own = |text: &str| text.starts_with("(school_id = ") && text.contains("ump.school_id");
            policy.cmd == "ALL" && is_own(&policy.using) && is_own(&policy.checked)
        }
        (Person, Some(policy)) => policy.using.contains("FROM account a") && policy.using.contains("a.id = "),
        (Public, Some(policy)) => policy.cmd == "SELECT" && policy.using == "true",
        (System, None) => true,
        _ => false,
    };
    assert!(fits, "{table} is {kind:?} and has {policy:?}");
}

#[tokio::test]
async fn a_key_that_points_into_a_school_carries_the_school() {
    let portal = Portal::start().await;
    let keys = sqlx::query(
        "SELECT k.conrelid::regclass::text AS name, k.confrelid::regclass::text AS target, k.contype::text AS kind,
                bool_and(a.attnotnull) AS complete, count(*) AS columns,
                bool_or(a.attname = 'school_id') AS has_school
         FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
         WHERE k.connamespace = 'public'::regnamespace AND k.contype IN ('f', 'p')
         GROUP BY k.oid, k.conrelid, k.confrelid, k.contype",
    )
    .fetch_all(&mut portal.owner().await)
    .await
    .unwrap();
    let is_tenant = |name: &str| TABLES.iter().any(|(known, kind, _)| *known == name && *kind == Tenant);
    for key in keys {
        let (name, target): (&str, &str) = (key.get("name"), key.get("target"));
        let columns: i64 = key.get("columns");
        if columns > 1 {
            assert!(
                key.get::<bool, _>("complete"),
                "{name} → {target}: a column that may be null checks nothing"
            );
        }
        // Who a person is does not depend on the school: `account` has the nation's keys.
        let national = name == "account" || target == "account";
        if is_tenant(name) && (key.get::<&str, _>("kind") == "p" || is_tenant(target)) && !national {
            assert!(key.get::<bool, _>("has_school"), "{name} → {target}");
        }
    }
    let follows =
        "SELECT count(*) FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype = 'f'
                   AND (confupdtype <> 'a' OR confdeltype <> 'a')";
    assert_eq!(portal.count(follows).await, 0, "nothing is changed or deleted by a key");
    portal.finish().await;
}

#[tokio::test]
async fn functions_are_closed_to_the_public_and_look_nowhere_else() {
    let portal = Portal::start().await;
    let rows = sqlx::query(
        "SELECT p.proname::text AS name, p.prosecdef AS is_definer, coalesce(array_to_string(p.proconfig, ';'), '') AS config,
                has_function_privilege('public', p.oid, 'EXECUTE') AS is_public,
                ARRAY(SELECT r FROM unnest($1::text[]) AS r WHERE has_function_privilege(r, p.oid, 'EXECUTE')) AS callers
         FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace ORDER BY p.proname",
    )
    .bind(ROLES)
    .fetch_all(&mut portal.owner().await)
    .await
    .unwrap();
    let names: Vec<&str> = rows.iter().map(|row| row.get("name")).collect();
    assert_eq!(names, FUNCTIONS.iter().map(|(name, _, _)| *name).collect::<Vec<_>>());
    for (row, (name, callers, is_definer)) in rows.iter().zip(FUNCTIONS) {
        assert!(!row.get::<bool, _>("is_public"), "{name}");
        assert_eq!(row.get::<bool, _>("is_definer"), *is_definer, "{name}");
        assert_eq!(row.get::<Vec<String>, _>("callers"), *callers, "{name}");
        let config: &str = row.get("config");
        if *is_definer {
            // Last, or somebody's temporary table would stand in for ours.
            assert!(
                config.split(';').any(|set| set == "search_path=pg_catalog, public, pg_temp"),
                "{name}: {config}"
            );
        }
        assert!(config.starts_with("search_path=pg_catalog"), "{name}: {config}");
    }
    portal.finish().await;
}

#[tokio::test]
async fn the_applications_login_may_do_nothing_by_itself() {
    let portal = Portal::start().await;
    let mut bare = portal.services.database.bare().await.unwrap();
    let who = sqlx::query(
        "SELECT session_user::text AS login, current_user::text AS role, rolsuper OR rolinherit OR rolbypassrls OR rolcreatedb
                OR rolcreaterole OR rolreplication AS is_mighty,
                (SELECT count(*) FROM pg_class WHERE relowner = r.oid) + (SELECT count(*) FROM pg_proc WHERE proowner = r.oid) AS owned
         FROM pg_roles r WHERE rolname = session_user",
    )
    .fetch_one(&mut *bare)
    .await
    .unwrap();
    assert_eq!((who.get("login"), who.get("role")), ("ump_app", "ump_none"));
    assert!(!who.get::<bool, _>("is_mighty"));
    assert_eq!(who.get::<i64, _>("owned"), 0);
    for (table, _, _) in TABLES {
        let question = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}"));
        let refused = sqlx::query(question).execute(&mut *bare).await.unwrap_err();
        assert_eq!(refused.as_database_error().unwrap().code().unwrap(), "42501", "{table}");
    }
    drop(bare);
    let mighty = "SELECT count(*) FROM pg_roles WHERE rolname LIKE 'ump\\_%' AND (rolsuper OR rolbypassrls OR rolcreaterole
                  OR rolcreatedb OR (rolcanlogin AND rolname <> 'ump_app' AND NOT rolsuper))
                  AND rolname NOT LIKE 'ump\\_owner'";
    assert_eq!(portal.count(mighty).await, 0);
    let foreign = "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace
                   AND relowner::regrole::text IN ('ump_none', 'ump_tenant', 'ump_authority', 'ump_system', 'ump_jobs')";
    assert_eq!(portal.count(foreign).await, 0, "an owner is not bound by row level security");
    portal.finish().await;
}
