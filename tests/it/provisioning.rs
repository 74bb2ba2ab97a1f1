//! Provisioning: what a client may send, and what comes of it.

mod api;
mod hostile;
mod moves;
mod runs;
