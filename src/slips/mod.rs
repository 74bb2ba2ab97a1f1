//! Slips: sign-in details on paper, to be cut out and handed to each person.
//!
//! They are printed for accounts that work, with the passwords that the school can show where that is asked for. What is
//! printed is on record, with everybody whom it names, before anybody reads it.

mod arrange;
mod store;
mod web;

use std::net::IpAddr;

use secrecy::SecretString;

pub use web::routes;

use crate::audit::{self, Author, Event, EventKind};
use crate::base::id::{AccountId, Ids};
use crate::base::random::OsRandom;
use crate::base::{Language, PersonName, YearGroup};
use crate::credentials::{OpenError, Opened, open_passwords};
use crate::db::TenantTx;
use crate::services::Services;

use arrange::{SlipGroup, arrange};

/// What somebody wants on paper.
#[derive(Debug)]
struct Order<'a> {
    /// Whose slips. Those whose accounts do not work get none.
    people: &'a [AccountId],
    /// Whether passwords are printed too.
    with_passwords: bool,
    /// The one heading over all slips; without it they are divided into registration groups.
    heading: Option<String>,
    /// The name of the group that was asked for, for the record.
    note: Option<String>,
    /// Who prints.
    author: Author,
    /// From where.
    address: Option<IpAddr>,
    /// Names are sorted as this language sorts them.
    language: Language,
}

/// One person's slip.
#[derive(Debug)]
struct Slip {
    id: AccountId,
    name: PersonName,
    username: String,
    year: Option<YearGroup>,
    registration_group: Option<String>,
    password: SlipPassword,
}

/// What a slip says of the password.
#[derive(Debug)]
enum SlipPassword {
    /// Nothing.
    NotAsked,
    /// The password itself.
    Printed(SecretString),
    /// Its owner chose it.
    ChosenByOwner,
    /// The school can show none.
    Unavailable,
}

impl SlipPassword {
    /// Whether a password should stand there and cannot.
    const fn is_missing(&self) -> bool {
        matches!(self, Self::ChosenByOwner | Self::Unavailable)
    }
}

impl From<Option<Opened>> for SlipPassword {
    fn from(opened: Option<Opened>) -> Self {
        match opened {
            Some(Opened::Password(password)) => Self::Printed(password),
            Some(Opened::ChosenByOwner) => Self::ChosenByOwner,
            None => Self::Unavailable,
        }
    }
}

/// The slips in the order of the pages, once the audit trail has them; none where nobody's account works.
///
/// The caller commits before anybody reads them.
async fn issue(
    tx: &mut TenantTx,
    services: &Services,
    order: &Order<'_>,
) -> Result<Vec<SlipGroup>, OpenError> {
    let mut slips = store::list_slips(tx, order.people, order.language).await?;
    if slips.is_empty() {
        return Ok(Vec::new());
    }
    let people: Vec<AccountId> = slips.iter().map(|slip| slip.id).collect();
    if order.with_passwords {
        let mut opened = open_passwords(tx, &services.vault, &people).await?;
        for slip in &mut slips {
            slip.password = opened.remove(&slip.id).into();
        }
    }
    record(tx, services, order, &people).await?;
    Ok(arrange(slips, order.heading.as_deref()))
}

async fn record(
    tx: &mut TenantTx,
    services: &Services,
    order: &Order<'_>,
    subjects: &[AccountId],
) -> sqlx::Result<()> {
    let event = Event {
        id: Ids::new(&services.clock, &mut OsRandom).fresh(),
        at: services.clock.now(),
        kind: match order.with_passwords {
            true => EventKind::CredentialsPrinted,
            false => EventKind::DetailsPrinted,
        },
        actor: &order.author,
        address: order.address,
        subjects,
        note: order.note.as_deref(),
    };
    audit::write_event(tx, &event).await
}
