//! Turns `locales/` into one typed function per message.
//!
//! A message that one language lacks, or that it fills with other variables, is left out by the generator with a mere
//! warning. Both languages have equal standing here, so that stops the build.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use fluent_typed::{BuildOptions, FtlOutputOptions, LintLevel, try_build_from_locales_folder};

const LOCALES: &str = "locales";

fn main() -> Result<(), Box<dyn Error>> {
    // Files that are new in `static/` and `migrations/` are embedded without touching the code.
    println!("cargo::rerun-if-changed=static");
    println!("cargo::rerun-if-changed=migrations");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let code = out.join("messages.rs");
    let options = BuildOptions::default()
        .with_locales_folder(LOCALES)
        .with_output_file_path(&code.to_string_lossy())
        .with_ftl_output(FtlOutputOptions::single_file(&out.join("messages.ftl").to_string_lossy()))
        .with_prefix("")
        .with_lint_level(LintLevel::Strict)
        .without_bidi_isolation()
        .without_format();
    try_build_from_locales_folder(options)?;
    every_message_became_a_function(&fs::read_to_string(code)?)
}

fn every_message_became_a_function(code: &str) -> Result<(), Box<dyn Error>> {
    for language in fs::read_dir(LOCALES)? {
        for file in fs::read_dir(language?.path())? {
            let file = file?.path();
            for id in message_ids(&fs::read_to_string(&file)?) {
                let function = format!("pub fn {}", id.replace('-', "_"));
                if !code.contains(&format!("{function}(")) && !code.contains(&format!("{function}<")) {
                    return Err(unequal(&file, id).into());
                }
            }
        }
    }
    Ok(())
}

fn message_ids(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .filter(|line| line.starts_with(|first: char| first.is_ascii_alphabetic()))
        .filter_map(|line| line.split_once('=').map(|(id, _)| id.trim()))
}

fn unequal(file: &Path, id: &str) -> String {
    format!(
        "{}: the message `{id}` is missing in the other language, or has other variables there",
        file.display()
    )
}
