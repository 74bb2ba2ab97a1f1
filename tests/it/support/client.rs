//! A provisioning client: a token, and the API.

use std::net::SocketAddr;

use axum::body::Body;
use axum::http::{Request, header};
use serde_json::Value;
use ump::base::id::TokenId;
use ump::provisioning::{TokenFor, create_token, revoke};
use ump::tenancy::School;

use super::portal::{Answer, Portal};
use super::roster::Roster;

/// The API's address.
pub const BATCHES: &str = "/api/provisioning/v1/batches";

/// Whose schools a token opens.
pub enum Covers<'s> {
    School(&'s School),
    Authority(i16),
}

/// A client with a token.
pub struct Client<'p> {
    portal: &'p Portal,
    id: TokenId,
    token: String,
}

impl Portal {
    /// A client with a new token.
    pub async fn client(&self, covers: Covers<'_>) -> Client<'_> {
        let covers = match covers {
            Covers::School(school) => TokenFor::School(school.dfes_number),
            Covers::Authority(code) => TokenFor::Authority(code),
        };
        let (scope, token) = create_token(&self.services, covers).await.unwrap();
        Client { portal: self, id: scope.id, token: token.expose().to_owned() }
    }

    /// Sends a school's roster and lets it be applied; the batch as the API then tells it.
    pub async fn push(&self, school: &School, roster: &Roster) -> Value {
        let client = self.client(Covers::School(school)).await;
        let batch = client.accepted(&roster.zip()).await;
        self.drain_jobs().await;
        client.batch(&batch).await
    }
}

impl Client<'_> {
    /// Posts a file.
    pub async fn post(&self, content: &[u8]) -> Answer {
        self.post_to(BATCHES, content).await
    }

    /// Posts a file that is only to be tried.
    pub async fn rehearse(&self, content: &[u8]) -> Answer {
        self.post_to(&format!("{BATCHES}?dry_run=true"), content).await
    }

    pub async fn post_to(&self, path: &str, content: &[u8]) -> Answer {
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/zip");
        self.send(request, Body::from(content.to_vec())).await
    }

    /// Posts a file of one school, which must be taken; the id of its batch.
    pub async fn accepted(&self, content: &[u8]) -> String {
        let answer = self.post(content).await;
        assert_eq!(answer.status.as_u16(), 202, "{}", answer.text());
        answer.json()["batches"][0]["batch_id"].as_str().unwrap().to_owned()
    }

    /// The batch, as the API tells it.
    pub async fn batch(&self, id: &str) -> Value {
        let answer = self.get(&format!("{BATCHES}/{id}")).await;
        answer.assert_ok();
        answer.json()
    }

    /// The records of one of the batch's CSV files, the header first.
    pub async fn csv(&self, id: &str, file: &str) -> Vec<Vec<String>> {
        let answer = self.get(&format!("{BATCHES}/{id}/{file}")).await;
        answer.assert_ok();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(answer.body.as_slice());
        let records = reader.records().map(|record| record.unwrap());
        records.map(|record| record.iter().map(str::to_owned).collect()).collect()
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path), Body::empty()).await
    }

    /// Ends the token's validity.
    pub async fn revoke(&self) {
        assert!(revoke(&self.portal.services, self.id).await.unwrap());
    }

    async fn send(&self, request: axum::http::request::Builder, body: Body) -> Answer {
        let request =
            request.header(header::AUTHORIZATION, format!("Bearer {}", self.token)).body(body).unwrap();
        self.portal.send(request, SocketAddr::from(([198, 51, 100, 7], 443))).await
    }
}

/// A count of a batch.
pub fn count(batch: &Value, outcome: &str) -> i64 {
    batch["counts"][outcome].as_i64().unwrap()
}

/// The counts that are not zero, by name.
pub fn counts(batch: &Value) -> Vec<(&str, i64)> {
    let counts = batch["counts"].as_object().unwrap();
    let mut counts: Vec<(&str, i64)> = counts
        .iter()
        .map(|(name, count)| (name.as_str(), count.as_i64().unwrap()))
        .filter(|(_, count)| *count != 0)
        .collect();
    counts.sort_unstable();
    counts
}
