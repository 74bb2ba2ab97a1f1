//! The page that takes a transfer file, and the one that tells who is in it. Nothing lies between them but the request.

use askama::Template;
use askama_web::WebTemplate;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use bytes::Bytes;

use super::file::SIZE_LIMIT;
use super::{Answer, CtfError, Pupil, TransferFile, answer, read_file};
use crate::audit::{Author, Event, EventKind, write_event};
use crate::authz::ManageProvisioning;
use crate::base::UpnError;
use crate::base::id::Ids;
use crate::base::random::OsRandom;
use crate::web::upload::{FORM_LIMIT, FileForm, UploadError, read_upload};
use crate::web::{AppState, Explain, FormErrors, InSchool, Messages, Shell, WebError};

/// The routes of this feature.
pub fn routes() -> Router<AppState> {
    Router::new().route(
        "/schools/{dfes}/ctf",
        get(show_form).post(post_file).layer(DefaultBodyLimit::max(SIZE_LIMIT + FORM_LIMIT)),
    )
}

#[derive(Template, WebTemplate)]
#[template(path = "ctf/form.html")]
struct FormPage {
    shell: Shell,
    action: String,
    errors: FormErrors<FileError>,
}

#[derive(Template, WebTemplate)]
#[template(path = "ctf/answers.html")]
struct AnswersPage {
    shell: Shell,
    action: String,
    source: String,
    /// The school that the file is meant for, where it is not this one.
    other_destination: Option<String>,
    sections: Vec<Section>,
}

/// Everybody of whom the same is known.
struct Section {
    id: &'static str,
    heading: String,
    advice: String,
    pupils: Vec<PupilLine>,
}

struct PupilLine {
    name: String,
    /// What is wrong with the UPN, where it is.
    remark: String,
}

/// Why there is nothing to tell.
#[derive(Clone, Copy, Debug)]
enum FileError {
    Upload(UploadError),
    Ctf(CtfError),
}

impl Explain for FileError {
    fn explain(&self, t: &Messages) -> String {
        match self {
            Self::Upload(error) => error.explain(t),
            Self::Ctf(CtfError::NotXml) => t.ctf_not_xml(),
            Self::Ctf(CtfError::NotCtf) => t.ctf_not_ctf(),
            Self::Ctf(CtfError::Forbidden) => t.ctf_forbidden(),
            Self::Ctf(CtfError::TooManyPupils) => t.ctf_too_many(),
            Self::Ctf(CtfError::Empty) => t.ctf_empty(),
        }
    }
}

type Visit = InSchool<ManageProvisioning>;

async fn show_form(visit: Visit) -> FormPage {
    form(&visit, FormErrors::none())
}

async fn post_file(visit: Visit, upload: FileForm) -> Result<Response, WebError> {
    let file = match read(upload).await? {
        Ok(file) => file,
        Err(error) => {
            let mut errors = FormErrors::none();
            errors.add("file", error);
            return Ok(form(&visit, errors).into_response());
        }
    };
    let TransferFile { source, destination, pupils } = file;
    let mut tx = visit.begin().await?;
    let answers = answer(&mut tx, &visit.permit, pupils).await?;
    record(&visit, &mut tx).await?;
    tx.commit().await?;
    let own_number = visit.school.dfes_number.to_string();
    let page = AnswersPage {
        shell: visit.shell(),
        action: visit.path("/ctf"),
        source,
        other_destination: Some(destination).filter(|number| !number.is_empty() && *number != own_number),
        sections: sections(visit.messages(), &answers),
    };
    Ok(page.into_response())
}

fn form(visit: &Visit, errors: FormErrors<FileError>) -> FormPage {
    FormPage { shell: visit.shell(), action: visit.path("/ctf"), errors }
}

/// The file that was sent, read beside the requests: a large one takes a while.
async fn read(upload: FileForm) -> Result<Result<TransferFile, FileError>, WebError> {
    let content: Bytes = match read_upload(upload, "file", SIZE_LIMIT).await {
        Ok(content) => content,
        Err(error) => return Ok(Err(FileError::Upload(error))),
    };
    let read = tokio::task::spawn_blocking(move || read_file(&content)).await.map_err(WebError::internal)?;
    Ok(read.map_err(FileError::Ctf))
}

/// That somebody asked about other schools' learners stays on record; who they are does not.
async fn record(visit: &Visit, tx: &mut crate::db::TenantTx) -> sqlx::Result<()> {
    let clock = &visit.asked.services().clock;
    let event = Event {
        id: Ids::new(clock, &mut OsRandom).fresh(),
        at: clock.now(),
        kind: EventKind::TransferFileChecked,
        actor: &Author::of(&visit.actor),
        address: visit.asked.address,
        subjects: &[],
        note: None,
    };
    write_event(tx, &event).await
}

/// A section for each answer that somebody has.
fn sections(t: &Messages, answers: &[(Pupil, Answer)]) -> Vec<Section> {
    let section = |id, heading: String, advice, belongs: &dyn Fn(Answer) -> bool| {
        let mine = answers.iter().filter(|(_, answer)| belongs(*answer));
        let pupils: Vec<_> = mine.map(|(pupil, answer)| line(t, pupil, *answer)).collect();
        Section { id, heading: format!("{heading} ({})", pupils.len()), advice, pupils }
    };
    let is = |wanted: Answer| move |answer: Answer| answer == wanted;
    let all = [
        section("released", t.ctf_released(), t.ctf_released_advice(), &is(Answer::Released)),
        section("elsewhere", t.ctf_elsewhere(), t.ctf_elsewhere_advice(), &is(Answer::Elsewhere)),
        section("unknown", t.ctf_unknown(), t.ctf_unknown_advice(), &is(Answer::Unknown)),
        section("here", t.ctf_here(), t.ctf_here_advice(), &is(Answer::Here)),
        section("wrong-upn", t.ctf_wrong_upn(), t.ctf_wrong_upn_advice(), &|answer| {
            matches!(answer, Answer::WrongUpn(_))
        }),
    ];
    all.into_iter().filter(|section| !section.pupils.is_empty()).collect()
}

fn line(t: &Messages, pupil: &Pupil, answer: Answer) -> PupilLine {
    let remark = match answer {
        Answer::WrongUpn(None) => t.ctf_upn_missing(),
        Answer::WrongUpn(Some(UpnError::Format)) => t.ctf_upn_invalid(),
        Answer::WrongUpn(Some(UpnError::CheckLetter)) => t.ctf_upn_check_letter(),
        _ => String::new(),
    };
    PupilLine { name: name(pupil), remark }
}

/// As lists write names. A file may lack either part.
fn name(pupil: &Pupil) -> String {
    let parts = [&pupil.surname, &pupil.forename].map(String::as_str);
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
