//! The rules of `docs/architecture.md` that the build can prove.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "these are tests")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

fn metadata() -> Value {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--format-version", "1", "--offline", "--locked"]).current_dir(root());
    let output = cargo.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// The packages of the workspace, by name, with their folders.
fn members(metadata: &Value) -> Vec<(String, PathBuf)> {
    let ids: BTreeSet<&str> = list(&metadata["workspace_members"]).iter().filter_map(Value::as_str).collect();
    let packages = list(&metadata["packages"]).iter().filter(|package| ids.contains(package["id"].as_str().unwrap()));
    let folder =
        |package: &Value| Path::new(package["manifest_path"].as_str().unwrap()).parent().unwrap().to_path_buf();
    packages.map(|package| (package["name"].as_str().unwrap().to_owned(), folder(package))).collect()
}

/// Everything that a package is built with, itself excepted: not what only its tests and build scripts need.
fn dependencies(metadata: &Value, name: &str) -> BTreeSet<String> {
    let packages = list(&metadata["packages"]);
    let name_of =
        |id: &str| packages.iter().find(|package| package["id"] == id).unwrap()["name"].as_str().unwrap().to_owned();
    let nodes = list(&metadata["resolve"]["nodes"]);
    let first = packages.iter().find(|package| package["name"] == name).unwrap()["id"].as_str().unwrap();
    let (mut open, mut seen) = (vec![first], BTreeSet::from([first]));
    while let Some(id) = open.pop() {
        let node = nodes.iter().find(|node| node["id"] == id).unwrap();
        let normal = |dependency: &&Value| list(&dependency["dep_kinds"]).iter().any(|kind| kind["kind"].is_null());
        let next = list(&node["deps"]).iter().filter(normal).map(|dependency| dependency["pkg"].as_str().unwrap());
        open.extend(next.filter(|id| seen.insert(id)));
    }
    seen.into_iter().filter(|id| *id != first).map(name_of).collect()
}

fn check_never_depends(name: &str, never: &[&str]) {
    let found = dependencies(&metadata(), name);
    let wrong: Vec<&&str> = never.iter().filter(|never| found.contains(**never)).collect();
    assert!(wrong.is_empty(), "{name} depends on {wrong:?}");
}

/// The Rust sources below a folder.
fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for path in std::fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
    found
}

/// The lines of a source that are neither comments nor documentation.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.starts_with("//") && !line.is_empty())
}

#[test]
fn the_engine_knows_no_parser_no_json_and_no_time_zones() {
    check_never_depends(
        "flagstone-engine",
        &["pest", "pest_derive", "serde_json", "chrono", "chrono-tz", "flagstone-syntax", "flagstone-compile"],
    );
}

#[test]
fn the_words_know_nothing_but_words() {
    check_never_depends(
        "flagstone-text",
        &["pest", "pest_derive", "serde_json", "chrono", "chrono-tz", "flagstone-engine", "flagstone-syntax"],
    );
}

#[test]
fn the_syntax_does_not_know_the_engine() {
    check_never_depends("flagstone-syntax", &["flagstone-engine", "flagstone-text", "flagstone-compile"]);
}

#[test]
fn the_facade_holds_no_logic() {
    let text = std::fs::read_to_string(root().join("crates/flagstone/src/lib.rs")).unwrap();
    let joined = code(&text).collect::<Vec<_>>().join(" ");
    for item in joined.split(';').map(str::trim).filter(|item| !item.is_empty()) {
        assert!(
            item.starts_with("pub use ") || item.starts_with("pub mod "),
            "the facade holds more than names: {item}"
        );
    }
    assert_eq!(sources(&root().join("crates/flagstone/src")).len(), 1, "the facade is one file");
}

#[test]
fn nothing_is_unsafe_and_every_crate_takes_the_lints_of_the_workspace() {
    // Spelt in two pieces, so that this file does not find itself.
    let word = ["un", "safe"].concat();
    for (name, folder) in members(&metadata()) {
        let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap();
        assert!(manifest.contains("[lints]\nworkspace = true"), "{name} does not take the lints of the workspace");
        for (path, text) in ["src", "tests", "benches", "examples"].iter().flat_map(|part| sources(&folder.join(part)))
        {
            let uses = code(&text)
                .any(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_').any(|found| found == word));
            assert!(!uses, "{} uses `{word}`", path.display());
        }
    }
}

#[test]
fn every_folder_at_the_top_is_one_package() {
    let members: BTreeSet<PathBuf> = members(&metadata()).into_iter().map(|(_, folder)| folder).collect();
    // Folders that are no packages: crates of their own, prose, data for readers, and what builds leave behind.
    let others = ["crates", "docs", "examples", "target"];
    for path in std::fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !name.starts_with('.') && !others.contains(&name.as_str()) {
            assert!(members.contains(&path), "the folder `{name}` is no package of the workspace");
        }
    }
}

#[test]
fn the_engine_and_the_words_know_no_files_no_clock_and_no_environment() {
    let never = ["std::fs", "std::env", "std::time", "std::net", "std::process", "SystemTime", "Instant::now"];
    for folder in ["crates/flagstone-engine/src", "crates/flagstone-text/src"] {
        let found = sources(&root().join(folder));
        assert!(!found.is_empty());
        for (path, text) in found {
            let used: Vec<&&str> =
                never.iter().filter(|never| code(&text).any(|line| line.contains(**never))).collect();
            assert!(used.is_empty(), "{} uses {used:?}", path.display());
        }
    }
}
