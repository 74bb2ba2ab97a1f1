//! SQL of moves.

mod moves;
mod people;
pub(super) mod requests;
pub(super) mod transfers;

pub(super) use moves::{
    WaitedForRow, WaitingRow, find_claim, find_release, find_waiting, find_waiting_by_upn, list_waited_for,
    list_waiting,
};
pub(super) use people::{
    NewestRun, PersonRow, Wanted, find_account_by_upn, find_newest_run, find_people, list_lines,
};
