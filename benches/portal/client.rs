//! A browser reduced to its connection: requests one after the other, kept alive, nothing cached, no compression asked for.

use std::net::SocketAddr;

use anyhow::Context;
use axum::body::Bytes;
use axum::http::{Request, StatusCode, header};
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// A connection to a server.
pub struct Client {
    sender: SendRequest<Full<Bytes>>,
    host: String,
}

impl Client {
    /// Connects.
    pub async fn connect(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Self { sender, host: address.to_string() })
    }

    /// Asks for a page; its status and its body.
    pub async fn get(&mut self, path: &str, cookie: &str) -> anyhow::Result<(StatusCode, Bytes)> {
        let request = Request::get(path).header(header::COOKIE, cookie);
        self.send(request, String::new()).await
    }

    /// Sends a form.
    pub async fn post(&mut self, path: &str, form: String) -> anyhow::Result<(StatusCode, Bytes)> {
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, form).await
    }

    async fn send(
        &mut self,
        request: axum::http::request::Builder,
        body: String,
    ) -> anyhow::Result<(StatusCode, Bytes)> {
        let request = request.header(header::HOST, &self.host).body(Full::new(Bytes::from(body)))?;
        self.sender.ready().await.context("the server hung up")?;
        let answer = self.sender.send_request(request).await?;
        let status = answer.status();
        Ok((status, answer.into_body().collect().await?.to_bytes()))
    }
}
