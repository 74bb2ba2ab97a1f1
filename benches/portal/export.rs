//! The CSV of a school's passwords, put on record and streamed, beside the bare query with its opening and its writing.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use chrono::{DateTime, Utc};
use http_body_util::BodyExt;
use secrecy::ExposeSecret;
use sqlx::FromRow;
use tower::ServiceExt;
use ump::base::id::{AccountId, SchoolId};
use ump::base::random::OsRandom;
use ump::credentials::{
    Audience, Binding, Form, NewPassword, PersonWords, Sealed, generate_for, put_passwords,
};
use ump::db::Patience;
use ump::services::Services;

use crate::list::{portal_router, sign_in};
use crate::report::{Report, percentiles};
use crate::seed::{self, LEARNERS, Nation};
use crate::stage::Stage;

/// The portal and the floor take turns, so that whatever else the machine does meets both.
const ROUNDS: usize = 25;

/// Measures and prints; whether the target is met.
pub async fn measure() -> anyhow::Result<bool> {
    let stage = Stage::begin(Patience::Page).await?;
    let nation = seed::fill(&stage).await?;
    give_passwords(&stage, &nation).await?;
    let visit = Visit {
        router: portal_router(stage.services.clone())?,
        cookie: format!("ump_session={}", sign_in(&stage, &nation).await?.expose()),
        path: format!("/schools/{}/downloads/learners.csv", nation.school.dfes_number),
    };
    let (mut of_portal, mut of_floor) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let times = (visit.download().await?, write_bare(&stage.services, nation.school.id).await?);
        // The first files warm up.
        if round > 0 {
            of_portal.push(times.0);
            of_floor.push(times.1);
        }
    }
    let mut report =
        Report::begin(&format!("CSV of {LEARNERS} learners with passwords: median of {ROUNDS} files"))?;
    let rate = |time: &Duration| 1.0 / time.as_secs_f64();
    let rounds: Vec<(f64, f64)> = of_portal.iter().map(rate).zip(of_floor.iter().map(rate)).collect();
    report.compare("files per second", &rounds, 1.0 / 3.0)?;
    report.tell("a half and 99 % written within", &percentiles(&of_portal), &percentiles(&of_floor))?;
    let holds = report.holds();
    stage.end().await;
    Ok(holds)
}

/// Real passwords for the measured school: those of the seed open nothing.
async fn give_passwords(stage: &Stage, nation: &Nation) -> anyhow::Result<()> {
    let learners: Vec<AccountId> =
        sqlx::query_scalar("SELECT id FROM account WHERE school_id = $1 AND kind = 'learner'")
            .bind(nation.school.id)
            .fetch_all(&mut stage.owner().await?)
            .await?;
    let new: Vec<NewPassword> = learners
        .into_iter()
        .map(|account| NewPassword {
            account,
            password: generate_for(Audience::Learner, &PersonWords::default(), &mut OsRandom),
        })
        .collect();
    let services = &stage.services;
    let mut tx = services.database.tenant(nation.school.id).await?;
    put_passwords(&mut tx, &services.vault, &new, services.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// A champion at *All Pupils*.
struct Visit {
    router: Router,
    cookie: String,
    path: String,
}

impl Visit {
    /// How long a file takes to its last byte.
    async fn download(&self) -> anyhow::Result<Duration> {
        let request = Request::get(&self.path)
            .header(header::HOST, "portal.test")
            .header(header::COOKIE, &self.cookie)
            .extension(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 1))))
            .body(Body::empty())?;
        let begun = Instant::now();
        let answer = self.router.clone().oneshot(request).await?;
        ensure!(answer.status() == StatusCode::OK, "{} answered {}", self.path, answer.status());
        let body = answer.into_body().collect().await?.to_bytes();
        let time = begun.elapsed();
        let lines = body.iter().filter(|byte| **byte == b'\n').count();
        ensure!(lines == LEARNERS as usize + 1, "the file has {lines} lines");
        Ok(time)
    }
}

#[derive(FromRow)]
struct Row {
    id: AccountId,
    display_forename: String,
    display_surname: String,
    username: String,
    created_at: DateTime<Utc>,
    year_group: Option<i16>,
    registration_group: Option<String>,
    has_consent: bool,
    key_id: i16,
    ciphertext: Vec<u8>,
}

/// The barest code that makes the same file: one query, everybody's password opened, the lines written to memory.
async fn write_bare(services: &Services, school: SchoolId) -> anyhow::Result<Duration> {
    let begun = Instant::now();
    let mut tx = services.database.tenant(school).await?;
    let rows: Vec<Row> = sqlx::query_as(
        r#"SELECT a.id, a.display_forename, a.display_surname, a.username, a.created_at, a.year_group, a.registration_group,
               a.has_consent, c.key_id, c.ciphertext
           FROM account a JOIN credential c ON c.account_id = a.id
           WHERE a.school_id = $1 AND a.kind = 'learner' AND a.state = 'active'
           ORDER BY a.display_surname COLLATE "en-x-icu", a.display_forename COLLATE "en-x-icu", a.id"#,
    )
    .bind(school)
    .fetch_all(&mut *tx)
    .await?;
    tx.commit().await?;
    let mut file = csv::Writer::from_writer(Vec::new());
    for row in &rows {
        let binding = Binding { account: row.id, form: Form::Sealed, visible_to: Some(school) };
        let sealed = Sealed { key_id: row.key_id, ciphertext: row.ciphertext.clone() };
        let password = services.vault.open(&sealed, binding)?;
        let created = row.created_at.date_naive().format("%d/%m/%Y").to_string();
        let year = row.year_group.map(|year| year.to_string()).unwrap_or_default();
        file.write_record([
            row.display_forename.as_str(),
            &row.display_surname,
            &row.username,
            password.expose_secret(),
            &created,
            &year,
            row.registration_group.as_deref().unwrap_or_default(),
            if row.has_consent { "Yes" } else { "No" },
        ])?;
    }
    let bytes = file.into_inner().ok().context("the file is in memory")?;
    ensure!(rows.len() == LEARNERS as usize && !bytes.is_empty(), "the bare file has {} lines", rows.len());
    Ok(begun.elapsed())
}
