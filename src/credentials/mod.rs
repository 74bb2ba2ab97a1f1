//! Passwords: what a good one is, and how the portal makes one.
//!
//! One policy holds on every route, and a generated password passes it by construction. A password travels as a
//! [`secrecy::SecretString`], so that no `Debug` output and no error shows it.

mod blocked;
mod common;
pub mod generator;
mod person_words;
pub mod policy;
mod words;

pub use generator::{Audience, generate, generate_for};
pub use person_words::PersonWords;
pub use policy::{PolicyRule, check};
