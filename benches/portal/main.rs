//! Measures the portal: `cargo bench`, or some of its parts, `cargo bench -- list apply`.
//!
//! What is promised of the portal's speed are proportions: so much of what the barest code reaches that does the same work
//! on the same machine in the same minutes. Each part therefore runs the portal and its floor in turn and prints the
//! proportion beside its target. A harness such as criterion gives statistics of one function over time, which says nothing
//! about that, so there is none. A missed target makes the run fail.
//!
//! `cargo bench -- nation` measures the year end of a whole nation, which takes the better part of an hour: it runs only where it
//! is named. What stands after it names its parts.

mod apply;
mod client;
mod export;
mod floor;
mod list;
mod nation;
mod process;
mod report;
mod reset;
mod roll;
mod rows;
mod seed;
mod stage;
mod storm;
#[path = "../../tests/it/support/mod.rs"]
#[expect(clippy::unwrap_used, clippy::panic, reason = "a measurement that cannot go on ends, and says where")]
#[expect(dead_code, reason = "the tests' stage has more than is measured here")]
mod support;
mod wire;

use std::process::ExitCode;

#[tokio::main]
async fn main() -> anyhow::Result<ExitCode> {
    // Cargo adds `--bench`; what is left names the parts.
    let mut wanted: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    if let Some(place) = wanted.iter().position(|name| name == "nation") {
        let parts = wanted.split_off(place);
        let holds = nation::measure(&parts[1..]).await?;
        if wanted.is_empty() || !holds {
            return Ok(if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
    }
    let is_wanted = |part: &str| wanted.is_empty() || wanted.iter().any(|name| name == part);
    let mut holds = true;
    if is_wanted("list") {
        holds &= list::measure().await?;
    }
    if is_wanted("apply") {
        holds &= apply::measure().await?;
    }
    if is_wanted("reset") {
        holds &= reset::measure().await?;
    }
    if is_wanted("export") {
        holds &= export::measure().await?;
    }
    if is_wanted("process") {
        holds &= process::measure().await?;
    }
    if is_wanted("storm") {
        holds &= storm::measure().await?;
    }
    Ok(if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
