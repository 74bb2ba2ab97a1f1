//! Where a Team or Classroom stands: what is wanted of it, what the service last confirmed, and what is to be done next.

use super::problem::Problem;

/// What is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// People work in it.
    Active,
    /// It can be read, and restored.
    Archived,
}

/// What the service last confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Confirmed {
    /// There is none yet.
    Nothing,
    /// It is known there and not finished.
    Creating,
    /// People can work in it.
    Active,
    /// It can only be read.
    Archived,
}

/// What pages call it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Requested,
    Creating,
    Active,
    Archiving,
    Archived,
    Restoring,
    Failed,
}

/// What is wanted beside what there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) wanted: Wish,
    pub(super) confirmed: Confirmed,
    /// Whether something is left to do.
    pub(super) is_open: bool,
    /// What the last try met.
    pub(super) problem: Option<Problem>,
}

/// Whether people come into it or go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Flow {
    /// Whether members wait to be added.
    pub(super) comes: bool,
    /// Whether members must be taken out.
    pub(super) goes: bool,
}

/// What is to be done next: one act of the connector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Have it made.
    Create,
    /// See whether it is made.
    AwaitCreation,
    /// Take out the members who must not be in it any more.
    TakeOut,
    /// Add the members who are not in it.
    Fill,
    /// Have it archived, and see whether it is.
    Archive,
    /// Have it restored, and see whether it is.
    Restore,
    /// Nothing.
    Rest,
}

impl Wish {
    /// The wish as the database spells it.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Archived => "archived",
        }
    }

    /// The wish with this spelling.
    pub(super) fn from_code(code: &str) -> Option<Self> {
        [Self::Active, Self::Archived].into_iter().find(|wish| wish.as_str() == code)
    }
}

impl Confirmed {
    const ALL: [Self; 4] = [Self::Nothing, Self::Creating, Self::Active, Self::Archived];

    /// As the database spells it.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Creating => "creating",
            Self::Active => "active",
            Self::Archived => "archived",
        }
    }

    /// The one with this spelling.
    pub(super) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|confirmed| confirmed.as_str() == code)
    }
}

impl Standing {
    /// Whether there is none and none is wanted: its making had failed when the year ended. The class can have one as if nobody had
    /// ever asked.
    pub(super) const fn is_void(self) -> bool {
        matches!((self.wanted, self.confirmed), (Wish::Archived, Confirmed::Nothing))
    }

    /// What pages call it. What is still tried has not failed.
    pub(super) const fn state(self) -> State {
        if !self.is_open && self.problem.is_some() {
            return State::Failed;
        }
        match (self.wanted, self.confirmed) {
            (Wish::Active, Confirmed::Nothing) => State::Requested,
            (Wish::Active, Confirmed::Creating) => State::Creating,
            (Wish::Active, Confirmed::Active) => State::Active,
            (Wish::Active, Confirmed::Archived) => State::Restoring,
            (Wish::Archived, Confirmed::Creating | Confirmed::Active) => State::Archiving,
            (Wish::Archived, Confirmed::Archived | Confirmed::Nothing) => State::Archived,
        }
    }

    /// What is to be done next.
    pub(super) const fn next_step(self, people: Flow) -> Step {
        match (self.wanted, self.confirmed) {
            (Wish::Active, Confirmed::Nothing) => Step::Create,
            // What is half made is made first, whatever is wanted of it then.
            (_, Confirmed::Creating) => Step::AwaitCreation,
            (Wish::Active, Confirmed::Active) if people.goes => Step::TakeOut,
            (Wish::Active, Confirmed::Active) if people.comes => Step::Fill,
            (Wish::Archived, Confirmed::Active) => Step::Archive,
            (Wish::Active, Confirmed::Archived) => Step::Restore,
            (Wish::Active, Confirmed::Active) => Step::Rest,
            (Wish::Archived, Confirmed::Archived | Confirmed::Nothing) => Step::Rest,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn standing() -> impl Strategy<Value = Standing> {
        let wanted = prop_oneof![Just(Wish::Active), Just(Wish::Archived)];
        let confirmed = proptest::sample::select(&Confirmed::ALL);
        (wanted, confirmed, any::<bool>(), proptest::option::of(Just(Problem::Unavailable))).prop_map(
            |(wanted, confirmed, is_open, problem)| Standing { wanted, confirmed, is_open, problem },
        )
    }

    /// What the service confirms once a step has succeeded.
    fn after(step: Step, before: Confirmed) -> Confirmed {
        match step {
            Step::Create => Confirmed::Creating,
            Step::AwaitCreation | Step::Restore => Confirmed::Active,
            Step::Archive => Confirmed::Archived,
            Step::TakeOut | Step::Fill | Step::Rest => before,
        }
    }

    proptest! {
        #[test]
        fn from_wherever_it_stands_it_comes_to_what_is_wanted(start in standing(), (comes, goes) in any::<(bool, bool)>()) {
            let (mut standing, mut people) = (start, Flow { comes, goes });
            for _ in 0..5 {
                let step = standing.next_step(people);
                people.comes &= step != Step::Fill;
                people.goes &= step != Step::TakeOut;
                standing.confirmed = after(step, standing.confirmed);
            }
            prop_assert_eq!(standing.next_step(people), Step::Rest);
            let never_made = standing.wanted == Wish::Archived && standing.confirmed == Confirmed::Nothing;
            prop_assert!(never_made || standing.confirmed.as_str() == standing.wanted.as_str());
            prop_assert!(!(people.comes || people.goes) || standing.wanted == Wish::Archived);
        }
    }

    #[test]
    fn it_has_failed_only_once_nobody_tries_any_more() {
        let standing = Standing {
            wanted: Wish::Active,
            confirmed: Confirmed::Nothing,
            is_open: true,
            problem: Some(Problem::Unavailable),
        };
        assert_eq!(standing.state(), State::Requested);
        assert_eq!(Standing { is_open: false, ..standing }.state(), State::Failed);
        assert_eq!(Standing { problem: None, ..standing }.state(), State::Requested);
    }

    #[test]
    fn what_was_never_made_is_not_made_in_order_to_archive_it() {
        let standing =
            Standing { wanted: Wish::Archived, confirmed: Confirmed::Nothing, is_open: true, problem: None };
        let people = Flow { comes: true, goes: false };
        assert_eq!(standing.next_step(people), Step::Rest);
        assert!(standing.is_void());
        assert!(!Standing { wanted: Wish::Active, ..standing }.is_void());
    }
}
