//! The client against a portal that answers as told.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;

use super::client::{Pace, check_server};
use super::{PushArgs, Sent, send};

const TOKEN: &str = "ump_secret";

/// What the portal answers, in order, and what it was asked.
#[derive(Default)]
struct Script {
    answers: VecDeque<(u16, Value)>,
    asked: Vec<String>,
    bodies: Vec<Bytes>,
}

type Shared = Arc<Mutex<Script>>;

async fn answer(State(script): State<Shared>, request: Request) -> Response {
    let line = format!("{} {}", request.method(), request.uri());
    let authorised =
        request.headers().get(header::AUTHORIZATION).is_some_and(|value| *value == format!("Bearer {TOKEN}"));
    let body = axum::body::to_bytes(request.into_body(), 1 << 20).await.unwrap();
    let mut script = script.lock().unwrap();
    script.asked.push(line);
    script.bodies.push(body);
    let problem = json!({"title": "Not signed in", "detail": "This token is not known.", "status": 401});
    let (status, body) = match authorised {
        true => script.answers.pop_front().unwrap(),
        false => (401, problem),
    };
    (StatusCode::from_u16(status).unwrap(), axum::Json(body)).into_response()
}

/// A portal with a script, and the arguments that push to it.
struct Portal {
    script: Shared,
    args: PushArgs,
    _folder: TempDir,
}

impl Portal {
    async fn new(answers: impl IntoIterator<Item = (u16, Value)>) -> Self {
        let script = Shared::default();
        script.lock().unwrap().answers.extend(answers);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = format!("http://{}/portal", listener.local_addr().unwrap());
        let router = Router::new().fallback(answer).with_state(script.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        let folder = tempfile::tempdir().unwrap();
        let (path, token_file) = (folder.path().join("roster.zip"), folder.path().join("token"));
        std::fs::write(&path, vec![b'z'; 200_000]).unwrap();
        std::fs::write(&token_file, format!("{TOKEN}\n")).unwrap();
        let args = PushArgs {
            path,
            server: server.parse().unwrap(),
            token_file,
            dry_run: false,
            wait: true,
            json: true,
        };
        Self { script, args, _folder: folder }
    }

    async fn push(&self) -> anyhow::Result<Sent> {
        let pace = Pace { retry: Duration::ZERO, poll: Duration::ZERO, slowest_poll: Duration::ZERO };
        send(&self.args, pace).await
    }

    fn asked(&self) -> Vec<String> {
        self.script.lock().unwrap().asked.clone()
    }
}

fn accepted(schools: &[&str]) -> (u16, Value) {
    let batch = |school: &&str| {
        let address = format!("https://elsewhere.example/portal/api/provisioning/v1/batches/{school}");
        json!({"dfes_number": school, "batch_id": school, "status_url": address})
    };
    (202, json!({ "batches": schools.iter().map(batch).collect::<Vec<_>>() }))
}

fn run(school: &str, state: &str, rejected: u64) -> (u16, Value) {
    let counts = json!({"created": 2, "rejected": rejected});
    (200, json!({"batch_id": school, "dfes_number": school, "state": state, "counts": counts, "later": true}))
}

#[tokio::test]
async fn a_roster_is_sent_and_every_schools_run_followed_to_its_end() {
    let portal = Portal::new([
        accepted(&["6812001", "6814002"]),
        run("6812001", "validating", 0),
        run("6812001", "applied", 1),
        run("6814002", "applied", 0),
    ])
    .await;
    let sent = portal.push().await.unwrap();
    assert_eq!(sent.outcome.exit_code(), 4);
    assert_eq!(sent.batches, [run("6812001", "applied", 1).1, run("6814002", "applied", 0).1]);
    let first = "GET /portal/api/provisioning/v1/batches/6812001";
    let second = "GET /portal/api/provisioning/v1/batches/6814002";
    assert_eq!(portal.asked(), ["POST /portal/api/provisioning/v1/batches", first, first, second]);
    assert_eq!(portal.script.lock().unwrap().bodies[0].len(), 200_000);
}

#[tokio::test]
async fn without_waiting_a_taken_roster_is_enough() {
    let mut portal = Portal::new([accepted(&["6812001"])]).await;
    portal.args.wait = false;
    portal.args.dry_run = true;
    let sent = portal.push().await.unwrap();
    assert_eq!((sent.outcome.exit_code(), &sent.batches[0]["batch_id"]), (0, &json!("6812001")));
    assert_eq!(portal.asked(), ["POST /portal/api/provisioning/v1/batches?dry_run=true"]);
}

#[tokio::test]
async fn a_refusal_is_told_in_the_portals_words_and_not_repeated() {
    let portal = Portal::new([]).await;
    std::fs::write(&portal.args.token_file, "ump_wrong").unwrap();
    let error = format!("{:#}", portal.push().await.unwrap_err());
    assert_eq!(error, "Not signed in: This token is not known.");
    assert_eq!(portal.asked().len(), 1);
}

#[tokio::test]
async fn what_fails_in_passing_is_sent_again_whole() {
    let portal =
        Portal::new([(503, json!({})), (429, json!({})), accepted(&["6812001"]), run("6812001", "held", 0)])
            .await;
    assert_eq!(portal.push().await.unwrap().outcome.exit_code(), 3);
    let bodies = portal.script.lock().unwrap().bodies.clone();
    assert!(bodies[..3].iter().all(|body| body.len() == 200_000));
}

#[tokio::test]
async fn it_gives_up_in_the_end() {
    let portal = Portal::new((0..9).map(|_| (500, json!({"title": "Something broke"})))).await;
    assert_eq!(portal.push().await.unwrap_err().to_string(), "Something broke");
    assert_eq!(portal.asked().len(), 5);
    let mut nowhere = Portal::new([]).await;
    nowhere.args.server = "http://127.0.0.1:1".parse().unwrap();
    let error = format!("{:#}", nowhere.push().await.unwrap_err());
    assert!(error.starts_with("the portal could not be reached") && !error.contains(TOKEN), "{error}");
}

#[tokio::test]
async fn a_token_file_holds_one_token() {
    let portal = Portal::new([]).await;
    for wrong in ["", " \n", "two tokens"] {
        std::fs::write(&portal.args.token_file, wrong).unwrap();
        let error = format!("{:#}", portal.push().await.unwrap_err());
        assert!(error.contains("must hold one token"), "{error}");
    }
    assert!(portal.asked().is_empty());
}

#[test]
fn the_token_crosses_the_network_only_encrypted() {
    for allowed in ["https://ump.example", "http://127.0.0.1:8080", "http://localhost", "http://[::1]:8080/"]
    {
        assert!(check_server(&allowed.parse().unwrap()).is_ok(), "{allowed}");
    }
    for refused in ["http://ump.example", "http://localhost.example", "http://10.0.0.1", "ftp://localhost"] {
        assert!(check_server(&refused.parse().unwrap()).is_err(), "{refused}");
    }
}
