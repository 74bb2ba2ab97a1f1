//! A part's table on standard output: the portal's figure, the floor's, their proportion, and the target.

use std::io::{self, Write as _};
use std::time::Duration;

/// The table of one part.
pub struct Report {
    holds: bool,
}

impl Report {
    /// Prints the title and the head of the table.
    pub fn begin(title: &str) -> io::Result<Self> {
        let report = Self { holds: true };
        writeln!(io::stdout(), "\n{title}")?;
        report.print(["", "portal", "floor", "ratio", "target", ""])?;
        Ok(report)
    }

    /// Rates of the portal and of the floor, a pair for each round. What must reach `target` is the median of their
    /// proportions: whatever else the machine did in a round met both.
    pub fn compare(&mut self, what: &str, rounds: &[(f64, f64)], target: f64) -> io::Result<()> {
        let ratio = median(rounds.iter().map(|(portal, floor)| portal / floor).collect());
        let verdict = self.judge(ratio >= target);
        let (portal, floor): (Vec<f64>, Vec<f64>) = rounds.iter().copied().unzip();
        self.print([
            what,
            &format!("{:.0}", median(portal)),
            &format!("{:.0}", median(floor)),
            &format!("{ratio:.2}"),
            &format!("≥ {target:.2}"),
            verdict,
        ])
    }

    /// A figure that may be `target` at most, both in `unit`.
    pub fn limit(&mut self, what: &str, figure: f64, target: f64, unit: &str) -> io::Result<()> {
        let verdict = self.judge(figure <= target);
        let places = if figure.fract() == 0.0 { 0 } else { 2 };
        self.print([
            what,
            &format!("{figure:.places$} {unit}"),
            "",
            "",
            &format!("≤ {target:.0} {unit}"),
            verdict,
        ])
    }

    /// Figures that nothing is promised of.
    pub fn tell(&self, what: &str, portal: &str, floor: &str) -> io::Result<()> {
        self.print([what, portal, floor, "", "", ""])
    }

    /// Whether every target was met.
    pub fn holds(&self) -> bool {
        self.holds
    }

    fn judge(&mut self, holds: bool) -> &'static str {
        self.holds &= holds;
        if holds { "holds" } else { "DOES NOT HOLD" }
    }

    fn print(&self, [what, portal, floor, ratio, target, verdict]: [&str; 6]) -> io::Result<()> {
        writeln!(io::stdout(), "  {what:<46} {portal:>16} {floor:>16} {ratio:>6} {target:>11}  {verdict}")
    }
}

/// The middle one of some figures.
fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or_default()
}

/// The durations below which a half and 99 % of all lie, as text in milliseconds.
pub fn percentiles(durations: &[Duration]) -> String {
    let [half, most] = [50, 99].map(|share| milliseconds(percentile(durations, share)));
    format!("{half:.1} / {most:.1} ms")
}

/// The duration below which `share` percent lie.
pub fn percentile(durations: &[Duration], share: usize) -> Duration {
    let mut sorted = durations.to_vec();
    sorted.sort_unstable();
    let place = (sorted.len() * share / 100).min(sorted.len().saturating_sub(1));
    sorted.get(place).copied().unwrap_or_default()
}

/// A duration as a figure.
pub fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}
