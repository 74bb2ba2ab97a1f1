//! Teams and Classrooms, and people's accounts in the services: what was asked for is there in the end, once.

mod asking;
mod failures;
mod leavers;
mod members;
mod people;
pub mod stage;
mod storm;
mod stuck;
