//! The routes that the source declares, so that none is missing from [`super::routes`].

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Method and path of every route that the source declares.
///
/// Routers cannot be asked, so their source is read: each `.route("…", get(…).post(…))`, wherever it stands.
pub fn declared() -> BTreeSet<(String, String)> {
    let mut sources = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut sources);
    let texts: Vec<String> = sources.iter().map(|source| without_tests(source)).collect();
    let constants: Vec<(&str, &str)> = texts.iter().flat_map(|text| text_constants(text)).collect();
    let mut found = BTreeSet::new();
    for text in &texts {
        for mounting in [".nest(", ".nest_service(", ".route_service("] {
            assert!(!text.contains(mounting), "{mounting} hides routes from this test");
        }
        for call in text.split(".route(").skip(1) {
            let call = arguments(call);
            let (path, handlers) = call.split_once(',').unwrap();
            let path = match path.trim().strip_prefix('"') {
                Some(literal) => literal.trim_end_matches('"'),
                None => constants.iter().find(|(name, _)| *name == path.trim()).unwrap().1,
            };
            for method in ["get", "post", "put", "delete", "patch", "any"] {
                let is_used = handlers
                    .split(|c: char| !c.is_alphanumeric() && c != '_' && c != '(')
                    .any(|word| word.starts_with(&format!("{method}(")));
                if is_used {
                    found.insert((method.to_uppercase(), path.to_owned()));
                }
            }
        }
    }
    found
}

fn collect(folder: &Path, sources: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            // The sandbox is a server of its own: none of its routes are the portal's.
            if !path.ends_with("connectors/sandbox") {
                collect(&path, sources);
            }
        } else if name.ends_with(".rs") && name != "gallery.rs" && !name.ends_with("tests.rs") {
            sources.push(path);
        }
    }
}

fn without_tests(source: &Path) -> String {
    let text = fs::read_to_string(source).unwrap();
    text.split("#[cfg(test)]\nmod tests {").next().unwrap().to_owned()
}

/// `const NAME: &str = "text";`
fn text_constants(text: &str) -> Vec<(&str, &str)> {
    text.split("const ")
        .skip(1)
        .filter_map(|rest| rest.split(';').next()?.split_once(": &str = \""))
        .map(|(name, value)| (name, value.trim_end_matches('"')))
        .collect()
}

/// What stands between the parenthesis that was just opened and its own end.
fn arguments(call: &str) -> &str {
    let mut depth = 1;
    let end = call.find(|c| {
        depth += match c {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        depth == 0
    });
    &call[..end.unwrap()]
}
