//! What happened to one person in this school: acts of people from the audit trail, changes by applied runs, newest first.

use chrono::{DateTime, Utc};

use super::{Person, Standing, store};
use crate::accounts::State;
use crate::audit::EventKind;
use crate::base::id::BatchId;
use crate::db::TenantTx;

/// How far back a page goes, in lines of each kind.
const LONGEST: i64 = 200;

/// Which part of the timeline is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Part {
    /// Everything.
    #[default]
    All,
    /// Passwords: who saw, set or took them, and who failed to guess them.
    Passwords,
    /// What came from the MIS.
    Mis,
}

impl Part {
    /// The parts, as their tabs stand.
    pub(super) const ALL: [Self; 3] = [Self::All, Self::Passwords, Self::Mis];

    /// The part as addresses spell it.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Passwords => "passwords",
            Self::Mis => "mis",
        }
    }

    /// The part with this spelling; everything when there is none.
    pub(super) fn from_code(code: &str) -> Self {
        let found = Self::ALL.into_iter().find(|part| part.as_str() == code);
        found.unwrap_or_default()
    }

    fn of(kind: EventKind) -> Self {
        match kind {
            EventKind::PasswordShown
            | EventKind::PasswordReset
            | EventKind::PasswordChanged
            | EventKind::CredentialsPrinted
            | EventKind::CredentialsExported
            | EventKind::SignInFailures => Self::Passwords,
            EventKind::RunReleased | EventKind::RunDiscarded | EventKind::RunUndone => Self::Mis,
            _ => Self::All,
        }
    }

    fn holds(self, other: Self) -> bool {
        self == Self::All || self == other
    }
}

/// What somebody did.
#[derive(Clone, Debug)]
pub(super) struct Act {
    pub(super) at: DateTime<Utc>,
    pub(super) kind: EventKind,
    /// Who, as they were called then; empty where the portal itself acted.
    pub(super) by: String,
    /// What it was about beside the person.
    pub(super) note: Option<String>,
}

/// One field's change by a run, or the one line of a change that names no field.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub(super) run: BatchId,
    pub(super) at: DateTime<Utc>,
    pub(super) outcome: String,
    pub(super) cause: String,
    pub(super) field: Option<String>,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

impl Change {
    fn is_arrival(&self) -> bool {
        matches!(self.outcome.as_str(), "created" | "transferred" | "reactivated")
    }
}

/// A line of the timeline.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) at: DateTime<Utc>,
    pub(super) what: Happening,
}

/// What happened.
#[derive(Clone, Debug)]
pub(super) enum Happening {
    /// Somebody did something.
    Act(Act),
    /// A run did something; all its lines about the person, at least one.
    Run(Vec<Change>),
    /// The leaving date passed without a run.
    Left,
    /// Another school took the account over.
    Moved,
}

/// The part of somebody's timeline that is asked for.
pub(super) async fn find_timeline(
    tx: &mut TenantTx,
    person: &Person,
    part: Part,
) -> sqlx::Result<Vec<Entry>> {
    let mut acts = store::list_acts(tx, person.id, LONGEST).await?;
    acts.retain(|act| part.holds(Part::of(act.kind)));
    let mut entries: Vec<Entry> =
        acts.into_iter().map(|act| Entry { at: act.at, what: Happening::Act(act) }).collect();
    if part.holds(Part::Mis) {
        let changes = store::list_changes(tx, person.id, LONGEST).await?;
        entries.extend(from_the_mis(person, &changes));
    }
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.at));
    Ok(entries)
}

/// What runs did, newest first, and how the person went.
fn from_the_mis(person: &Person, changes: &[Change]) -> Vec<Entry> {
    let went = |what| Entry { at: person.state_changed_at, what };
    let stay = || changes.iter().take_while(|change| !change.is_arrival());
    let released = stay().any(|change| change.outcome == "released");
    let mut entries = Vec::new();
    match person.standing {
        Standing::Moved(_) => entries.push(went(Happening::Moved)),
        Standing::Here(State::Left, _) if !released => entries.push(went(Happening::Left)),
        Standing::Here(..) => {}
    }
    let mut is_last_arrival = true;
    for lines in changes.chunk_by(|a, b| a.run == b.run && a.outcome == b.outcome) {
        // A row that waited for another school's release completes after its run: the stay knows when.
        let arrived = is_last_arrival && lines[0].is_arrival();
        is_last_arrival &= !lines[0].is_arrival();
        entries.push(Entry {
            at: if arrived { person.arrived_at } else { lines[0].at },
            what: Happening::Run(lines.to_vec()),
        });
    }
    entries
}

#[cfg(test)]
#[path = "timeline_tests.rs"]
mod tests;
