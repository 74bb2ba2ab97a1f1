//! A file is rehearsed by hand: its run shows what it would do, and changes nothing.

use askama::Template;
use askama_web::WebTemplate;
use axum::response::{IntoResponse, Redirect, Response};

use super::super::formats::PACKED_LIMIT;
use super::super::intake::{IntakeError, Received, receive};
use super::super::store::uploads::{Sender, SentBy};
use super::super::wording;
use super::decision::Visit;
use crate::base::DfesNumber;
use crate::web::upload::{FORM_LIMIT, FileForm, UploadError, read_upload};
use crate::web::{Explain, FormErrors, Messages, Shell, WebError};

const FILE_LIMIT: usize = PACKED_LIMIT as usize;
/// The largest form.
pub(super) const LIMIT: usize = FILE_LIMIT + FORM_LIMIT;

#[derive(Template, WebTemplate)]
#[template(path = "provisioning/rehearse.html")]
pub(super) struct RehearsePage {
    shell: Shell,
    runs_href: String,
    errors: FormErrors<FileError>,
}

/// Why a file is not rehearsed.
#[derive(Debug)]
enum FileError {
    Upload(UploadError),
    /// It cannot be understood; the code says why.
    Format(&'static str),
    /// It names another school.
    School(DfesNumber),
}

impl Explain for FileError {
    fn explain(&self, t: &Messages) -> String {
        match self {
            Self::Upload(error) => error.explain(t),
            Self::Format(code) => wording::failure(t, code),
            Self::School(number) => t.rehearse_other_school(number.to_string().as_str()),
        }
    }
}

pub(super) async fn show_form(visit: Visit) -> RehearsePage {
    form(&visit, FormErrors::none())
}

pub(super) async fn post_file(visit: Visit, upload: FileForm) -> Result<Response, WebError> {
    let content = match read_upload(upload, "file", FILE_LIMIT).await {
        Ok(content) => content,
        Err(error) => return Ok(refusal(&visit, FileError::Upload(error))),
    };
    let sender = Sender {
        by: SentBy::Person(visit.actor.account),
        school: Some(visit.school.id),
        authority_code: None,
    };
    let received = Received { content, dry_run: true };
    match receive(visit.asked.services(), sender, received).await {
        Ok(accepted) => {
            let run = accepted.first().map_or_else(String::new, |accepted| format!("/{}", accepted.batch));
            Ok(Redirect::to(&visit.path(&format!("/provisioning{run}"))).into_response())
        }
        Err(IntakeError::Format(error)) => Ok(refusal(&visit, FileError::Format(error.code()))),
        Err(IntakeError::School(number)) => Ok(refusal(&visit, FileError::School(number))),
        Err(IntakeError::Database(error)) => Err(error.into()),
        Err(error @ IntakeError::Interrupted) => Err(WebError::internal(error)),
    }
}

fn form(visit: &Visit, errors: FormErrors<FileError>) -> RehearsePage {
    RehearsePage { shell: visit.shell(), runs_href: visit.path("/provisioning"), errors }
}

fn refusal(visit: &Visit, error: FileError) -> Response {
    let mut errors = FormErrors::none();
    errors.add("file", error);
    form(visit, errors).into_response()
}
