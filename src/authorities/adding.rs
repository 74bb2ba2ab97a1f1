//! Adds a school. Its number says which authority's it is.

use thiserror::Error;

use crate::audit::{Event, write_own_event};
use crate::authz::{AddSchools, Permit};
use crate::base::DfesNumber;
use crate::base::text::normalise;
use crate::db::{Reason, constraint};
use crate::services::Services;
use crate::tenancy::{School, add_school};
use crate::web::{Explain, Messages};

const LONGEST_NAME: usize = 100;

/// What is wrong with a new school.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(super) enum SchoolError {
    #[error("no DfES number")]
    NumberInvalid,
    #[error("no authority has the number's first three digits")]
    UnknownAuthority,
    #[error("there is a school with this number already")]
    NumberTaken,
    #[error("no name")]
    NameMissing,
    #[error("the name is too long")]
    NameTooLong,
    #[error("no phase")]
    PhaseMissing,
}

impl Explain for SchoolError {
    fn explain(&self, t: &Messages) -> String {
        match self {
            Self::NumberInvalid => t.school_number_invalid(),
            Self::UnknownAuthority => t.school_authority_unknown(),
            Self::NumberTaken => t.school_number_taken(),
            Self::NameMissing => t.school_name_missing(),
            Self::NameTooLong => t.school_name_too_long(),
            Self::PhaseMissing => t.school_phase_missing(),
        }
    }
}

/// Reads a school's number.
pub(super) fn parse_number(text: &str) -> Result<DfesNumber, SchoolError> {
    text.parse().map_err(|_| SchoolError::NumberInvalid)
}

/// Reads a school's name: a line of 1 to 100 characters.
pub(super) fn parse_name(text: &str) -> Result<String, SchoolError> {
    let name = normalise(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    match name.chars().count() {
        0 => Err(SchoolError::NameMissing),
        1..=LONGEST_NAME => Ok(name),
        _ => Err(SchoolError::NameTooLong),
    }
}

/// Adds the school, on the record of its own trail; or says what is wrong with it.
pub(super) async fn add(
    services: &Services,
    _permit: &Permit<AddSchools>,
    school: &School,
    event: &Event<'_>,
) -> sqlx::Result<Result<(), SchoolError>> {
    let mut tx = services.database.system(Reason::Administration).await?;
    if let Err(error) = add_school(&mut tx, school, false, event.at).await {
        return match constraint(&error) {
            Some("school_dfes_number_key") => Ok(Err(SchoolError::NumberTaken)),
            Some("school_authority_code_fkey") => Ok(Err(SchoolError::UnknownAuthority)),
            _ => Err(error),
        };
    }
    write_own_event(&mut tx, school.id, event).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_line_of_text() {
        assert_eq!(parse_name("  Ysgol\tGlan-y-Môr "), Ok("Ysgol Glan-y-Môr".to_owned()));
        assert_eq!(parse_name(" "), Err(SchoolError::NameMissing));
        assert_eq!(parse_name(&"ŵ".repeat(101)), Err(SchoolError::NameTooLong));
    }
}
