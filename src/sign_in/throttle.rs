//! How fast somebody may try again: a delay that grows to a minute, never a lock, so that nobody can lock a child out.
//!
//! Failures are counted for a name and, apart, for a name in a browser that signed in with it before. An address is judged
//! by how many different names fail there against how many succeed, not by volume: a whole school sits behind one address.

use chrono::TimeDelta;

/// So many failures in a row cost nothing: fingers slip.
const FREE_FAILURES: u32 = 4;
/// So many failures in a row are told to the school.
pub const BURST: u32 = FREE_FAILURES + 1;
/// The longest delay, in seconds.
const LONGEST: i64 = 60;
/// So many names may fail at an address whatever else happens there.
const FREE_NAMES: i64 = 20;
/// Beyond those, an address may have this many failing names for each that succeeded.
const FAILING_PER_SUCCESS: i64 = 3;
/// Outcomes at an address count this long.
pub const ADDRESS_MEMORY: TimeDelta = TimeDelta::minutes(15);
/// After this long without a failure the count starts again.
pub const FORGET_AFTER: TimeDelta = TimeDelta::hours(1);
/// What a suspicious address waits.
pub const ADDRESS_DELAY: TimeDelta = TimeDelta::seconds(LONGEST);

/// How long to wait after the `failures`th failure in a row.
pub fn delay_after(failures: u32) -> TimeDelta {
    match failures.saturating_sub(FREE_FAILURES) {
        0 => TimeDelta::zero(),
        paid => TimeDelta::seconds(2_i64.saturating_pow(paid.min(8) - 1).min(LONGEST)),
    }
}

/// Whether an address looks like somebody trying names rather than like a school.
pub fn is_suspicious(failing_names: i64, succeeding_names: i64) -> bool {
    failing_names > FREE_NAMES + FAILING_PER_SUCCESS * succeeding_names
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_delay_grows_to_a_minute() {
        let seconds: Vec<i64> = (0..14).map(|failures| delay_after(failures).num_seconds()).collect();
        assert_eq!(seconds, [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
    }

    #[test]
    fn a_school_behind_one_address_is_no_attack() {
        assert!(!is_suspicious(60, 400));
        assert!(!is_suspicious(20, 0));
        assert!(is_suspicious(200, 3));
    }

    proptest! {
        #[test]
        fn never_shorter_and_never_more_than_a_minute(failures in 0u32..u32::MAX) {
            prop_assert!(delay_after(failures) <= delay_after(failures.saturating_add(1)));
            prop_assert!(delay_after(failures).num_seconds() <= 60);
        }
    }
}
