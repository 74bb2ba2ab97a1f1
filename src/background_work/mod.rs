//! Background work that was given up, for the service desk: what it was, for which school, since when, and *Try again*.
//!
//! What a job carries is not shown, and its last error neither: both are for the log.

mod web;

pub use web::routes;
