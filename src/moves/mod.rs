//! Moves: why somebody is not in the portal yet, and who has to act; the former accounts that staff take along.
//!
//! Learners' accounts move by themselves, in `provisioning`; the checker tells what is still missing. Of the other school it
//! says whether it has released the learner and whether its client has run since, and nothing else. What is known of a person
//! is turned into conditions and answers by pure rules (`conditions`, `questions`).

mod checker;
mod conditions;
mod questions;
mod store;
mod transfer;
mod web;

pub use web::routes;
