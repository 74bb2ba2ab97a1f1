//! What the system knows about a process.

use std::path::Path;

/// Whether the process `id` is a server of the cluster in `folder`: a server works in its cluster's folder.
#[cfg(target_os = "linux")]
pub(super) async fn works_in(id: u32, folder: &Path) -> bool {
    std::fs::read_link(format!("/proc/{id}/cwd")).is_ok_and(|place| place == folder)
}

/// Whether the process `id` is a server of the cluster in `folder`: a server is started with its folder as argument.
#[cfg(not(target_os = "linux"))]
pub(super) async fn works_in(id: u32, folder: &Path) -> bool {
    let id = id.to_string();
    let answer = tokio::process::Command::new("ps").args(["-ww", "-o", "command=", "-p", &id]).output().await;
    answer.is_ok_and(|answer| {
        String::from_utf8_lossy(&answer.stdout).contains(folder.to_string_lossy().as_ref())
    })
}
