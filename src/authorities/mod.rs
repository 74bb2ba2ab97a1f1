//! The schools of an authority and of the nation: their figures, the state of their runs, and which school's release others
//! wait for. Never an account: held runs are looked into and decided about in each school, under the administrator's name.

mod adding;
mod held;
mod search;
mod store;
mod web;

pub use web::routes;
