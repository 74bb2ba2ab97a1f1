//! Row level security at work: two schools with rows in every table, each seen through its own transaction.

use sqlx::{AssertSqlSafe, Row};
use ump::base::id::SchoolId;
use ump::db::Scope;
use ump::rollover::YearEndRun;

use super::rights::{Kind, TABLES};
use crate::support::world::{Place, World};
use crate::support::year_end::year_end;

fn tenant_tables() -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLES.iter().filter(|(_, kind, _)| *kind == Kind::Tenant).map(|(name, _, rights)| (*name, rights[0]))
}

/// Both schools with at least one row in every table of theirs.
async fn full_world() -> World {
    let world = World::make().await;
    for place in [&world.here, &world.there] {
        let settings = format!("/schools/{}/settings", place.school.dfes_number);
        let form = [("manager", "school"), ("contact_name", "TG"), ("telephone", "029 2000 0000")];
        let champion = world.portal.sign_in(&place.champion).await;
        champion.post(&settings, &form).await.assert_redirect(&settings);
        ask_for_username(&world, place).await;
        let classroom =
            format!("/schools/{}/groups/{}/workspaces/google", place.school.dfes_number, place.class);
        champion.post(&classroom, &[]).await;
    }
    let year_end = world.portal.declare(year_end(2026)).await;
    for school in [world.here.school.id, world.there.school.id] {
        YearEndRun::of(&world.portal.services, school, year_end).rehearse().await.unwrap();
    }
    world.portal.drain_jobs().await;
    for (table, _) in tenant_tables() {
        for place in [&world.here, &world.there] {
            let rows = rows_of(&world, table, place.school.id).await;
            assert!(rows > 0, "{table} has rows of both schools");
        }
    }
    world
}

async fn ask_for_username(world: &World, place: &Place) {
    sqlx::query(
        "INSERT INTO username_request (school_id, account_id, asked_at, actor_id, actor_name, actor_username, actor_role)
         VALUES ($1, $2, now(), $3, '', '', '')",
    )
    .bind(place.school.id)
    .bind(place.secondary.id)
    .bind(place.champion.id)
    .execute(&mut world.portal.owner().await)
    .await
    .unwrap();
}

/// Counted by the owner, who sees everything.
async fn rows_of(world: &World, table: &str, school: SchoolId) -> i64 {
    sqlx::query_scalar(AssertSqlSafe(format!("SELECT count(*) FROM {table} WHERE school_id = $1")))
        .bind(school)
        .fetch_one(&mut world.portal.owner().await)
        .await
        .unwrap()
}

fn code(error: &sqlx::Error) -> String {
    error.as_database_error().unwrap().code().unwrap().into_owned()
}

#[tokio::test]
async fn a_school_sees_all_of_its_own_rows_and_none_of_anothers() {
    let world = full_world().await;
    for (table, _) in tenant_tables() {
        let mut tx = world.portal.services.database.tenant(world.here.school.id).await.unwrap();
        let seen = sqlx::query(AssertSqlSafe(format!(
            "SELECT count(*) AS rows, count(*) FILTER (WHERE school_id IS DISTINCT FROM $1) AS foreign_rows FROM {table}"
        )))
        .bind(world.here.school.id)
        .fetch_one(&mut *tx)
        .await
        .unwrap();
        let own = rows_of(&world, table, world.here.school.id).await;
        assert_eq!((seen.get::<i64, _>("rows"), seen.get::<i64, _>("foreign_rows")), (own, 0), "{table}");
    }
    let mut tx = world.portal.services.database.tenant(world.here.school.id).await.unwrap();
    for table in ["credential", "role_grant", "service_account", "username"] {
        let question = format!("SELECT count(*) FROM {table} t WHERE t.account_id = ANY ($1)");
        let people = [world.there.secondary.id, world.there.champion.id];
        let seen: i64 = sqlx::query_scalar(AssertSqlSafe(question.clone()))
            .bind(people)
            .fetch_one(&mut *tx)
            .await
            .unwrap();
        let there: i64 = sqlx::query_scalar(AssertSqlSafe(question))
            .bind(people)
            .fetch_one(&mut world.portal.owner().await)
            .await
            .unwrap();
        assert!(seen == 0 && there > 0, "{table}");
    }
    drop(tx);
    world.portal.finish().await;
}

#[tokio::test]
async fn without_a_school_there_are_no_rows() {
    let world = full_world().await;
    for setting in ["", "SET LOCAL ump.school_id = '';"] {
        let mut bare = world.portal.services.database.bare().await.unwrap();
        sqlx::raw_sql(AssertSqlSafe(format!("BEGIN; SET LOCAL ROLE ump_tenant; {setting}")))
            .execute(&mut *bare)
            .await
            .unwrap();
        for (table, _) in tenant_tables() {
            let rows: i64 = sqlx::query_scalar(AssertSqlSafe(format!("SELECT count(*) FROM {table}")))
                .fetch_one(&mut *bare)
                .await
                .unwrap();
            assert_eq!(rows, 0, "{table}");
        }
        sqlx::raw_sql("ROLLBACK").execute(&mut *bare).await.unwrap();
    }
    world.portal.finish().await;
}

#[tokio::test]
async fn a_school_cannot_write_rows_of_another() {
    let world = full_world().await;
    let (here, there) = (world.here.school.id, world.there.school.id);
    for (table, rights) in tenant_tables() {
        // A row of the other school, as if it had leaked, put in again.
        let leaked: serde_json::Value = sqlx::query_scalar(AssertSqlSafe(format!(
            "SELECT to_jsonb(t) FROM {table} t WHERE school_id = $1 LIMIT 1"
        )))
        .bind(there)
        .fetch_one(&mut world.portal.owner().await)
        .await
        .unwrap();
        let insert = format!("INSERT INTO {table} SELECT * FROM jsonb_populate_record(NULL::{table}, $1)");
        let mut tx = world.portal.services.database.tenant(here).await.unwrap();
        let refused = sqlx::query(AssertSqlSafe(insert)).bind(leaked).execute(&mut *tx).await.unwrap_err();
        let expected = if table == "sync_batch" { "428C9" } else { "42501" }; // its number is the database's to give
        assert_eq!(code(&refused), expected, "{table}");
        if rights.contains('u') {
            let mut tx = world.portal.services.database.tenant(here).await.unwrap();
            let take = format!("UPDATE {table} SET school_id = $1 WHERE school_id = $2");
            let taken = sqlx::query(AssertSqlSafe(take.clone()))
                .bind(here)
                .bind(there)
                .execute(&mut *tx)
                .await
                .unwrap();
            assert_eq!(taken.rows_affected(), 0, "{table}");
            let given =
                sqlx::query(AssertSqlSafe(take)).bind(there).bind(here).execute(&mut *tx).await.unwrap_err();
            assert_eq!(code(&given), "42501", "{table}");
        }
        if rights.contains('d') {
            let mut tx = world.portal.services.database.tenant(here).await.unwrap();
            let delete = format!("DELETE FROM {table} WHERE school_id = $1");
            let deleted = sqlx::query(AssertSqlSafe(delete)).bind(there).execute(&mut *tx).await.unwrap();
            assert_eq!(deleted.rows_affected(), 0, "{table}");
        }
    }
    world.portal.finish().await;
}

#[tokio::test]
async fn keys_refuse_what_crosses_schools_even_to_the_owner() {
    let world = full_world().await;
    let mut owner = world.portal.owner().await;
    for statement in [
        // A class of ours with a learner of theirs, and the other way about.
        "INSERT INTO group_member (school_id, group_id, account_id, role, started_at)
         SELECT here, g.id, their_learner, 'learner', now() FROM known JOIN teaching_group g ON g.school_id = here",
        "INSERT INTO group_member (school_id, group_id, account_id, role, started_at)
         SELECT here, g.id, our_teacher, 'teacher', now() FROM known JOIN teaching_group g ON g.school_id = there",
        "INSERT INTO audit_subject (school_id, event_id, account_id, name, username)
         SELECT here, e.id, their_learner, '', '' FROM known JOIN audit_event e ON e.school_id = here",
        "INSERT INTO audit_subject (school_id, event_id, account_id, name, username)
         SELECT here, e.id, our_teacher, '', '' FROM known JOIN audit_event e ON e.school_id = there",
        "INSERT INTO held_release (school_id, batch_id, account_id, leaving_date)
         SELECT here, b.id, our_teacher, '2026-11-20' FROM known JOIN sync_batch b ON b.school_id = there LIMIT 1",
        "INSERT INTO sync_rejection (school_id, batch_id, position, file, row, sourced_id, name, code)
         SELECT here, b.id, 99, '', 1, '', '', '' FROM known JOIN sync_batch b ON b.school_id = there LIMIT 1",
    ] {
        let known = "WITH known AS (SELECT $1 AS here, $2 AS there, $3 AS their_learner, $4 AS our_teacher)";
        let refused = sqlx::query(AssertSqlSafe(format!("{known} {statement}")))
            .bind(world.here.school.id)
            .bind(world.there.school.id)
            .bind(world.there.secondary.id)
            .bind(world.here.teacher.id)
            .execute(&mut owner)
            .await
            .unwrap_err();
        assert_eq!(code(&refused), "23503", "{statement}");
    }
    world.portal.finish().await;
}

#[tokio::test]
async fn the_audit_trail_can_only_grow() {
    let world = full_world().await;
    for statement in [
        "UPDATE audit_event SET actor_name = 'nobody'",
        "DELETE FROM audit_event",
        "UPDATE audit_subject SET name = 'nobody'",
        "DELETE FROM audit_subject",
        "TRUNCATE audit_event CASCADE",
    ] {
        let mut tenant = world.portal.services.database.tenant(world.here.school.id).await.unwrap();
        let refused = sqlx::query(statement).execute(&mut *tenant).await.unwrap_err();
        assert_eq!(code(&refused), "42501", "{statement}");
        let mut system = world.portal.services.database.system(ump::db::Reason::Operator).await.unwrap();
        let refused = sqlx::query(statement).execute(&mut *system).await.unwrap_err();
        assert_eq!(code(&refused), "42501", "{statement}");
    }
    world.portal.finish().await;
}

#[tokio::test]
async fn an_authority_reads_the_summaries_of_its_schools_and_nobodys_account() {
    let world = full_world().await;
    let database = &world.portal.services.database;
    for (scope, expected) in [(Scope::Authority(681), 1), (Scope::Authority(999), 0), (Scope::Nation, 2)] {
        let mut tx = database.authority(scope).await.unwrap();
        let statuses = ump::school_status::list_statuses(&mut tx).await.unwrap();
        assert_eq!(statuses.len(), expected, "{scope}");
        let refused = sqlx::query("SELECT FROM account").execute(&mut *tx).await.unwrap_err();
        assert_eq!(code(&refused), "42501");
    }
    world.portal.finish().await;
}

#[tokio::test]
async fn what_crosses_schools_checks_its_arguments_against_the_current_school() {
    let world = full_world().await;
    let database = &world.portal.services.database;
    let theirs = [world.there.secondary.id];
    let mut tx = database.tenant(world.here.school.id).await.unwrap();
    let refused =
        sqlx::query("SELECT give_usernames(ARRAY['stolen'], $1, now())").bind(theirs).execute(&mut *tx).await;
    assert!(refused.is_err());
    drop(tx);
    let browser = world.portal.sign_in(&world.there.secondary).await;
    let mut tx = database.tenant(world.here.school.id).await.unwrap();
    for statement in [
        "SELECT end_sessions($1)",
        "SELECT claim_learners($1, now())",
        "SELECT return_learners($1, now())",
        "SELECT wake_claimants($1)",
    ] {
        sqlx::query(statement).bind(theirs).execute(&mut *tx).await.unwrap();
    }
    tx.commit().await.unwrap();
    browser.get("/profile").await.assert_ok();
    let taken = "SELECT count(*) FROM enrolment WHERE moved_at IS NOT NULL";
    assert_eq!(world.portal.count(taken).await, 0);
    world.portal.finish().await;
}
