//! A nation: 22 authorities and as many schools, learners and staff as Wales has, all made up but the authorities.
//!
//! It is made from a seed, a school at a time: nothing of it but the list of its schools is ever in memory whole. The rolls are
//! OneRoster files that go through the provisioning engine like any other, from two schools at once. Last year's roll comes
//! first; then the year ends, in the window that is open on the day of the loading: most schools have run, some are held, some
//! have not run, and learners of others wait for those.

mod loading;
mod names;
mod numbers;
mod roll;
mod schools;
mod story;
mod teams;

pub use loading::{Loading, add_schools};
pub use numbers::SCHOOLS;
pub use roll::Chapter;
pub use schools::{Nation, NationSchool};
pub use story::{tell, tell_last_year, tell_year_end};
pub use teams::share_work;

/// The nation that is loaded where no other is named.
pub const SEED: &str = "ump nation";

#[cfg(test)]
mod tests;
