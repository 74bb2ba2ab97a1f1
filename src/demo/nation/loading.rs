//! Rolls go in as real ones do: a file is received, read into a snapshot, and applied.

use std::collections::HashMap;
use std::sync::Arc;

use anyhow::Context;
use chrono::{DateTime, Utc};

use super::roll::Chapter;
use super::schools::Nation;
use crate::base::Clock;
use crate::base::id::{BatchId, Ids};
use crate::base::random::OsRandom;
use crate::db::Reason;
use crate::demo::{revoke, store};
use crate::provisioning::{self, Received, Step, TokenFor, TokenScope};
use crate::services::Services;
use crate::tenancy::{self, School};

/// Adds the nation's schools; they stand in the list as they do in the nation.
pub async fn add_schools(
    services: &Services,
    nation: &Nation,
    opened: DateTime<Utc>,
) -> anyhow::Result<Vec<School>> {
    let mut random = OsRandom;
    let mut ids = Ids::new(&services.clock, &mut random);
    let mut tx = services.database.system(Reason::Operator).await?;
    let mut schools = Vec::with_capacity(nation.schools().len());
    for planned in nation.schools() {
        let school = School {
            id: ids.fresh(),
            dfes_number: planned.number,
            authority_code: planned.authority(),
            name_en: planned.name_en.clone(),
            name_cy: planned.name_cy.clone(),
            phase: planned.phase,
        };
        tenancy::add_school(&mut tx, &school, true, opened).await?;
        schools.push(school);
    }
    tx.commit().await?;
    Ok(schools)
}

/// What is needed to send rolls: the nation, its schools, and a token for each authority.
#[derive(Clone)]
pub struct Loading {
    /// The services, at the moment at which the rolls arrive.
    pub services: Services,
    nation: Arc<Nation>,
    schools: Arc<Vec<School>>,
    tokens: Arc<HashMap<i16, TokenScope>>,
}

impl Loading {
    /// Makes the tokens.
    pub async fn begin(services: &Services, nation: Nation, schools: Vec<School>) -> anyhow::Result<Self> {
        let mut tokens = HashMap::new();
        for authority in nation.authorities() {
            let (scope, _) = provisioning::create_token(services, TokenFor::Authority(authority)).await?;
            tokens.insert(authority, scope);
        }
        Ok(Self {
            services: services.clone(),
            nation: Arc::new(nation),
            schools: Arc::new(schools),
            tokens: Arc::new(tokens),
        })
    }

    /// The same at another moment.
    #[must_use]
    pub fn at(&self, moment: DateTime<Utc>) -> Self {
        let services = Services { clock: Clock::fixed(moment), ..self.services.clone() };
        Self { services, ..self.clone() }
    }

    /// The same on another copy of the database.
    #[must_use]
    pub fn on(&self, services: &Services) -> Self {
        Self { services: services.clone(), ..self.clone() }
    }

    /// The nation.
    pub fn nation(&self) -> &Nation {
        &self.nation
    }

    /// Its schools.
    pub fn schools(&self) -> &[School] {
        &self.schools
    }

    /// The school at this place.
    pub fn school(&self, place: usize) -> anyhow::Result<&School> {
        self.schools.get(place).context("there is no such school")
    }

    /// Writes a school's roll, takes it in and reads it.
    pub async fn take_in(&self, place: usize, chapter: Chapter) -> anyhow::Result<BatchId> {
        let content = self.write(place, chapter).await?;
        self.receive(place, content).await
    }

    /// A school's roll as its client sends it.
    pub async fn write(&self, place: usize, chapter: Chapter) -> anyhow::Result<Vec<u8>> {
        let nation = Arc::clone(&self.nation);
        tokio::task::spawn_blocking(move || nation.package(place, chapter)).await?
    }

    /// Takes a school's roll in, and reads it.
    pub async fn receive(&self, place: usize, content: Vec<u8>) -> anyhow::Result<BatchId> {
        let authority = self.school(place)?.authority_code;
        let scope = *self.tokens.get(&authority).context("the authority has a token")?;
        let received = Received { content: content.into(), dry_run: false };
        let accepted = provisioning::receive(&self.services, scope, received).await?;
        let batch = accepted.first().context("a file makes a batch")?.batch;
        let upload = store::find_upload(&self.services, batch).await?;
        provisioning::read_upload(&self.services, upload).await?;
        Ok(batch)
    }

    /// Applies what a school has received, and completes rows that waited.
    pub async fn apply(&self, place: usize) -> anyhow::Result<()> {
        let school = self.school(place)?.id;
        loop {
            match provisioning::apply_next(&self.services, school).await? {
                Step::Finished(_) => {}
                Step::Idle => return Ok(()),
                step => anyhow::bail!("a run of the nation did not end: {step:?}"),
            }
        }
    }

    /// Ends the use of the tokens, which were nobody's.
    pub async fn end(self) -> sqlx::Result<()> {
        for scope in self.tokens.values() {
            revoke(&self.services, *scope).await?;
        }
        Ok(())
    }
}
