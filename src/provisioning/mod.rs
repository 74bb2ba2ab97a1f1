//! Provisioning: a school's snapshot comes in, is compared with the school as it stands, and is applied whole.

pub mod formats;
pub mod snapshot;
