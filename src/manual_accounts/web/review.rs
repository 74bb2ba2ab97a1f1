//! The review: keep or close each account, or many at once; what was decided stands above the rest.

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::Form;
use chrono::NaiveDate;

use super::wording;
use crate::accounts::State;
use crate::audit::Author;
use crate::authz::ManageNonMis;
use crate::base::PersonName;
use crate::base::id::AccountId;
use crate::directory::{kind_in_words, surname_first};
use crate::manual_accounts::Acting;
use crate::manual_accounts::people::{Known, ReviewRow};
use crate::manual_accounts::review::{Choice, Decision, Outcome, Review, decide, find_review};
use crate::manual_accounts::term::Term;
use crate::web::{InSchool, Shell, WebError, dates};

#[derive(Template, WebTemplate)]
#[template(path = "manual_accounts/review.html")]
pub(super) struct ReviewPage {
    shell: Shell,
    action: String,
    non_mis_href: String,
    governors_href: String,
    /// What came of each account that was decided about: name, words, whether anything was done.
    results: Vec<(String, String, bool)>,
    /// What the form lacks; empty where it lacks nothing.
    problem: String,
    arrived: Vec<Arrival>,
    expiring: Vec<Row>,
    governors: Vec<Row>,
    /// The terms for many at once.
    terms: wording::Lines,
}

/// Somebody non-MIS and whoever from the MIS has their name.
struct Arrival {
    value: String,
    person: Link,
    twin: Link,
}

/// An account that a line leads to.
struct Link {
    name: String,
    username: String,
    kind: String,
    href: String,
}

struct Row {
    /// What the form says of the account: its id and the last day that is shown.
    value: String,
    name: String,
    username: String,
    kind: String,
    /// The last day of a non-MIS account.
    expires: String,
    has_expired: bool,
    last_sign_in: String,
    created: String,
    /// When a governor's account was last kept.
    reviewed: String,
    href: String,
    terms: wording::Lines,
}

type Visit = InSchool<ManageNonMis>;
type Fields = Vec<(String, String)>;

/// `GET /schools/{dfes}/non-mis/review`
pub(super) async fn show_review(visit: Visit) -> Result<ReviewPage, WebError> {
    page(&visit, &[], String::new()).await
}

/// `POST /schools/{dfes}/non-mis/review`
pub(super) async fn post_review(visit: Visit, Form(form): Form<Fields>) -> Result<ReviewPage, WebError> {
    let t = visit.messages();
    let value = |name: &str| form.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str());
    let choices: Vec<Choice> = form
        .iter()
        .filter(|(name, _)| name == "account")
        .filter_map(|(_, value)| read_choice(value))
        .collect();
    if choices.is_empty() {
        return page(&visit, &[], t.review_nobody_ticked()).await;
    }
    // Who has no term is kept without one, so a term that is not asked for may be missing.
    let needs_term = choices.iter().any(|choice| choice.seen.is_some());
    let decision = match (value("decision"), Term::from_code(value("term"))) {
        ("close", _) => Decision::Close,
        ("keep", Some(term)) => Decision::Keep(term),
        ("keep", None) if !needs_term => Decision::Keep(Term::AcademicYear),
        _ => return page(&visit, &[], t.review_choose_term()).await,
    };
    let author = Author::of(&visit.actor);
    let acting =
        Acting { author: &author, address: visit.asked.address, clock: &visit.asked.services().clock };
    let mut tx = visit.begin().await?;
    let outcomes = decide(&mut tx, decision, &choices, &visit.permit, &acting).await?;
    tx.commit().await?;
    page(&visit, &outcomes, String::new()).await
}

/// `id` or `id:last-day`, as [`value_of`] writes it.
fn read_choice(value: &str) -> Option<Choice> {
    let (id, seen) = value.split_once(':').map_or((value, None), |(id, day)| (id, Some(day)));
    let seen = seen.map(str::parse::<NaiveDate>).transpose().ok()?;
    Some(Choice { id: AccountId(id.parse().ok()?), seen })
}

fn value_of(id: AccountId, seen: Option<NaiveDate>) -> String {
    seen.map_or_else(|| id.to_string(), |day| format!("{id}:{day}"))
}

async fn page(
    visit: &Visit,
    outcomes: &[(PersonName, Outcome)],
    problem: String,
) -> Result<ReviewPage, WebError> {
    let (t, today) = (visit.messages(), visit.asked.services().clock.today());
    let mut tx = visit.begin().await?;
    let Review { arrived, expiring, governors } = find_review(&mut tx, visit.asked.language, today).await?;
    tx.commit().await?;
    let action = visit.path("/non-mis/review");
    let rows = |rows: &[ReviewRow]| rows.iter().map(|row| row_of(visit, row, today)).collect();
    Ok(ReviewPage {
        shell: Shell { path_and_query: action.clone(), ..visit.shell() },
        action,
        non_mis_href: visit.path("/non-mis"),
        governors_href: visit.path("/governors"),
        results: outcomes
            .iter()
            .map(|(name, outcome)| {
                (name.to_string(), wording::outcome(t, *outcome), *outcome != Outcome::Overtaken)
            })
            .collect(),
        problem,
        arrived: arrived.iter().map(|(person, twin)| arrival(visit, person, twin)).collect(),
        expiring: rows(&expiring),
        governors: rows(&governors),
        terms: wording::terms(t),
    })
}

impl ReviewPage {
    /// Whether everything that was decided was done.
    fn is_done(&self) -> bool {
        self.results.iter().all(|(_, _, is_done)| *is_done)
    }
}

fn arrival(visit: &Visit, person: &Known, twin: &Known) -> Arrival {
    let link = |known: &Known| Link {
        name: surname_first(&known.display_name),
        username: known.username.clone(),
        kind: kind_in_words(visit.messages(), known.kind),
        href: visit.path(&format!("/users/{}", known.id)),
    };
    Arrival { value: value_of(person.id, None), person: link(person), twin: link(twin) }
}

fn row_of(visit: &Visit, row: &ReviewRow, today: NaiveDate) -> Row {
    let t = visit.messages();
    Row {
        value: value_of(row.id, row.expires_on),
        name: surname_first(&row.name),
        username: row.username.clone(),
        kind: if row.kind.is_learner() { t.kind_learner() } else { t.kind_staff_short() },
        expires: row.expires_on.map(dates::day).unwrap_or_default(),
        has_expired: row.state == State::Expired,
        last_sign_in: row.last_sign_in_at.map_or_else(|| t.never(), dates::day_of),
        created: dates::day_of(row.created_at),
        reviewed: row.reviewed_at.map_or_else(|| t.never(), dates::day_of),
        href: visit.path(&format!("/users/{}", row.id)),
        terms: row.expires_on.map(|day| wording::last_days_after(t, day.max(today))).unwrap_or_default(),
    }
}
