//! Commands beside the portal.

use std::process::{Command, Output};

use crate::support::portal::Portal;

const ADD: [&str; 10] =
    ["school", "add", "--dfes", "6812001", "--name", "Ysgol A", "--phase", "primary", "--authority", "681"];

fn told(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1));
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn where_no_portal_was_ever_started_a_command_says_so_and_makes_none() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let output = Command::new(env!("CARGO_BIN_EXE_ump"))
        .args(ADD)
        .env("UMP_DATA_DIR", &data)
        .env("XDG_CONFIG_HOME", folder.path())
        .env_remove("DATABASE_URL")
        .output()
        .unwrap();
    let told = told(&output);
    assert!(told.contains("no portal was ever started from") && told.contains("ump serve"), "{told}");
    assert!(!data.exists());
}

#[tokio::test]
async fn a_database_that_was_never_prepared_is_named_as_such() {
    let portal = Portal::start().await;
    for name in ["postgres", "nowhere"] {
        let output = portal.command_on(name).args(ADD).output().unwrap();
        let told = told(&output);
        assert!(told.contains("not prepared yet") && told.contains("ump migrate"), "{name}: {told}");
    }
    let added = portal.command().args(ADD).output().unwrap();
    assert!(added.status.success());
    assert_eq!(portal.count("SELECT count(*) FROM school").await, 1);
    let refused = told(&portal.command().args(["demo", "load"]).output().unwrap());
    assert!(refused.contains("already holds schools"), "{refused}");
    portal.finish().await;
}

#[test]
fn a_demo_whose_loading_was_killed_is_known_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let portal = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ump"));
        command.args(arguments).env("UMP_DATA_DIR", &data).env("XDG_CONFIG_HOME", folder.path());
        command.env("UMP_LOG", "error").env_remove("DATABASE_URL");
        command
    };
    let mut loading = portal(&["demo", "load"]).spawn().unwrap();
    while !data.join("demo-unfinished").exists() {
        assert!(loading.try_wait().unwrap().is_none(), "the loading ended by itself");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    loading.kill().unwrap();
    loading.wait().unwrap();
    let told = told(&portal(&["serve", "--listen", "127.0.0.1:0"]).output().unwrap());
    assert!(told.contains("the demo was not loaded to its end"), "{told}");
}
