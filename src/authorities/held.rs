//! Held runs of an authority, decided about together.
//!
//! Each is looked into and released in its own school, in a transaction of its own and under the administrator's name, so that
//! one which somebody else has decided about, or which is held again, keeps no other from going on.

use uuid::Uuid;

use crate::audit::{Author, EventKind};
use crate::authz::{Actor, ManageProvisioning, Permit, permit};
use crate::base::id::BatchId;
use crate::base::{DfesNumber, Language};
use crate::db::AuthorityTx;
use crate::provisioning::{
    BatchReport, Decision, DecisionError, HeldReleaseRow, ReleaseYear, Slice, count_held_years,
    find_own_report, list_held_accounts, list_held_releases, release_held,
};
use crate::school_status::are_last_champions;
use crate::services::Services;
use crate::tenancy::{School, find_schools_of};
use crate::web::Asked;

/// How many of those whom a run would release are named where several runs stand side by side.
const NAMED: i64 = 10;

/// A run and its school, as forms and addresses name it: `6812001.0198c1f2-…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RunKey {
    pub(super) school: DfesNumber,
    pub(super) batch: BatchId,
}

impl RunKey {
    /// Reads what a form or an address says.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (school, batch) = text.split_once('.')?;
        Some(Self { school: school.parse().ok()?, batch: BatchId(Uuid::parse_str(batch).ok()?) })
    }
}

impl std::fmt::Display for RunKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.school, self.batch)
    }
}

/// A run that was chosen, with the proof that the actor may decide about it.
pub(super) struct ChosenRun {
    pub(super) key: RunKey,
    pub(super) school: School,
    permit: Permit<ManageProvisioning>,
}

/// Those of `keys` that are of the authority's schools and that the actor may decide about, each once.
pub(super) async fn choose_runs(
    tx: &mut AuthorityTx,
    actor: &Actor,
    authority: i16,
    keys: &[RunKey],
) -> sqlx::Result<Vec<ChosenRun>> {
    let schools = find_schools_of(tx, Some(authority)).await?;
    let mut chosen: Vec<ChosenRun> = Vec::new();
    for key in keys {
        let school = schools.iter().find(|school| school.dfes_number == key.school);
        let permit = school.and_then(|school| permit(actor, school));
        if let (Some(school), Some(permit)) = (school, permit)
            && chosen.iter().all(|known| known.key != *key)
        {
            chosen.push(ChosenRun { key: *key, school: school.clone(), permit });
        }
    }
    Ok(chosen)
}

/// A run as its school knows it.
pub(super) struct OpenedRun {
    pub(super) report: BatchReport,
    /// Those whom it would release, by year group.
    pub(super) years: Vec<ReleaseYear>,
    /// The first of them.
    pub(super) people: Vec<HeldReleaseRow>,
    /// Whether no Digital Champion would be left.
    pub(super) ends_champions: bool,
}

/// Looks into a run, in its school; none where the school has no such run.
pub(super) async fn open_run(
    services: &Services,
    run: &ChosenRun,
    language: Language,
) -> sqlx::Result<Option<OpenedRun>> {
    let mut tx = services.database.tenant(run.school.id).await?;
    let Some(report) = find_own_report(&mut tx, run.key.batch).await? else {
        return Ok(None);
    };
    let years = count_held_years(&mut tx, report.id).await?;
    let named = Slice { limit: NAMED, offset: 0 };
    let people = list_held_releases(&mut tx, report.id, language, named).await?;
    let leaving = list_held_accounts(&mut tx, report.id).await?;
    let ends_champions = are_last_champions(&mut tx, &leaving).await?;
    tx.commit().await?;
    Ok(Some(OpenedRun { report, years, people, ends_champions }))
}

/// Lets a held run go on. A run that is held no longer stays as somebody else decided.
pub(super) async fn release_run(asked: &Asked, actor: &Actor, run: &ChosenRun) -> sqlx::Result<()> {
    let author = Author::of(actor);
    let event = asked.act(EventKind::RunReleased, &author, None);
    let decision =
        Decision { batch: run.key.batch, actor, address: asked.address, at: event.at, event: event.id };
    let mut tx = asked.services().database.tenant(run.school.id).await?;
    match release_held(&mut tx, &run.permit, &decision).await {
        Ok(()) => tx.commit().await,
        Err(DecisionError::NotHeld) => tx.rollback().await,
        Err(DecisionError::Database(error)) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_named_with_its_school() {
        let text = "6812001.01994f3e-0000-7000-8000-000000000001";
        assert_eq!(RunKey::parse(text).unwrap().to_string(), text);
        for wrong in ["", "6812001", "681200.01994f3e-0000-7000-8000-000000000001", "6812001.x"] {
            assert_eq!(RunKey::parse(wrong), None, "{wrong}");
        }
    }
}
