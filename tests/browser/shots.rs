//! Pictures of pages, for whoever looks at them and for the README.

use std::path::PathBuf;

use super::driver::Browser;

/// Stores a picture in the folder that `UMP_SHOTS` names; nothing without it.
pub async fn take(browser: &Browser, name: &str) {
    let Some(folder) = std::env::var_os("UMP_SHOTS").map(PathBuf::from) else {
        return;
    };
    std::fs::create_dir_all(&folder).unwrap();
    let picture = browser.client.screenshot().await.unwrap();
    std::fs::write(folder.join(format!("{name}.png")), picture).unwrap();
}
