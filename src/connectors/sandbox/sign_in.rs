//! Where tokens are given, and the guard that asks for them. Secrets and signatures are checked as the services do.

use axum::Form;
use axum::Json;
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use ring::signature::{
    RSA_PKCS1_2048_8192_SHA256, RSA_PSS_2048_8192_SHA256, RsaParameters, UnparsedPublicKey,
};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use secrecy::ExposeSecret;
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::access::{CERTIFICATE, signing_key};
use super::answers::{Refusal, classroom, graph};
use super::{Desk, Interface};

const TOKEN_LIFE: TimeDelta = TimeDelta::seconds(3599);
const ASSERTION_KIND: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

pub fn routes() -> Router<Desk> {
    Router::new()
        .route("/login/{tenant}/oauth2/v2.0/token", post(microsoft))
        .route("/google/token", post(google))
}

/// Lets a request pass that shows a token for `interface`.
pub async fn check(desk: Desk, interface: Interface, request: Request, next: Next) -> Response {
    let token = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = token.and_then(|value| value.strip_prefix("Bearer "));
    if token.is_some_and(|token| desk.is_good(token, interface)) {
        return next.run(request).await;
    }
    let refusal: Refusal = match interface {
        Interface::Graph | Interface::Exchange => {
            graph(401, "InvalidAuthenticationToken", "Access token is empty, expired or invalid.")
        }
        Interface::Directory | Interface::Classroom => {
            classroom(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.")
        }
    };
    refusal.into_response()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClientCredentials {
    grant_type: String,
    client_id: String,
    scope: String,
    client_secret: Option<String>,
    client_assertion_type: Option<String>,
    client_assertion: Option<String>,
}

async fn microsoft(
    State(desk): State<Desk>,
    Path(tenant): Path<String>,
    Form(form): Form<ClientCredentials>,
) -> Response {
    let access = &desk.access;
    if form.grant_type != "client_credentials" {
        return refuse(400, "unsupported_grant_type", "AADSTS70003: The grant type is not supported.");
    }
    if tenant != access.tenant.to_string() {
        return refuse(400, "invalid_request", "AADSTS90002: Tenant not found.");
    }
    if form.client_id != access.client_id.to_string() {
        return refuse(
            400,
            "unauthorized_client",
            "AADSTS700016: Application was not found in the directory.",
        );
    }
    let endpoint = format!("{}/login/{tenant}/oauth2/v2.0/token", access.base);
    let is_known = match (&form.client_secret, &form.client_assertion) {
        (Some(secret), None) => {
            secret.as_bytes().ct_eq(access.client_secret.expose_secret().as_bytes()).into()
        }
        (None, Some(assertion)) => {
            form.client_assertion_type.as_deref() == Some(ASSERTION_KIND)
                && is_client(&desk, assertion, &endpoint)
        }
        _ => false,
    };
    if !is_known {
        return refuse(401, "invalid_client", "AADSTS7000215: Invalid client secret or assertion provided.");
    }
    let interface = match form.scope.strip_prefix(access.base.as_str()) {
        Some("/graph/.default") => Interface::Graph,
        Some("/exchange/.default") => Interface::Exchange,
        _ => return refuse(400, "invalid_scope", "AADSTS70011: The provided scope is not valid."),
    };
    let token = desk.issue(interface, TOKEN_LIFE);
    Json(json!({
        "token_type": "Bearer",
        "expires_in": TOKEN_LIFE.num_seconds(),
        "ext_expires_in": TOKEN_LIFE.num_seconds(),
        "access_token": token,
    }))
    .into_response()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct JwtBearer {
    grant_type: String,
    assertion: String,
}

async fn google(State(desk): State<Desk>, Form(form): Form<JwtBearer>) -> Response {
    if form.grant_type != "urn:ietf:params:oauth:grant-type:jwt-bearer" {
        return refuse(400, "unsupported_grant_type", "Invalid grant_type.");
    }
    let Some((header, claims)) = open(&form.assertion, "RS256", &RSA_PKCS1_2048_8192_SHA256) else {
        return refuse(400, "invalid_grant", "Invalid JWT Signature.");
    };
    let access = &desk.access;
    let (now, issued, ends) = (desk.now().timestamp(), number(&claims, "iat"), number(&claims, "exp"));
    let is_timely = issued <= now && now < ends && ends - issued <= 3600;
    let is_account = claims["iss"] == access.account && header["kid"] == access.key_id;
    if !is_timely || !is_account || claims["aud"] != format!("{}/google/token", access.base) {
        return refuse(400, "invalid_grant", "Invalid JWT: Token must be a short-lived token.");
    }
    let scopes: Vec<&str> = claims["scope"].as_str().unwrap_or_default().split(' ').collect();
    let interface = match scopes.as_slice() {
        ["https://www.googleapis.com/auth/admin.directory.user"] => Interface::Directory,
        [
            "https://www.googleapis.com/auth/classroom.courses",
            "https://www.googleapis.com/auth/classroom.rosters",
        ] => Interface::Classroom,
        _ => {
            return refuse(
                401,
                "unauthorized_client",
                "Client not authorized for any of the scopes requested.",
            );
        }
    };
    if claims["sub"] != access.admin {
        return refuse(401, "unauthorized_client", "Client is unauthorized to retrieve access tokens.");
    }
    let token = desk.issue(interface, TOKEN_LIFE);
    Json(json!({ "token_type": "Bearer", "expires_in": TOKEN_LIFE.num_seconds(), "access_token": token }))
        .into_response()
}

/// Whether a statement is the application's own, for this endpoint and this moment.
fn is_client(desk: &Desk, assertion: &str, endpoint: &str) -> bool {
    let Some((header, claims)) = open(assertion, "PS256", &RSA_PSS_2048_8192_SHA256) else {
        return false;
    };
    let Ok(certificate) = CertificateDer::from_pem_slice(CERTIFICATE) else {
        return false;
    };
    let id = desk.access.client_id.to_string();
    let now = desk.now().timestamp();
    header["x5t#S256"] == URL_SAFE_NO_PAD.encode(Sha256::digest(&certificate))
        && claims["iss"] == id
        && claims["sub"] == id
        && claims["aud"] == endpoint
        && claims["jti"].as_str().is_some_and(|id| !id.is_empty())
        && number(&claims, "nbf") <= now
        && now < number(&claims, "exp")
}

/// Header and claims of a statement that the sandbox's key signed.
fn open(jwt: &str, algorithm: &str, parameters: &'static RsaParameters) -> Option<(Value, Value)> {
    let (message, signature) = jwt.rsplit_once('.')?;
    let (header, claims) = message.split_once('.')?;
    let decode = |part: &str| URL_SAFE_NO_PAD.decode(part).ok();
    let json = |part: &str| serde_json::from_slice::<Value>(&decode(part)?).ok();
    let (header, claims) = (json(header)?, json(claims)?);
    let key = signing_key();
    UnparsedPublicKey::new(parameters, key.public()).verify(message.as_bytes(), &decode(signature)?).ok()?;
    (header["alg"] == algorithm).then_some((header, claims))
}

fn number(claims: &Value, name: &str) -> i64 {
    claims[name].as_i64().unwrap_or_default()
}

fn refuse(status: u16, error: &str, description: &str) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
    (status, Json(json!({ "error": error, "error_description": description }))).into_response()
}
