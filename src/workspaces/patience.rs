//! How long is waited before something is tried again, and when it is given up.

use std::time::Duration;

use chrono::TimeDelta;

use super::problem::{Hope, Problem};
use crate::base::random::Random;

/// Failures in a row after which a Team or Classroom is given up: about an hour.
pub(super) const TRIES: i32 = 12;

/// A service that is still at it after this long is not waited for: Teams can take three hours.
const LONGEST_WAIT: TimeDelta = TimeDelta::hours(6);

/// The first pause after a failure; each further one is twice as long, up to [`LONGEST_PAUSE`].
const FIRST_PAUSE: TimeDelta = TimeDelta::seconds(5);
const LONGEST_PAUSE: TimeDelta = TimeDelta::minutes(10);

/// What is done about a try that came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is tried again after this long.
    Again(TimeDelta),
    /// It has failed, with this problem.
    GiveUp(Problem),
}

/// A try that came to nothing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setback {
    /// What it met.
    pub(super) problem: Problem,
    /// The pause that the service asked for.
    pub(super) asked: Option<Duration>,
    /// How many tries failed in a row, this one counted.
    pub(super) attempts: i32,
    /// How long ago the thing was asked for.
    pub(super) age: TimeDelta,
}

impl Setback {
    /// What is done about it.
    pub(super) fn judge(self, random: &mut dyn Random) -> Verdict {
        match self.problem.hope() {
            Hope::None => Verdict::GiveUp(self.problem),
            Hope::Retry if self.attempts >= TRIES => Verdict::GiveUp(self.problem),
            Hope::Wait if self.age > LONGEST_WAIT => Verdict::GiveUp(Problem::TooLong),
            // The longer it takes, the more rarely it is looked at.
            Hope::Wait => Verdict::Again(pause(
                (self.age / 8).clamp(FIRST_PAUSE, LONGEST_PAUSE / 2),
                self.asked,
                random,
            )),
            Hope::Retry => Verdict::Again(pause(doubled(self.attempts), self.asked, random)),
        }
    }
}

/// The pause after the `attempts`th failure in a row, without jitter.
pub(super) fn doubled(attempts: i32) -> TimeDelta {
    let times = 1 << attempts.clamp(1, 12).saturating_sub(1);
    (FIRST_PAUSE * times).min(LONGEST_PAUSE)
}

/// At least `least` and what was asked for, and up to a half more, so that those who failed together do not come back together.
pub(super) fn pause(least: TimeDelta, asked: Option<Duration>, random: &mut dyn Random) -> TimeDelta {
    let asked = asked.and_then(|asked| TimeDelta::from_std(asked).ok()).unwrap_or_default();
    let least = least.max(asked.min(LONGEST_WAIT));
    let half = u32::try_from(least.num_milliseconds() / 2).unwrap_or(u32::MAX).max(1);
    least + TimeDelta::milliseconds(random.below(half).into())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::random::SeededRandom;

    fn setback(problem: Problem, attempts: i32, age: TimeDelta) -> Setback {
        Setback { problem, asked: None, attempts, age }
    }

    fn judge(setback: Setback) -> Verdict {
        setback.judge(&mut SeededRandom::new("patience"))
    }

    #[test]
    fn failures_are_tried_again_for_about_an_hour() {
        let mut waited = TimeDelta::zero();
        for attempts in 1..TRIES {
            waited += doubled(attempts);
            let verdict = judge(setback(Problem::Unavailable, attempts, waited));
            assert!(matches!(verdict, Verdict::Again(_)), "{attempts}");
        }
        assert!((TimeDelta::minutes(45)..TimeDelta::minutes(75)).contains(&waited), "{waited}");
        let last = judge(setback(Problem::Unavailable, TRIES, waited));
        assert_eq!(last, Verdict::GiveUp(Problem::Unavailable));
    }

    #[test]
    fn a_service_may_take_its_hours_but_not_for_ever() {
        let three_hours = judge(setback(Problem::NotYet, 500, TimeDelta::hours(3)));
        assert!(matches!(three_hours, Verdict::Again(_)));
        let seven_hours = judge(setback(Problem::NotYet, 1, TimeDelta::hours(7)));
        assert_eq!(seven_hours, Verdict::GiveUp(Problem::TooLong));
    }

    #[test]
    fn what_will_never_go_well_is_not_tried_again() {
        let refused = judge(setback(Problem::Refused, 1, TimeDelta::zero()));
        assert_eq!(refused, Verdict::GiveUp(Problem::Refused));
    }

    proptest! {
        #[test]
        fn a_pause_is_never_shorter_than_the_service_asked_for(
            seconds in 0_u64..3600, attempts in 0_i32..40, age in 0_i64..20_000, waits in any::<bool>(),
        ) {
            let problem = if waits { Problem::Throttled } else { Problem::Unavailable };
            let asked = Duration::from_secs(seconds);
            let setback = Setback { asked: Some(asked), ..setback(problem, attempts, TimeDelta::seconds(age)) };
            if let Verdict::Again(pause) = judge(setback) {
                prop_assert!(pause >= TimeDelta::from_std(asked).unwrap() && pause >= FIRST_PAUSE);
                prop_assert!(pause <= TimeDelta::from_std(asked).unwrap().max(LONGEST_PAUSE) * 3 / 2);
            }
        }
    }
}
