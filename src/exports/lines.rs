//! The lines of a file, chunk by chunk.

use std::collections::HashMap;

use secrecy::ExposeSecret;

use super::store::{self, After, Line};
use crate::base::id::{AccountId, EventId, SchoolId};
use crate::credentials::{Opened, open_passwords};
use crate::db::TenantTx;
use crate::services::Services;
use crate::web::csv::{Chunks, Record};
use crate::web::{WebError, dates};

/// The lines that one short transaction reads.
const CHUNK: i64 = 2000;

/// Whether the passwords stand in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passwords {
    /// They do; a password that the school cannot show is an empty cell.
    Included,
    /// They do not.
    LeftOut,
}

/// The people of one event of the audit trail, as lines of a file.
#[derive(Debug)]
pub struct Export {
    services: Services,
    school: SchoolId,
    event: EventId,
    passwords: Passwords,
    /// Behind whom the next chunk begins.
    after: Option<After>,
    is_over: bool,
}

impl Export {
    /// The people whom `event` names in the trail of `school`.
    pub fn new(services: Services, school: SchoolId, event: EventId, passwords: Passwords) -> Self {
        Self { services, school, event, passwords, after: None, is_over: false }
    }

    /// What stands above the columns.
    pub fn headings(&self) -> Record {
        let all =
            ["Forename", "Surname", "Username", "Password", "Date created", "Year", "Reg group", "Consent"];
        let kept =
            all.into_iter().filter(|name| *name != "Password" || self.passwords == Passwords::Included);
        kept.map(str::to_owned).collect()
    }

    async fn read(&self, tx: &mut TenantTx) -> Result<(Vec<Line>, HashMap<AccountId, Opened>), WebError> {
        match self.passwords {
            Passwords::LeftOut => {
                Ok((store::list_lines(tx, self.event, self.after.as_ref(), CHUNK).await?, HashMap::new()))
            }
            Passwords::Included => {
                let lines = store::list_active_lines(tx, self.event, self.after.as_ref(), CHUNK).await?;
                let people: Vec<AccountId> = lines.iter().map(|line| line.id).collect();
                let opened = open_passwords(tx, &self.services.vault, &people).await;
                Ok((lines, opened.map_err(WebError::internal)?))
            }
        }
    }

    fn record(&self, line: &Line, password: Option<&Opened>) -> Record {
        let password = (self.passwords == Passwords::Included).then(|| match password {
            Some(Opened::Password(password)) => password.expose_secret().to_owned(),
            Some(Opened::ChosenByOwner) | None => String::new(),
        });
        let identity = [line.name.forename.clone(), line.name.surname.clone(), line.username.clone()];
        let rest = [
            dates::day_of(line.created_at),
            line.year.map(|year| year.to_string()).unwrap_or_default(),
            line.registration_group.clone().unwrap_or_default(),
            line.has_consent.map(|given| if given { "Yes" } else { "No" }.to_owned()).unwrap_or_default(),
        ];
        identity.into_iter().chain(password).chain(rest).collect()
    }
}

impl Chunks for Export {
    async fn next(&mut self) -> Result<Vec<Record>, WebError> {
        if self.is_over {
            return Ok(Vec::new());
        }
        let mut tx = self.services.database.tenant(self.school).await?;
        if self.after.is_some() {
            // Planned for where it begins, or everything before would be read again.
            tx.plan_each_time().await?;
        }
        let (lines, passwords) = self.read(&mut tx).await?;
        tx.commit().await?;
        self.is_over = i64::try_from(lines.len()).unwrap_or(CHUNK) < CHUNK;
        let records = lines.iter().map(|line| self.record(line, passwords.get(&line.id))).collect();
        self.after = lines.into_iter().next_back().map(After::from);
        Ok(records)
    }
}
