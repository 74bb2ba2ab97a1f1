//! Who goes back when a run is undone, and who stays and why. Pure: what became of everybody is read before.

use crate::audit::EventKind;
use crate::base::id::AccountId;

/// What the run did to an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// It made it.
    Created,
    /// It changed what the MIS says of it.
    Updated,
    /// It ended it.
    Released,
    /// It let it work again.
    Reactivated,
    /// It claimed it from another school.
    Transferred,
}

impl Change {
    /// Every change, as the page lists them.
    pub const ALL: [Self; 5] =
        [Self::Created, Self::Updated, Self::Released, Self::Reactivated, Self::Transferred];

    /// The change as a row's outcome spells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Released => "released",
            Self::Reactivated => "reactivated",
            Self::Transferred => "transferred",
        }
    }

    /// The change of a row with this outcome; the other outcomes change no account.
    pub fn from_code(outcome: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|change| change.as_str() == outcome)
    }
}

/// An account that the run changed, and what became of it since.
#[derive(Clone, Debug)]
pub struct ChangedPerson {
    /// Whose.
    pub account: AccountId,
    /// The name, as the run told it.
    pub name: String,
    /// The username.
    pub username: String,
    /// What the run did to it.
    pub change: Change,
    /// Whether the school still manages it.
    pub is_here: bool,
    /// Whether its holder signed in since.
    pub signed_in: bool,
    /// What people did to it since.
    pub acts: Vec<EventKind>,
}

/// Why an account stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WhyStays {
    /// Another school has it now.
    Claimed,
    /// Somebody changed it or decided about it.
    Edited,
    /// It has another password.
    Reset,
    /// Somebody was shown its password.
    Revealed,
    /// Its holder has signed in.
    SignedIn,
}

/// Who goes back and who stays, each in the run's order.
#[derive(Clone, Debug, Default)]
pub struct Judgement {
    /// They become what they were.
    pub back: Vec<ChangedPerson>,
    /// They stay as they are.
    pub stay: Vec<(ChangedPerson, WhyStays)>,
}

/// The people of a school in one undoing, as their memberships see it.
#[derive(Debug)]
pub struct RestoredPeople<'a> {
    /// Accounts that become what they were.
    pub own: &'a [AccountId],
    /// Accounts that will not be the school's any more, or not work.
    pub gone: &'a [AccountId],
    /// Accounts that stay as they are.
    pub stay: Vec<AccountId>,
}

impl Judgement {
    /// Those who go back from one of these changes.
    pub fn of(&self, changes: &[Change]) -> Vec<AccountId> {
        let back = self.back.iter().filter(|person| changes.contains(&person.change));
        back.map(|person| person.account).collect()
    }

    /// Those who do not work any more once the run is undone.
    pub fn inactive(&self) -> Vec<AccountId> {
        self.of(&[Change::Created, Change::Reactivated])
    }

    /// Everybody, as memberships see it.
    pub fn restored<'a>(&self, own: &'a [AccountId], gone: &'a [AccountId]) -> RestoredPeople<'a> {
        RestoredPeople { own, gone, stay: self.stay.iter().map(|(person, _)| person.account).collect() }
    }
}

/// Tells who goes back and who stays.
pub fn judge(people: Vec<ChangedPerson>) -> Judgement {
    let mut judgement = Judgement::default();
    for person in people {
        match why_stays(&person) {
            Some(why) => judgement.stay.push((person, why)),
            None => judgement.back.push(person),
        }
    }
    judgement
}

/// The weightiest reason to stay, where there is one.
fn why_stays(person: &ChangedPerson) -> Option<WhyStays> {
    if !person.is_here {
        return Some(WhyStays::Claimed);
    }
    let acted = person.acts.iter().filter_map(|act| reason_in(*act)).min();
    acted.or_else(|| person.signed_in.then_some(WhyStays::SignedIn))
}

/// Whether an act is a reason to leave the account alone. Who has only been listed, printed without the password, or made a
/// member of something goes back: what hangs on the account follows it by itself.
const fn reason_in(act: EventKind) -> Option<WhyStays> {
    match act {
        EventKind::NameEdited
        | EventKind::UsernameGenerated
        | EventKind::AccountDeactivated
        | EventKind::AccountActivated
        | EventKind::AccountAdded
        | EventKind::AccountExtended
        | EventKind::AccountReviewed
        | EventKind::AccountClosed
        | EventKind::ChampionPromoted
        | EventKind::ChampionDemoted
        | EventKind::ConsentConfirmed
        | EventKind::ConsentWithdrawn
        | EventKind::TransferApproved => Some(WhyStays::Edited),
        EventKind::PasswordReset | EventKind::PasswordChanged => Some(WhyStays::Reset),
        EventKind::PasswordShown | EventKind::CredentialsPrinted | EventKind::CredentialsExported => {
            Some(WhyStays::Revealed)
        }
        EventKind::DetailsPrinted
        | EventKind::ListExported
        | EventKind::MailboxAdded
        | EventKind::MailboxClosed
        | EventKind::MailboxAccessGiven
        | EventKind::MailboxAccessTaken
        | EventKind::RunReleased
        | EventKind::RunDiscarded
        | EventKind::RunUndone
        | EventKind::TransferFileChecked
        | EventKind::SettingsChanged
        | EventKind::SignInFailures
        | EventKind::AuditExported
        | EventKind::WorkspaceRequested
        | EventKind::WorkspaceRestored
        | EventKind::WorkspaceMembersAdded
        | EventKind::WorkspaceMembersRemoved
        | EventKind::WorkspaceRetried
        | EventKind::TokenMade
        | EventKind::TokenRevoked
        | EventKind::AdministratorAdded
        | EventKind::AdministratorPromoted
        | EventKind::AdministratorDemoted
        | EventKind::SchoolAdded
        | EventKind::WorkRetried
        | EventKind::YearEnded
        | EventKind::TransferAsked
        | EventKind::TransferRefused => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn person(acts: &[EventKind]) -> ChangedPerson {
        ChangedPerson {
            account: AccountId(Uuid::nil()),
            name: String::new(),
            username: String::new(),
            change: Change::Updated,
            is_here: true,
            signed_in: false,
            acts: acts.to_vec(),
        }
    }

    #[test]
    fn each_reason_to_stay_has_its_acts() {
        for (acts, expected) in [
            (&[][..], None),
            (&[EventKind::ListExported, EventKind::DetailsPrinted], None),
            (&[EventKind::MailboxAccessGiven], None),
            (&[EventKind::PasswordShown], Some(WhyStays::Revealed)),
            (&[EventKind::CredentialsPrinted], Some(WhyStays::Revealed)),
            (&[EventKind::CredentialsExported], Some(WhyStays::Revealed)),
            (&[EventKind::PasswordReset], Some(WhyStays::Reset)),
            (&[EventKind::PasswordChanged], Some(WhyStays::Reset)),
            (&[EventKind::NameEdited], Some(WhyStays::Edited)),
            (&[EventKind::AccountDeactivated], Some(WhyStays::Edited)),
            (&[EventKind::ConsentConfirmed], Some(WhyStays::Edited)),
            // Of several the weightiest is told.
            (&[EventKind::PasswordShown, EventKind::NameEdited], Some(WhyStays::Edited)),
            (&[EventKind::PasswordShown, EventKind::PasswordReset], Some(WhyStays::Reset)),
        ] {
            assert_eq!(why_stays(&person(acts)), expected, "{acts:?}");
        }
        let signed_in = ChangedPerson { signed_in: true, ..person(&[]) };
        assert_eq!(why_stays(&signed_in), Some(WhyStays::SignedIn));
        let claimed = ChangedPerson { is_here: false, ..person(&[EventKind::PasswordReset]) };
        assert_eq!(why_stays(&claimed), Some(WhyStays::Claimed));
    }

    fn anybody() -> impl Strategy<Value = ChangedPerson> {
        let acts = proptest::collection::vec(proptest::sample::select(EventKind::ALL.to_vec()), 0..4);
        let change = proptest::sample::select(Change::ALL.to_vec());
        (any::<u128>(), change, any::<bool>(), any::<bool>(), acts).prop_map(
            |(id, change, is_here, signed_in, acts)| ChangedPerson {
                account: AccountId(Uuid::from_u128(id)),
                change,
                is_here,
                signed_in,
                ..person(&acts)
            },
        )
    }

    proptest! {
        #[test]
        fn everybody_goes_back_or_stays(people in proptest::collection::vec(anybody(), 0..20)) {
            let judgement = judge(people.clone());
            prop_assert_eq!(judgement.back.len() + judgement.stay.len(), people.len());
            prop_assert_eq!(judgement.of(&Change::ALL).len(), judgement.back.len());
            for person in &judgement.back {
                prop_assert!(person.is_here && !person.signed_in);
            }
        }

        #[test]
        fn what_happens_since_never_lets_somebody_go_back(before in anybody(), act in proptest::sample::select(EventKind::ALL.to_vec())) {
            let mut after = before.clone();
            after.acts.push(act);
            prop_assert!(why_stays(&before).is_none() || why_stays(&after) <= why_stays(&before));
        }
    }
}
