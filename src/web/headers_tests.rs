//! What a browser sees of the layers.

use axum::Form;
use axum::body::Body;
use axum::http::{Request, Response};
use axum::routing::{get, post};
use http_body_util::BodyExt;
use serde::Deserialize;
use tower::ServiceExt;

use super::*;

#[derive(Deserialize)]
struct Sent {
    _name: String,
}

async fn fail() -> WebError {
    WebError::from(sqlx::Error::Protocol("secret cause".to_owned()))
}

async fn panic() {
    panic!("secret cause")
}

fn pages() -> Router {
    let router = Router::new()
        .route("/page", get(|| async { "text" }))
        .route("/form", post(|_: Form<Sent>| async {}))
        .route("/fail", get(fail))
        .route("/panic", get(panic))
        .route("/private", get(|| async { WebError::SignInNeeded }))
        .merge(crate::web::assets::routes());
    let settings = HeaderSettings::new("https://UMP.example.org:443/").unwrap();
    with_page_layers(router, &settings)
}

async fn ask(request: axum::http::request::Builder) -> (Response<Body>, String) {
    let (parts, body) = pages().oneshot(request.body(Body::empty()).unwrap()).await.unwrap().into_parts();
    let text = body.collect().await.unwrap().to_bytes();
    let text = String::from_utf8_lossy(&text).into_owned();
    (Response::from_parts(parts, Body::empty()), text)
}

#[tokio::test]
async fn pages_are_never_cached_and_load_nothing_from_elsewhere() {
    let (response, _) = ask(Request::get("/page")).await;
    let header = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(header("cache-control"), "no-store");
    assert!(header("content-security-policy").starts_with("default-src 'none'"));
    assert!(header("strict-transport-security").starts_with("max-age"));
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("x-request-id").len(), 11);
}

#[tokio::test]
async fn assets_keep_their_own_cache_rule() {
    let (response, _) = ask(Request::get(crate::web::asset_url("app.js"))).await;
    assert!(response.headers()["cache-control"].to_str().unwrap().contains("immutable"));
}

#[tokio::test]
async fn forms_of_other_sites_are_refused() {
    let request = Request::post("/form").header("sec-fetch-site", "cross-site");
    let (response, text) = ask(request).await;
    assert_eq!(response.status(), 403);
    assert!(text.contains("came from another website"));

    let own = Request::post("/form")
        .header("sec-fetch-site", "cross-site")
        .header("origin", "https://ump.example.org");
    assert_ne!(ask(own).await.0.status(), 403);
}

#[tokio::test]
async fn every_refusal_is_a_page_in_the_readers_language() {
    let welsh = |request: axum::http::request::Builder| request.header("accept-language", "cy");
    let (response, text) = ask(welsh(Request::get("/nowhere"))).await;
    assert_eq!(response.status(), 404);
    assert!(text.contains("<html lang=\"cy\">") && text.contains("Heb ddod o hyd"));

    let (response, text) = ask(welsh(Request::get("/form"))).await;
    assert_eq!((response.status().as_u16(), &response.headers()["allow"] == "POST"), (405, true));
    assert!(text.contains("<h1>"));

    let (response, text) = ask(Request::post("/form").header("cookie", "ump_language=cy")).await;
    assert!(response.status().is_client_error());
    assert!(text.contains("Nid oedd modd darllen"));
}

#[tokio::test]
async fn a_fault_of_ours_shows_its_incident_and_nothing_else() {
    for path in ["/fail", "/panic"] {
        let (response, text) = ask(Request::get(path)).await;
        let incident = response.headers()["x-request-id"].to_str().unwrap();
        assert_eq!(response.status(), 500, "{path}");
        assert!(text.contains(incident) && !text.contains("secret cause"));
    }
}

#[tokio::test]
async fn htmx_gets_a_notice_instead_of_a_page() {
    let (response, text) = ask(Request::get("/nowhere").header("hx-request", "true")).await;
    assert_eq!(response.headers()["hx-retarget"], "#notices");
    assert!(text.contains("class=\"notice") && !text.contains("<html"));
}

#[tokio::test]
async fn who_is_not_signed_in_is_led_back_afterwards() {
    let (response, _) = ask(Request::get("/private?year=7&group=7A")).await;
    assert_eq!(response.status(), 303);
    assert_eq!(response.headers()["location"], "/sign-in?return_to=%2Fprivate%3Fyear%3D7%26group%3D7A");
    let (response, _) = ask(Request::get("/private").header("hx-request", "true")).await;
    assert_eq!(response.headers()["hx-redirect"], "/sign-in");
}

#[test]
fn the_public_address_is_an_origin() {
    assert_eq!(canonical_origin("https://UMP.example.org:443/"), "https://ump.example.org");
    assert_eq!(canonical_origin("http://127.0.0.1:8080"), "http://127.0.0.1:8080");
    assert!(HeaderSettings::new("ump.example.org/path").is_err());
}
