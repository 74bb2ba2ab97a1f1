//! The beginning of a school year: a thousand classes at once, of services of whose answers one in five is 429 or 503, by
//! workers that are killed. What is measured is little beside what is seen to: that none is lost and none doubled.

use crate::report::Report;
use crate::support::storm::Storm;

const CLASSES: usize = 1000;

/// Measures and prints; whether the targets are met.
pub async fn measure() -> anyhow::Result<bool> {
    let storm = Storm::brave(CLASSES).await;
    let mut report =
        Report::begin("Storm: 1,000 Teams and Classrooms at once, a fifth of the answers 429 or 503")?;
    report.limit("all made, none twice, two workers killed", storm.took.as_secs_f64(), 600.0, "s")?;
    report.limit("most jobs at once", f64::from(storm.most_at_once), 12.0, "jobs")?;
    Ok(report.holds())
}
