//! An interface of a service: a base address, the tokens that open it, and calls.

use reqwest::{Method, RequestBuilder, Url};
use secrecy::ExposeSecret;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::ConnectorError;
use super::http::{Http, Reply};
use super::tokens::Tokens;

/// An interface of one tenant.
#[derive(Clone, Debug)]
pub struct Api {
    http: Http,
    base: Url,
    tokens: Tokens,
    is_throttled: fn(&Reply) -> bool,
}

/// A request, before it has an address.
#[derive(Clone, Debug)]
pub struct Call {
    method: Method,
    path: Vec<String>,
    query: Vec<(&'static str, String)>,
    headers: Vec<(&'static str, String)>,
    body: Option<Value>,
}

impl Call {
    fn new(method: Method, path: &[&str]) -> Self {
        let path = path.iter().map(|segment| (*segment).to_owned()).collect();
        Self { method, path, query: Vec::new(), headers: Vec::new(), body: None }
    }

    /// Reads. The path is given in segments, each as it is meant.
    pub fn get(path: &[&str]) -> Self {
        Self::new(Method::GET, path)
    }

    /// Creates, or acts.
    pub fn post(path: &[&str]) -> Self {
        Self::new(Method::POST, path)
    }

    /// Changes.
    pub fn patch(path: &[&str]) -> Self {
        Self::new(Method::PATCH, path)
    }

    /// Takes away.
    pub fn delete(path: &[&str]) -> Self {
        Self::new(Method::DELETE, path)
    }

    /// With a query parameter.
    #[must_use]
    pub fn query(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.query.push((name, value.into()));
        self
    }

    /// With a header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// With a JSON body.
    #[must_use]
    pub fn body(mut self, body: Value) -> Self {
        self.body = Some(body);
        self
    }
}

impl Api {
    /// The interface at `base`. `is_throttled` knows how it asks for a pause beside 429.
    pub fn new(http: Http, base: Url, tokens: Tokens, is_throttled: fn(&Reply) -> bool) -> Self {
        Self { http, base, tokens, is_throttled }
    }

    /// The base address, for references in bodies.
    pub fn address(&self, path: &[&str]) -> String {
        self.locate(path).to_string()
    }

    /// Makes the call; gives every answer but those that concern no single call: throttled, down, not signed in.
    pub async fn send(&self, call: &Call) -> Result<Reply, ConnectorError> {
        let mut address = self.locate(&call.path.iter().map(String::as_str).collect::<Vec<_>>());
        if !call.query.is_empty() {
            address.query_pairs_mut().extend_pairs(&call.query);
            // Both services read a plus sign as itself.
            let query = address.query().map(|query| query.replace('+', "%20"));
            address.set_query(query.as_deref());
        }
        self.request(call, &address).await
    }

    /// The rest of a list: `link` is an address that the service gave.
    ///
    /// # Errors
    /// [`ConnectorError::Unreadable`] for an address elsewhere, to which the token must not go.
    pub async fn follow(&self, call: &Call, link: &str) -> Result<Reply, ConnectorError> {
        let address = Url::parse(link).map_err(|_| ConnectorError::Unreadable)?;
        if address.origin() != self.base.origin() {
            return Err(ConnectorError::Unreadable);
        }
        self.request(call, &address).await
    }

    async fn request(&self, call: &Call, address: &Url) -> Result<Reply, ConnectorError> {
        let mut is_second = false;
        loop {
            let token = self.tokens.current().await?;
            let build = |client: &reqwest::Client| -> RequestBuilder {
                let mut request = client.request(call.method.clone(), address.clone());
                request = request.bearer_auth(token.expose_secret()).header("accept", "application/json");
                for (name, value) in &call.headers {
                    request = request.header(*name, value);
                }
                match &call.body {
                    Some(body) => request.json(body),
                    // Google's and Microsoft's front doors refuse a POST that does not say how long it is.
                    None if call.method == Method::POST => request.header("content-length", "0"),
                    None => request,
                }
            };
            let reply = self.http.send(build, self.is_throttled).await?;
            if reply.status != 401 {
                return Ok(reply);
            }
            if is_second {
                return Err(ConnectorError::SignIn);
            }
            // Tokens can be withdrawn before their time.
            self.tokens.forget(&token).await;
            is_second = true;
        }
    }

    fn locate(&self, path: &[&str]) -> Url {
        let mut address = self.base.clone();
        if let Ok(mut segments) = address.path_segments_mut() {
            segments.pop_if_empty().extend(path);
        }
        address
    }
}

/// A part of an answer as a type.
pub fn parse<T: DeserializeOwned>(value: Value) -> Result<T, ConnectorError> {
    serde_json::from_value(value).map_err(|_| ConnectorError::Unreadable)
}

/// The first `most` characters: the services refuse longer names.
pub fn clip(text: &str, most: usize) -> String {
    text.chars().take(most).collect::<String>().trim_end().to_owned()
}
