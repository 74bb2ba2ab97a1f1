//! What an authority and the service desk do across schools: tokens, held runs, moves, administrators, new schools, given-up work.

mod administrators;
mod desk;
mod held_runs;
mod schools;
mod tokens;
