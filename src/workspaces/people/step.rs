//! What a person is to have in a service, what is confirmed there, and the step from the one to the other.

use crate::base::PersonName;
use crate::base::id::AccountId;
use crate::connectors::{ExternalId, Person};
use crate::workspaces::tenant::Tenant;

/// Whether somebody is to have an account in a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    /// An account that works.
    Enabled,
    /// An account that does not work, if there is one; none is made for it.
    Disabled,
    /// None: a learner without consent, or somebody whose other account took this one's place.
    Absent,
}

impl Presence {
    /// What the portal wants of somebody: whether the account works, whether it is a learner's, whether there is consent.
    pub(super) const fn of(is_active: bool, is_learner: bool, has_consent: bool) -> Self {
        match (is_active, is_learner && !has_consent) {
            (_, true) => Self::Absent,
            (true, false) => Self::Enabled,
            (false, false) => Self::Disabled,
        }
    }
}

/// A person as the portal has them.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    pub(super) id: AccountId,
    pub(super) presence: Presence,
    pub(super) username: String,
    pub(super) name: PersonName,
    pub(super) is_learner: bool,
    /// Usernames that the person had: mail to them still arrives.
    pub(super) former_usernames: Vec<String>,
    /// Where it is to be.
    pub(super) tenant: Tenant,
}

/// A person's account as a service last confirmed it.
#[derive(Clone, Debug)]
pub(super) struct Confirmed {
    pub(super) external_id: ExternalId,
    pub(super) username: String,
    pub(super) name: PersonName,
    pub(super) is_enabled: bool,
    pub(super) aliases: Vec<String>,
    pub(super) tenant: Tenant,
}

/// What is to be done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Nothing: both are the same.
    Rest,
    /// Make the account.
    Create,
    /// Give it name, username and state.
    Update,
    /// Let mail to former usernames arrive.
    AddAliases,
    /// Delete it, which breaks the links and loses the work.
    Delete,
    /// Switch it off in the tenant that the school has left, and begin anew in the other.
    Leave,
}

/// The step from what is confirmed to what is wanted.
pub(super) fn next_step(wanted: &Wanted, confirmed: Option<&Confirmed>) -> Step {
    let Some(confirmed) = confirmed else {
        return if wanted.presence == Presence::Enabled { Step::Create } else { Step::Rest };
    };
    if wanted.presence == Presence::Absent {
        return Step::Delete;
    }
    if confirmed.tenant != wanted.tenant {
        return Step::Leave;
    }
    let is_same = confirmed.username == wanted.username
        && confirmed.name == wanted.name
        && confirmed.is_enabled == (wanted.presence == Presence::Enabled);
    match is_same {
        false => Step::Update,
        true if confirmed.aliases.len() < wanted.former_usernames.len() => Step::AddAliases,
        true => Step::Rest,
    }
}

impl Wanted {
    /// The person, as connectors take one.
    pub(super) fn person(&self) -> Person<'_> {
        Person {
            key: self.id,
            username: &self.username,
            name: &self.name,
            is_learner: self.is_learner,
            is_enabled: self.presence == Presence::Enabled,
        }
    }

    /// The former usernames that the account there does not have yet.
    pub(super) fn missing_aliases<'w>(&'w self, confirmed: &'w Confirmed) -> impl Iterator<Item = &'w str> {
        let former = self.former_usernames.iter().filter(|name| !confirmed.aliases.contains(name));
        former.map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn name(surname: &str) -> PersonName {
        PersonName::parse("Siân", surname).unwrap()
    }

    fn presence() -> impl Strategy<Value = Presence> {
        any::<(bool, bool, bool)>()
            .prop_map(|(is_active, is_learner, has_consent)| Presence::of(is_active, is_learner, has_consent))
    }

    fn tenant() -> impl Strategy<Value = Tenant> {
        prop_oneof![Just(Tenant::Sandbox), Just(Tenant::Nation), Just(Tenant::Authority(681))]
    }

    prop_compose! {
        fn wanted()(presence in presence(), tenant in tenant(), username in "[ab]", surname in "[AB]", former in 0_usize..3) -> Wanted {
            Wanted {
                id: AccountId(Uuid::nil()),
                presence,
                username,
                name: name(&surname),
                is_learner: true,
                former_usernames: (0..former).map(|n| format!("former{n}")).collect(),
                tenant,
            }
        }
    }

    prop_compose! {
        fn confirmed()(tenant in tenant(), username in "[ab]", surname in "[AB]", is_enabled in any::<bool>()) -> Confirmed {
            let external_id = ExternalId::from("1".to_owned());
            Confirmed { external_id, username, name: name(&surname), is_enabled, aliases: Vec::new(), tenant }
        }
    }

    /// What is confirmed once a step has succeeded.
    fn after(step: Step, wanted: &Wanted, before: Option<Confirmed>) -> Option<Confirmed> {
        match step {
            Step::Rest => before,
            Step::Delete | Step::Leave => None,
            Step::AddAliases => {
                before.map(|before| Confirmed { aliases: wanted.former_usernames.clone(), ..before })
            }
            Step::Create | Step::Update => Some(Confirmed {
                external_id: ExternalId::from("2".to_owned()),
                username: wanted.username.clone(),
                name: wanted.name.clone(),
                is_enabled: wanted.presence == Presence::Enabled,
                aliases: before.map(|before| before.aliases).unwrap_or_default(),
                tenant: wanted.tenant,
            }),
        }
    }

    proptest! {
        #[test]
        fn whatever_is_there_comes_to_what_is_wanted(wanted in wanted(), start in proptest::option::of(confirmed())) {
            let mut confirmed = start;
            for _ in 0..4 {
                let step = next_step(&wanted, confirmed.as_ref());
                confirmed = after(step, &wanted, confirmed);
            }
            prop_assert_eq!(next_step(&wanted, confirmed.as_ref()), Step::Rest);
            let is_enabled = confirmed.as_ref().is_some_and(|confirmed| confirmed.is_enabled);
            prop_assert_eq!(is_enabled, wanted.presence == Presence::Enabled);
            prop_assert!(wanted.presence != Presence::Absent || confirmed.is_none());
        }
    }

    #[test]
    fn a_learner_has_an_account_only_with_consent() {
        assert_eq!(Presence::of(true, true, false), Presence::Absent);
        assert_eq!(Presence::of(false, true, false), Presence::Absent);
        assert_eq!(Presence::of(true, true, true), Presence::Enabled);
        assert_eq!(Presence::of(true, false, false), Presence::Enabled);
        assert_eq!(Presence::of(false, false, false), Presence::Disabled);
    }
}
