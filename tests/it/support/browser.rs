//! A browser: keeps cookies, sends forms as a page of the portal would, follows nothing by itself.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::net::{IpAddr, SocketAddr};

use axum::body::Body;
use axum::http::{Request, header};

use super::portal::{Answer, Portal};

/// Where browsers find the portal.
const HOST: &str = "portal.test";

/// Somebody's browser.
pub struct Browser<'p> {
    portal: &'p Portal,
    cookies: RefCell<BTreeMap<String, String>>,
    address: Cell<IpAddr>,
    languages: Cell<&'static str>,
}

impl<'p> Browser<'p> {
    pub fn new(portal: &'p Portal) -> Self {
        Self {
            portal,
            cookies: RefCell::default(),
            address: Cell::new([192, 0, 2, 1].into()),
            languages: Cell::new("en"),
        }
    }

    /// The same browser at another address.
    pub fn at(self, address: [u8; 4]) -> Self {
        self.address.set(address.into());
        self
    }

    /// The same browser, set to other languages.
    pub fn asking_for(self, languages: &'static str) -> Self {
        self.languages.set(languages);
        self
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path), Body::empty()).await
    }

    /// Sends a form from one of the portal's own pages.
    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        self.post_from(&format!("http://{HOST}"), "same-origin", path, form).await
    }

    /// Sends a form from a page of `origin`.
    pub async fn post_from(&self, origin: &str, site: &str, path: &str, form: &[(&str, &str)]) -> Answer {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ORIGIN, origin)
            .header("sec-fetch-site", site);
        self.send(request, Body::from(encode(form))).await
    }

    /// Sends a form with one file in it.
    pub async fn upload(&self, path: &str, field: &str, content: impl Into<Vec<u8>>) -> Answer {
        const BOUNDARY: &str = "a-boundary-that-no-file-holds";
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"file\"\r\n\r\n"
        );
        let tail = format!("\r\n--{BOUNDARY}--\r\n");
        let body = [head.into_bytes(), content.into(), tail.into_bytes()].concat();
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"))
            .header(header::ORIGIN, format!("http://{HOST}"))
            .header("sec-fetch-site", "same-origin");
        self.send(request, Body::from(body)).await
    }

    pub async fn sign_in(&self, username: &str, password: &str) -> Answer {
        self.post("/sign-in", &[("username", username), ("password", password)]).await
    }

    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.borrow().get(name).cloned()
    }

    /// Loses a cookie, or takes one over from another browser.
    pub fn set_cookie(&self, name: &str, value: Option<String>) {
        let mut cookies = self.cookies.borrow_mut();
        match value {
            Some(value) => cookies.insert(name.to_owned(), value),
            None => cookies.remove(name),
        };
    }

    async fn send(&self, request: axum::http::request::Builder, body: Body) -> Answer {
        let cookies: Vec<String> =
            self.cookies.borrow().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = request
            .header(header::HOST, HOST)
            .header(header::ACCEPT_LANGUAGE, self.languages.get())
            .header(header::COOKIE, cookies.join("; "))
            .body(body)
            .unwrap();
        let answer = self.portal.send(request, SocketAddr::new(self.address.get(), 50_000)).await;
        self.keep_cookies(&answer);
        answer
    }

    fn keep_cookies(&self, answer: &Answer) {
        for line in answer.headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().unwrap();
            let (pair, attributes) = line.split_once(';').unwrap_or((line, ""));
            let (name, value) = pair.split_once('=').unwrap();
            let ended = attributes.to_ascii_lowercase().contains("max-age=0");
            self.set_cookie(name, (!ended).then(|| value.to_owned()));
        }
    }
}

/// A form as browsers write it.
fn encode(form: &[(&str, &str)]) -> String {
    let escape = |text: &str| {
        text.bytes().fold(String::new(), |mut escaped, byte| {
            if byte.is_ascii_alphanumeric() {
                escaped.push(char::from(byte));
            } else {
                write!(escaped, "%{byte:02X}").unwrap();
            }
            escaped
        })
    };
    let fields: Vec<String> =
        form.iter().map(|(name, value)| format!("{}={}", escape(name), escape(value))).collect();
    fields.join("&")
}
