//! What became of a roster: in words, as a table, as an exit code.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use anyhow::Context as _;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The counts in the order of the table.
const COUNTS: [&str; 10] = [
    "created",
    "updated",
    "unchanged",
    "released",
    "reactivated",
    "transferred",
    "waiting",
    "skipped",
    "rejected",
    "missing",
];

/// Where a run stands, in the words of the provisioning API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Received,
    Validating,
    Held,
    Applying,
    Applied,
    Failed,
    Rehearsed,
    Replaced,
    Discarded,
    Undone,
    /// A state that a newer portal may have; it is waited out.
    #[serde(other)]
    Unknown,
}

impl State {
    /// Whether nothing more happens by itself.
    pub fn is_final(self) -> bool {
        !matches!(self, Self::Received | Self::Validating | Self::Applying | Self::Unknown)
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = format!("{self:?}").to_ascii_lowercase();
        f.pad(&name)
    }
}

/// A school's run.
#[derive(Clone, Debug, Deserialize)]
pub struct Batch {
    /// The school.
    pub dfes_number: String,
    /// Where it stands.
    pub state: State,
    counts: Option<BTreeMap<String, u64>>,
    held: Option<Held>,
    error: Option<Value>,
    #[serde(skip)]
    raw: Value,
}

#[derive(Clone, Debug, Deserialize)]
struct Held {
    would_release: Option<u64>,
    threshold: Option<u64>,
    reason: Option<String>,
}

impl Batch {
    /// Reads the portal's answer.
    pub fn parse(raw: Value) -> anyhow::Result<Self> {
        let mut batch = Self::deserialize(&raw).context("the portal's answer is not understood")?;
        batch.raw = raw;
        Ok(batch)
    }

    /// The portal's answer as it came.
    pub fn into_raw(self) -> Value {
        self.raw
    }

    fn count(&self, name: &str) -> u64 {
        self.counts.as_ref().and_then(|counts| counts.get(name)).copied().unwrap_or_default()
    }

    fn outcome(&self) -> Outcome {
        match self.state {
            State::Applied | State::Rehearsed if self.count("rejected") == 0 => Outcome::Applied,
            State::Applied | State::Rehearsed => Outcome::Rejected,
            State::Held => Outcome::Held,
            _ => Outcome::Failed,
        }
    }

    /// What someone has to know besides the counts, if anything.
    fn remark(&self) -> Option<String> {
        let school = &self.dfes_number;
        let remark = match (self.outcome(), self.state) {
            (Outcome::Applied, _) => return None,
            (Outcome::Rejected, _) => format!(
                "School {school}: {} rows were rejected. The run's page on the portal lists them with what to do.",
                self.count("rejected")
            ),
            (Outcome::Held, _) => self.held_remark(),
            (Outcome::Failed, State::Failed) => match &self.error {
                Some(Value::String(why)) => format!("School {school}: the run failed: {why}"),
                Some(why) => format!("School {school}: the run failed: {why}"),
                None => format!("School {school}: the run failed."),
            },
            (Outcome::Failed, state) => format!("School {school}: this run does not stand, it was {state}."),
        };
        // A server's words must not move the cursor of a terminal.
        Some(remark.replace(char::is_control, " "))
    }

    fn held_remark(&self) -> String {
        let mut remark = format!("School {}: the run is held.", self.dfes_number);
        let Some(held) = &self.held else {
            return remark;
        };
        if let (Some(releases), Some(threshold)) = (held.would_release, held.threshold) {
            let _ = write!(remark, " It would release {releases} accounts; the limit is {threshold}.");
        }
        if let Some(reason) = &held.reason {
            let _ = write!(remark, " {reason}");
        }
        remark + " Someone has to look at it on the portal."
    }
}

/// How a push ended, from good to bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Everything is as the roster says.
    Applied,
    /// As the roster says, but for rows that could not be used.
    Rejected,
    /// Nothing changes until someone has looked.
    Held,
    /// Nothing has changed.
    Failed,
}

impl Outcome {
    /// Of several schools' runs the worst.
    pub fn worst(batches: &[Batch]) -> Self {
        batches.iter().map(Batch::outcome).max().unwrap_or(Self::Failed)
    }

    /// The process's exit code.
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Applied => 0,
            Self::Failed => 1,
            Self::Held => 3,
            Self::Rejected => 4,
        }
    }
}

/// The runs as a table, a line each, and what someone has to know below it.
pub fn report(batches: &[Batch]) -> String {
    let shown: Vec<&str> =
        COUNTS.into_iter().filter(|name| batches.iter().any(|batch| batch.count(name) > 0)).collect();
    let mut report = format!("{:<9}{:<10}", "School", "State");
    for name in &shown {
        let _ = write!(report, " {name:>11}");
    }
    for batch in batches {
        let _ = write!(report, "\n{:<9}{:<10}", batch.dfes_number, batch.state);
        for name in &shown {
            let _ = write!(report, " {:>11}", batch.count(name));
        }
    }
    report.push('\n');
    for remark in batches.iter().filter_map(Batch::remark) {
        let _ = writeln!(report, "{remark}");
    }
    report
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn batch(state: &str, rejected: u64) -> Batch {
        Batch::parse(json!({
            "batch_id": "0", "dfes_number": "6812001", "state": state, "dry_run": false,
            "counts": {"created": 218, "rejected": rejected, "missing": 0}, "held": null, "error": null,
        }))
        .unwrap()
    }

    fn exit_code(batches: &[Batch]) -> u8 {
        Outcome::worst(batches).exit_code()
    }

    #[test]
    fn each_state_has_its_exit_code() {
        for (state, rejected, code) in [
            ("applied", 0, 0),
            ("applied", 1, 4),
            ("rehearsed", 0, 0),
            ("rehearsed", 2, 4),
            ("held", 2, 3),
            ("failed", 0, 1),
            ("replaced", 0, 1),
            ("discarded", 0, 1),
            ("undone", 0, 1),
        ] {
            let batch = batch(state, rejected);
            assert!(batch.state.is_final(), "{state}");
            assert_eq!(exit_code(&[batch]), code, "{state}");
        }
        for state in ["received", "validating", "applying", "new_in_a_later_version"] {
            assert!(!batch(state, 0).state.is_final(), "{state}");
        }
    }

    #[test]
    fn of_several_schools_the_worst_counts() {
        let (good, rejected, held, failed) =
            (batch("applied", 0), batch("applied", 1), batch("held", 0), batch("failed", 0));
        assert_eq!(exit_code(&[good.clone(), rejected.clone()]), 4);
        assert_eq!(exit_code(&[held.clone(), rejected.clone(), good.clone()]), 3);
        assert_eq!(exit_code(&[good, held, failed, rejected]), 1);
    }

    #[test]
    fn the_table_shows_what_there_is() {
        let report = report(&[batch("applied", 4), batch("rehearsed", 0)]);
        let lines: Vec<_> = report.lines().collect();
        assert_eq!(lines[0], "School   State          created    rejected");
        assert_eq!(lines[1], "6812001  applied            218           4");
        assert_eq!(lines[2], "6812001  rehearsed          218           0");
        assert!(lines[3].contains("4 rows were rejected"), "{report}");
        assert_eq!(lines.len(), 4);
    }

    #[test]
    fn a_held_and_a_failed_run_say_why() {
        let held = Batch::parse(json!({
            "dfes_number": "6812001", "state": "held", "counts": null,
            "held": {"would_release": 36, "threshold": 11, "reason": "Too\u{1b}[2J many."}, "error": null,
        }));
        let failed = Batch::parse(json!({
            "dfes_number": "6814002", "state": "failed", "counts": null, "held": null, "error": "users.csv is missing",
        }));
        let report = report(&[held.unwrap(), failed.unwrap()]);
        assert!(report.contains("It would release 36 accounts; the limit is 11. Too [2J many."), "{report}");
        assert!(report.contains("School 6814002: the run failed: users.csv is missing"), "{report}");
    }
}
