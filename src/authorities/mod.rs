//! The schools of an authority and of the nation: their figures and the state of their runs, never an account.

mod search;
mod store;
mod web;

pub use web::routes;
