//! Resets of passwords, with their audit rows: a registration group through its page, and a whole school, beside as many
//! Argon2 hashes on one thread.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, header};
use tower::ServiceExt;
use ump::base::id::{AccountId, ActId};
use ump::base::random::OsRandom;
use ump::bulk_acts::finish;
use ump::db::Patience;

use crate::list::{portal_router, sign_in};
use crate::report::Report;
use crate::seed::{self, LEARNERS, Nation};
use crate::stage::Stage;

const GROUP: usize = 30;
const ROUNDS: usize = 9;

/// Measures and prints; whether the targets are met.
pub async fn measure() -> anyhow::Result<bool> {
    let stage = Stage::begin(Patience::Page).await?;
    let nation = seed::fill(&stage).await?;
    let visit = Visit {
        router: portal_router(stage.services.clone())?,
        cookie: format!("ump_session={}", sign_in(&stage, &nation).await?.expose()),
        school: format!("/schools/{}", nation.school.dfes_number),
    };
    let group = visit.tick(&stage, &nation).await?;
    let (mut of_groups, mut of_schools) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        of_groups.push(visit.reset(&stage, &nation, &group).await?);
        of_schools.push(visit.reset(&stage, &nation, "&all_matching=yes").await?);
    }
    let hashes = hash(&stage).await?;
    let mut report =
        Report::begin(&format!("Resetting passwords, with audit rows: median of {ROUNDS} resets"))?;
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    for (people, times, target) in [(GROUP, of_groups, 50.0), (LEARNERS as usize, of_schools, 500.0)] {
        report.limit(&format!("{people} learners"), ms(median(times)), target, "ms")?;
        let argon2 = hashes * u32::try_from(people)?;
        report.tell("  as many Argon2 hashes, on one thread", "", &format!("{:.0} ms", ms(argon2)))?;
    }
    let holds = report.holds();
    stage.end().await;
    Ok(holds)
}

/// A champion at the list of learners.
struct Visit {
    router: Router,
    cookie: String,
    school: String,
}

impl Visit {
    /// The form's fields for thirty learners.
    async fn tick(&self, stage: &Stage, nation: &Nation) -> anyhow::Result<String> {
        let ids: Vec<AccountId> = sqlx::query_scalar(
            "SELECT id FROM account WHERE school_id = $1 AND kind = 'learner' ORDER BY random() LIMIT $2",
        )
        .bind(nation.school.id)
        .bind(i64::try_from(GROUP)?)
        .fetch_all(&mut stage.owner().await?)
        .await?;
        Ok(ids.iter().map(|id| format!("&id={id}")).collect())
    }

    /// Asks for the reset of `people`, confirms it, and waits until everybody has a new password. The time is that of the
    /// confirmation and of whatever goes on in the background after it.
    async fn reset(&self, stage: &Stage, nation: &Nation, people: &str) -> anyhow::Result<Duration> {
        let list = format!("{}/learners/selected", self.school);
        let act = self.post(&list, format!("action=reset_passwords{people}")).await?;
        let id: ActId = ActId(act.rsplit('/').next().context("the act has an id")?.parse()?);
        let begun = Instant::now();
        self.post(&format!("{act}/confirm"), String::new()).await?;
        finish(&stage.services, nation.school.id, id).await?;
        let time = begun.elapsed();
        let open: i64 = sqlx::query_scalar(
            "SELECT count(*) FROM bulk_act_person WHERE act_id = $1 AND outcome IS DISTINCT FROM 'done'",
        )
        .bind(id)
        .fetch_one(&mut stage.owner().await?)
        .await?;
        ensure!(open == 0, "{open} of the people have no new password");
        Ok(time)
    }

    /// Sends a form; where the answer leads.
    async fn post(&self, path: &str, form: String) -> anyhow::Result<String> {
        let request = Request::post(path)
            .header(header::HOST, "portal.test")
            .header(header::COOKIE, &self.cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .extension(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 1))))
            .body(Body::from(form))?;
        let answer = self.router.clone().oneshot(request).await?;
        let location =
            answer.headers().get(header::LOCATION).context(format!("{path}: {}", answer.status()))?;
        Ok(location.to_str()?.to_owned())
    }
}

/// How long one Argon2 hash takes, the mean of some.
async fn hash(stage: &Stage) -> anyhow::Result<Duration> {
    let begun = Instant::now();
    for _ in 0..GROUP {
        stage.services.hasher.hash("Heulog Afon 47".to_owned().into(), &mut OsRandom).await?;
    }
    Ok(begun.elapsed() / u32::try_from(GROUP)?)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
