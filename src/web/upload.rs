//! A file that somebody sends with a form.

use axum::extract::Multipart;
use axum::extract::multipart::{MultipartError, MultipartRejection};
use axum::http::StatusCode;
use bytes::Bytes;

use crate::web::{Explain, Messages};

/// A form with a file in it, as a handler takes it; what is no such form is one without a file.
pub type FileForm = Result<Multipart, MultipartRejection>;

/// What a form needs beside its file.
pub const FORM_LIMIT: usize = 64 << 10;

/// Why there is no file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UploadError {
    /// None was chosen.
    Missing,
    /// It is larger than the route takes.
    TooLarge {
        /// What it takes.
        megabytes: u32,
    },
    /// It did not arrive whole.
    Interrupted,
}

impl Explain for UploadError {
    fn explain(&self, t: &Messages) -> String {
        match self {
            Self::Missing => t.upload_missing(),
            Self::TooLarge { megabytes } => t.upload_too_large(*megabytes),
            Self::Interrupted => t.upload_interrupted(),
        }
    }
}

/// The file in `field`, of at most `limit` bytes. The route's `DefaultBodyLimit` ends a larger one before it is read whole.
pub async fn read_upload(form: FileForm, field: &str, limit: usize) -> Result<Bytes, UploadError> {
    let refusal = |error: MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => too_large(limit),
        _ => UploadError::Interrupted,
    };
    let mut form = form.map_err(|_| UploadError::Missing)?;
    while let Some(part) = form.next_field().await.map_err(refusal)? {
        if part.name() == Some(field) {
            let content = part.bytes().await.map_err(refusal)?;
            return match content.len() {
                0 => Err(UploadError::Missing),
                length if length > limit => Err(too_large(limit)),
                _ => Ok(content),
            };
        }
    }
    Err(UploadError::Missing)
}

fn too_large(limit: usize) -> UploadError {
    UploadError::TooLarge { megabytes: u32::try_from(limit >> 20).unwrap_or(u32::MAX) }
}
