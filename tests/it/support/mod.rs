//! The stage of the tests: a server for all, a portal for each, browsers, people, and files as a school's MIS writes them.

pub mod browser;
pub mod client;
pub mod cluster;
pub mod declared_routes;
pub mod people;
pub mod portal;
pub mod roster;
pub mod routes;
pub mod statements;
pub mod storm;
pub mod world;
pub mod year_end;
