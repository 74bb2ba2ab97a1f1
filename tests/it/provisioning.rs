//! Provisioning: what a client may send, and what comes of it.

mod api;
mod applying;
mod hostile;
mod last_champion;
mod moves;
mod rehearsal;
mod runs;
mod undo;
