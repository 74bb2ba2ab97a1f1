//! Pictures of pages, for whoever looks at them and for the README.

use std::path::PathBuf;

use super::driver::Browser;

/// Lower down, long lists only go on.
const HIGHEST: u64 = 2000;

/// Stores a picture of the whole page in the folder that `UMP_SHOTS` names; nothing without it.
pub async fn take(browser: &Browser, name: &str) {
    let Some(folder) = std::env::var_os("UMP_SHOTS").map(PathBuf::from) else {
        return;
    };
    std::fs::create_dir_all(&folder).unwrap();
    let more = "const page = document.documentElement; return page.scrollHeight - page.clientHeight";
    let more = browser.client.execute(more, Vec::new()).await.unwrap().as_u64().unwrap();
    let (width, height) = browser.client.get_window_size().await.unwrap();
    let height = (height + more).min(HIGHEST);
    browser
        .client
        .set_window_size(u32::try_from(width).unwrap(), u32::try_from(height).unwrap())
        .await
        .unwrap();
    let picture = browser.client.screenshot().await.unwrap();
    std::fs::write(folder.join(format!("{name}.png")), picture).unwrap();
}
