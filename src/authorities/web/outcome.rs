//! What became of the runs that were released together: each has its own outcome, and one may be held again.

use askama::Template;
use askama_web::WebTemplate;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Query;

use super::held::{Chosen, RunCard, Visit, address, back, read_cards};
use crate::web::{Shell, WebError};

#[derive(Template, WebTemplate)]
#[template(path = "authorities/held_outcome.html")]
struct OutcomePage {
    shell: Shell,
    authority: String,
    path: String,
    /// This page.
    href: String,
    runs: Vec<RunCard>,
    /// How many have come to an end.
    done: usize,
}

/// `GET /authorities/{code}/held-runs/outcome`
pub(super) async fn show_outcome(visit: Visit, Query(query): Query<Chosen>) -> Result<Response, WebError> {
    let keys = query.keys();
    let runs = read_cards(&visit, &keys).await?;
    if runs.is_empty() {
        return Ok(back(&visit));
    }
    Ok(OutcomePage {
        shell: visit.shell(),
        authority: visit.name().to_owned(),
        path: visit.path("/held-runs"),
        href: address(&visit, "outcome", keys.into_iter()),
        done: runs.iter().filter(|run| run.is_over).count(),
        runs,
    }
    .into_response())
}
