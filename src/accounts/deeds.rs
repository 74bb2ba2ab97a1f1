//! What people do to one account: what the matrix must allow for it, and whether it makes sense as the account stands.
//!
//! The menu of a person's page and the pages behind it ask the same rules, so that no line leads to a refusal.

use super::State;
use crate::authz::{AccountKind, Permission, Role, may};

/// Something that is done to one account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Change the name that is shown.
    Edit,
    /// Change the name in law.
    EditLegalName,
    /// Ask for a new username.
    GenerateUsername,
    /// Give a new password.
    ResetPassword,
    /// Record that the further services are allowed.
    ConfirmConsent,
    /// Record that they are no longer allowed.
    WithdrawConsent,
    /// Switch the account off.
    Deactivate,
    /// Switch it on again.
    Activate,
}

/// The account that it is done to, as far as the rules ask.
#[derive(Clone, Copy, Debug)]
pub struct Subject {
    /// What the account is.
    pub kind: AccountKind,
    /// Whether it works.
    pub state: State,
    /// Whether the further services are allowed.
    pub has_consent: bool,
    /// Whether it is the account of whoever acts.
    pub is_own: bool,
}

impl Subject {
    /// Whether `role` may do it to this account at all. Where not, nothing is to be found there.
    pub const fn permits(self, role: Role, deed: Deed) -> bool {
        let is_possible = match deed {
            Deed::Edit | Deed::EditLegalName | Deed::Activate => true,
            // One's own password is a matter of My Profile: here it would be one that others can see.
            Deed::GenerateUsername | Deed::ResetPassword | Deed::Deactivate => !self.is_own,
            Deed::ConfirmConsent | Deed::WithdrawConsent => self.kind.is_learner(),
        };
        is_possible && may(role, self.permission(deed))
    }

    /// Whether it makes sense as the account stands.
    pub const fn allows(self, deed: Deed) -> bool {
        let is_over = matches!(self.state, State::Superseded | State::Undone);
        match deed {
            Deed::Edit | Deed::EditLegalName => !is_over,
            Deed::GenerateUsername | Deed::ResetPassword | Deed::Deactivate => {
                matches!(self.state, State::Active)
            }
            Deed::ConfirmConsent => !is_over && !self.has_consent,
            Deed::WithdrawConsent => !is_over && self.has_consent,
            // What has expired gets a new term instead.
            Deed::Activate => matches!(self.state, State::Left | State::Deactivated),
        }
    }

    /// Whether a page of this person offers it to `role`.
    pub const fn offers(self, role: Role, deed: Deed) -> bool {
        self.permits(role, deed) && self.allows(deed)
    }

    const fn permission(self, deed: Deed) -> Permission {
        let is_learner = self.kind.is_learner();
        match deed {
            Deed::Edit | Deed::Deactivate if is_learner => Permission::EditLearners,
            Deed::ResetPassword if is_learner => Permission::ResetLearnerPasswords,
            Deed::EditLegalName | Deed::GenerateUsername | Deed::Activate if is_learner => {
                Permission::ManageLearners
            }
            Deed::ConfirmConsent | Deed::WithdrawConsent => Permission::RecordConsent,
            Deed::Activate if matches!(self.kind, AccountKind::Staff) => Permission::ReactivateStaff,
            _ => Permission::ManageStaff,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use AccountKind::{Governor, Learner, NonMisLearner, NonMisStaff, Staff};
    use Deed::*;
    use State::{Active, Deactivated, Expired, Left, Superseded, Undone};

    const DEEDS: [Deed; 8] = [
        Edit,
        EditLegalName,
        GenerateUsername,
        ResetPassword,
        ConfirmConsent,
        WithdrawConsent,
        Deactivate,
        Activate,
    ];

    fn subject(kind: AccountKind, state: State) -> Subject {
        Subject { kind, state, has_consent: false, is_own: false }
    }

    fn permitted(role: Role, kind: AccountKind) -> Vec<Deed> {
        let subject = subject(kind, Active);
        DEEDS.into_iter().filter(|deed| subject.permits(role, *deed)).collect()
    }

    fn allowed(state: State) -> Vec<Deed> {
        let subject = subject(Learner, state);
        DEEDS.into_iter().filter(|deed| subject.allows(*deed)).collect()
    }

    #[test]
    fn school_staff_see_to_learners_only_and_not_to_all_of_them() {
        assert_eq!(permitted(Role::SchoolStaff, Learner), [Edit, ResetPassword, Deactivate]);
        for kind in [Staff, NonMisStaff, Governor] {
            assert_eq!(permitted(Role::SchoolStaff, kind), []);
        }
    }

    #[test]
    fn champions_see_to_everybody_but_reactivated_staff() {
        assert_eq!(permitted(Role::DigitalChampion, NonMisLearner), DEEDS);
        let adults = [Edit, EditLegalName, GenerateUsername, ResetPassword, Deactivate];
        assert_eq!(permitted(Role::DigitalChampion, Staff), adults);
        for kind in [NonMisStaff, Governor] {
            assert_eq!(permitted(Role::DigitalChampion, kind), [&adults[..], &[Activate]].concat());
        }
        assert!(permitted(Role::ServiceDesk, Staff).contains(&Activate));
        assert!(!permitted(Role::LaAdmin, Staff).contains(&Activate));
    }

    #[test]
    fn learners_and_governors_do_nothing_to_anybody() {
        for role in [Role::LearnerPrimary, Role::LearnerSecondary, Role::Governor] {
            for kind in [Learner, NonMisLearner, Staff, NonMisStaff, Governor] {
                assert_eq!(permitted(role, kind), []);
            }
        }
    }

    #[test]
    fn nobody_resets_renames_or_deactivates_themselves() {
        let own = Subject { is_own: true, ..subject(Staff, Active) };
        for deed in [GenerateUsername, ResetPassword, Deactivate] {
            assert!(!own.permits(Role::DigitalChampion, deed), "{deed:?}");
        }
        assert!(own.permits(Role::DigitalChampion, Edit));
    }

    #[test]
    fn what_makes_sense_depends_on_the_state() {
        let working = [Edit, EditLegalName, GenerateUsername, ResetPassword, ConfirmConsent, Deactivate];
        assert_eq!(allowed(Active), working);
        for state in [Left, Deactivated] {
            assert_eq!(allowed(state), [Edit, EditLegalName, ConfirmConsent, Activate]);
        }
        assert_eq!(allowed(Expired), [Edit, EditLegalName, ConfirmConsent]);
        for state in [Superseded, Undone] {
            assert_eq!(allowed(state), []);
        }
    }

    #[test]
    fn a_consent_is_confirmed_or_withdrawn_never_both() {
        let given = Subject { has_consent: true, ..subject(Learner, Active) };
        assert!(given.allows(WithdrawConsent) && !given.allows(ConfirmConsent));
    }
}
