//! SQL of the pages of authorities, under the authority role: summaries alone.

pub(super) mod held;
pub(super) mod moves;
pub(super) mod schools;
