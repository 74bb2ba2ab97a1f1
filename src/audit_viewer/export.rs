//! The trail as a CSV file: a line for each event and person, read a few hundred at a time.

use super::filter::Filter;
use super::store::{After, Line, list_lines};
use crate::base::Language;
use crate::base::id::SchoolId;
use crate::db::Database;
use crate::web::csv::{Chunks, Record};
use crate::web::{Messages, WebError, acts, dates, messages};

/// The lines that one short transaction reads.
const CHUNK: i64 = 500;

/// The lines of one download.
pub(super) struct Export {
    database: Database,
    school: SchoolId,
    filter: Filter,
    language: Language,
    /// The last line that was read.
    after: Option<After>,
    is_over: bool,
}

impl Export {
    /// What `filter` finds in `school`, in the words of `language`.
    pub(super) fn new(database: Database, school: SchoolId, filter: Filter, language: Language) -> Self {
        Self { database, school, filter, language, after: None, is_over: false }
    }
}

impl Chunks for Export {
    async fn next(&mut self) -> Result<Vec<Record>, WebError> {
        if self.is_over {
            return Ok(Vec::new());
        }
        let mut tx = self.database.tenant(self.school).await?;
        tx.plan_each_time().await?;
        let lines = list_lines(&mut tx, &self.filter, self.after, CHUNK).await?;
        tx.commit().await?;
        self.is_over = i64::try_from(lines.len()).unwrap_or(CHUNK) < CHUNK;
        self.after = lines.last().map(|line| After {
            at: line.event.at,
            event: line.event.id,
            account: line.subject.as_ref().map(|subject| subject.account),
        });
        let t = messages(self.language);
        Ok(lines.iter().map(|line| record(t, line)).collect())
    }
}

/// What stands above the columns.
pub(super) fn headings(t: &Messages) -> Record {
    vec![
        t.audit_when(),
        t.audit_what(),
        t.audit_note(),
        t.audit_by(),
        t.audit_by_username(),
        t.role(),
        t.audit_about(),
        t.audit_about_username(),
        t.audit_people(),
        t.audit_address(),
    ]
}

fn record(t: &Messages, line: &Line) -> Record {
    let event = &line.event;
    let (name, username) = match &line.subject {
        Some(subject) => (subject.name.clone(), subject.username.clone()),
        None => Default::default(),
    };
    vec![
        dates::moment(event.at),
        acts::label(t, event.kind),
        event.note.clone().unwrap_or_default(),
        event.by.name(t),
        event.by.username.clone(),
        event.by.role(t),
        name,
        username,
        event.people.to_string(),
        event.address.clone().unwrap_or_default(),
    ]
}
