//! Who looks at pages: the service desk, an administrator of the largest authority, a champion of the largest secondary school.

use anyhow::Context;
use ump::administrators::{Office, add_administrator};
use ump::base::PersonName;
use ump::base::id::AccountId;
use ump::base::random::OsRandom;
use ump::db::Reason;
use ump::sessions::{Token, start_session};
use ump::tenancy::School;

use super::ground::Ground;

/// Cookies of those who are signed in.
pub struct Readers {
    pub service_desk: String,
    pub administrator: String,
    pub champion: String,
    /// The school of the champion.
    pub school: School,
}

/// Signs everybody in.
pub async fn sign_in(ground: &Ground) -> anyhow::Result<Readers> {
    let services = &ground.stage.services;
    let schools = ground.loading.nation().schools();
    let place = (0..schools.len()).filter(|place| !schools[*place].feeders.is_empty());
    let place = place.max_by_key(|place| schools[*place].learners()).context("a secondary school")?;
    let school = ground.loading.school(place)?.clone();
    for office in [Office::ServiceDesk, Office::Authority(school.authority_code)] {
        add_administrator(services, office, PersonName::parse("Gwen", "Swyddfa")?, false).await?;
    }
    let mut owner = ground.owner().await?;
    sqlx::query("INSERT INTO role_grant (account_id, role, granted_at) SELECT id, 'digital_champion', now() FROM account WHERE sourced_id = $1")
        .bind(format!("{}-s1", school.dfes_number))
        .execute(&mut owner)
        .await?;
    let mut cookies = Vec::new();
    for role in ["service_desk", "la_admin", "digital_champion"] {
        let account: AccountId = sqlx::query_scalar("SELECT account_id FROM role_grant WHERE role = $1")
            .bind(role)
            .fetch_one(&mut owner)
            .await?;
        let token = Token::generate(&mut OsRandom);
        let mut tx = services.database.system(Reason::SignIn).await?;
        start_session(&mut tx, &token, account, false, services.clock.now()).await?;
        tx.commit().await?;
        cookies.push(format!("ump_session={}", token.expose()));
    }
    let [service_desk, administrator, champion] = cookies.try_into().ok().context("three are signed in")?;
    Ok(Readers { service_desk, administrator, champion, school })
}
