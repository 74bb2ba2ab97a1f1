//! The process as an operator starts it: how soon it answers, and how much memory it takes.
//!
//! The release binary runs in a folder of its own with the database it brings along; the database's processes are not
//! counted. Everything that is waited for has a limit, and the process is stopped in good order whatever comes of it.

use std::fs;
use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use axum::http::StatusCode;
use rustix::process::{Pid, Signal, kill_process};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use crate::client::Client;
use crate::report::Report;

const PATIENCE: Duration = Duration::from_secs(120);
/// After this long without a request the process is at rest.
const REST: Duration = Duration::from_secs(3);
const SIGN_INS: usize = 200;
const BROWSERS: usize = 8;

/// Measures and prints; whether the targets are met.
pub async fn measure() -> anyhow::Result<bool> {
    let folder = Folder::make()?;
    let (first_start, figures) = run(&folder, true).await?;
    let (second_start, _) = run(&folder, false).await?;
    let (at_rest, after_sign_ins) = figures.context("the first run measures memory")?;
    let mut report = Report::begin("Process: the release binary with its own database")?;
    report.limit("first start, with the demo", first_start.as_secs_f64(), 5.0, "s")?;
    report.limit("second start", second_start.as_secs_f64(), 2.0, "s")?;
    report.limit("resident at rest", at_rest, 40.0, "MiB")?;
    report.limit(&format!("resident after {SIGN_INS} sign-ins"), after_sign_ins, 100.0, "MiB")?;
    Ok(report.holds())
}

/// Starts, measures memory where wanted, and stops.
async fn run(folder: &Folder, with_memory: bool) -> anyhow::Result<(Duration, Option<(f64, f64)>)> {
    let mut portal = Portal::spawn(folder)?;
    let outcome = timeout(PATIENCE, portal.observe(folder, with_memory)).await;
    portal.stop().await?;
    outcome.context("the portal takes too long")?
}

/// A data directory and a home that the portal may make its own.
struct Folder {
    folder: tempfile::TempDir,
}

impl Folder {
    /// The database's processes may belong to another user, who must be able to pass through.
    fn make() -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o711))?;
        fs::create_dir(folder.path().join("home"))?;
        Ok(Self { folder })
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }
}

struct Portal {
    process: Child,
    begun: Instant,
}

impl Portal {
    fn spawn(folder: &Folder) -> anyhow::Result<Self> {
        let begun = Instant::now();
        let kept = ["PATH", "UMP_POSTGRES_BIN"].into_iter();
        let process = Command::new(env!("CARGO_BIN_EXE_ump"))
            .arg("serve")
            .env_clear()
            .envs(kept.filter_map(|name| Some((name, std::env::var_os(name)?))))
            .env("HOME", folder.home())
            .env("XDG_CONFIG_HOME", folder.home())
            .env("UMP_DATA_DIR", folder.data())
            .env("UMP_LISTEN", "127.0.0.1:0")
            .current_dir(folder.home())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        Ok(Self { process, begun })
    }

    async fn observe(
        &mut self,
        folder: &Folder,
        with_memory: bool,
    ) -> anyhow::Result<(Duration, Option<(f64, f64)>)> {
        let address = self.address().await?;
        let (status, _) = Client::connect(address).await?.get("/sign-in", "").await?;
        let started = self.begun.elapsed();
        ensure!(status == StatusCode::OK, "the sign-in page answered {status}");
        if !with_memory {
            return Ok((started, None));
        }
        sleep(REST).await;
        let at_rest = self.resident()?;
        sign_in_often(address, &folder.data()).await?;
        sleep(REST).await;
        Ok((started, Some((at_rest, self.resident()?))))
    }

    /// The address is the last word of the line that names it.
    async fn address(&mut self) -> anyhow::Result<SocketAddr> {
        let output = self.process.stdout.take().context("standard output is a pipe")?;
        let mut lines = BufReader::new(output).lines();
        while let Some(line) = lines.next_line().await? {
            if let Some((_, address)) = line.split_once("http://") {
                return Ok(address.trim_end_matches('/').parse()?);
            }
        }
        anyhow::bail!("the portal ended before it answered")
    }

    /// Mebibytes of the process's own memory.
    fn resident(&self) -> anyhow::Result<f64> {
        let id = self.process.id().context("the portal runs")?;
        let status = fs::read_to_string(format!("/proc/{id}/status"))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kibibytes = line.and_then(|line| line.split_whitespace().next());
        Ok(kibibytes.context("the process has memory")?.parse::<f64>()? / 1024.0)
    }

    async fn stop(mut self) -> anyhow::Result<()> {
        if let Some(id) = self.process.id().and_then(|id| Pid::from_raw(id.cast_signed())) {
            kill_process(id, Signal::TERM)?;
        }
        if timeout(PATIENCE, self.process.wait()).await.is_err() {
            self.process.kill().await?;
            anyhow::bail!("the portal had to be killed");
        }
        Ok(())
    }
}

/// Signs in as everybody of the demo in turn, from several browsers at once.
async fn sign_in_often(address: SocketAddr, data: &Path) -> anyhow::Result<()> {
    let mut table = csv::Reader::from_path(data.join("demo-sign-ins.csv"))?;
    let forms: Vec<String> = table
        .deserialize()
        .map(|row| {
            let (_, _, _, username, password): (String, String, String, String, String) = row?;
            Ok(form(&username, &password))
        })
        .collect::<anyhow::Result<_>>()?;
    let mut browsers = JoinSet::new();
    for browser in 0..BROWSERS {
        // Each has people of its own: nobody is at two browsers at once.
        let own = forms.iter().skip(browser).step_by(BROWSERS).cycle();
        let own: Vec<String> = own.take(SIGN_INS / BROWSERS).cloned().collect();
        browsers.spawn(async move {
            let mut client = Client::connect(address).await?;
            for form in own {
                let (status, _) = client.post("/sign-in", form).await?;
                ensure!(status == StatusCode::SEE_OTHER, "a sign-in of the demo answered {status}");
            }
            Ok(())
        });
    }
    while let Some(browser) = browsers.join_next().await {
        browser??;
    }
    Ok(())
}

/// Usernames and passwords of the demo, every byte but letters and digits escaped.
fn form(username: &str, password: &str) -> String {
    let escape = |text: &str| -> String {
        text.bytes()
            .map(|byte| match byte {
                byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
                byte => format!("%{byte:02X}"),
            })
            .collect()
    };
    format!("username={}&password={}", escape(username), escape(password))
}
