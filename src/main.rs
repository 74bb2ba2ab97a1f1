//! The `ump` binary.

fn main() {}
