//! The move checker: who waits, who is waited for, and what is known of one person.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::conditions::{Claim, Release};
use super::questions::{Answer, RunLine, of_account, of_line};
use super::store::{self, NewestRun, PersonRow, WaitedForRow, WaitingRow, Wanted};
use crate::base::Language;
use crate::base::id::{AccountId, WaitingId};
use crate::base::text::fold;
use crate::base::upn::{may_be_upn, typed_upn};
use crate::db::TenantTx;
use crate::provisioning::find_row_by_upn;
use crate::school_status::find_status;

/// A search that finds more people than this asks for more of the name.
const MOST: usize = 50;

/// What both halves of the school's moves come to.
#[derive(Debug)]
pub(super) struct Moves {
    pub waiting: Vec<WaitingRow>,
    pub waited_for: Vec<WaitedForRow>,
}

/// The rows of the school that wait, and its learners whom others wait for.
pub(super) async fn list_moves(tx: &mut TenantTx, language: Language) -> sqlx::Result<Moves> {
    Ok(Moves {
        waiting: store::list_waiting(tx).await?,
        waited_for: store::list_waited_for(tx, language).await?,
    })
}

/// When the school's client last ran, and the newest run that says something of people.
#[derive(Debug)]
pub(super) struct LastRun {
    pub at: Option<DateTime<Utc>>,
    pub run: Option<NewestRun>,
}

/// The school's last run.
pub(super) async fn find_last_run(tx: &mut TenantTx) -> sqlx::Result<LastRun> {
    let run = store::find_newest_run(tx).await?;
    let moved = find_status(tx).await?.last_run_at;
    Ok(LastRun { at: moved.max(run.as_ref().map(|run| run.received_at)), run })
}

/// Who was found, with everything that there is to say of them.
#[derive(Debug)]
pub(super) enum Found {
    /// Somebody with an account that is or was the school's.
    Person(PersonRow, Vec<Answer>),
    /// A row of the newest run without an account.
    Line(RunLine, Answer),
}

/// What a search came to.
#[derive(Debug, Default)]
pub(super) struct Results {
    pub found: Vec<Found>,
    /// Whether there are more.
    pub are_cut: bool,
}

/// What is searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Search {
    /// Words of a name, folded.
    Name(Vec<String>),
    /// One row of the newest run.
    Row(i32),
}

impl Search {
    /// Reads a name. What may be a UPN is none.
    pub(super) fn by_name(text: &str) -> Option<Self> {
        let words: Vec<String> =
            fold(text).split([' ', ',']).filter(|word| !word.is_empty()).map(str::to_owned).collect();
        (!words.is_empty() && !may_be_upn(text)).then_some(Self::Name(words))
    }

    fn means(&self, line: &RunLine) -> bool {
        match self {
            Self::Name(words) => {
                let name = fold(&line.name);
                words.iter().all(|word| name.contains(word))
            }
            Self::Row(row) => line.row == *row,
        }
    }
}

/// Everybody whom the search means: rows without an account first, for they are what is asked about.
pub(super) async fn search(
    tx: &mut TenantTx,
    search: &Search,
    last_run: &LastRun,
    (language, today): (Language, NaiveDate),
) -> sqlx::Result<Results> {
    let run = last_run.run.as_ref();
    let lines = match run {
        Some(run) => store::list_lines(tx, run.id).await?,
        None => Vec::new(),
    };
    let lines = lines.into_iter().filter(|line| search.means(line));
    let mut found: Vec<Found> = lines
        .map(|line| {
            let answer = of_line(&line);
            Found::Line(line, answer)
        })
        .collect();
    if let Search::Name(words) = search {
        let wanted = Wanted {
            id: None,
            words,
            run: run.map(|run| run.id),
            language,
            limit: i64::try_from(MOST + 1).unwrap_or(i64::MAX),
        };
        for person in store::find_people(tx, wanted).await? {
            let answers = of_account(&person.facts, run.map(|run| run.facts).unwrap_or_default(), today);
            found.push(Found::Person(person, answers));
        }
    }
    let are_cut = found.len() > MOST;
    found.truncate(MOST);
    Ok(Results { found, are_cut })
}

/// Where a UPN leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ByUpn {
    /// To the row that waits.
    Waiting(WaitingId),
    /// To the account that the school manages.
    Account(AccountId),
    /// To the row of the newest run that was rejected or passed over.
    Row(u32),
    /// Nowhere: no row and no account of the school has it.
    Nobody,
    /// It is no UPN.
    Wrong,
}

/// Looks up a UPN, now or from before, in this school alone; nothing where the text is a name.
pub(super) async fn look_up(tx: &mut TenantTx, text: &str) -> sqlx::Result<Option<ByUpn>> {
    if !may_be_upn(text) {
        return Ok(None);
    }
    let Some(upn) = typed_upn(text) else { return Ok(Some(ByUpn::Wrong)) };
    if let Some(row) = store::find_waiting_by_upn(tx, &upn).await? {
        return Ok(Some(ByUpn::Waiting(row)));
    }
    if let Some(account) = store::find_account_by_upn(tx, &upn).await? {
        return Ok(Some(ByUpn::Account(account)));
    }
    let run = store::find_newest_run(tx).await?;
    let row = match run {
        Some(run) => find_row_by_upn(tx, run.id, &upn).await?,
        None => None,
    };
    Ok(Some(row.map_or(ByUpn::Nobody, ByUpn::Row)))
}

/// One person, from the side of this school.
#[derive(Debug)]
pub(super) enum Checked {
    /// A row that waits; no claim where the account is free by now and about to come over.
    Waiting(WaitingRow, Option<Claim>),
    /// An account that is or was the school's, with the release that another school waits for.
    Account(PersonRow, Vec<Answer>, Option<Release>),
}

/// What is known of the row or account with this id; nothing where it is not this school's.
pub(super) async fn check(
    tx: &mut TenantTx,
    id: Uuid,
    last_run: &LastRun,
    (language, today): (Language, NaiveDate),
) -> sqlx::Result<Option<Checked>> {
    if let Some(row) = store::find_waiting(tx, WaitingId(id)).await? {
        let claim = store::find_claim(tx, &row, today).await?;
        return Ok(Some(Checked::Waiting(row, claim)));
    }
    let account = AccountId(id);
    let run = last_run.run.as_ref();
    let wanted = Wanted { id: Some(account), words: &[], run: run.map(|run| run.id), language, limit: 1 };
    let Some(person) = store::find_people(tx, wanted).await?.pop() else { return Ok(None) };
    let release = store::find_release(tx, account).await?;
    let answers = of_account(&person.facts, run.map(|run| run.facts).unwrap_or_default(), today);
    Ok(Some(Checked::Account(person, answers, release)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_searched_by_its_words_and_a_upn_never() {
        let words = |text: &str| match Search::by_name(text) {
            Some(Search::Name(words)) => words,
            _ => Vec::new(),
        };
        assert_eq!(words("Gŵyl, Siân"), ["gwyl", "sian"]);
        assert_eq!(words("B801200005001"), [""; 0]);
        assert_eq!(words(" , "), [""; 0]);
    }
}
