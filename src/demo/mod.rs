//! Demo data: two authorities and four schools, all fictional, whose rolls arrive the way real ones do; or a whole [`nation`].
//!
//! A primary school feeds a secondary one; a Welsh-medium school has a held run; a special school is small. The rolls are
//! OneRoster files made from a seed and taken in by the provisioning engine, on days of the last three weeks. The year before is
//! closed, and some of its Teams and Classrooms stand archived in the sandbox.

mod by_hand;
mod cast;
mod last_year;
pub mod nation;
mod roster;
mod sign_ins;
mod store;
mod story;
mod unfinished;

use chrono::{DateTime, TimeDelta, Utc};
use indicatif::ProgressBar;

pub use sign_ins::{SignIn, hand_out};
pub use unfinished::{Unfinished, is_unfinished};

use crate::base::id::{Ids, SchoolId};
use crate::base::random::OsRandom;
use crate::base::{Clock, DfesNumber};
use crate::config::Config;
use crate::db::Reason;
use crate::provisioning::{self, Received, Step, TokenFor, TokenScope};
use crate::services::Services;
use crate::tenancy::{self, School};

use cast::{AUTHORITIES, SCHOOLS};
use story::Run;

/// Loads the demo into a database that [`is_empty`], and returns the sign-ins.
pub async fn load(services: &Services, config: &Config) -> anyhow::Result<Vec<SignIn>> {
    tracing::info!("loading the demo into the empty database");
    let now = services.clock.now();
    let schools = add_schools(services, now - TimeDelta::days(30)).await?;
    let mut roll = story::Roll::new(now);
    for run in Run::ALL {
        let at = Services { clock: Clock::fixed(run.moment(now)), ..services.clone() };
        roll.advance(run, at.clock.today());
        for authority in AUTHORITIES {
            push(&at, authority.code, roll.package(authority.code)?).await?;
        }
        if run == Run::First {
            last_year::end(&at, config, (roll.year, &schools)).await?;
        }
    }
    sign_ins::prepare(services, &schools).await
}

/// Whether the database has no schools yet.
pub async fn is_empty(services: &Services) -> sqlx::Result<bool> {
    let mut tx = services.database.system(Reason::Operator).await?;
    let is_empty = tenancy::find_schools_of(&mut tx, None).await?.is_empty();
    tx.commit().await?;
    Ok(is_empty)
}

/// Loads the nation of a seed, with so many schools, into a database that [`is_empty`]; `progress` counts rolls.
pub async fn load_nation(
    services: &Services,
    (seed, schools): (&str, usize),
    progress: &ProgressBar,
) -> anyhow::Result<Vec<SignIn>> {
    let schools = nation::tell(services, (seed, schools), progress).await?;
    sign_ins::prepare_few(services, &schools).await
}

async fn add_schools(services: &Services, opened: DateTime<Utc>) -> anyhow::Result<Vec<School>> {
    let mut tx = services.database.system(Reason::Operator).await?;
    for authority in AUTHORITIES {
        store::add_authority(&mut tx, authority).await?;
    }
    let mut random = OsRandom;
    let mut ids = Ids::new(&services.clock, &mut random);
    let mut schools = Vec::new();
    for plan in SCHOOLS {
        let school = School {
            id: ids.fresh(),
            dfes_number: plan.number()?,
            authority_code: plan.number()?.authority_code(),
            name_en: plan.name_en.to_owned(),
            name_cy: plan.name_cy.to_owned(),
            phase: plan.phase,
        };
        tenancy::add_school(&mut tx, &school, true, opened).await?;
        schools.push(school);
    }
    tx.commit().await?;
    Ok(schools)
}

/// Sends one authority's file and applies every run that it makes.
async fn push(services: &Services, authority: i16, content: Vec<u8>) -> anyhow::Result<()> {
    let (scope, _) = provisioning::create_token(services, TokenFor::Authority(authority)).await?;
    let received = Received { content: content.into(), dry_run: false };
    let accepted = provisioning::receive(services, scope, received).await?;
    revoke(services, scope).await?;
    for upload in store::list_unread_uploads(services).await? {
        provisioning::read_upload(services, upload).await?;
    }
    for batch in accepted {
        let school = find(services, batch.dfes_number).await?;
        while let Step::Finished(_) = provisioning::apply_next(services, school).await? {}
    }
    Ok(())
}

/// The demo's tokens are nobody's: each is revoked once it was used.
async fn revoke(services: &Services, scope: TokenScope) -> sqlx::Result<()> {
    provisioning::revoke(services, scope.id).await.map(|_| ())
}

async fn find(services: &Services, number: DfesNumber) -> anyhow::Result<SchoolId> {
    let mut tx = services.database.system(Reason::Operator).await?;
    let school = tenancy::find_school(&mut tx, number).await?;
    tx.commit().await?;
    Ok(school.ok_or_else(|| anyhow::anyhow!("the demo lacks the school {number}"))?.id)
}
