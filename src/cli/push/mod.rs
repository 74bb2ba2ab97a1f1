//! `ump push`, the provisioning client: sends a school's roster and says what became of it.
//!
//! It runs where the MIS runs, mostly by a timer: what people read goes to standard error, what a script reads to standard
//! output, and the exit code alone says whether someone has to look.

mod client;
mod outcome;
mod package;
#[cfg(test)]
mod tests;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use indicatif::{ProgressBar, ProgressStyle};
use reqwest::Url;
use secrecy::SecretString;
use serde_json::{Value, json};

use client::{Accepted, Client, Pace};
use outcome::{Batch, Outcome};

/// Sends a roster to the portal.
#[derive(Clone, Debug, clap::Args)]
pub struct PushArgs {
    /// A OneRoster zip, or a folder of its CSV files
    #[arg(value_name = "FILE_OR_DIR")]
    pub path: PathBuf,
    /// The portal's address: https, or http on this machine
    #[arg(long, value_name = "URL")]
    pub server: Url,
    /// The file that holds the provisioning token
    #[arg(long, value_name = "FILE")]
    pub token_file: PathBuf,
    /// Show what would change, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Wait until every school's run has ended
    #[arg(long)]
    pub wait: bool,
    /// Print the runs as one JSON object on standard output
    #[arg(long)]
    pub json: bool,
}

/// Sends a roster. The exit code is 0 when it has been applied (without `--wait`: taken), 3 when it is held, 4 when rows were
/// rejected, 1 when it failed; of several schools the worst, in the order 1, 3, 4, 0.
///
/// # Errors
///
/// When the roster cannot be read, or the portal cannot be reached or refuses it. The exit code is 1 then too.
pub async fn push(args: PushArgs) -> anyhow::Result<ExitCode> {
    let sent = send(&args, Pace::default()).await?;
    if args.json {
        writeln!(std::io::stdout(), "{}", json!({ "batches": sent.batches }))?;
    }
    Ok(ExitCode::from(sent.outcome.exit_code()))
}

/// What is known at the end.
#[derive(Debug)]
struct Sent {
    outcome: Outcome,
    batches: Vec<Value>,
}

async fn send(args: &PushArgs, pace: Pace) -> anyhow::Result<Sent> {
    let token = read_token(&args.token_file)?;
    let client = Client::new(&args.server, token, pace)?;
    let package = package::read(&args.path)?;
    let bar = ProgressBar::new(package.len().try_into()?).with_style(ProgressStyle::with_template(
        "Sending {bar:30} {bytes} of {total_bytes}, {bytes_per_sec}",
    )?);
    let accepted = client.submit(&package, args.dry_run, &bar).await;
    bar.finish_and_clear();
    let accepted = accepted?;
    if args.wait { follow(&client, &accepted).await } else { taken(&accepted) }
}

fn read_token(path: &Path) -> anyhow::Result<SecretString> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("the token file {} could not be read", path.display()))?;
    let token = text.trim();
    if token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        bail!("the token file {} must hold one token", path.display());
    }
    Ok(SecretString::from(token))
}

fn taken(accepted: &[Accepted]) -> anyhow::Result<Sent> {
    for batch in accepted {
        eprintln!("School {}: taken as run {}.", batch.dfes_number, batch.batch_id);
    }
    let batches = accepted.iter().map(serde_json::to_value).collect::<Result<_, _>>()?;
    Ok(Sent { outcome: Outcome::Applied, batches })
}

async fn follow(client: &Client, accepted: &[Accepted]) -> anyhow::Result<Sent> {
    let bar = ProgressBar::new(accepted.len().try_into()?)
        .with_style(ProgressStyle::with_template("{spinner} {pos} of {len} schools done {msg}")?);
    let batches = client.wait(accepted, &bar).await;
    bar.finish_and_clear();
    let batches = batches?;
    eprint!("{}", outcome::report(&batches));
    Ok(Sent {
        outcome: Outcome::worst(&batches),
        batches: batches.into_iter().map(Batch::into_raw).collect(),
    })
}
