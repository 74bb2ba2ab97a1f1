//! The question before an applied run is undone: what changes back, who stays and why. And the answer to it.

use std::time::Duration;

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::{Form, Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::super::undo::{ChangedPerson, Judgement, UndoError, WhyStays, preview, undo_run};
use super::super::wording;
use super::decision::{Visit, decision, run_href};
use super::run::TabLink;
use super::{RunPath, find_run};
use crate::school_status::{are_last_champions, count_champions, lock_champions};
use crate::web::{ListAddress, Pagination, Paging, Shell, WebError};

/// How long a run takes that is being applied at this moment, at most times.
const RUN_TAKES: Duration = Duration::from_secs(5);

#[derive(Template, WebTemplate)]
#[template(path = "provisioning/undo.html")]
struct UndoPage {
    shell: Shell,
    run_href: String,
    back: usize,
    stay: usize,
    /// Whether no Digital Champion would be left.
    ends_champions: bool,
    tabs: [TabLink; 2],
    open: Tab,
    lines: Vec<UndoLine>,
    pagination: Pagination,
}

/// Somebody whom the run changed, in words.
struct UndoLine {
    name: String,
    href: String,
    username: String,
    /// What the run did.
    outcome: String,
    /// What undoing it does, or why it does nothing.
    consequence: String,
}

/// Those who go back, and those who stay.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tab {
    Back,
    Stay,
}

/// Who is wanted.
#[derive(Debug, Default, Deserialize)]
pub(super) struct UndoQuery {
    #[serde(default)]
    tab: String,
}

/// What the question's answer sends.
#[derive(Debug, Default, Deserialize)]
pub(super) struct UndoForm {
    /// Set where the question named that no Digital Champion would be left.
    #[serde(default)]
    last: String,
}

/// A run that cannot be undone has nothing to ask: its own page says what became of it.
pub(super) async fn ask_undo(
    visit: Visit,
    Path(path): Path<RunPath>,
    Query(query): Query<UndoQuery>,
) -> Result<Response, WebError> {
    let mut tx = visit.begin().await?;
    let run = find_run(&mut tx, &path).await?;
    let judgement = preview(&mut tx, run.id).await?;
    let leaving = judgement.as_ref().map(Judgement::inactive).unwrap_or_default();
    let ends_champions = are_last_champions(&mut tx, &leaving).await?;
    tx.commit().await?;
    let run_href = run_href(&visit, run.id);
    let Some(judgement) = judgement else {
        return Ok(Redirect::to(&run_href).into_response());
    };
    let open = if query.tab == "stay" { Tab::Stay } else { Tab::Back };
    let (lines, pagination) = lines(&visit, &judgement, open);
    let page = UndoPage {
        shell: visit.shell(),
        back: judgement.back.len(),
        stay: judgement.stay.len(),
        ends_champions,
        tabs: tabs(&visit, &judgement, open, &run_href),
        run_href,
        open,
        lines,
        pagination,
    };
    Ok(page.into_response())
}

/// Undoes it, unless that leaves no Digital Champion and the question that was answered did not say so: then it is put again.
pub(super) async fn post_undo(
    visit: Visit,
    Path(path): Path<RunPath>,
    Form(form): Form<UndoForm>,
) -> Result<Redirect, WebError> {
    let decision = decision(&visit, path.id()?);
    let run_href = run_href(&visit, decision.batch);
    let mut tx = visit.begin().await?;
    find_run(&mut tx, &path).await?;
    let champions = count_champions(&mut tx).await?;
    undo_run(&mut tx, &visit.permit, &decision).await?;
    let ends_champions = champions > 0 && lock_champions(&mut tx).await? == 0;
    if ends_champions && form.last.is_empty() {
        tx.rollback().await?;
        return Ok(Redirect::to(&format!("{run_href}/undo")));
    }
    tx.commit().await?;
    Ok(Redirect::to(&run_href))
}

fn tabs(visit: &Visit, judgement: &Judgement, open: Tab, run_href: &str) -> [TabLink; 2] {
    let t = visit.messages();
    let link = |tab: Tab, code: &str, label: String, count: usize| TabLink {
        label: format!("{label} ({count})"),
        href: format!("{run_href}/undo?tab={code}"),
        current: tab == open,
    };
    [
        link(Tab::Back, "back", t.undo_goes_back(), judgement.back.len()),
        link(Tab::Stay, "stay", t.undo_stays(), judgement.stay.len()),
    ]
}

/// A page of the open tab.
fn lines(visit: &Visit, judgement: &Judgement, open: Tab) -> (Vec<UndoLine>, Pagination) {
    let people: Vec<(&ChangedPerson, Option<WhyStays>)> = match open {
        Tab::Back => judgement.back.iter().map(|person| (person, None)).collect(),
        Tab::Stay => judgement.stay.iter().map(|(person, why)| (person, Some(*why))).collect(),
    };
    let address = ListAddress::of(&visit.asked.uri);
    let count = i64::try_from(people.len()).unwrap_or(i64::MAX);
    let pagination = Paging::of(&address).paginate(address, count);
    let shown = people
        .into_iter()
        .skip(usize::try_from(pagination.offset()).unwrap_or(usize::MAX))
        .take(pagination.per_page as usize);
    (shown.map(|(person, why)| line(visit, person, why)).collect(), pagination)
}

fn line(visit: &Visit, person: &ChangedPerson, why: Option<WhyStays>) -> UndoLine {
    let t = visit.messages();
    UndoLine {
        name: person.name.clone(),
        href: visit.path(&format!("/users/{}", person.account)),
        username: person.username.clone(),
        outcome: wording::outcome(t, person.change.as_str()),
        consequence: match why {
            Some(why) => wording::why_stays(t, why),
            None => wording::undoing(t, person.change),
        },
    }
}

impl From<UndoError> for WebError {
    fn from(error: UndoError) -> Self {
        match error {
            UndoError::NotLast => Self::Conflict,
            UndoError::Busy => Self::Busy { retry_after: RUN_TAKES },
            UndoError::Database(error) if crate::db::is_retryable(&error) => {
                Self::Busy { retry_after: RUN_TAKES }
            }
            UndoError::Database(error) => error.into(),
            UndoError::Archive(_) | UndoError::OriginUnknown => Self::internal(error),
        }
    }
}
