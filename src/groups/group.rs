//! One group: who is in it, and who teaches it.

use super::{Class, Look, Teacher, store};
use crate::base::clock::london_day;
use crate::base::id::{AccountId, GroupId};
use crate::base::{PersonName, YearGroup};
use crate::credentials::PasswordState;
use crate::db::TenantTx;
use crate::directory::{GroupKind, PeopleList, Selecting, Selection, Standing, find_selected};
use crate::web::Paging;

/// A learner of a group. What only the account knows is absent once another school manages it.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub(super) id: AccountId,
    pub(super) name: PersonName,
    pub(super) username: String,
    pub(super) standing: Standing,
    pub(super) password: PasswordState,
    pub(super) is_non_mis: bool,
    pub(super) year: Option<YearGroup>,
    pub(super) registration_group: Option<String>,
    pub(super) has_consent: Option<bool>,
}

/// The learners of a group.
#[derive(Debug)]
pub(super) struct Members {
    /// How many there are.
    pub(super) learners: i64,
    /// How many of them have consent.
    pub(super) with_consent: i64,
    /// One page of them.
    pub(super) rows: Vec<Member>,
}

/// A class that the reader sees, with its teachers by name and its learners.
pub(super) async fn find_class(
    tx: &mut TenantTx,
    id: GroupId,
    look: Look,
    paging: Paging,
) -> sqlx::Result<Option<(Class, Vec<Teacher>, Members)>> {
    let Some(class) = store::find_class(tx, id, look).await? else {
        return Ok(None);
    };
    let teachers = store::list_teachers(tx, &[id], look).await?;
    let learners = store::list_learner_ids(tx, id, look).await?;
    let members = find_members(tx, &learners, look, paging).await?;
    Ok(Some((class, teachers, members)))
}

/// The current learners of a registration group or a year group; nobody where `value` names none.
pub(super) async fn find_made_group(
    tx: &mut TenantTx,
    (kind, value): (GroupKind, &str),
    look: Look,
    paging: Paging,
) -> sqlx::Result<Option<Members>> {
    let Some(selection) = Selection::of_group(kind, value) else {
        return Ok(None);
    };
    let selecting =
        Selecting { list: PeopleList::Learners, reader: look.reader, today: london_day(look.now) };
    let learners = find_selected(tx, selecting, &selection).await?;
    match learners.is_empty() {
        true => Ok(None),
        false => find_members(tx, &learners, look, paging).await.map(Some),
    }
}

async fn find_members(
    tx: &mut TenantTx,
    learners: &[AccountId],
    look: Look,
    paging: Paging,
) -> sqlx::Result<Members> {
    let last = u32::try_from(learners.len().saturating_sub(1)).unwrap_or(u32::MAX) / paging.per_page.max(1);
    let offset = i64::from((paging.page - 1).min(last)) * i64::from(paging.per_page);
    Ok(Members {
        learners: i64::try_from(learners.len()).unwrap_or(i64::MAX),
        with_consent: store::count_consents(tx, learners).await?,
        rows: store::list_members(tx, learners, look.language, (offset, paging.per_page)).await?,
    })
}
