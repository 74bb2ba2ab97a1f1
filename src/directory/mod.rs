//! The pages about a school's people: their lists, one person's details, and the showing of a password.
//!
//! Whom the school manages now is read from `account`; of those who moved to another school only `enrolment` tells, as last
//! held here, and their pages change nothing. A password never stands in a list: it is opened one at a time, on the record.

mod filter;
mod groups;
mod manual_filter;
mod passwords;
mod search;
mod selection;
mod store;
mod timeline;
mod web;

use chrono::{DateTime, NaiveDate, Utc};

pub use filter::PeopleList;
pub use groups::{GroupChoice, by_number, list_group_choices};
pub use selection::{GroupKind, Selecting, Selection, find_listed, find_selected};
pub use web::{PersonCells, RowWords, kind_in_words, list_address, routes, surname_first, why_inactive};

use crate::accounts::State;
use crate::authz::AccountKind;
use crate::base::clock::london_day;
use crate::base::id::{AccountId, GroupId};
use crate::base::{Language, PersonName, Upn, YearGroup};
use crate::credentials::PasswordState;
use crate::db::TenantTx;
use crate::school_status;

use filter::{Filter, Status};

/// How somebody stands with the school.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The school manages the account, which has been in this state since that day.
    Here(State, NaiveDate),
    /// Another school took the account over on that day.
    Moved(NaiveDate),
}

impl Standing {
    /// Somebody whom the school manages. A leaver's day is the leaving date, not the day on which the portal heard of it.
    pub fn here(state: State, changed_at: DateTime<Utc>, leaving_date: Option<NaiveDate>) -> Self {
        let day = leaving_date.filter(|_| state == State::Left);
        Self::Here(state, day.unwrap_or_else(|| london_day(changed_at)))
    }

    /// Somebody whom another school took over at that moment.
    pub fn moved(at: DateTime<Utc>) -> Self {
        Self::Moved(london_day(at))
    }

    /// Whether the account works, and works here.
    pub fn is_active(self) -> bool {
        matches!(self, Self::Here(State::Active, _))
    }

    /// Whether the school still manages the account.
    fn is_here(self) -> bool {
        matches!(self, Self::Here(..))
    }
}

/// A line of a list.
#[derive(Clone, Debug)]
struct PersonRow {
    id: AccountId,
    kind: AccountKind,
    name: PersonName,
    username: String,
    standing: Standing,
    password: PasswordState,
    year: Option<YearGroup>,
    registration_group: Option<String>,
    staff_code: Option<String>,
    /// Not known of somebody who moved.
    has_consent: Option<bool>,
    /// When the account was made; for somebody who moved, when they came here.
    created_at: DateTime<Utc>,
    /// The last day of a non-MIS account.
    expires_on: Option<NaiveDate>,
    /// Not known of somebody who moved.
    last_sign_in_at: Option<DateTime<Utc>>,
}

/// Everything about one person. What only the account knows is absent once another school manages it.
#[derive(Clone, Debug)]
struct Person {
    id: AccountId,
    kind: AccountKind,
    display_name: PersonName,
    legal_name: Option<PersonName>,
    username: String,
    /// Names that the account had before: mail to them still arrives. In small letters, oldest first.
    former_usernames: Vec<String>,
    /// Whether a new username is on its way.
    waits_for_username: bool,
    standing: Standing,
    password: PasswordState,
    upn: Option<Upn>,
    admission_number: Option<String>,
    admission_date: Option<NaiveDate>,
    staff_code: Option<String>,
    start_date: Option<NaiveDate>,
    year: Option<YearGroup>,
    registration_group: Option<String>,
    leaving_date: Option<NaiveDate>,
    expires_on: Option<NaiveDate>,
    has_consent: Option<bool>,
    created_at: Option<DateTime<Utc>>,
    last_sign_in_at: Option<DateTime<Utc>>,
    /// When the stay in this school began, or began again.
    arrived_at: DateTime<Utc>,
    /// When the state became what it is.
    state_changed_at: DateTime<Utc>,
}

/// Who looks at which list, and how.
#[derive(Debug)]
struct Look<'a> {
    list: PeopleList,
    filter: &'a Filter,
    /// Names are sorted as this language sorts them.
    language: Language,
    /// Whose classes *My classes* are.
    reader: AccountId,
    /// The day in whose academic year classes count, and from which terms are reckoned.
    today: NaiveDate,
}

/// What a list shows.
#[derive(Debug)]
struct People {
    /// How many match the filter.
    matching: u64,
    /// How many there are of this status without any other filter.
    total: u64,
    /// One page of those who match.
    rows: Vec<PersonRow>,
    /// When the provisioning client last ran: read where nobody is there, to say why.
    last_run_at: Option<DateTime<Utc>>,
}

/// A class to filter by.
#[derive(Clone, Debug)]
struct ClassChoice {
    id: GroupId,
    title: String,
    /// Whether the reader teaches it.
    is_mine: bool,
}

/// Which classes the filter offers beside the reader's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ClassOffer {
    /// Every class.
    All,
    /// Those of the year that is chosen; none before one is. Classes of no particular year come with every year.
    OfYear(Option<YearGroup>),
}

impl ClassOffer {
    /// In a school with more learners than this nobody finds a class in one list of all of them.
    const LARGE_SCHOOL: i64 = 500;

    fn of(filter: &Filter, learners: u64) -> Self {
        let is_large = i64::try_from(learners).is_ok_and(|learners| learners > Self::LARGE_SCHOOL);
        if is_large { Self::OfYear(filter.year) } else { Self::All }
    }
}

/// A year group and a registration group that somebody is in.
#[derive(Clone, Debug)]
struct LearnerGroup {
    year: Option<YearGroup>,
    registration_group: Option<String>,
    /// How many current learners are in both.
    learners: u64,
}

/// One page of a list with its counts. `current` is how many there are of status *Current*, where that was counted already.
async fn find_people(tx: &mut TenantTx, look: &Look<'_>, current: Option<u64>) -> sqlx::Result<People> {
    let unfiltered = look.filter.status_alone();
    let total = match current.filter(|_| unfiltered.status == Status::Current) {
        Some(current) => current,
        None => store::count_people(tx, &Look { filter: &unfiltered, ..*look }).await?,
    };
    let matching = if *look.filter == unfiltered { total } else { store::count_people(tx, look).await? };
    let rows = match matching {
        0 => Vec::new(),
        _ => store::list_people(tx, look, look.filter.offset(matching)).await?,
    };
    let last_run_at = match total {
        0 => school_status::find_status(tx).await?.last_run_at,
        _ => None,
    };
    Ok(People { matching, total, rows, last_run_at })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leaver_left_on_the_leaving_date() {
        let heard = "2026-07-23T06:00:00Z".parse().unwrap();
        let last_day = NaiveDate::from_ymd_opt(2026, 7, 20);
        let standing = Standing::here(State::Left, heard, last_day);
        assert_eq!(standing, Standing::Here(State::Left, last_day.unwrap()));
        assert!(!standing.is_active() && standing.is_here());
        let deactivated = Standing::here(State::Deactivated, heard, last_day);
        assert_eq!(deactivated, Standing::Here(State::Deactivated, london_day(heard)));
    }
}
