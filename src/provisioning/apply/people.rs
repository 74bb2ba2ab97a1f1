//! Writes the people of a plan: new accounts with username, enrolment and sealed password; claims; changes; releases.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::super::before::BeforeImage;
use super::super::plan::{Outcome, PersonPlan, Plan, Write, WriteKind};
use super::super::store::accounts::{self as store, NewAccount};
use super::{ApplyError, aside};
use crate::accounts::reserve_usernames;
use crate::base::id::AccountId;
use crate::base::random::OsRandom;
use crate::base::username::UsernameStem;
use crate::base::{PersonName, Username};
use crate::credentials::{
    Audience, Binding, Form, NewCredential, PersonWords, VaultError, generate_for, put_credentials,
};
use crate::db::{Database, TenantTx};
use crate::services::Services;

/// Usernames for the accounts of a run: reserved outside its transaction, used up inside.
#[derive(Debug, Default)]
pub(super) struct Names {
    reserved: HashMap<String, Vec<Username>>,
    wanted: Vec<UsernameStem>,
}

impl Names {
    /// Reserves what the last try lacked.
    pub(super) async fn reserve(&mut self, database: &Database) -> sqlx::Result<()> {
        let wanted = std::mem::take(&mut self.wanted);
        if wanted.is_empty() {
            return Ok(());
        }
        for (stem, name) in wanted.iter().zip(reserve_usernames(database, &wanted).await?) {
            self.reserved.entry(stem.key()).or_default().push(name);
        }
        // Taken from the back: the first row gets the lowest number.
        self.reserved
            .values_mut()
            .for_each(|names| names.sort_by(|a, b| b.key().len().cmp(&a.key().len()).then_with(|| b.cmp(a))));
        Ok(())
    }

    /// A name for each stem, or the note of what is lacking. Names are used up only by a transaction that gets them all.
    fn take(&mut self, stems: &[UsernameStem]) -> Result<Vec<Username>, ApplyError> {
        let mut left = self.reserved.clone();
        let mut taken = Vec::with_capacity(stems.len());
        let mut lacking = Vec::new();
        for stem in stems {
            match left.get_mut(&stem.key()).and_then(Vec::pop) {
                Some(name) => taken.push(name),
                None => lacking.push(stem.clone()),
            }
        }
        if lacking.is_empty() {
            return Ok(taken);
        }
        self.wanted = lacking;
        Err(ApplyError::NamesWanted)
    }
}

/// Writes every person of whom there is something to write. Returns what was changed, as it was before.
pub(super) async fn write(
    tx: &mut TenantTx,
    services: &Services,
    people: &[PersonPlan],
    names: &mut Names,
    now: DateTime<Utc>,
) -> Result<BeforeImage, ApplyError> {
    let mut before = BeforeImage::default();
    let writes: Vec<(&PersonPlan, AccountId, &Write)> =
        people.iter().filter_map(|person| Some((person, person.account?, person.write.as_ref()?))).collect();
    let of = |wanted: &dyn Fn(&PersonPlan, &Write) -> bool| -> Vec<AccountId> {
        writes.iter().filter(|(person, _, write)| wanted(person, write)).map(|(_, id, _)| *id).collect()
    };
    let new = new_accounts(&writes, names)?;
    if !new.is_empty() {
        insert(tx, &new, now).await?;
    }
    let claims = of(&|_, write| write.kind == WriteKind::Claim);
    if !claims.is_empty() && store::claim_learners(tx, &claims, now).await? != claims.len() {
        return Err(ApplyError::Overtaken);
    }
    if !writes.is_empty() {
        let columns: Vec<_> = writes.iter().map(|(_, id, write)| (*id, *write)).collect();
        let updated = store::update_accounts(tx, &columns, now).await?;
        if updated.count != columns.len() as i64 {
            return Err(ApplyError::Overtaken);
        }
        before.accounts = updated.before;
    }
    let opened = of(&|person, write| write.kind != WriteKind::Own || person.outcome == Outcome::Reactivated);
    if !opened.is_empty() {
        before.enrolments = store::open_enrolments(tx, &opened, now).await?;
    }
    let closed = of(&|person, _| person.outcome == Outcome::Released);
    if !closed.is_empty() {
        store::close_enrolments(tx, &closed, now).await?;
    }
    insert_passwords(tx, services, &new, now).await?;
    Ok(before)
}

/// Wakes whoever waits for those who were released.
pub(super) async fn wake_claimants(tx: &mut TenantTx, plan: &Plan) -> sqlx::Result<()> {
    let released: Vec<AccountId> = plan
        .people
        .iter()
        .filter(|person| person.outcome == Outcome::Released)
        .filter_map(|p| p.account)
        .collect();
    if released.is_empty() { Ok(()) } else { store::wake_claimants(tx, &released).await }
}

fn new_accounts<'p>(
    writes: &[(&'p PersonPlan, AccountId, &'p Write)],
    names: &mut Names,
) -> Result<Vec<NewAccount<'p>>, ApplyError> {
    let new: Vec<_> = writes
        .iter()
        .filter(|(_, _, write)| matches!(write.kind, WriteKind::NewLearner | WriteKind::NewStaff))
        .collect();
    let stems: Vec<_> = new.iter().map(|(person, _, _)| UsernameStem::of(&person.name)).collect();
    let usernames = names.take(&stems)?;
    Ok(new
        .into_iter()
        .zip(usernames)
        .map(|((person, id, write), username)| NewAccount { id: *id, person, write, username })
        .collect())
}

async fn insert(tx: &mut TenantTx, new: &[NewAccount<'_>], now: DateTime<Utc>) -> Result<(), ApplyError> {
    if store::insert_accounts(tx, new, now).await? != new.len() as u64 {
        return Err(ApplyError::Overtaken);
    }
    store::give_usernames(tx, new, now).await?;
    Ok(())
}

/// Seals a generated password for each new account.
async fn insert_passwords(
    tx: &mut TenantTx,
    services: &Services,
    new: &[NewAccount<'_>],
    now: DateTime<Utc>,
) -> Result<(), ApplyError> {
    if new.is_empty() {
        return Ok(());
    }
    let (school, vault) = (tx.school(), services.vault.clone());
    let people: Vec<_> = new
        .iter()
        .map(|account| {
            let is_staff = account.write.kind == WriteKind::NewStaff;
            (account.id, is_staff, account.person.name.clone(), account.username.clone())
        })
        .collect();
    let seal = move |(account, is_staff, name, username): (_, bool, PersonName, Username)| {
        let audience = if is_staff { Audience::Adult } else { Audience::Learner };
        let password = generate_for(audience, &PersonWords::of(&[&name], &[&username]), &mut OsRandom);
        let binding = Binding { account, form: Form::Sealed, visible_to: Some(school) };
        Ok(NewCredential { account, sealed: vault.seal(&password, binding, &mut OsRandom)? })
    };
    let credentials: Vec<NewCredential> =
        aside(move || people.into_iter().map(seal).collect::<Result<_, VaultError>>()).await??;
    put_credentials(tx, &credentials, now).await?;
    Ok(())
}
