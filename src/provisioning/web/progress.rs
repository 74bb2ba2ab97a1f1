//! How far a run is that has not ended.

/// The steps from the file's arrival to the end.
const STEPS: u8 = 3;

/// The place of a run on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Progress {
    /// The step that it is at, from 1.
    pub step: u8,
    /// How many there are.
    pub steps: u8,
}

/// Where a run in `state` is on its way; nothing once it has ended or waits for a person.
pub(super) fn progress(state: &str) -> Option<Progress> {
    let step = match state {
        "received" => 1,
        "validating" => 2,
        "applying" => 3,
        _ => return None,
    };
    Some(Progress { step, steps: STEPS })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_goes_forward_until_it_ends() {
        let steps = ["received", "validating", "applying"].map(|state| progress(state).unwrap().step);
        assert_eq!(steps, [1, 2, STEPS]);
        for ended in ["held", "applied", "failed", "rehearsed", "replaced", "discarded", "undone"] {
            assert_eq!(progress(ended), None, "{ended}");
        }
    }
}
