//! Writes groups and memberships.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::super::current::Membership;
use super::super::snapshot::{GroupRole, GroupRow};
use crate::base::YearGroup;
use crate::base::id::GroupId;
use crate::db::TenantTx;

/// Makes groups, or brings those that exist up to date; one that had ended is taught again. Returns those that exist as they
/// were.
pub async fn upsert_groups(
    tx: &mut TenantTx,
    groups: &[(GroupId, GroupRow)],
    now: DateTime<Utc>,
) -> sqlx::Result<Value> {
    let text =
        |get: &dyn Fn(&GroupRow) -> Option<String>| groups.iter().map(|(_, g)| get(g)).collect::<Vec<_>>();
    let ids: Vec<Uuid> = groups.iter().map(|(id, _)| id.0).collect();
    let academic_years: Vec<i32> = groups.iter().map(|(_, group)| group.academic_year.0).collect();
    let registration: Vec<bool> = groups.iter().map(|(_, group)| group.is_registration).collect();
    let years: Vec<Option<i16>> = groups.iter().map(|(_, group)| group.year.map(YearGroup::number)).collect();
    sqlx::query_scalar!(
        r#"WITH put AS (
             INSERT INTO teaching_group (id, school_id, academic_year, sourced_id, title, is_registration, subject,
                 subject_code, year_group, created_at)
             SELECT g.id, $1, g.academic_year, g.sourced_id, g.title, g.is_registration, g.subject, g.subject_code,
                 g.year_group, $2
             FROM unnest($3::uuid[], $4::integer[], $5::text[], $6::text[], $7::boolean[], $8::text[], $9::text[],
                         $10::smallint[])
                 AS g (id, academic_year, sourced_id, title, is_registration, subject, subject_code, year_group)
             ON CONFLICT (school_id, academic_year, sourced_id) DO UPDATE SET title = excluded.title,
                 is_registration = excluded.is_registration, subject = excluded.subject,
                 subject_code = excluded.subject_code, year_group = excluded.year_group, ended_at = NULL
         )
         SELECT coalesce(json_agg(g), '[]') AS "before!" FROM teaching_group g WHERE g.school_id = $1 AND g.id = ANY ($3)"#,
        tx.school().0,
        now,
        &ids,
        &academic_years,
        &text(&|g| Some(g.sourced_id.clone())) as &[Option<String>],
        &text(&|g| Some(g.title.clone())) as &[Option<String>],
        &registration,
        &text(&|g| g.subject.clone()) as &[Option<String>],
        &text(&|g| g.subject_code.clone()) as &[Option<String>],
        &years as &[Option<i16>],
    )
    .fetch_one(&mut **tx)
    .await
}

/// Ends groups that the MIS no longer has.
pub async fn end_groups(tx: &mut TenantTx, groups: &[GroupId], now: DateTime<Utc>) -> sqlx::Result<()> {
    let ids: Vec<Uuid> = groups.iter().map(|id| id.0).collect();
    sqlx::query!(
        "UPDATE teaching_group SET ended_at = $2 WHERE school_id = $1 AND id = ANY ($3)",
        tx.school().0,
        now,
        &ids
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Starts memberships.
pub async fn start_memberships(
    tx: &mut TenantTx,
    memberships: &[Membership],
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let (groups, accounts, roles) = columns(memberships);
    sqlx::query!(
        "INSERT INTO group_member (school_id, group_id, account_id, role, started_at)
         SELECT $1, m.group_id, m.account_id, CASE WHEN m.is_teacher THEN 'teacher' ELSE 'learner' END, $2
         FROM unnest($3::uuid[], $4::uuid[], $5::boolean[]) AS m (group_id, account_id, is_teacher)",
        tx.school().0,
        now,
        &groups,
        &accounts,
        &roles
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Ends memberships; they stay as history.
pub async fn end_memberships(
    tx: &mut TenantTx,
    memberships: &[Membership],
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let (groups, accounts, roles) = columns(memberships);
    sqlx::query!(
        "UPDATE group_member g SET ended_at = $2
         FROM unnest($3::uuid[], $4::uuid[], $5::boolean[]) AS m (group_id, account_id, is_teacher)
         WHERE g.school_id = $1 AND g.group_id = m.group_id AND g.account_id = m.account_id AND g.ended_at IS NULL
           AND (g.role = 'teacher') = m.is_teacher",
        tx.school().0,
        now,
        &groups,
        &accounts,
        &roles
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

fn columns(memberships: &[Membership]) -> (Vec<Uuid>, Vec<Uuid>, Vec<bool>) {
    let groups = memberships.iter().map(|membership| membership.group.0).collect();
    let accounts = memberships.iter().map(|membership| membership.account.0).collect();
    let teachers = memberships.iter().map(|membership| membership.role == GroupRole::Teacher).collect();
    (groups, accounts, teachers)
}
