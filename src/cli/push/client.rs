//! The portal's provisioning API as the client sees it.
//!
//! What fails in passing (no connection, a busy or broken server) is tried again; the same bytes give the same runs, so
//! that sending them twice does no harm. The token goes to the given server alone: no redirects, no proxy on this machine,
//! never plain http to another one.

use std::io;
use std::net::IpAddr;
use std::time::Duration;

use anyhow::{Context as _, anyhow, bail, ensure};
use bytes::Bytes;
use futures_util::stream;
use indicatif::ProgressBar;
use reqwest::header::{CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER};
use reqwest::redirect::Policy;
use reqwest::{Body, RequestBuilder, Response, StatusCode, Url};
use rustls::crypto::ring;
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};

use super::outcome::Batch;

/// How often a request is tried.
const ATTEMPTS: u32 = 5;
/// The longest wait that a server may ask for.
const LONGEST_WAIT: Duration = Duration::from_secs(60);
/// How long an upload and a question may take.
const UPLOAD_TIMEOUT: Duration = Duration::from_secs(30 * 60);
const QUESTION_TIMEOUT: Duration = Duration::from_secs(60);
/// The piece in which the progress bar moves.
const CHUNK: usize = 64 * 1024;

/// How long the client waits between two requests; both waits grow.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// After the first failure.
    pub retry: Duration,
    /// Between the first two questions about a run.
    pub poll: Duration,
    /// Between later questions.
    pub slowest_poll: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            retry: Duration::from_secs(1),
            poll: Duration::from_millis(500),
            slowest_poll: Duration::from_secs(5),
        }
    }
}

/// A school's run, as the portal names it when it takes the roster.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Accepted {
    /// The school.
    pub dfes_number: String,
    /// The run.
    pub batch_id: String,
    /// Where to ask about it.
    pub status_url: String,
}

#[derive(Deserialize)]
struct Acceptance {
    batches: Vec<Accepted>,
}

/// A connection to one portal with one token.
pub struct Client {
    http: reqwest::Client,
    server: Url,
    token: SecretString,
    pace: Pace,
}

impl Client {
    /// A client of the portal at `server`; nothing is sent yet.
    pub fn new(server: &Url, token: SecretString, pace: Pace) -> anyhow::Result<Self> {
        let is_local = check_server(server)?;
        // An error means that the process has a provider already.
        let _ = ring::default_provider().install_default();
        let mut builder = reqwest::Client::builder()
            .redirect(Policy::none())
            .connect_timeout(Duration::from_secs(10))
            .user_agent(concat!("ump/", env!("CARGO_PKG_VERSION")));
        if is_local {
            builder = builder.no_proxy();
        }
        Ok(Self {
            http: builder.build().context("the connection could not be set up")?,
            server: server.clone(),
            token,
            pace,
        })
    }

    /// Sends the package; gives the runs that it became, one for each school.
    pub async fn submit(
        &self,
        package: &Bytes,
        dry_run: bool,
        bar: &ProgressBar,
    ) -> anyhow::Result<Vec<Accepted>> {
        let mut address = self.address("api/provisioning/v1/batches")?;
        if dry_run {
            address.set_query(Some("dry_run=true"));
        }
        let response = self
            .send(|| {
                self.http
                    .post(address.clone())
                    .timeout(UPLOAD_TIMEOUT)
                    .header(CONTENT_TYPE, "application/zip")
                    .header(CONTENT_LENGTH, package.len())
                    .body(body(package, bar))
            })
            .await?;
        let acceptance: Acceptance =
            response.json().await.context("the portal's answer is not understood")?;
        ensure!(!acceptance.batches.is_empty(), "the portal took no school's roster");
        Ok(acceptance.batches)
    }

    /// Asks about the runs until each has ended; they come back in the same order.
    pub async fn wait(&self, accepted: &[Accepted], bar: &ProgressBar) -> anyhow::Result<Vec<Batch>> {
        let mut wait = self.pace.poll;
        let mut batches = Vec::with_capacity(accepted.len());
        for run in accepted {
            let batch = loop {
                let batch = self.batch(run).await?;
                bar.set_message(format!("(school {}: {})", run.dfes_number, batch.state));
                bar.tick();
                if batch.state.is_final() {
                    break batch;
                }
                tokio::time::sleep(wait).await;
                wait = (wait * 3 / 2).min(self.pace.slowest_poll);
            };
            bar.inc(1);
            batches.push(batch);
        }
        Ok(batches)
    }

    async fn batch(&self, run: &Accepted) -> anyhow::Result<Batch> {
        let address = self.address(&run.status_url)?;
        let question = || self.http.get(address.clone()).timeout(QUESTION_TIMEOUT);
        let answer = self.send(question).await?.json().await;
        Batch::parse(answer.context("the portal's answer is not understood")?)
    }

    /// The address of `path` on the server that was given, whatever other server the path names: the token goes nowhere else.
    fn address(&self, path: &str) -> anyhow::Result<Url> {
        let mut folder = self.server.clone();
        if !folder.path().ends_with('/') {
            folder.set_path(&format!("{}/", self.server.path()));
        }
        let named = folder.join(path).context("the portal's answer is not understood")?;
        folder.set_path(named.path());
        folder.set_query(named.query());
        folder.set_fragment(None);
        Ok(folder)
    }

    /// Sends a request until it is answered for good. The error is the portal's own explanation where there is one.
    async fn send(&self, request: impl Fn() -> RequestBuilder) -> anyhow::Result<Response> {
        let mut wait = self.pace.retry;
        let mut attempt = 1;
        loop {
            let (why, asked) = match request().bearer_auth(self.token.expose_secret()).send().await {
                Ok(response) if response.status().is_success() => return Ok(response),
                Ok(response) if is_passing(response.status()) => {
                    let asked = retry_after(&response);
                    (explanation(response).await, asked)
                }
                Ok(response) => return Err(explanation(response).await),
                Err(error) if error.is_builder() => return Err(error.into()),
                Err(error) => (anyhow!(error).context("the portal could not be reached"), None),
            };
            if attempt == ATTEMPTS {
                return Err(why);
            }
            tokio::time::sleep(asked.unwrap_or(wait).min(LONGEST_WAIT)).await;
            wait *= 2;
            attempt += 1;
        }
    }
}

/// Whether the portal is on this machine. Fails for one that the token must not be sent to.
pub fn check_server(server: &Url) -> anyhow::Result<bool> {
    let host = server.host_str().unwrap_or_default();
    let address: Option<IpAddr> = host.trim_matches(['[', ']']).parse().ok();
    let is_local = host == "localhost" || address.is_some_and(|address| address.is_loopback());
    match server.scheme() {
        "https" => Ok(is_local),
        "http" if is_local => Ok(true),
        "http" => bail!("the token would cross the network unprotected: use https for {host}"),
        _ => bail!("the server's address must begin with https://"),
    }
}

fn body(package: &Bytes, bar: &ProgressBar) -> Body {
    bar.set_position(0);
    let (package, bar) = (package.clone(), bar.clone());
    let starts = (0..package.len()).step_by(CHUNK);
    Body::wrap_stream(stream::iter(starts.map(move |start| {
        let chunk = package.slice(start..package.len().min(start + CHUNK));
        bar.inc(u64::try_from(chunk.len()).unwrap_or_default());
        Ok::<_, io::Error>(chunk)
    })))
}

/// Whether the same request may do better later.
fn is_passing(status: StatusCode) -> bool {
    status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS
}

fn retry_after(response: &Response) -> Option<Duration> {
    let seconds = response.headers().get(RETRY_AFTER)?.to_str().ok()?.parse().ok()?;
    Some(Duration::from_secs(seconds))
}

/// An RFC 9457 problem document, as far as people read it.
#[derive(Default, Deserialize)]
struct Problem {
    title: Option<String>,
    detail: Option<String>,
}

async fn explanation(response: Response) -> anyhow::Error {
    let status = response.status();
    let problem: Problem = response.json().await.unwrap_or_default();
    match (problem.title, problem.detail) {
        (Some(title), Some(detail)) => anyhow!("{title}: {detail}"),
        (Some(words), None) | (None, Some(words)) => anyhow!(words),
        (None, None) => anyhow!("the portal answered {status}"),
    }
}
