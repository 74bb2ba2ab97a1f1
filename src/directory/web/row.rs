//! A row of a list as it is shown.

use super::cells::surname_first;
use super::facts::path_of;
use super::wording;
use crate::authz::{Access, AccountKind};
use crate::base::id::AccountId;
use crate::credentials::PasswordState;
use crate::directory::PersonRow;
use crate::web::{InSchool, dates};

/// A row, in words.
pub(super) struct RowView {
    pub(super) id: AccountId,
    /// “Surname, Forename”.
    pub(super) name: String,
    pub(super) is_non_mis: bool,
    /// Why the account does not work; nothing where it does.
    pub(super) inactive: Option<String>,
    pub(super) username: String,
    pub(super) password: PasswordState,
    pub(super) year: String,
    pub(super) group: String,
    pub(super) staff_code: String,
    pub(super) has_consent: Option<bool>,
    /// What the account is.
    pub(super) kind: String,
    /// The last day of a non-MIS account.
    pub(super) expires: String,
    pub(super) last_sign_in: String,
    pub(super) created: String,
    /// The person's page.
    pub(super) href: String,
}

impl RowView {
    /// Every row of a page.
    pub(super) fn all<P: Access>(visit: &InSchool<P>, rows: &[PersonRow]) -> Vec<Self> {
        rows.iter().map(|row| Self::of(visit, row)).collect()
    }

    fn of<P: Access>(visit: &InSchool<P>, row: &PersonRow) -> Self {
        let t = visit.messages();
        let standing = (!row.standing.is_active()).then(|| wording::why_inactive(t, row.standing));
        Self {
            id: row.id,
            name: surname_first(&row.name),
            is_non_mis: matches!(row.kind, AccountKind::NonMisLearner | AccountKind::NonMisStaff),
            inactive: standing,
            username: row.username.clone(),
            password: row.password,
            year: row.year.map(|year| year.to_string()).unwrap_or_default(),
            group: row.registration_group.clone().unwrap_or_default(),
            staff_code: row.staff_code.clone().unwrap_or_default(),
            has_consent: row.has_consent,
            kind: if row.kind.is_learner() { t.kind_learner() } else { t.kind_staff_short() },
            expires: row.expires_on.map(dates::day).unwrap_or_default(),
            last_sign_in: row.last_sign_in_at.map_or_else(|| t.never(), dates::day_of),
            created: dates::day_of(row.created_at),
            href: visit.path(&path_of(row.id)),
        }
    }
}
