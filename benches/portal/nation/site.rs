//! The portal as a process of its own, until it is killed.

use std::net::SocketAddr;
use std::process::Stdio;
use std::time::Duration;

use anyhow::Context;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

use crate::stage::Stage;

const PATIENCE: Duration = Duration::from_secs(60);

/// A process; dropping it kills it.
pub struct Site {
    process: Child,
    pub address: SocketAddr,
}

impl Site {
    /// Starts one that serves pages, and waits until it says where.
    pub async fn start(stage: &Stage, arguments: &[&str]) -> anyhow::Result<Self> {
        let arguments = [arguments, &["--listen", "127.0.0.1:0"]].concat();
        let mut process =
            Command::from(stage.process(&arguments)).stdout(Stdio::piped()).kill_on_drop(true).spawn()?;
        let output = process.stdout.take().context("standard output is a pipe")?;
        let address = timeout(PATIENCE, read_address(BufReader::new(output))).await??;
        Ok(Self { process, address })
    }

    /// Ends it without more ado.
    pub async fn kill(mut self) -> anyhow::Result<()> {
        Ok(self.process.kill().await?)
    }
}

/// The address is the last word of the line that names it.
async fn read_address(output: impl AsyncBufReadExt + Unpin) -> anyhow::Result<SocketAddr> {
    let mut lines = output.lines();
    while let Some(line) = lines.next_line().await? {
        if let Some((_, address)) = line.split_once("http://") {
            return Ok(address.trim_end_matches('/').parse()?);
        }
    }
    anyhow::bail!("the portal ended before it answered")
}
