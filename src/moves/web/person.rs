//! One person's move: the conditions, who has to act, and what else is to be said.

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::Path;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;

use super::list::last_run_in_words;
use super::wording::{AnswerLine, acting_in_words, answer_line, claim_step, release_step};
use super::{Contacts, Visit};
use crate::directory::kind_in_words;
use crate::moves::checker::{self, Checked, LastRun};
use crate::moves::conditions::{Acting, Claim, Conditions, Release, Verdict};
use crate::moves::questions::Answer;
use crate::moves::store::{PersonRow, WaitingRow};
use crate::school_settings::ClientContact;
use crate::web::{Messages, Shell, WebError, dates};

#[derive(Template, WebTemplate)]
#[template(path = "moves/person.html")]
pub(super) struct MovePage {
    shell: Shell,
    name: String,
    about: String,
    list_href: String,
    /// *View Details*, where there is an account.
    details_href: Option<String>,
    next: Option<NextStep>,
    conditions: Vec<ConditionLine>,
    answers: Vec<AnswerLine>,
    /// What the page may not tell, and why.
    note: Option<String>,
    client: Option<ClientContact>,
}

/// Who has to act, and how.
struct NextStep {
    tone: &'static str,
    who: String,
    what: String,
}

/// A condition, in words.
struct ConditionLine {
    label: String,
    tone: &'static str,
    verdict: String,
    detail: String,
}

/// The row or account that an address names.
#[derive(Debug, Deserialize)]
pub(super) struct MovePath {
    id: String,
}

/// `GET /schools/{dfes}/moves/{id}`
pub(super) async fn show_move(visit: Visit, Path(path): Path<MovePath>) -> Result<MovePage, WebError> {
    let id = path.id.parse().map_err(|_| WebError::NotFound)?;
    let today = visit.asked.services().clock.today();
    let mut tx = visit.begin().await?;
    let last_run = checker::find_last_run(&mut tx).await?;
    let circumstances = (visit.asked.language, today);
    let checked = checker::check(&mut tx, id, &last_run, circumstances).await?.ok_or(WebError::NotFound)?;
    let contacts = Contacts::find(&mut tx, &visit).await?;
    tx.commit().await?;
    let page = empty_page(&visit);
    let page = match checked {
        Checked::Waiting(row, claim) => waiting_page(&visit, page, (row, claim), &contacts, today),
        Checked::Account(person, answers, release) => {
            let page = account_page(&visit, page, (person, &answers), &last_run);
            match release {
                Some(release) => release_page(&visit, page, release, &contacts, today),
                None => page,
            }
        }
    };
    Ok(MovePage { client: contacts.client, ..page })
}

fn empty_page(visit: &Visit) -> MovePage {
    MovePage {
        shell: visit.shell(),
        name: String::new(),
        about: String::new(),
        list_href: visit.path("/moves"),
        details_href: None,
        next: None,
        conditions: Vec::new(),
        answers: Vec::new(),
        note: None,
        client: None,
    }
}

/// A row of this school that waits.
fn waiting_page(
    visit: &Visit,
    page: MovePage,
    (row, claim): (WaitingRow, Option<Claim>),
    contacts: &Contacts,
    today: NaiveDate,
) -> MovePage {
    let t = visit.messages();
    let page = MovePage {
        about: t.move_waits_since(dates::day_of(row.since), dates::day(row.admission_date)),
        name: row.name,
        ..page
    };
    let Some(claim) = claim else {
        // Nobody has the account any more: the row was not looked at since.
        return MovePage { next: Some(next_step(t, Acting::Nobody, t.step_comes_over(), contacts)), ..page };
    };
    let step = claim.next_step(today);
    MovePage {
        next: Some(next_step(t, step.acting(), claim_step(t, step, &claim), contacts)),
        conditions: lines(t, claim.conditions(today), &claim_details(t, &claim, today)),
        note: Some(t.move_says_no_more()),
        ..page
    }
}

/// What stands beside each condition of a claim.
fn claim_details(t: &Messages, claim: &Claim, today: NaiveDate) -> [String; 4] {
    let ran = match claim.conditions(today).previous_client_ran {
        // The release itself tells that it ran; when it did is the other school's own business then.
        Verdict::Holds => String::new(),
        _ => not_run_since(t, claim.previous_ran_at),
    };
    let on_roll = match (claim.is_admitted_before, claim.is_claimed_elsewhere, claim.admission_date > today) {
        (true, ..) => t.cause_admitted_before(),
        (_, true, _) => t.cause_claimed_elsewhere(),
        (_, _, true) => t.move_admission_on(dates::day(claim.admission_date)),
        _ => String::new(),
    };
    [String::new(), ran, on_roll, t.move_row_in_newest_run()]
}

/// An account that is or was this school's.
fn account_page(
    visit: &Visit,
    page: MovePage,
    (person, answers): (PersonRow, &[Answer]),
    last_run: &LastRun,
) -> MovePage {
    let t = visit.messages();
    let ran = last_run_in_words(t, last_run);
    MovePage {
        about: t.checker_account(kind_in_words(t, person.kind), &person.username),
        name: person.name.to_string(),
        details_href: Some(visit.path(&format!("/users/{}", person.id))),
        answers: answers.iter().map(|answer| answer_line(t, answer, &ran)).collect(),
        ..page
    }
}

/// A learner of this school whom another school waits for.
fn release_page(
    visit: &Visit,
    page: MovePage,
    release: Release,
    contacts: &Contacts,
    today: NaiveDate,
) -> MovePage {
    let t = visit.messages();
    let step = release.next_step();
    let leaves = release
        .leaving_date
        .map_or_else(|| t.move_no_leaving_date(), |day| t.move_leaves_on(dates::day(day)));
    let ran = match (release.is_held, release.conditions(today).previous_client_ran) {
        (true, _) => t.move_run_is_held(),
        (_, Verdict::Holds) => String::new(),
        _ => not_run_since(t, release.ran_at),
    };
    MovePage {
        next: Some(next_step(t, step.acting(), release_step(t, step), contacts)),
        conditions: lines(t, release.conditions(today), &[leaves, ran, String::new(), String::new()]),
        note: Some(t.move_waited_for_since(dates::day_of(release.since))),
        ..page
    }
}

fn not_run_since(t: &Messages, ran_at: Option<DateTime<Utc>>) -> String {
    ran_at.map_or_else(|| t.move_never_ran(), |at| t.move_not_run_since(dates::day_of(at)))
}

fn next_step(t: &Messages, acting: Acting, what: String, contacts: &Contacts) -> NextStep {
    NextStep {
        tone: if acting == Acting::Nobody { "info" } else { "warn" },
        who: acting_in_words(t, acting, &contacts.authority),
        what,
    }
}

fn lines(t: &Messages, conditions: Conditions, details: &[String; 4]) -> Vec<ConditionLine> {
    let Conditions { has_left, previous_client_ran, is_on_roll, client_ran } = conditions;
    [
        (t.condition_has_left(), has_left),
        (t.condition_previous_client_ran(), previous_client_ran),
        (t.condition_is_on_roll(), is_on_roll),
        (t.condition_client_ran(), client_ran),
    ]
    .into_iter()
    .zip(details)
    .map(|((label, verdict), detail)| {
        let (tone, words) = match verdict {
            Verdict::Holds => ("good", t.verdict_holds()),
            Verdict::NotYet => ("warn", t.verdict_not_yet()),
            Verdict::NotKnown => ("wait", t.verdict_not_known()),
        };
        ConditionLine { label, tone, verdict: words, detail: detail.clone() }
    })
    .collect()
}
