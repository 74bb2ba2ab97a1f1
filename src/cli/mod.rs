//! The commands of the binary. Results go to standard output, with `--json` as one object; all else to standard error.

mod beside;
pub mod push;
mod rollover;
mod serve;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::Config;
use crate::telemetry;

use beside::{DemoCommand, GrantArgs, SchoolArgs, TokenCommand};
use push::PushArgs;
use rollover::RolloverCommand;
use serve::ServeArgs;

/// User Management Portal: the accounts of every maintained school in Wales.
#[derive(Debug, Parser)]
#[command(name = "ump", version)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Migrate the database, then serve pages and background work (the default)
    Serve(ServeArgs),
    /// Migrate the database and end
    Migrate,
    /// Demo data
    #[command(subcommand)]
    Demo(DemoCommand),
    /// Schools
    #[command(subcommand)]
    School(SchoolCommand),
    /// Administrators
    #[command(subcommand)]
    User(UserCommand),
    /// Provisioning tokens
    #[command(subcommand)]
    Token(TokenCommand),
    /// The end of an academic year
    #[command(subcommand)]
    Rollover(RolloverCommand),
    /// Send a roster to a portal: the provisioning client
    Push(PushArgs),
}

#[derive(Debug, Subcommand)]
enum SchoolCommand {
    /// Add a school
    Add(SchoolArgs),
}

#[derive(Debug, Subcommand)]
enum UserCommand {
    /// Make an administrator; the password must be changed at the first sign-in
    Grant(GrantArgs),
}

impl Cli {
    /// Runs the command.
    ///
    /// # Errors
    /// Whatever stops it, in one line.
    pub async fn run(self) -> anyhow::Result<ExitCode> {
        let command = self.command.unwrap_or_else(|| Command::Serve(ServeArgs::default()));
        if let Command::Push(args) = command {
            return push::push(args).await;
        }
        let config = Config::from_env()?;
        let is_portal = matches!(command, Command::Serve(_));
        telemetry::start(&config.log, if is_portal { "info" } else { "warn" })?;
        match command {
            Command::Serve(args) => serve::serve(config, args).await?,
            Command::Migrate => beside::migrate(&config).await?,
            Command::Demo(command) => beside::demo(&config, command).await?,
            Command::School(SchoolCommand::Add(args)) => beside::add_school(&config, args).await?,
            Command::User(UserCommand::Grant(args)) => beside::grant(&config, args).await?,
            Command::Token(command) => beside::token(&config, command).await?,
            Command::Rollover(command) => rollover::rollover(&config, command).await?,
            Command::Push(_) => {}
        }
        Ok(ExitCode::SUCCESS)
    }
}
