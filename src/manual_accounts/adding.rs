//! *Add new user*: who looks like the new person, and making the account.

use secrecy::SecretString;

use super::likeness::{Likeness, likeness};
use super::people::{Known, NewAccount};
use super::{Acting, store};
use crate::audit::{self, EventKind};
use crate::authz::{ManageNonMis, Permit};
use crate::base::Username;
use crate::credentials::{NewPassword, ResetError, Vault, put_passwords};
use crate::db::TenantTx;
use crate::{events, school_status};

/// The most lookalikes that a page names.
const NAMED: usize = 10;

/// Those of the school who may be the same person, the most alike first. Learners are looked for among learners, adults among
/// adults.
pub(super) async fn find_lookalikes(
    tx: &mut TenantTx,
    new: &NewAccount,
) -> sqlx::Result<Vec<(Likeness, Known)>> {
    let known = store::list_known(tx).await?;
    let mut alike: Vec<_> = known
        .into_iter()
        .filter(|known| known.kind.is_learner() == new.kind.is_learner())
        .filter_map(|known| {
            let names = [&known.legal_name, &known.display_name];
            let how = names.into_iter().filter_map(|name| likeness(&new.name, name)).min()?;
            Some((how, known))
        })
        .collect();
    alike.sort_by_key(|(how, known)| (*how, known.id));
    alike.truncate(NAMED);
    Ok(alike)
}

/// Makes the account with its username and password, on record; `false` where it was made before.
pub(super) async fn add_account(
    tx: &mut TenantTx,
    vault: &Vault,
    (new, username, password): (&NewAccount, &Username, SecretString),
    _permit: &Permit<ManageNonMis>,
    acting: &Acting<'_>,
) -> Result<bool, ResetError> {
    let now = acting.clock.now();
    if !store::insert_account(tx, new, username, now).await? {
        return Ok(false);
    }
    put_passwords(tx, vault, &[NewPassword { account: new.id, password }], now).await?;
    audit::write_event(tx, &acting.event(EventKind::AccountAdded, &[new.id])).await?;
    school_status::refresh(tx, now).await?;
    events::people_changed(tx).await?;
    Ok(true)
}
