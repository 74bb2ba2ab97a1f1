//! The barest page that does a list's work: who asks, the school's transaction, how many there are, and fifty of them with
//! what the portal's list tells of each.

use askama::Template;
use askama_web::WebTemplate;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::routing::get;
use chrono::{DateTime, Utc};
use sqlx::FromRow;
use ump::services::Services;
use ump::sessions::{Token, find_session};
use ump::tenancy::School;
use uuid::Uuid;

/// One route for the school's learners.
pub fn router(services: Services, school: &School) -> Router {
    Router::new()
        .route(&format!("/schools/{}/learners", school.dfes_number), get(show))
        .with_state((services, school.clone()))
}

#[derive(Template, WebTemplate)]
#[template(
    source = "<!doctype html><title>{{ count }}</title><table>\
        {% for row in rows %}<tr><td><a href=\"/people/{{ row.id }}\">{{ row.display_surname }}, {{ row.display_forename }}</a>\
        <td>{{ row.username }}<td>{% if let Some(form) = row.form %}{{ form }}{% endif %}\
        <td>{% if let Some(year) = row.year_group %}{{ year }}{% endif %}\
        <td>{% if let Some(group) = row.registration_group %}{{ group }}{% endif %}\
        <td>{{ row.has_consent }}<td>{{ row.created_at.date_naive() }}{% endfor %}</table>",
    ext = "html"
)]
struct Page {
    count: i64,
    rows: Vec<Row>,
}

#[derive(FromRow)]
struct Row {
    id: Uuid,
    display_surname: String,
    display_forename: String,
    username: String,
    form: Option<String>,
    year_group: Option<i16>,
    registration_group: Option<String>,
    has_consent: bool,
    created_at: DateTime<Utc>,
}

async fn show(
    State((services, school)): State<(Services, School)>,
    headers: HeaderMap,
) -> Result<Page, StatusCode> {
    let cookie = headers.get(header::COOKIE).and_then(|value| value.to_str().ok());
    let token = cookie
        .and_then(|cookie| cookie.split("ump_session=").nth(1))
        .and_then(Token::parse)
        .ok_or(StatusCode::UNAUTHORIZED)?;
    find_page(&services, &school, &token)
        .await
        .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?
        .ok_or(StatusCode::UNAUTHORIZED)
}

async fn find_page(services: &Services, school: &School, token: &Token) -> sqlx::Result<Option<Page>> {
    let mut connection = services.database.bare().await?;
    let now = services.clock.now();
    let session = find_session(&mut connection, token, Some(school.dfes_number), now).await?;
    drop(connection);
    if session.is_none() {
        return Ok(None);
    }
    let mut tx = services.database.tenant(school.id).await?;
    let count = sqlx::query_scalar(
        "SELECT count(*) FROM account
         WHERE school_id = $1 AND kind IN ('learner', 'non_mis_learner') AND state = 'active'",
    )
    .bind(school.id.0)
    .fetch_one(&mut *tx)
    .await?;
    let rows = sqlx::query_as(
        r#"SELECT id, display_surname, display_forename, username, year_group, registration_group, has_consent, created_at,
               (SELECT form FROM credential c WHERE c.account_id = a.id
                    AND (form = 'private' OR visible_to_school_id = $1)) AS form
           FROM account a WHERE school_id = $1 AND kind IN ('learner', 'non_mis_learner') AND state = 'active'
           ORDER BY display_surname COLLATE "en-x-icu", display_forename COLLATE "en-x-icu", id LIMIT 50"#,
    )
    .bind(school.id.0)
    .fetch_all(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(Some(Page { count, rows }))
}
