//! A run's changes and rejected rows as CSV files.

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::super::store::reports;
use super::super::table::{changes_csv, rejections_csv};
use super::{RunPath, find_run};
use crate::authz::ManageProvisioning;
use crate::web::csv::BYTE_ORDER_MARK;
use crate::web::{InSchool, WebError};

pub(super) async fn download_changes(
    visit: InSchool<ManageProvisioning>,
    Path(path): Path<RunPath>,
) -> Result<Response, WebError> {
    let mut tx = visit.begin().await?;
    let run = find_run(&mut tx, &path).await?;
    let rows = reports::list_changes(&mut tx, run.id).await?;
    tx.commit().await?;
    let content = changes_csv(&rows).map_err(WebError::internal)?;
    Ok(attachment("changes.csv", &content))
}

pub(super) async fn download_rejections(
    visit: InSchool<ManageProvisioning>,
    Path(path): Path<RunPath>,
) -> Result<Response, WebError> {
    let mut tx = visit.begin().await?;
    let run = find_run(&mut tx, &path).await?;
    let rows = reports::list_rejections(&mut tx, run.id).await?;
    tx.commit().await?;
    let content = rejections_csv(&rows).map_err(WebError::internal)?;
    Ok(attachment("rejections.csv", &content))
}

fn attachment(name: &str, content: &[u8]) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, [BYTE_ORDER_MARK, content].concat()).into_response()
}
