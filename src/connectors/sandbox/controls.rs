//! What can be switched while the sandbox runs: latency, faults, how long things take, how large a page is.
//!
//! A fault is told in one of three ways: 429 or 503 with a `Retry-After` before anything is done, or 503 after the request was
//! done, as when an answer is lost on its way.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use chrono::TimeDelta;
use serde_json::json;

use super::Desk;
use super::recorder::Recorded;
use crate::base::random::{OsRandom, Random};
use crate::config::SandboxSettings;

/// How long a Team is being made, archived and restored.
const USUAL_DELAY: TimeDelta = TimeDelta::seconds(2);
/// How many rows a list has at most.
const USUAL_PAGE: i64 = 100;

/// The switches; copies switch the same sandbox.
#[derive(Clone)]
pub struct Controls(Arc<Mutex<Switches>>);

struct Switches {
    latency: Duration,
    fault_percent: u32,
    pause: u32,
    delay: TimeDelta,
    page: i64,
    generation: u64,
    is_recording: bool,
    recorded: Vec<Recorded>,
    requests: u64,
}

/// How a request goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    Throttled,
    Down,
    AnswerLost,
}

impl fmt::Debug for Controls {
    /// Without what was recorded: tokens stand in it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Controls")
    }
}

impl Controls {
    pub(super) fn new(settings: SandboxSettings) -> Self {
        Self(Arc::new(Mutex::new(Switches {
            latency: settings.latency,
            fault_percent: settings.fault_percent.into(),
            pause: 1,
            delay: USUAL_DELAY,
            page: USUAL_PAGE,
            generation: 0,
            is_recording: false,
            recorded: Vec::new(),
            requests: 0,
        })))
    }

    fn state(&self) -> MutexGuard<'_, Switches> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How long each answer takes.
    pub fn set_latency(&self, latency: Duration) {
        self.state().latency = latency;
    }

    /// Of a hundred answers, how many are 429 or 503; the pause that they ask for, in seconds.
    pub fn set_faults(&self, percent: u32, pause: u32) {
        let mut state = self.state();
        (state.fault_percent, state.pause) = (percent, pause);
    }

    /// How long Teams are being made, archived and restored, by the portal's clock.
    pub fn set_delay(&self, delay: TimeDelta) {
        self.state().delay = delay;
    }

    /// How many rows a list has at most.
    pub fn set_page(&self, rows: i64) {
        self.state().page = rows;
    }

    /// Makes every token that was given worthless.
    pub fn withdraw_tokens(&self) {
        self.state().generation += 1;
    }

    /// How many requests came in, sign-ins and faults included.
    pub fn requests(&self) -> u64 {
        self.state().requests
    }

    /// Keeps requests and answers from now on.
    pub fn record(&self) {
        let mut state = self.state();
        state.is_recording = true;
        state.recorded.clear();
    }

    /// What was kept, oldest first.
    pub fn recorded(&self) -> Vec<Recorded> {
        self.state().recorded.clone()
    }

    pub(super) fn delay(&self) -> TimeDelta {
        self.state().delay
    }

    pub(super) fn page(&self) -> i64 {
        self.state().page
    }

    pub(super) fn generation(&self) -> u64 {
        self.state().generation
    }

    /// Counts a request; tells whether it is to be kept.
    pub(super) fn count(&self) -> bool {
        let mut state = self.state();
        state.requests += 1;
        state.is_recording
    }

    pub(super) fn keep(&self, recorded: Recorded) {
        self.state().recorded.push(recorded);
    }

    fn draw(&self) -> (Duration, Option<Fault>, u32) {
        let state = self.state();
        let is_faulty = OsRandom.below(100) < state.fault_percent;
        let fault = is_faulty.then(|| match OsRandom.below(3) {
            0 => Fault::Throttled,
            1 => Fault::Down,
            _ => Fault::AnswerLost,
        });
        (state.latency, fault, state.pause)
    }
}

/// Lets an answer wait, and some go wrong.
pub(super) async fn disturb(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    let (latency, fault, pause) = desk.controls.draw();
    if !latency.is_zero() {
        tokio::time::sleep(latency).await;
    }
    match fault {
        None => next.run(request).await,
        Some(Fault::Throttled) => trouble(StatusCode::TOO_MANY_REQUESTS, "TooManyRequests", pause),
        Some(Fault::Down) => trouble(StatusCode::SERVICE_UNAVAILABLE, "ServiceUnavailable", pause),
        Some(Fault::AnswerLost) => {
            next.run(request).await;
            trouble(StatusCode::SERVICE_UNAVAILABLE, "ServiceUnavailable", pause)
        }
    }
}

fn trouble(status: StatusCode, code: &str, pause: u32) -> Response {
    let body = json!({ "error": { "code": code, "message": "Try again later." } });
    (status, [(header::RETRY_AFTER, pause.to_string())], Json(body)).into_response()
}
