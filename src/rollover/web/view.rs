//! The end of a year in a school, in words.

use super::{Figure, Visit};
use crate::calendar::YearEnd;
use crate::db::TenantTx;
use crate::rollover::plan::{Plan, plan};
use crate::rollover::store::pages::{self, AccountRow, GroupRow};
use crate::rollover::store::state;
use crate::rollover::{Rollover, Stage};
use crate::web::dates::{self, YearEndDates};
use crate::web::{ListAddress, Messages, Pagination, Paging, WebError};

/// The end of one year in words.
pub(super) struct YearEndView {
    pub(super) year: String,
    pub(super) stage: (&'static str, String),
    pub(super) says: String,
    pub(super) is_over: bool,
    pub(super) dates: YearEndDates,
    pub(super) figures: Vec<Figure>,
    /// How much of the list is worked off, while it is.
    pub(super) progress: Option<(i64, i64)>,
    /// What somebody should look at.
    pub(super) marks: Vec<String>,
    /// Where the lists come from.
    pub(super) source: Option<String>,
    pub(super) accounts: Vec<AccountLine>,
    pub(super) groups: Vec<GroupLine>,
    pub(super) pagination: Pagination,
}

pub(super) struct AccountLine {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) username: String,
    pub(super) last_day: String,
    pub(super) outcome: (&'static str, String),
    pub(super) is_unforeseen: bool,
}

pub(super) struct GroupLine {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) year: String,
    pub(super) people: i32,
    pub(super) archives: String,
    pub(super) outcome: (&'static str, String),
    pub(super) is_unforeseen: bool,
}

/// What is read of a school's year end.
struct Found<'a> {
    year_end: &'a YearEnd,
    rollover: Rollover,
    /// What would happen as the school stands, while nothing has.
    ahead: Option<Plan>,
}

/// The end of a year in the current school, for a page.
pub(super) async fn read_view(
    tx: &mut TenantTx,
    visit: &Visit,
    year_end: &YearEnd,
) -> Result<YearEndView, WebError> {
    let year = year_end.year;
    let rollover = pages::find_rollover(tx, year).await?.unwrap_or_default();
    let ahead = match rollover.stage() {
        Stage::Ahead | Stage::Rehearsed => Some(plan(&state::read_school(tx, year_end).await?, year_end)),
        Stage::Running | Stage::Done => None,
    };
    let found = Found { year_end, rollover, ahead };
    let address = ListAddress::of(&visit.asked.uri);
    let groups = pages::count_groups(tx, year).await?;
    let pagination = Paging::of(&address).paginate(address, groups);
    let slice = (i64::from(pagination.per_page), pagination.offset());
    let accounts = pages::list_accounts(tx, year, visit.asked.language).await?;
    let is_running = found.rollover.stage() == Stage::Running;
    let progress = match is_running {
        true => Some((pages::count_settled(tx, year).await?, groups + count(accounts.len()))),
        false => None,
    };
    let groups = pages::list_groups(tx, year, slice).await?;
    let view = found.view(visit);
    Ok(YearEndView {
        progress,
        accounts: accounts.into_iter().map(|row| account_line(visit, &found, row)).collect(),
        groups: groups.into_iter().map(|row| group_line(visit, &found, &row)).collect(),
        pagination,
        ..view
    })
}

impl Found<'_> {
    /// All but the lists.
    fn view(&self, visit: &Visit) -> YearEndView {
        let t = visit.messages();
        let year_end = self.year_end;
        YearEndView {
            year: year_end.year.to_string(),
            stage: self.stage(t),
            says: self.says(t),
            is_over: self.rollover.stage() == Stage::Done,
            dates: YearEndDates::of(year_end),
            figures: self.figures(t),
            progress: None,
            marks: self.marks(visit),
            source: self.source(t),
            accounts: Vec::new(),
            groups: Vec::new(),
            pagination: Pagination::new(ListAddress::at(""), 0, 1, 1),
        }
    }

    fn stage(&self, t: &Messages) -> (&'static str, String) {
        match self.rollover.stage() {
            Stage::Ahead => ("info", t.stage_ahead()),
            Stage::Rehearsed => ("info", t.run_rehearsed()),
            Stage::Running => ("wait", t.stage_running()),
            Stage::Done => ("good", t.stage_done()),
        }
    }

    fn says(&self, t: &Messages) -> String {
        match self.rollover.finished_at {
            Some(at) => t.year_end_done_says(dates::moment(at)),
            None if self.rollover.began_at.is_some() => t.year_end_running_says(),
            None => t.year_end_ahead_says(dates::day(self.year_end.rollover_on)),
        }
    }

    fn figures(&self, t: &Messages) -> Vec<Figure> {
        let stored = &self.rollover;
        let counts = match &self.ahead {
            Some(plan) => [
                count(plan.accounts.len()),
                count(plan.groups.len()),
                plan.memberships().into(),
                plan.workspaces().into(),
            ],
            None => [stored.accounts, stored.groups, stored.memberships, stored.workspaces].map(i64::from),
        };
        let labels = match self.rollover.stage() {
            Stage::Done => {
                [t.accounts_expired(), t.groups_closed(), t.memberships_ended(), t.workspaces_archived()]
            }
            _ => [
                t.accounts_to_expire(),
                t.groups_to_close(),
                t.memberships_to_end(),
                t.workspaces_to_archive(),
            ],
        };
        counts.into_iter().zip(labels).map(|(count, label)| Figure { count, label }).collect()
    }

    /// A client that has not run is worth a word once its window is open.
    fn marks(&self, visit: &Visit) -> Vec<String> {
        let t = visit.messages();
        let (client_ran, behind) = match &self.ahead {
            Some(plan) => (plan.client_ran, count(plan.learners_behind)),
            None => (self.rollover.client_ran.unwrap_or_default(), self.rollover.learners_behind.into()),
        };
        let YearEnd { window_from, window_to, .. } = *self.year_end;
        if visit.asked.services().clock.today() < window_from {
            return Vec::new();
        }
        let not_run =
            (!client_ran).then(|| t.client_not_run_says(dates::day(window_from), dates::day(window_to)));
        let behind = (behind > 0).then(|| t.learners_behind_say(behind));
        not_run.into_iter().chain(behind).collect()
    }

    fn source(&self, t: &Messages) -> Option<String> {
        match (&self.ahead, self.rollover.rehearsed_at) {
            (Some(plan), Some(at)) if self.is_as_rehearsed(plan) => {
                Some(t.rehearsal_stands(dates::moment(at)))
            }
            (Some(_), Some(at)) => Some(t.rehearsal_outdated(dates::moment(at))),
            (Some(_), None) => Some(t.not_rehearsed_says()),
            (None, Some(at)) => Some(t.rehearsal_was(dates::moment(at))),
            (None, None) => None,
        }
    }

    fn is_as_rehearsed(&self, plan: &Plan) -> bool {
        let stored = &self.rollover;
        count(plan.accounts.len()) == i64::from(stored.accounts)
            && count(plan.groups.len()) == i64::from(stored.groups)
            && plan.memberships() == stored.memberships
            && plan.workspaces() == stored.workspaces
    }

    /// Whether a line was added between the rehearsal and the run.
    fn is_unforeseen(&self, is_rehearsed: bool) -> bool {
        !is_rehearsed && self.rollover.rehearsed_at.is_some()
    }
}

fn account_line(visit: &Visit, found: &Found<'_>, row: AccountRow) -> AccountLine {
    let t = visit.messages();
    AccountLine {
        href: visit.path(&format!("/users/{}", row.id)),
        name: format!("{}, {}", row.surname, row.forename),
        username: row.username,
        last_day: row.last_day.map_or_else(String::new, dates::day),
        outcome: match row.outcome.as_deref() {
            Some("done") => ("good", t.status_expired()),
            Some(_) => ("off", t.account_kept()),
            None => ("wait", t.account_will_expire()),
        },
        is_unforeseen: found.is_unforeseen(row.is_rehearsed),
    }
}

fn group_line(visit: &Visit, found: &Found<'_>, row: &GroupRow) -> GroupLine {
    let t = visit.messages();
    let archives =
        [row.archives_team.then(|| t.microsoft_team()), row.archives_classroom.then(|| t.google_classroom())];
    GroupLine {
        href: visit.path(&format!("/groups/{}", row.id)),
        title: row.title.clone(),
        year: row.year.to_string(),
        people: row.memberships,
        archives: archives.into_iter().flatten().collect::<Vec<_>>().join(", "),
        outcome: match row.outcome.as_deref() {
            Some("done") => ("good", t.group_closed()),
            Some(_) => ("off", t.group_kept()),
            None => ("wait", t.group_will_close()),
        },
        is_unforeseen: found.is_unforeseen(row.is_rehearsed),
    }
}

fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}
