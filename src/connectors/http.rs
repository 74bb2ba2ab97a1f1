//! One way to reach a service: timeouts, patience with one that asks for a pause, and logs that tell method and status alone.

use std::net::IpAddr;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use reqwest::header::RETRY_AFTER;
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, Response, Url};
use rustls::crypto::ring;
use serde_json::Value;

use super::ConnectorError;

/// How often a request is made before its failure is told.
const TRIES: u32 = 4;
/// The longest pause that is waited out here; whoever called puts itself off for longer ones.
const LONGEST_PAUSE: Duration = Duration::from_secs(10);
/// The first pause where the service names none; it doubles.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const ANSWER_TIMEOUT: Duration = Duration::from_secs(60);

/// The way to one tenant, shared by its interfaces.
#[derive(Clone, Debug)]
pub struct Http {
    client: Arc<OnceLock<Client>>,
    timeout: Duration,
    is_local: bool,
}

/// What a service said.
#[derive(Debug)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The JSON, or null where there is none.
    pub body: Value,
}

impl Reply {
    /// Whether the request was done.
    pub fn is_done(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

impl Http {
    /// The way to the service at `base`: no redirects, and no proxy on this machine. Nothing is opened yet.
    pub fn new(base: &Url) -> Self {
        Self { client: Arc::default(), timeout: ANSWER_TIMEOUT, is_local: is_loopback(base) }
    }

    /// Makes a request until it is neither throttled nor met by a service that is down, a few times at most.
    ///
    /// `is_throttled` knows the answers by which this service asks for a pause beside 429.
    pub async fn send(
        &self,
        build: impl Fn(&Client) -> RequestBuilder,
        is_throttled: fn(&Reply) -> bool,
    ) -> Result<Reply, ConnectorError> {
        let client = self.client()?;
        let mut tries = 0;
        loop {
            let response = build(client).send().await.map_err(|error| {
                tracing::info!(is_timeout = error.is_timeout(), "a service does not answer");
                ConnectorError::Unavailable
            })?;
            let wait = retry_after(&response);
            let reply = read(response).await?;
            metrics::counter!("ump_connector_answers_total", "status" => reply.status.to_string())
                .increment(1);
            let problem = match reply.status {
                429 => ConnectorError::Throttled { wait },
                503 if wait.is_some() => ConnectorError::Throttled { wait },
                500..=599 => ConnectorError::Unavailable,
                _ if is_throttled(&reply) => ConnectorError::Throttled { wait },
                _ => return Ok(reply),
            };
            tries += 1;
            let pause = wait.unwrap_or(FIRST_PAUSE * 2_u32.pow(tries - 1));
            tracing::debug!(status = reply.status, ?pause, tries, "a service asks for a pause");
            if tries == TRIES || pause > LONGEST_PAUSE {
                return Err(problem);
            }
            tokio::time::sleep(pause).await;
        }
    }

    fn client(&self) -> Result<&Client, ConnectorError> {
        if let Some(client) = self.client.get() {
            return Ok(client);
        }
        // An error means that the process has a provider already.
        let _ = ring::default_provider().install_default();
        let mut builder = Client::builder()
            .redirect(Policy::none())
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(self.timeout)
            .user_agent(concat!("ump/", env!("CARGO_PKG_VERSION")));
        if self.is_local {
            builder = builder.no_proxy();
        }
        let client = builder.build().map_err(|_| ConnectorError::Unavailable)?;
        Ok(self.client.get_or_init(|| client))
    }
}

/// Seconds only: neither service sends a date.
fn retry_after(response: &Response) -> Option<Duration> {
    let seconds = response.headers().get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds))
}

async fn read(response: Response) -> Result<Reply, ConnectorError> {
    let status = response.status().as_u16();
    let bytes = response.bytes().await.map_err(|_| ConnectorError::Unavailable)?;
    let body = if bytes.is_empty() { Some(Value::Null) } else { serde_json::from_slice(&bytes).ok() };
    match body {
        Some(body) => Ok(Reply { status, body }),
        None if (200..300).contains(&status) => Err(ConnectorError::Unreadable),
        None => Ok(Reply { status, body: Value::Null }), // a proxy's page: the status says enough
    }
}

fn is_loopback(base: &Url) -> bool {
    let host = base.host_str().unwrap_or_default().trim_matches(['[', ']']);
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpListener;
    use std::thread;

    use super::*;

    /// A service that answers each connection with one of these texts, and with silence where it is empty.
    fn service(answers: &'static [&'static str]) -> Url {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = Url::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
        thread::spawn(move || {
            let mut silent = Vec::new();
            for answer in answers {
                let (mut connection, _) = listener.accept().unwrap();
                let _ = connection.read(&mut [0; 4096]).unwrap();
                connection.write_all(answer.as_bytes()).unwrap();
                if answer.is_empty() {
                    silent.push(connection);
                }
            }
            silent.iter_mut().for_each(|connection| drop(connection.read(&mut [0; 1])));
        });
        base
    }

    async fn ask(base: &Url, timeout: Duration) -> Result<Reply, ConnectorError> {
        let http = Http { timeout, ..Http::new(base) };
        http.send(|client| client.get(base.clone()), |_| false).await
    }

    #[tokio::test]
    async fn a_service_that_stays_silent_is_down() {
        let base = service(&[""]);
        assert_eq!(ask(&base, Duration::from_millis(50)).await.unwrap_err(), ConnectorError::Unavailable);
    }

    #[tokio::test]
    async fn a_short_pause_is_waited_out() {
        let base = service(&[
            "HTTP/1.1 503 Busy\r\nretry-after: 0\r\nconnection: close\r\ncontent-length: 0\r\n\r\n",
            "HTTP/1.1 429 Slower\r\nretry-after: 0\r\nconnection: close\r\ncontent-length: 0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 7\r\n\r\n{\"a\":1}",
        ]);
        assert_eq!(ask(&base, ANSWER_TIMEOUT).await.unwrap().body["a"], 1);
    }

    #[tokio::test]
    async fn a_page_where_json_is_due_cannot_be_read_and_no_redirect_is_followed() {
        let base = service(&[
            "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 6\r\n\r\n<html>",
            "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\nconnection: close\r\ncontent-length: 0\r\n\r\n",
        ]);
        assert_eq!(ask(&base, ANSWER_TIMEOUT).await.unwrap_err(), ConnectorError::Unreadable);
        assert_eq!(ask(&base, ANSWER_TIMEOUT).await.unwrap().status, 302);
    }
}
