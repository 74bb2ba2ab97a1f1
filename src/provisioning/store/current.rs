//! Reads the school as it stands, after locking every account that the snapshot names.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::super::current::{CurrentAccount, CurrentGroup, Elsewhere, Membership, MisValues, Refusal};
use super::super::snapshot::{GroupRole, Snapshot};
use crate::accounts::State;
use crate::base::id::{AccountId, GroupId};
use crate::base::{AcademicYear, PersonName, Upn, YearGroup};
use crate::db::TenantTx;

/// Locks the accounts that the snapshot's UPNs name, in one order for all schools, and tells of those that other schools
/// manage whether they can be claimed.
pub async fn lock_learners(
    tx: &mut TenantTx,
    snapshot: &Snapshot,
    today: NaiveDate,
) -> sqlx::Result<HashMap<Upn, Elsewhere>> {
    let mut keys: Vec<(&str, NaiveDate)> = Vec::with_capacity(snapshot.learners.len());
    for row in &snapshot.learners {
        keys.push((row.upn.as_str(), row.admission_date));
        keys.extend(row.former_upn.as_ref().map(|former| (former.as_str(), row.admission_date)));
    }
    keys.sort_unstable();
    let (upns, admissions): (Vec<String>, Vec<NaiveDate>) =
        keys.into_iter().map(|(upn, day)| (upn.to_owned(), day)).unzip();
    let rows = sqlx::query!(
        r#"SELECT upn AS "upn!: Upn", account_id AS "account_id!: AccountId", refusal
           FROM lock_learners($1, $2, $3) WHERE NOT is_own"#,
        &upns,
        &admissions,
        today
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let refusal = row.refusal.as_deref().and_then(Refusal::from_code);
            (row.upn, Elsewhere { account: row.account_id, refusal })
        })
        .collect())
}

/// The school's accounts from the MIS, in every state but superseded.
pub async fn list_accounts(tx: &mut TenantTx) -> sqlx::Result<Vec<CurrentAccount>> {
    let rows = sqlx::query!(
        r#"SELECT a.id AS "id: AccountId", a.username, a.legal_forename, a.legal_surname, a.upn AS "upn: Upn",
                  a.former_upns AS "former_upns: Vec<Upn>", a.admission_number, a.admission_date, a.staff_code, a.start_date,
                  coalesce(a.sourced_id, '') AS "sourced_id!", a.year_group, a.registration_group, a.leaving_date, a.state,
                  a.active_until, g.role IS NOT NULL AS "is_champion!"
           FROM account a
           LEFT JOIN role_grant g ON g.account_id = a.id AND g.role = 'digital_champion'
           WHERE a.school_id = $1 AND a.kind IN ('learner', 'staff') AND a.state <> 'superseded'"#,
        tx.school().0
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(CurrentAccount {
                state: State::from_code(&row.state)
                    .ok_or_else(|| sqlx::Error::Decode(format!("account {}: state", row.id).into()))?,
                id: row.id,
                username: row.username,
                name: PersonName { forename: row.legal_forename, surname: row.legal_surname },
                values: MisValues {
                    sourced_id: row.sourced_id,
                    upn: row.upn,
                    former_upns: row.former_upns,
                    admission_number: row.admission_number,
                    admission_date: row.admission_date,
                    staff_code: row.staff_code,
                    start_date: row.start_date,
                    year: row.year_group.and_then(YearGroup::new),
                    registration_group: row.registration_group,
                    leaving_date: row.leaving_date,
                },
                active_until: row.active_until,
                is_champion: row.is_champion,
            })
        })
        .collect()
}

/// The groups of these academic years, by year and the MIS's id.
pub async fn list_groups(
    tx: &mut TenantTx,
    years: &[i32],
) -> sqlx::Result<HashMap<(AcademicYear, String), CurrentGroup>> {
    let rows = sqlx::query!(
        r#"SELECT id AS "id: GroupId", academic_year AS "academic_year: AcademicYear", sourced_id, title, is_registration,
                  subject, subject_code, year_group, ended_at IS NOT NULL AS "has_ended!"
           FROM teaching_group WHERE school_id = $1 AND academic_year = ANY ($2)"#,
        tx.school().0,
        years
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let group = CurrentGroup {
                id: row.id,
                title: row.title,
                is_registration: row.is_registration,
                subject: row.subject,
                subject_code: row.subject_code,
                year: row.year_group.and_then(YearGroup::new),
                has_ended: row.has_ended,
            };
            ((row.academic_year, row.sourced_id), group)
        })
        .collect())
}

/// The open memberships of the groups of these academic years.
pub async fn list_memberships(tx: &mut TenantTx, years: &[i32]) -> sqlx::Result<HashSet<Membership>> {
    let rows = sqlx::query!(
        r#"SELECT m.group_id AS "group: GroupId", m.account_id AS "account: AccountId", m.role = 'teacher' AS "is_teacher!"
           FROM group_member m
           JOIN teaching_group g ON g.school_id = m.school_id AND g.id = m.group_id
           WHERE m.school_id = $1 AND m.ended_at IS NULL AND g.academic_year = ANY ($2)"#,
        tx.school().0,
        years
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Membership {
            group: row.group,
            account: row.account,
            role: if row.is_teacher { GroupRole::Teacher } else { GroupRole::Learner },
        })
        .collect())
}

/// What the school's settings and the calendar say about holding a run.
#[derive(Clone, Copy, Debug)]
pub struct HoldSettings {
    /// Accounts that may be released unseen.
    pub accounts: i32,
    /// Percent of the active accounts that may.
    pub percent: i32,
    /// Whether a declared year-end window is open.
    pub in_window: bool,
}

/// The school's hold settings on `today`.
pub async fn find_hold_settings(tx: &mut TenantTx, today: NaiveDate) -> sqlx::Result<HoldSettings> {
    sqlx::query_as!(
        HoldSettings,
        r#"SELECT hold_accounts AS accounts, hold_percent AS percent,
                  EXISTS (SELECT FROM academic_year WHERE $2 BETWEEN client_window_from AND client_window_to) AS "in_window!"
           FROM school WHERE id = $1"#,
        tx.school().0,
        today
    )
    .fetch_one(&mut **tx)
    .await
}
