//! Common Transfer Files: a receiving school sees who is coming, before they come.
//!
//! The file is read, compared and forgotten. It takes nobody off any roll, makes no account and changes none; of other schools
//! it tells only whether one still has the learner.

mod file;
mod store;
mod web;

use std::collections::HashMap;

use crate::authz::{ManageProvisioning, Permit};
use crate::base::{Upn, UpnError};
use crate::db::TenantTx;

pub use file::{CtfError, Pupil, TransferFile, read_file};
pub use web::routes;

/// What the portal knows of a pupil of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Released by another school: the account would come over.
    Released,
    /// Still active in another school.
    Elsewhere,
    /// Nobody's account has this UPN.
    Unknown,
    /// This school has the account already.
    Here,
    /// There is no UPN, or it is not right, so nothing can be known.
    WrongUpn(Option<UpnError>),
}

impl Answer {
    fn from_code(code: &str) -> Option<Self> {
        match code {
            "released" => Some(Self::Released),
            "elsewhere" => Some(Self::Elsewhere),
            "unknown" => Some(Self::Unknown),
            "here" => Some(Self::Here),
            _ => None,
        }
    }
}

/// The pupils of the file, each with what is known.
async fn answer(
    tx: &mut TenantTx,
    _permit: &Permit<ManageProvisioning>,
    pupils: Vec<Pupil>,
) -> sqlx::Result<Vec<(Pupil, Answer)>> {
    let known = store::look_up(tx, pupils.iter().flat_map(Pupil::upns)).await?;
    let answered = pupils.into_iter().map(|pupil| {
        let answer = answer_for(&pupil, &known);
        (pupil, answer)
    });
    Ok(answered.collect())
}

/// The number that the pupil has counts; only where nobody has it, the one before.
fn answer_for(pupil: &Pupil, known: &HashMap<Upn, Answer>) -> Answer {
    let of = |upn: &Upn| known.get(upn).copied().filter(|answer| *answer != Answer::Unknown);
    match &pupil.upn {
        Err(error) => Answer::WrongUpn(*error),
        Ok(upn) => of(upn).or_else(|| of(pupil.former_upn.as_ref()?)).unwrap_or(Answer::Unknown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn upn(body: &str) -> Upn {
        Upn::with_check_letter(body).unwrap()
    }

    fn pupil(upn: Result<Upn, Option<UpnError>>, former_upn: Option<Upn>) -> Pupil {
        Pupil { surname: "Gŵyl".to_owned(), forename: "Siân".to_owned(), upn, former_upn }
    }

    #[test]
    fn the_current_number_counts_before_the_former_one() {
        let (current, former) = (upn("681200100001"), upn("681200100002"));
        let both = pupil(Ok(current.clone()), Some(former.clone()));
        let known =
            |answers: &[(&Upn, Answer)]| answers.iter().map(|(upn, a)| ((*upn).clone(), *a)).collect();
        for (answers, expected) in [
            (known(&[]), Answer::Unknown),
            (known(&[(&current, Answer::Unknown), (&former, Answer::Released)]), Answer::Released),
            (known(&[(&current, Answer::Elsewhere), (&former, Answer::Here)]), Answer::Elsewhere),
        ] {
            assert_eq!(answer_for(&both, &answers), expected);
        }
    }

    #[test]
    fn a_wrong_number_is_never_looked_up() {
        let wrong = pupil(Err(Some(UpnError::CheckLetter)), None);
        assert_eq!(wrong.upns().count(), 0);
        assert_eq!(answer_for(&wrong, &HashMap::new()), Answer::WrongUpn(Some(UpnError::CheckLetter)));
    }
}
