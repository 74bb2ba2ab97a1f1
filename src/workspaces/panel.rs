//! What a group's page shows of its Team and its Classroom, in words: state, progress, failure, who is not yet a member, and
//! what the reader may do about it. The guides' advice stands where it is needed.

use super::Class;
use super::standing::State;
use super::store::asking::find_class;
use super::store::panel::{self, WorkspaceRow};
use crate::base::id::GroupId;
use crate::base::{AcademicYear, PersonName};
use crate::connectors::Service;
use crate::db::TenantTx;
use crate::web::{InSchool, Messages, dates};

/// The part of a group's page that `templates/workspaces/_panel.html` shows.
///
/// The page has it in a field `workspaces` and its messages in `t`. While something is being made the part fetches the page
/// anew and takes itself out of it.
#[derive(Debug, Default)]
pub struct WorkspacesPanel {
    /// Microsoft first; none where there is nothing to show and nothing to add.
    pub(crate) cards: Vec<Card>,
    /// The page of the group.
    pub(crate) href: String,
    /// Whether something is going on, so that the page is to be fetched again.
    pub(crate) is_busy: bool,
}

/// A Team or a Classroom, or the place where one can be added.
#[derive(Debug)]
pub(crate) struct Card {
    /// *Microsoft Team*, *Google Classroom*.
    pub(crate) heading: String,
    /// `microsoft` or `google`: part of the ids on the page.
    pub(crate) service: &'static str,
    /// Its state: tone and word.
    pub(crate) state: (&'static str, String),
    /// What is going on, or what went wrong and what to do.
    pub(crate) says: Vec<String>,
    /// How many members are in, and of how many, while they are being added.
    pub(crate) progress: Option<(i64, i64)>,
    /// Who is in the class with consent and not yet a member: “Surname, Forename”.
    pub(crate) missing: Vec<String>,
    /// What the reader may do.
    pub(crate) buttons: Vec<Button>,
    /// What to know about it.
    pub(crate) advice: Vec<String>,
    /// Whether it is in the sandbox, from where nothing reaches the real service.
    pub(crate) is_sandbox: bool,
    /// Whether it is being worked on.
    is_busy: bool,
}

/// A form with one button.
#[derive(Debug)]
pub(crate) struct Button {
    /// *Add Google Classroom*.
    pub(crate) label: String,
    /// Where it is posted to.
    pub(crate) action: String,
}

impl Card {
    /// The id of the progress bar.
    pub(crate) fn progress_id(&self) -> String {
        format!("{}-progress", self.service)
    }
}

/// What is linked to a group of the school, for a reader who may see the group.
pub async fn find_panel<P>(
    tx: &mut TenantTx,
    visit: &InSchool<P>,
    group: GroupId,
) -> sqlx::Result<WorkspacesPanel> {
    let href = visit.path(&format!("/groups/{group}"));
    let Some(class) = find_class(tx, group, None).await? else {
        return Ok(WorkspacesPanel { href, ..WorkspacesPanel::default() });
    };
    let mut rows = panel::list_workspaces(tx, group).await?;
    let today = visit.asked.services().clock.today();
    let can_have_one = class.may_have_one(AcademicYear::of(today));
    let mut cards = Vec::new();
    for service in Service::ALL {
        let reader = Reader { t: visit.messages(), href: &href, service };
        let is_here = |row: &WorkspaceRow| row.service == service && !row.standing.is_void();
        let mut card = match rows.iter().position(is_here) {
            Some(index) => {
                let row = rows.swap_remove(index);
                let missing = match row.is_linked && can_have_one && row.standing.state() == State::Active {
                    true => panel::list_missing(tx, row.id, visit.asked.language).await?,
                    false => Vec::new(),
                };
                reader.existing(&row, &missing, &class)
            }
            None if can_have_one => reader.absent(&class),
            None => continue,
        };
        let connectors = &visit.asked.services().connectors;
        card.is_sandbox = connectors.is_sandbox(service, visit.school.authority_code);
        cards.push(card);
    }
    Ok(WorkspacesPanel { is_busy: cards.iter().any(|card| card.is_busy), cards, href })
}

/// For whom a card is written.
struct Reader<'a> {
    t: &'static Messages,
    href: &'a str,
    service: Service,
}

impl Reader<'_> {
    /// The card of a class that has none yet.
    fn absent(&self, class: &Class) -> Card {
        let t = self.t;
        let (label, mut advice) = match self.service {
            Service::Microsoft => (t.add_microsoft_team(), vec![t.advice_minutes(), t.advice_team_hours()]),
            Service::Google => (t.add_google_classroom(), vec![t.advice_minutes()]),
        };
        advice.extend([t.advice_consent(), t.advice_later()]);
        if class.teachers == 0 {
            return Card { says: vec![t.no_teacher_says()], ..self.card(("off", t.workspace_none())) };
        }
        if class.teachers == 1 {
            advice.push(t.advice_second_teacher());
        }
        let buttons = vec![self.button(label, "")];
        Card { buttons, advice, ..self.card(("off", t.workspace_none())) }
    }

    /// The card of one that was asked for.
    fn existing(&self, row: &WorkspaceRow, missing: &[PersonName], class: &Class) -> Card {
        let t = self.t;
        let state = row.standing.state();
        let is_filling = state == State::Active && row.standing.is_open;
        let mut card = Card {
            says: self.says(row, state),
            progress: (is_filling && row.members < row.wanted).then_some((row.members, row.wanted)),
            missing: missing.iter().map(|name| format!("{}, {}", name.surname, name.forename)).collect(),
            advice: self.advice(row, state, class),
            is_busy: row.standing.is_open,
            ..self.card(in_words(t, state))
        };
        if !missing.is_empty() {
            card.buttons.push(self.button(t.add_missing_members(missing.len()), "/members"));
        }
        if state == State::Archived {
            let label = match self.service {
                Service::Microsoft => t.restore_microsoft_team(),
                Service::Google => t.restore_google_classroom(),
            };
            card.buttons.push(self.button(label, "/restore"));
        }
        if state == State::Failed || (row.stuck > 0 && !row.standing.is_open) {
            card.buttons.push(self.button(t.try_again(), "/retry"));
        }
        card
    }

    fn says(&self, row: &WorkspaceRow, state: State) -> Vec<String> {
        let t = self.t;
        let mut says = Vec::new();
        if let Some(problem) = row.standing.problem {
            says.push(problem.explain(t, row.detail.as_deref()));
            if row.standing.is_open {
                says.push(t.workspace_next_try());
            }
        }
        if row.standing.is_open {
            says.push(t.workspace_goes_on());
        }
        if state == State::Active {
            says.push(t.members_count(row.members));
        }
        if row.stuck > 0 {
            says.push(t.members_without_account(row.stuck));
        }
        if state == State::Active && !row.is_linked {
            says.push(t.workspace_unlinked());
        }
        says.push(t.workspace_asked_by(row.asked_by.as_str(), dates::moment(row.asked_at)));
        says
    }

    fn advice(&self, row: &WorkspaceRow, state: State, class: &Class) -> Vec<String> {
        let t = self.t;
        let is_team = self.service == Service::Microsoft;
        let mut advice = Vec::new();
        match state {
            State::Requested | State::Creating => {
                advice.push(t.advice_minutes());
                advice.extend(is_team.then(|| t.advice_team_hours()));
            }
            State::Active if row.is_linked => {
                advice.extend([t.advice_consent(), t.advice_later()]);
                advice.extend((class.teachers == 1).then(|| t.advice_second_teacher()));
            }
            State::Active => advice.extend(is_team.then(|| t.advice_restored_team())),
            State::Archived | State::Restoring => {
                advice.extend((state == State::Archived).then(|| t.advice_archived()));
                advice.push(t.advice_restored());
                advice.extend(is_team.then(|| t.advice_restored_team()));
            }
            State::Archiving | State::Failed => {}
        }
        advice
    }

    fn card(&self, state: (&'static str, String)) -> Card {
        Card {
            heading: match self.service {
                Service::Microsoft => self.t.microsoft_team(),
                Service::Google => self.t.google_classroom(),
            },
            service: self.service.as_str(),
            state,
            says: Vec::new(),
            progress: None,
            missing: Vec::new(),
            buttons: Vec::new(),
            advice: Vec::new(),
            is_sandbox: false,
            is_busy: false,
        }
    }

    fn button(&self, label: String, act: &str) -> Button {
        Button { label, action: format!("{}/workspaces/{}{act}", self.href, self.service.as_str()) }
    }
}

fn in_words(t: &Messages, state: State) -> (&'static str, String) {
    match state {
        State::Requested => ("wait", t.workspace_requested()),
        State::Creating => ("wait", t.workspace_creating()),
        State::Active => ("good", t.workspace_active()),
        State::Archiving => ("wait", t.workspace_archiving()),
        State::Archived => ("off", t.workspace_archived()),
        State::Restoring => ("wait", t.workspace_restoring()),
        State::Failed => ("bad", t.workspace_failed()),
    }
}
