//! What must hold before a learner's account moves, and who has to act next: pure, for each of the two schools its side.
//!
//! The conditions stand in the order of the guide: left the old school, its client run since, on roll in the new one with this
//! UPN, its client run since.

use chrono::{DateTime, NaiveDate, Utc};

use crate::accounts::has_left;

/// Whether a condition holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Holds,
    NotYet,
    /// Only the other school's next run will tell.
    NotKnown,
}

/// The four conditions, in the order of the guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Conditions {
    /// A leaver in the old school.
    pub has_left: Verdict,
    /// The old school's client has run since.
    pub previous_client_ran: Verdict,
    /// On roll in the new school with this UPN.
    pub is_on_roll: Verdict,
    /// The new school's client has run since.
    pub client_ran: Verdict,
}

/// What the school that has the account says of the learner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Departure {
    Left,
    /// On a day that has not passed.
    LeavesLater,
    OnRoll,
}

/// What the new school may know of a row of its own that waits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Claim {
    pub departure: Departure,
    /// When the old school's client last ran with success.
    pub previous_ran_at: Option<DateTime<Utc>>,
    /// Since when the row waits.
    pub since: DateTime<Utc>,
    pub admission_date: NaiveDate,
    /// Whether another school admitted the learner later than the row says.
    pub is_admitted_before: bool,
    /// Whether a third school waits too, with the better claim.
    pub is_claimed_elsewhere: bool,
}

/// What has to happen next, as the new school sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ClaimStep {
    /// This school looks at its admission date: another one admitted the learner later.
    CheckAdmission,
    /// The authority finds out in which of two schools the learner is.
    SettleClaims,
    /// The old school's client runs.
    PreviousClientRuns,
    /// The old school enters the leaving date.
    PreviousEntersLeavingDate,
    /// Nobody: the leaving date has to pass.
    LeavingDatePasses,
    /// Nobody: the day of admission has to come.
    AdmissionComes,
    /// Nobody: the account comes over by itself.
    ComesOver,
}

/// Who has to act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Acting {
    /// The other school, which this one reaches through the authority.
    PreviousSchool,
    /// The authority.
    Authority,
    /// This school, in its MIS.
    ThisSchool,
    /// Whoever manages this school's client.
    ThisClient,
    /// A champion of this school, in the portal.
    Champion,
    /// Nobody.
    Nobody,
}

impl Claim {
    /// Whether the account would come over but for the day of admission and other schools' claims.
    fn is_released(&self) -> bool {
        self.departure == Departure::Left
    }

    fn previous_ran_since(&self) -> bool {
        self.is_released() || self.previous_ran_at.is_some_and(|at| at >= self.since)
    }

    /// The conditions on `today`.
    pub fn conditions(&self, today: NaiveDate) -> Conditions {
        let has_left = match self.departure {
            Departure::Left => Verdict::Holds,
            Departure::LeavesLater => Verdict::NotYet,
            Departure::OnRoll if self.previous_ran_since() => Verdict::NotYet,
            Departure::OnRoll => Verdict::NotKnown,
        };
        let is_on_roll =
            self.admission_date <= today && !self.is_admitted_before && !self.is_claimed_elsewhere;
        Conditions {
            has_left,
            previous_client_ran: holds(self.previous_ran_since()),
            is_on_roll: holds(is_on_roll),
            // Only the newest run's rows wait.
            client_ran: Verdict::Holds,
        }
    }

    /// What has to happen next: first what no waiting would help.
    pub fn next_step(&self, today: NaiveDate) -> ClaimStep {
        match self.departure {
            _ if self.is_admitted_before => ClaimStep::CheckAdmission,
            Departure::LeavesLater => ClaimStep::LeavingDatePasses,
            Departure::OnRoll if self.previous_ran_since() => ClaimStep::PreviousEntersLeavingDate,
            Departure::OnRoll => ClaimStep::PreviousClientRuns,
            Departure::Left if self.admission_date > today => ClaimStep::AdmissionComes,
            Departure::Left if self.is_claimed_elsewhere => ClaimStep::SettleClaims,
            Departure::Left => ClaimStep::ComesOver,
        }
    }
}

impl ClaimStep {
    /// Who has to act.
    pub const fn acting(self) -> Acting {
        match self {
            Self::CheckAdmission => Acting::ThisSchool,
            Self::SettleClaims => Acting::Authority,
            Self::PreviousClientRuns | Self::PreviousEntersLeavingDate => Acting::PreviousSchool,
            Self::LeavingDatePasses | Self::AdmissionComes | Self::ComesOver => Acting::Nobody,
        }
    }
}

/// What the old school knows of a learner of its own whom another school waits for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Release {
    pub leaving_date: Option<NaiveDate>,
    /// When this school's client last ran with success.
    pub ran_at: Option<DateTime<Utc>>,
    /// Since when the other school waits.
    pub since: DateTime<Utc>,
    /// Whether a run of this school is held that would release the learner.
    pub is_held: bool,
}

/// What has to happen next, as the old school sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReleaseStep {
    /// A champion looks at the held run.
    DecideHeldRun,
    /// This school's client runs: its MIS may say more by now.
    RunClient,
    /// This school enters the leaving date, or tells the authority that the learner stays.
    EnterLeavingDate,
    /// Nobody: the leaving date has to pass.
    LeavingDatePasses,
}

impl Release {
    fn ran_since(&self) -> bool {
        self.ran_at.is_some_and(|at| at >= self.since)
    }

    /// The conditions on `today`. That the other school waits says that its half is done.
    pub fn conditions(&self, today: NaiveDate) -> Conditions {
        Conditions {
            has_left: holds(has_left(self.leaving_date, today)),
            previous_client_ran: holds(self.ran_since() && !self.is_held),
            is_on_roll: Verdict::Holds,
            client_ran: Verdict::Holds,
        }
    }

    /// What has to happen next.
    pub fn next_step(&self) -> ReleaseStep {
        match (self.is_held, self.leaving_date, self.ran_since()) {
            (true, ..) => ReleaseStep::DecideHeldRun,
            (false, Some(_), _) => ReleaseStep::LeavingDatePasses,
            (false, None, false) => ReleaseStep::RunClient,
            (false, None, true) => ReleaseStep::EnterLeavingDate,
        }
    }
}

impl ReleaseStep {
    /// Who has to act.
    pub const fn acting(self) -> Acting {
        match self {
            Self::DecideHeldRun => Acting::Champion,
            Self::RunClient => Acting::ThisClient,
            Self::EnterLeavingDate => Acting::ThisSchool,
            Self::LeavingDatePasses => Acting::Nobody,
        }
    }
}

const fn holds(yes: bool) -> Verdict {
    if yes { Verdict::Holds } else { Verdict::NotYet }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Verdict::{Holds, NotKnown, NotYet};
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn at(text: &str) -> DateTime<Utc> {
        format!("{text}T06:00:00Z").parse().unwrap()
    }

    const TODAY: &str = "2026-09-10";

    /// A row that waits since 1 September for a learner who is still on roll in the old school.
    fn claim() -> Claim {
        Claim {
            departure: Departure::OnRoll,
            previous_ran_at: Some(at("2026-08-24")),
            since: at("2026-09-01"),
            admission_date: day("2026-09-01"),
            is_admitted_before: false,
            is_claimed_elsewhere: false,
        }
    }

    #[test]
    fn each_state_of_a_claim_has_its_conditions_and_its_next_step() {
        let ran = Some(at("2026-09-05"));
        let left = Claim { departure: Departure::Left, ..claim() };
        let table = [
            ("not run since", claim(), [NotKnown, NotYet, Holds], ClaimStep::PreviousClientRuns),
            (
                "never run",
                Claim { previous_ran_at: None, ..claim() },
                [NotKnown, NotYet, Holds],
                ClaimStep::PreviousClientRuns,
            ),
            (
                "run since, not a leaver",
                Claim { previous_ran_at: ran, ..claim() },
                [NotYet, Holds, Holds],
                ClaimStep::PreviousEntersLeavingDate,
            ),
            (
                "leaves later",
                Claim { departure: Departure::LeavesLater, previous_ran_at: ran, ..claim() },
                [NotYet, Holds, Holds],
                ClaimStep::LeavingDatePasses,
            ),
            ("released", left, [Holds, Holds, Holds], ClaimStep::ComesOver),
            (
                "released, admitted later",
                Claim { admission_date: day("2026-09-11"), ..left },
                [Holds, Holds, NotYet],
                ClaimStep::AdmissionComes,
            ),
            (
                "released, claimed elsewhere",
                Claim { is_claimed_elsewhere: true, ..left },
                [Holds, Holds, NotYet],
                ClaimStep::SettleClaims,
            ),
            (
                "admitted elsewhere later",
                Claim { is_admitted_before: true, previous_ran_at: ran, ..claim() },
                [NotYet, Holds, NotYet],
                ClaimStep::CheckAdmission,
            ),
        ];
        for (name, claim, [has_left, ran, on_roll], step) in table {
            let expected =
                Conditions { has_left, previous_client_ran: ran, is_on_roll: on_roll, client_ran: Holds };
            assert_eq!(
                (claim.conditions(day(TODAY)), claim.next_step(day(TODAY))),
                (expected, step),
                "{name}"
            );
        }
    }

    /// A learner on roll here, waited for since 1 September; the client has run since.
    fn release() -> Release {
        Release {
            leaving_date: None,
            ran_at: Some(at("2026-09-05")),
            since: at("2026-09-01"),
            is_held: false,
        }
    }

    #[test]
    fn each_state_of_a_release_has_its_conditions_and_its_next_step() {
        let table = [
            ("no leaving date", release(), [NotYet, Holds], ReleaseStep::EnterLeavingDate),
            (
                "not run since",
                Release { ran_at: Some(at("2026-08-24")), ..release() },
                [NotYet, NotYet],
                ReleaseStep::RunClient,
            ),
            (
                "leaves later",
                Release { leaving_date: Some(day("2026-09-30")), ..release() },
                [NotYet, Holds],
                ReleaseStep::LeavingDatePasses,
            ),
            ("held", Release { is_held: true, ..release() }, [NotYet, NotYet], ReleaseStep::DecideHeldRun),
        ];
        for (name, release, [has_left, ran], step) in table {
            let expected =
                Conditions { has_left, previous_client_ran: ran, is_on_roll: Holds, client_ran: Holds };
            assert_eq!((release.conditions(day(TODAY)), release.next_step()), (expected, step), "{name}");
        }
    }

    proptest! {
        /// Nobody is said to have nothing to do while something else than time is missing, and the other way about.
        #[test]
        fn an_account_comes_over_exactly_when_every_condition_holds(
            departure in prop::sample::select(vec![Departure::Left, Departure::LeavesLater, Departure::OnRoll]),
            ran in any::<bool>(), admitted in any::<bool>(), before in any::<bool>(), elsewhere in any::<bool>(),
        ) {
            let claim = Claim {
                departure,
                previous_ran_at: ran.then(|| at("2026-09-05")),
                admission_date: day(if admitted { "2026-09-01" } else { "2026-09-30" }),
                is_admitted_before: before,
                is_claimed_elsewhere: elsewhere,
                ..claim()
            };
            let Conditions { has_left, previous_client_ran, is_on_roll, client_ran } = claim.conditions(day(TODAY));
            let all_hold = [has_left, previous_client_ran, is_on_roll, client_ran] == [Holds; 4];
            prop_assert_eq!(all_hold, claim.next_step(day(TODAY)) == ClaimStep::ComesOver);
        }
    }
}
