//! The `ump` binary: parse the command line, run the command, say what went wrong in one line.

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser;
use ump::cli::Cli;

#[tokio::main]
async fn main() -> ExitCode {
    match Cli::parse().run().await {
        Ok(code) => code,
        Err(error) => {
            // Where standard error is closed there is nobody left to tell.
            let _ = writeln!(std::io::stderr(), "ump: {error:#}");
            ExitCode::FAILURE
        }
    }
}
