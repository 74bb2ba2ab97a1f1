//! Styles, scripts and icons, served from the binary under names that carry their content's hash.
//!
//! A name never changes its content, so browsers keep it for a year; templates ask [`asset_url`] for the current name.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write;
use std::sync::LazyLock;

use axum::Router;
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use rust_embed::RustEmbed;

use crate::web::WebError;

#[derive(RustEmbed)]
#[folder = "static/"]
struct Files;

struct Asset {
    content: Cow<'static, [u8]>,
    content_type: &'static str,
}

#[derive(Default)]
struct Assets {
    urls: HashMap<String, String>,
    by_path: HashMap<String, Asset>,
}

static ASSETS: LazyLock<Assets> = LazyLock::new(Assets::load);

impl Assets {
    fn load() -> Self {
        let mut assets = Self::default();
        for name in Files::iter() {
            let Some((file, (stem, content_type))) = Files::get(&name).zip(served_as(&name)) else {
                continue;
            };
            let extension = &name[stem.len()..];
            let path = format!("{stem}.{}{extension}", short_hash(&file.metadata.sha256_hash()));
            assets.urls.insert(name.to_string(), format!("/assets/{path}"));
            assets.by_path.insert(path, Asset { content: file.data, content_type });
        }
        assets
    }
}

/// The name without its extension, and the content type; `None` for files that are not served (notes, licences).
fn served_as(name: &str) -> Option<(&str, &'static str)> {
    let (stem, extension) = name.rsplit_once('.')?;
    let content_type = match extension {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        _ => return None,
    };
    Some((stem, content_type))
}

fn short_hash(hash: &[u8; 32]) -> String {
    hash.iter().take(6).fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The address of `name` below `static/`, with its hash: `app.css` → `/assets/app.1f2e….css`. Empty for a file that is not
/// there.
pub fn asset_url(name: &str) -> &'static str {
    ASSETS.urls.get(name).map_or("", String::as_str)
}

/// `/assets/…`
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/assets/{*path}", get(serve))
}

async fn serve(Path(path): Path<String>) -> Response {
    match ASSETS.by_path.get(&path) {
        Some(asset) => (
            [(CONTENT_TYPE, asset.content_type), (CACHE_CONTROL, "public, max-age=31536000, immutable")],
            asset.content.clone(),
        )
            .into_response(),
        None => WebError::NotFound.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path as FilePath;

    use super::*;

    fn templates(folder: &FilePath) -> Vec<String> {
        fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .flat_map(
                |path| {
                    if path.is_dir() { templates(&path) } else { vec![fs::read_to_string(path).unwrap()] }
                },
            )
            .collect()
    }

    fn named_after(start: &str) -> BTreeSet<String> {
        templates(FilePath::new("templates"))
            .iter()
            .flat_map(|text| {
                text.split(start)
                    .skip(1)
                    .filter_map(|rest| rest.split_once('"'))
                    .map(|(name, _)| name.to_owned())
                    .collect::<Vec<_>>()
            })
            .collect()
    }

    #[test]
    fn every_asset_that_a_template_names_is_there() {
        for name in named_after("asset_url(\"") {
            assert!(asset_url(&name).starts_with("/assets/"), "{name}");
        }
    }

    #[test]
    fn every_icon_that_a_template_names_is_in_the_sprite() {
        let sprite = fs::read_to_string("static/vendor/bootstrap-icons.svg").unwrap();
        for name in named_after("icon(\"") {
            assert!(sprite.contains(&format!("id=\"{name}\"")), "{name}");
        }
    }

    #[test]
    fn notes_and_licences_are_not_served() {
        assert_eq!(asset_url("vendor/README.md"), "");
        assert_eq!(asset_url("vendor/htmx.LICENSE"), "");
    }

    #[tokio::test]
    async fn a_name_keeps_its_content_for_ever() {
        let path = asset_url("app.css").strip_prefix("/assets/").unwrap();
        let response = serve(Path(path.to_owned())).await;
        assert_eq!(response.headers()[CONTENT_TYPE], "text/css; charset=utf-8");
        assert!(response.headers()[CACHE_CONTROL].to_str().unwrap().contains("immutable"));
        assert_eq!(serve(Path("app.css".to_owned())).await.status(), 404);
    }
}
