//! SQL of groups.

use chrono::{DateTime, NaiveDate, Utc};

use super::group::Member;
use super::{Class, LearnerGroup, Look, Teacher};
use crate::accounts::State;
use crate::base::id::{AccountId, GroupId};
use crate::base::{AcademicYear, Language, PersonName, YearGroup};
use crate::credentials::PasswordState;
use crate::db::TenantTx;
use crate::directory::Standing;

/// A statement about seats in classes: who is in a class, or was when it ended, or left the school out of it. It names the class
/// `g`, the seat `m` and the stay in the school `n`, and its `$2` is now.
macro_rules! seats {
    ($query:ident!($($row:ident,)? $before:literal, $after:literal), $($argument:expr),* $(,)?) => {
        sqlx::$query!(
            $($row,)?
            $before
                + "(m.ended_at IS NULL
                    OR ($2 >= least(g.ended_at, make_date(g.academic_year + 1, 9, 1)::timestamp AT TIME ZONE 'Europe/London')
                        AND (m.ended_at = n.ended_at OR m.ended_at >= least(g.ended_at,
                            make_date(g.academic_year + 1, 9, 1)::timestamp AT TIME ZONE 'Europe/London'))))"
                + $after,
            $($argument),*
        )
    };
}

/// The classes of an academic year that the reader sees.
pub(super) async fn list_classes(
    tx: &mut TenantTx,
    year: AcademicYear,
    look: Look,
) -> sqlx::Result<Vec<Class>> {
    read_classes(tx, (Some(year), None), look).await
}

/// A class that the reader sees.
pub(super) async fn find_class(tx: &mut TenantTx, id: GroupId, look: Look) -> sqlx::Result<Option<Class>> {
    Ok(read_classes(tx, (None, Some(id)), look).await?.pop())
}

async fn read_classes(
    tx: &mut TenantTx,
    (year, id): (Option<AcademicYear>, Option<GroupId>),
    look: Look,
) -> sqlx::Result<Vec<Class>> {
    let rows = seats!(
        query_as!(
            ClassRow,
            r#"SELECT g.id AS "id: GroupId", g.title, g.academic_year AS "academic_year: AcademicYear", g.is_registration,
                   g.subject, g.subject_code, g.year_group, g.ended_at
               FROM teaching_group g
               WHERE g.school_id = $1 AND ($3::int IS NULL OR g.academic_year = $3) AND ($4::uuid IS NULL OR g.id = $4)
                 AND ($5::uuid IS NULL OR EXISTS (
                   SELECT FROM group_member m JOIN enrolment n ON n.school_id = m.school_id AND n.account_id = m.account_id
                   WHERE m.school_id = $1 AND m.group_id = g.id AND m.account_id = $5 AND m.role = 'teacher' AND "#,
            "))"
        ),
        tx.school().0,
        look.now,
        year.map(|year| year.0),
        id.map(|id| id.0),
        look.only_of().map(|teacher| teacher.0),
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(Class::from).collect())
}

/// The academic years in which there is a class that the reader sees.
pub(super) async fn list_years(tx: &mut TenantTx, look: Look) -> sqlx::Result<Vec<AcademicYear>> {
    seats!(
        query_scalar!(
            r#"SELECT DISTINCT g.academic_year AS "year: AcademicYear" FROM teaching_group g
               WHERE g.school_id = $1 AND ($3::uuid IS NULL OR EXISTS (
                   SELECT FROM group_member m JOIN enrolment n ON n.school_id = m.school_id AND n.account_id = m.account_id
                   WHERE m.school_id = $1 AND m.group_id = g.id AND m.account_id = $3 AND m.role = 'teacher' AND "#,
            "))"
        ),
        tx.school().0,
        look.now,
        look.only_of().map(|teacher| teacher.0),
    )
    .fetch_all(&mut **tx)
    .await
}

/// Who teaches these classes, by name.
pub(super) async fn list_teachers(
    tx: &mut TenantTx,
    classes: &[GroupId],
    look: Look,
) -> sqlx::Result<Vec<Teacher>> {
    let ids: Vec<_> = classes.iter().map(|id| id.0).collect();
    let rows = seats!(
        query!(
            r#"SELECT g.id AS "class: GroupId", n.account_id AS "id: AccountId",
                   coalesce(a.display_forename, n.forename) AS "forename!", coalesce(a.display_surname, n.surname) AS "surname!"
               FROM teaching_group g
               JOIN group_member m ON m.school_id = g.school_id AND m.group_id = g.id AND m.role = 'teacher'
               JOIN enrolment n ON n.school_id = m.school_id AND n.account_id = m.account_id
               LEFT JOIN account a ON a.id = n.account_id AND a.school_id = n.school_id AND n.moved_at IS NULL
               WHERE g.school_id = $1 AND g.id = ANY ($3) AND "#,
            r#"GROUP BY 1, 2, 3, 4
               ORDER BY CASE $4 WHEN 'cy' THEN coalesce(a.display_surname, n.surname) COLLATE "cy-x-icu" END,
                   CASE $4 WHEN 'cy' THEN coalesce(a.display_forename, n.forename) COLLATE "cy-x-icu" END,
                   coalesce(a.display_surname, n.surname) COLLATE "en-x-icu",
                   coalesce(a.display_forename, n.forename) COLLATE "en-x-icu", n.account_id"#
        ),
        tx.school().0,
        look.now,
        &ids,
        look.language.code(),
    )
    .fetch_all(&mut **tx)
    .await?;
    let teachers = rows.into_iter().map(|row| Teacher {
        class: row.class,
        id: row.id,
        name: PersonName { forename: row.forename, surname: row.surname },
    });
    Ok(teachers.collect())
}

/// How many learners are in each of these classes; one without any is left out.
pub(super) async fn count_learners(
    tx: &mut TenantTx,
    classes: &[GroupId],
    look: Look,
) -> sqlx::Result<Vec<(GroupId, i64)>> {
    let ids: Vec<_> = classes.iter().map(|id| id.0).collect();
    let rows = seats!(
        query!(
            r#"SELECT g.id AS "class: GroupId", count(DISTINCT m.account_id) AS "learners!"
               FROM teaching_group g
               JOIN group_member m ON m.school_id = g.school_id AND m.group_id = g.id AND m.role = 'learner'
               JOIN enrolment n ON n.school_id = m.school_id AND n.account_id = m.account_id
               WHERE g.school_id = $1 AND g.id = ANY ($3) AND "#,
            "GROUP BY g.id"
        ),
        tx.school().0,
        look.now,
        &ids,
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.class, row.learners)).collect())
}

/// The learners of a class.
pub(super) async fn list_learner_ids(
    tx: &mut TenantTx,
    class: GroupId,
    look: Look,
) -> sqlx::Result<Vec<AccountId>> {
    seats!(
        query_scalar!(
            r#"SELECT DISTINCT m.account_id AS "id: AccountId"
               FROM teaching_group g
               JOIN group_member m ON m.school_id = g.school_id AND m.group_id = g.id AND m.role = 'learner'
               JOIN enrolment n ON n.school_id = m.school_id AND n.account_id = m.account_id
               WHERE g.school_id = $1 AND g.id = $3 AND "#,
            ""
        ),
        tx.school().0,
        look.now,
        class.0,
    )
    .fetch_all(&mut **tx)
    .await
}

/// The year groups and registration groups that current learners are in, each pair once.
pub(super) async fn list_learner_groups(tx: &mut TenantTx) -> sqlx::Result<Vec<LearnerGroup>> {
    let rows = sqlx::query!(
        r#"SELECT year_group, registration_group, count(*) AS "learners!" FROM account
           WHERE school_id = $1 AND state = 'active' AND kind IN ('learner', 'non_mis_learner')
           GROUP BY year_group, registration_group"#,
        tx.school().0
    )
    .fetch_all(&mut **tx)
    .await?;
    let groups = rows.into_iter().map(|row| LearnerGroup {
        year: row.year_group.and_then(YearGroup::new),
        registration_group: row.registration_group,
        learners: row.learners,
    });
    Ok(groups.collect())
}

/// How many of these people have consent.
pub(super) async fn count_consents(tx: &mut TenantTx, people: &[AccountId]) -> sqlx::Result<i64> {
    let ids: Vec<_> = people.iter().map(|id| id.0).collect();
    sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM account WHERE school_id = $1 AND id = ANY ($2) AND has_consent"#,
        tx.school().0,
        &ids
    )
    .fetch_one(&mut **tx)
    .await
}

/// A page of these people, by name. Of those who moved, the enrolment alone tells.
pub(super) async fn list_members(
    tx: &mut TenantTx,
    people: &[AccountId],
    language: Language,
    (offset, limit): (i64, u32),
) -> sqlx::Result<Vec<Member>> {
    let ids: Vec<_> = people.iter().map(|id| id.0).collect();
    let rows = sqlx::query_as!(
        MemberRow,
        r#"SELECT n.account_id AS "id: AccountId", n.moved_at, coalesce(a.username, n.username) AS "username!",
               coalesce(a.display_forename, n.forename) AS "forename!", coalesce(a.display_surname, n.surname) AS "surname!",
               coalesce(a.state, 'left') AS "state!", coalesce(a.state_changed_at, n.started_at) AS "state_changed_at!",
               a.leaving_date AS "leaving_date?", a.has_consent AS "has_consent?", coalesce(a.kind, n.kind) = 'non_mis_learner' AS "is_non_mis!",
               CASE WHEN a.id IS NULL THEN n.year_group ELSE a.year_group END AS year_group,
               CASE WHEN a.id IS NULL THEN n.registration_group ELSE a.registration_group END AS registration_group,
               (SELECT c.form FROM credential c WHERE c.account_id = a.id
                    AND (c.form = 'private' OR c.visible_to_school_id = $1)) AS form
           FROM enrolment n
           LEFT JOIN account a ON a.id = n.account_id AND a.school_id = n.school_id AND n.moved_at IS NULL
           WHERE n.school_id = $1 AND n.account_id = ANY ($2)
           ORDER BY CASE $3 WHEN 'cy' THEN coalesce(a.display_surname, n.surname) COLLATE "cy-x-icu" END,
               CASE $3 WHEN 'cy' THEN coalesce(a.display_forename, n.forename) COLLATE "cy-x-icu" END,
               coalesce(a.display_surname, n.surname) COLLATE "en-x-icu",
               coalesce(a.display_forename, n.forename) COLLATE "en-x-icu", n.account_id
           LIMIT $4 OFFSET $5"#,
        tx.school().0,
        &ids,
        language.code(),
        i64::from(limit),
        offset,
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter().map(Member::try_from).collect()
}

struct ClassRow {
    id: GroupId,
    title: String,
    academic_year: AcademicYear,
    is_registration: bool,
    subject: Option<String>,
    subject_code: Option<String>,
    year_group: Option<i16>,
    ended_at: Option<DateTime<Utc>>,
}

impl From<ClassRow> for Class {
    fn from(row: ClassRow) -> Self {
        Self {
            id: row.id,
            title: row.title,
            academic_year: row.academic_year,
            is_registration: row.is_registration,
            subject: row.subject,
            subject_code: row.subject_code,
            year: row.year_group.and_then(YearGroup::new),
            ended_at: row.ended_at,
        }
    }
}

struct MemberRow {
    id: AccountId,
    moved_at: Option<DateTime<Utc>>,
    username: String,
    forename: String,
    surname: String,
    state: String,
    state_changed_at: DateTime<Utc>,
    leaving_date: Option<NaiveDate>,
    has_consent: Option<bool>,
    is_non_mis: bool,
    year_group: Option<i16>,
    registration_group: Option<String>,
    form: Option<String>,
}

impl TryFrom<MemberRow> for Member {
    type Error = sqlx::Error;

    fn try_from(row: MemberRow) -> sqlx::Result<Self> {
        let state = State::from_code(&row.state)
            .ok_or_else(|| sqlx::Error::Decode(format!("account {}: state", row.id).into()))?;
        Ok(Self {
            id: row.id,
            name: PersonName { forename: row.forename, surname: row.surname },
            username: row.username,
            standing: match row.moved_at {
                Some(at) => Standing::moved(at),
                None => Standing::here(state, row.state_changed_at, row.leaving_date),
            },
            password: PasswordState::of(row.form.as_deref(), true),
            is_non_mis: row.is_non_mis,
            year: row.year_group.and_then(YearGroup::new),
            registration_group: row.registration_group,
            has_consent: row.has_consent,
        })
    }
}
