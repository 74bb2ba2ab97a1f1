//! Against real servers, each in a data directory of its own.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;

use sqlx::{ConnectOptions, Connection, PgConnection};
use tempfile::TempDir;

use super::*;

/// A data directory that the cluster's user can reach when root runs the tests.
fn data_dir() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), Permissions::from_mode(0o711)).unwrap();
    folder
}

fn settings(data_dir: impl Into<PathBuf>) -> Settings {
    Settings { data_dir: data_dir.into(), data_dir_is_explicit: true, bin_dir: None, durable: false }
}

async fn ask<T>(options: PgConnectOptions, question: &'static str) -> sqlx::Result<T>
where
    T: Send + Unpin + for<'r> sqlx::Decode<'r, sqlx::Postgres> + sqlx::Type<sqlx::Postgres>,
{
    let mut connection: PgConnection = options.connect().await?;
    let answer = sqlx::query_scalar(question).fetch_one(&mut connection).await?;
    connection.close().await?;
    Ok(answer)
}

fn process_id(server: &EmbeddedPostgres) -> i32 {
    let record = fs::read_to_string(server.cluster.folder().join("postmaster.pid")).unwrap();
    record.lines().next().unwrap().parse().unwrap()
}

fn kill(id: i32) {
    let id = rustix::process::Pid::from_raw(id).unwrap();
    rustix::process::kill_process(id, rustix::process::Signal::KILL).unwrap();
}

#[tokio::test]
async fn serves_two_logins_and_keeps_its_data() {
    let folder = data_dir();
    let settings = settings(folder.path());
    let server = start(&settings).await.unwrap();
    let owner_is_superuser = "SELECT rolsuper FROM pg_roles WHERE rolname = current_user";
    assert!(ask::<bool>(server.owner("ump"), owner_is_superuser).await.unwrap());
    let application_is_powerless = "SELECT NOT (rolsuper OR rolinherit OR rolbypassrls OR rolcreatedb OR rolcreaterole) \
         FROM pg_roles WHERE rolname = current_user";
    assert!(ask::<bool>(server.application("ump"), application_is_powerless).await.unwrap());
    let welsh_order = "SELECT 'ŵ' COLLATE \"cy-x-icu\" < 'x' COLLATE \"cy-x-icu\"";
    assert!(ask::<bool>(server.application("ump"), welsh_order).await.unwrap());
    let nobody = server.application("ump").password("guess");
    assert!(nobody.connect().await.is_err());
    let mut owner = server.owner("ump").connect().await.unwrap();
    sqlx::raw_sql("CREATE TABLE kept AS SELECT 42 AS number").execute(&mut owner).await.unwrap();
    server.stop().await.unwrap();

    let server = start(&settings).await.unwrap();
    assert_eq!(ask::<i32>(server.owner("ump"), "SELECT number FROM kept").await.unwrap(), 42);
    server.stop().await.unwrap();
}

#[tokio::test]
async fn a_second_portal_is_refused_and_a_command_joins() {
    let folder = data_dir();
    let settings = settings(folder.path());
    let portal = start(&settings).await.unwrap();
    assert!(matches!(start(&settings).await, Err(EmbeddedError::AlreadyRunning { .. })));
    let command = start_or_adopt_shared(&settings).await.unwrap();
    portal.stop().await.unwrap();
    assert_eq!(ask::<i32>(command.application("ump"), "SELECT 1").await.unwrap(), 1);
    let socket = command.cluster.socket.clone();
    command.stop().await.unwrap();
    assert!(!socket.path().exists());
}

#[tokio::test]
async fn a_running_server_is_adopted_and_a_dead_one_is_started_again() {
    let folder = data_dir();
    let settings = settings(folder.path());
    let killed = start(&settings).await.unwrap();
    let id = process_id(&killed);
    drop(killed);
    let adopting = start(&settings).await.unwrap();
    assert_eq!(process_id(&adopting), id);

    kill(id);
    drop(adopting);
    let record = fs::canonicalize(folder.path().join("postgres/cluster/postmaster.pid")).unwrap();
    let number_of_another =
        fs::read_to_string(&record).unwrap().replacen(&id.to_string(), &std::process::id().to_string(), 1);
    fs::write(&record, number_of_another).unwrap();
    let recovered = start(&settings).await.unwrap();
    assert_ne!(process_id(&recovered), id);

    fs::remove_dir_all(recovered.cluster.socket.path()).unwrap();
    drop(recovered);
    let reachable_again = start(&settings).await.unwrap();
    assert_eq!(ask::<i32>(reachable_again.application("ump"), "SELECT 1").await.unwrap(), 1);
    reachable_again.stop().await.unwrap();
}

#[tokio::test]
async fn runs_in_a_deep_folder_with_an_awkward_name_and_logs_no_data() {
    let folder = data_dir();
    let deep = folder.path().join("it's $HOME \"quoted\" \\ deep/".repeat(10));
    assert!(deep.as_os_str().len() > 200);
    let server = start(&settings(&deep)).await.unwrap();
    let failing = "SELECT 'a secret'::int";
    assert!(ask::<i32>(server.application("ump"), failing).await.is_err());
    let logs = fs::read_dir(server.cluster.folder().join("log")).unwrap();
    for log in logs {
        let text = fs::read_to_string(log.unwrap().path()).unwrap();
        assert!(!text.contains("secret"));
    }
    server.stop().await.unwrap();
}

#[tokio::test]
async fn under_root_an_unreachable_folder_stops_the_start_or_moves_the_cluster() {
    if !rustix::process::geteuid().is_root() {
        return;
    }
    let private = tempfile::tempdir().unwrap();
    fs::set_permissions(private.path(), Permissions::from_mode(0o700)).unwrap();
    let mut settings = settings(private.path().join("data"));
    assert!(matches!(start(&settings).await, Err(EmbeddedError::Unreachable { .. })));
    settings.data_dir_is_explicit = false;
    let server = start(&settings).await.unwrap();
    assert_eq!(server.data_dir(), settings.data_dir.canonicalize().unwrap());
    let home = server.cluster.home.clone();
    assert!(home.starts_with("/var/lib/ump"));
    server.stop().await.unwrap();
    let server = start(&settings).await.unwrap();
    assert_eq!(server.cluster.home, home);
    server.stop().await.unwrap();
    fs::remove_dir_all(home).unwrap();
}
