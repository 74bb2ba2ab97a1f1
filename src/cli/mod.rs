//! Commands.

pub mod push;
