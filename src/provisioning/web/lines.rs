//! What stands in a run's tabs.

use super::super::store::reports::{BatchReport, ChangeRow, RejectionRow};
use super::super::store::run_lines::{self, HeldReleaseRow, Slice, WaitingRow};
use super::super::wording;
use crate::authz::ManageProvisioning;
use crate::db::TenantTx;
use crate::web::{InSchool, ListAddress, Messages, Pagination, Paging, dates};

/// The outcomes that stand under *Changes*.
const CHANGES: [&str; 6] = ["created", "updated", "reactivated", "transferred", "released", "skipped"];

/// The tabs of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tab {
    /// Whom a held run would release.
    Releases,
    /// What changed.
    Changes,
    /// Rows that were rejected.
    Rejected,
    /// Learners who wait for another school.
    Waiting,
    /// Active people whom the file does not name.
    Missing,
    /// Rows that say nothing new.
    Unchanged,
}

impl Tab {
    const ALL: [Self; 6] =
        [Self::Releases, Self::Changes, Self::Rejected, Self::Waiting, Self::Missing, Self::Unchanged];

    /// The tab as addresses spell it.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Releases => "releases",
            Self::Changes => "changes",
            Self::Rejected => "rejected",
            Self::Waiting => "waiting",
            Self::Missing => "missing",
            Self::Unchanged => "unchanged",
        }
    }

    /// The tab that the address names, else the first: of a held run the releases, which no other run has.
    pub(super) fn of(code: &str, is_held: bool) -> Self {
        let named = Self::ALL.into_iter().find(|tab| tab.as_str() == code);
        match named {
            Some(Self::Releases) | None if is_held => Self::Releases,
            Some(Self::Releases) | None => Self::Changes,
            Some(tab) => tab,
        }
    }

    /// The outcomes of the tab's rows; under *Changes* one alone where it is named.
    pub(super) fn outcomes(self, named: &str) -> Vec<&str> {
        match self {
            Self::Changes if CHANGES.contains(&named) => vec![named],
            Self::Changes => CHANGES.to_vec(),
            Self::Missing => vec!["missing"],
            Self::Unchanged => vec!["unchanged"],
            Self::Releases | Self::Rejected | Self::Waiting => Vec::new(),
        }
    }
}

/// The rows of the open tab.
pub(super) enum Lines {
    /// Whom it would release.
    Releases(Vec<ReleaseLine>),
    /// What changed.
    Changes(Vec<ChangeLine>),
    /// Rejected rows.
    Rejected(Vec<RejectionLine>),
    /// Who waits.
    Waiting(Vec<WaitingLine>),
    /// Who is missing.
    Missing(Vec<ChangeLine>),
    /// Rows without a change that have something to say.
    Unchanged(Vec<ChangeLine>),
}

/// A line of what changed, in words.
pub(super) struct ChangeLine {
    pub name: String,
    pub href: Option<String>,
    pub username: String,
    pub outcome: String,
    pub field: String,
    pub before: String,
    pub after: String,
    pub cause: String,
}

/// A rejected row, in words.
pub(super) struct RejectionLine {
    pub file: String,
    pub row: i32,
    pub name: String,
    pub what_to_do: String,
}

/// A learner who waits, in words.
pub(super) struct WaitingLine {
    pub name: String,
    /// What the move checker says of the learner.
    pub href: Option<String>,
    pub reason: String,
    pub admission_date: String,
    pub since: String,
}

/// Somebody whom the run would release, in words.
pub(super) struct ReleaseLine {
    pub name: String,
    pub href: String,
    pub username: String,
    pub year: String,
    pub registration_group: String,
    pub leaving_date: String,
}

type Visit = InSchool<ManageProvisioning>;

/// Reads a page of the open tab's rows. `outcome`: the one alone that changes should have; empty for all.
pub(super) async fn read_lines(
    tx: &mut TenantTx,
    visit: &Visit,
    report: &BatchReport,
    tab: Tab,
    outcome: &str,
) -> sqlx::Result<(Lines, Pagination)> {
    let outcomes = tab.outcomes(outcome);
    let count = match tab {
        Tab::Releases => report.would_release.unwrap_or_default().into(),
        Tab::Rejected => report.rejected.into(),
        Tab::Waiting => report.waiting.into(),
        Tab::Changes | Tab::Missing | Tab::Unchanged => {
            run_lines::count_changes(tx, report.id, &outcomes).await?
        }
    };
    let address = ListAddress::of(&visit.asked.uri);
    let pagination = Paging::of(&address).paginate(address, count);
    let slice = Slice { limit: pagination.per_page.into(), offset: pagination.offset() };
    let lines = match tab {
        Tab::Releases => {
            let language = visit.asked.language;
            let rows = run_lines::list_held_releases(tx, report.id, language, slice).await?;
            Lines::Releases(rows.into_iter().map(|row| release_line(visit, row)).collect())
        }
        Tab::Rejected => {
            let rows = run_lines::list_rejections(tx, report.id, slice).await?;
            let t = visit.messages();
            Lines::Rejected(rows.into_iter().map(|row| rejection_line(t, row)).collect())
        }
        Tab::Waiting => {
            let rows = run_lines::list_waiting(tx, report.id, slice).await?;
            Lines::Waiting(rows.into_iter().map(|row| waiting_line(visit, row)).collect())
        }
        Tab::Changes | Tab::Missing | Tab::Unchanged => {
            let rows = run_lines::list_changes(tx, report.id, &outcomes, slice).await?;
            let lines = rows.into_iter().map(|row| change_line(visit, row)).collect();
            match tab {
                Tab::Missing => Lines::Missing(lines),
                Tab::Unchanged => Lines::Unchanged(lines),
                _ => Lines::Changes(lines),
            }
        }
    };
    Ok((lines, pagination))
}

fn release_line(visit: &Visit, row: HeldReleaseRow) -> ReleaseLine {
    let t = visit.messages();
    ReleaseLine {
        name: format!("{}, {}", row.surname, row.forename),
        href: visit.path(&format!("/users/{}", row.account)),
        username: row.username,
        year: row.year.map(|year| t.year_group(year)).unwrap_or_default(),
        registration_group: row.registration_group.unwrap_or_default(),
        leaving_date: dates::day(row.leaving_date),
    }
}

fn change_line(visit: &Visit, row: ChangeRow) -> ChangeLine {
    let t = visit.messages();
    let code = row.field.unwrap_or_default();
    // Of a UPN only that it changed is kept.
    let is_told = row.before.is_some() || row.after.is_some();
    let side = |value: Option<String>| match value {
        Some(value) => wording::value(t, &code, &value),
        None if is_told => t.value_none(),
        None => String::new(),
    };
    let (before, after) = (side(row.before), side(row.after));
    ChangeLine {
        href: row.account.map(|account| visit.path(&format!("/users/{account}"))),
        name: row.name,
        username: row.username.unwrap_or_default(),
        outcome: wording::outcome(t, &row.outcome),
        after: if is_told || code.is_empty() { after } else { t.value_changed() },
        before,
        field: wording::field(t, &code),
        cause: wording::cause(t, &row.cause),
    }
}

fn rejection_line(t: &Messages, row: RejectionRow) -> RejectionLine {
    RejectionLine {
        what_to_do: wording::rejection(t, &row.code),
        file: row.file,
        row: row.row,
        name: row.name,
    }
}

fn waiting_line(visit: &Visit, row: WaitingRow) -> WaitingLine {
    WaitingLine {
        reason: wording::cause(visit.messages(), &row.reason),
        href: row.id.map(|row| visit.path(&format!("/moves/{row}"))),
        name: row.name,
        admission_date: row.admission_date.map(dates::day).unwrap_or_default(),
        since: row.since.map(dates::day_of).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_held_run_opens_with_those_whom_it_would_release() {
        assert_eq!(Tab::of("", true), Tab::Releases);
        assert_eq!(Tab::of("", false), Tab::Changes);
        assert_eq!(Tab::of("releases", false), Tab::Changes);
        assert_eq!(Tab::of("missing", true), Tab::Missing);
    }

    #[test]
    fn an_outcome_narrows_the_changes_and_nothing_else() {
        assert_eq!(Tab::Changes.outcomes("released"), ["released"]);
        assert_eq!(Tab::Changes.outcomes("missing"), CHANGES);
        assert_eq!(Tab::Missing.outcomes("released"), ["missing"]);
    }
}
