//! The portal's own binary on its embedded database, with the demo.

use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use tempfile::TempDir;

/// A running portal; it ends with the value.
pub struct Portal {
    process: Child,
    folder: TempDir,
    /// `http://127.0.0.1:PORT`
    pub address: String,
}

/// A row of `demo-sign-ins.csv`.
#[derive(Clone, Debug)]
pub struct SignIn {
    pub role: String,
    pub school: String,
    pub username: String,
    pub password: String,
}

impl Portal {
    /// Starts the portal in an empty folder and waits for its address.
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        // As root the database belongs to another user, who must be able to pass.
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o711)).unwrap();
        let mut process = command(&folder).stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let (found, address) = mpsc::channel();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                if let Some(start) = line.find("http://127.0.0.1:") {
                    let _ = found.send(line[start..].trim().to_owned());
                }
            }
        });
        let address = address.recv_timeout(Duration::from_secs(60)).expect("the portal prints its address");
        Self { process, folder, address }
    }

    /// The sign-in of `role` in the school with this number (empty for people of no school).
    pub fn sign_in(&self, role: &str, school: &str) -> SignIn {
        let path = self.folder.path().join("data/demo-sign-ins.csv");
        let mut rows = csv::Reader::from_path(path).unwrap();
        rows.records()
            .map(Result::unwrap)
            .map(|row| SignIn {
                role: row[0].to_owned(),
                school: row[1].to_owned(),
                username: row[3].to_owned(),
                password: row[4].to_owned(),
            })
            .find(|row| row.role == role && row.school == school)
            .expect("the demo has such a sign-in")
    }

    /// Makes somebody of the service desk with `ump user grant`, beside the running portal.
    pub fn grant_service_desk(&self) -> SignIn {
        let person = ["--forename", "Nia", "--surname", "Newydd"];
        let arguments = ["user", "grant", "--role", "service-desk", "--json"];
        let output = command(&self.folder).args(arguments).args(person).output().unwrap();
        let printed: Value = serde_json::from_slice(&output.stdout).expect("the command prints an account");
        let text = |name: &str| printed[name].as_str().unwrap().to_owned();
        SignIn {
            role: "service_desk".to_owned(),
            school: String::new(),
            username: text("username"),
            password: text("password"),
        }
    }
}

fn command(folder: &TempDir) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ump"));
    command
        .env("UMP_DATA_DIR", folder.path().join("data"))
        .env("XDG_CONFIG_HOME", folder.path().join("config"))
        .env("UMP_LISTEN", "127.0.0.1:0")
        .env("UMP_LOG", "warn")
        .env_remove("DATABASE_URL");
    command
}

impl Drop for Portal {
    fn drop(&mut self) {
        let id = i32::try_from(self.process.id()).ok().and_then(Pid::from_raw);
        let _ = id.map(|id| kill_process(id, Signal::TERM));
        let _ = self.process.wait();
    }
}
