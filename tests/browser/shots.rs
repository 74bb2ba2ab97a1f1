//! Pictures of pages, for whoever looks at them and for the README.

use std::path::PathBuf;

use super::driver::{Browser, HEIGHT};

/// Lower down, long lists only go on.
const HIGHEST: u32 = 1800;

/// Stores a picture of the whole page in the folder that `UMP_SHOTS` names; nothing without it.
pub async fn take(browser: &Browser, name: &str) {
    let Some(folder) = std::env::var_os("UMP_SHOTS").map(PathBuf::from) else {
        return;
    };
    std::fs::create_dir_all(&folder).unwrap();
    let height = "return document.documentElement.scrollHeight";
    let height = browser.client.execute(height, Vec::new()).await.unwrap().as_u64().unwrap();
    let (width, _) = browser.client.get_window_size().await.unwrap();
    let width = u32::try_from(width).unwrap();
    browser
        .client
        .set_window_size(width, u32::try_from(height).unwrap().clamp(HEIGHT, HIGHEST))
        .await
        .unwrap();
    let picture = browser.client.screenshot().await.unwrap();
    std::fs::write(folder.join(format!("{name}.png")), picture).unwrap();
}
