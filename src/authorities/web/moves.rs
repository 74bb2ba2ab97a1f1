//! Moves that wait, by the school that has not released its learners: what both authorities see, and nobody's name.

use askama::Template;
use askama_web::WebTemplate;

use super::super::store::moves::{MoveRow, list_moves};
use super::held::Visit;
use crate::web::{Messages, Shell, WebError, dates};

#[derive(Template, WebTemplate)]
#[template(path = "authorities/moves.html")]
pub(super) struct MovesPage {
    shell: Shell,
    authority: String,
    blockers: Vec<Blocker>,
}

/// A school whose release is waited for.
struct Blocker {
    number: i32,
    name: String,
    /// Its dashboard, where it is one of this authority's.
    href: Option<String>,
    learners: i32,
    since: String,
    last_run: String,
    contact: Option<Contact>,
    waiting: Vec<WaitingSchool>,
}

/// Whom to ask about the blocking school's client.
struct Contact {
    name: String,
    email: Option<String>,
    telephone: Option<String>,
}

/// A school in which learners wait.
struct WaitingSchool {
    name: String,
    href: Option<String>,
    learners: i32,
}

/// `GET /authorities/{code}/moves`
pub(super) async fn show_moves(visit: Visit) -> Result<MovesPage, WebError> {
    let mut tx = visit.begin().await?;
    let rows = list_moves(&mut tx, visit.asked.language).await?;
    tx.commit().await?;
    Ok(MovesPage {
        shell: visit.shell(),
        authority: visit.name().to_owned(),
        blockers: blockers(visit.messages(), visit.authority.code, rows),
    })
}

/// The rows of one blocking school stand together: each such school with those that wait for it.
fn blockers(t: &Messages, authority: i16, rows: Vec<MoveRow>) -> Vec<Blocker> {
    let mut blockers: Vec<Blocker> = Vec::new();
    let mut oldest = None;
    for row in rows {
        let waiting = WaitingSchool {
            href: (row.authority == authority).then(|| format!("/schools/{:07}", row.number)),
            name: row.name.clone(),
            learners: row.learners,
        };
        match blockers.last_mut().filter(|blocker| blocker.number == row.blocking_number) {
            Some(blocker) => {
                oldest = oldest.min(Some(row.since));
                blocker.learners += row.learners;
                blocker.waiting.push(waiting);
                blocker.since = oldest.map(dates::day_of).unwrap_or_default();
            }
            None => {
                oldest = Some(row.since);
                blockers.push(blocker(t, authority, row, waiting));
            }
        }
    }
    blockers
}

fn blocker(t: &Messages, authority: i16, row: MoveRow, waiting: WaitingSchool) -> Blocker {
    let is_ours = row.blocking_authority == authority;
    Blocker {
        href: is_ours.then(|| format!("/schools/{:07}", row.blocking_number)),
        number: row.blocking_number,
        name: row.blocking_name,
        learners: row.learners,
        since: dates::day_of(row.since),
        last_run: match (is_ours, row.last_run_at) {
            (true, Some(at)) => dates::moment(at),
            (true, None) => t.not_run_yet(),
            (false, _) => t.school_of_other_authority(),
        },
        contact: row.contact_name.map(|name| Contact {
            name,
            email: row.contact_email,
            telephone: row.contact_telephone,
        }),
        waiting: vec![waiting],
    }
}
