//! `cargo xtask`: what a developer or a build machine runs in this workspace.
//!
//! # Why
//! One command runs every test there is, in Rust and in Python, on a machine that has nothing but the two languages; so
//! nobody has to remember which parts there are, and a build machine runs the same thing.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

const HELP: &str = "\
What is done in this workspace.

Usage: cargo xtask <COMMAND>

Commands:
  test      Run every test: Rust, language cases, Python in a virtual environment of its own
  rust      Only the Rust tests, the language cases and the examples in the documentation
  python    Only the Python tests
  lint      Formatting, clippy and the rules of the architecture
  help      Show this

Examples:
  cargo xtask test
  PYTHON=python3.12 cargo xtask python
";

fn main() -> ExitCode {
    let command = env::args().nth(1).unwrap_or_default();
    let done = match command.as_str() {
        "test" => rust().and_then(|()| python()),
        "rust" => rust(),
        "python" => python(),
        "lint" => lint(),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => {
            eprint!("xtask: there is no command {other:?}\n\n{HELP}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("xtask: {problem}");
            ExitCode::FAILURE
        }
    }
}

/// The top of the workspace: two folders above this package.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or(Path::new(".")).to_path_buf()
}

/// Runs a command at the top of the workspace, and says which one failed.
fn run(program: &str, arguments: &[&str]) -> Result<(), String> {
    let line = format!("{program} {}", arguments.join(" "));
    eprintln!("xtask: {line}");
    let status = Command::new(program).args(arguments).current_dir(root()).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{line}` ended with {status}")),
        Err(error) => Err(format!("`{line}` could not be started: {error}")),
    }
}

fn cargo(arguments: &[&str]) -> Result<(), String> {
    run(&env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()), arguments)
}

/// The Python extension is tested from Python: as a Rust test it would need the interpreter's library to link.
fn rust() -> Result<(), String> {
    cargo(&["test", "--workspace", "--exclude", "flagstone-python"])
}

fn lint() -> Result<(), String> {
    cargo(&["fmt", "--all", "--check"])?;
    cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])?;
    cargo(&["test", "--package", "flagstone-tests", "--test", "architecture"])
}

/// Makes a virtual environment under `target/`, builds the package into it, and runs its tests.
fn python() -> Result<(), String> {
    let target = env::var("CARGO_TARGET_DIR").map_or_else(|_| root().join("target"), PathBuf::from);
    let environment = root().join(target).join("python-environment");
    let python = environment.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let python = python.to_string_lossy();
    let system = env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    run(
        &system,
        &[
            "-c",
            "import sys; sys.exit(0 if sys.version_info >= (3, 11) else 'Flagstone needs Python 3.11 or newer: set PYTHON')",
        ],
    )?;
    run(&system, &["-m", "venv", &environment.to_string_lossy()])?;
    run(&python, &["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "./python[test]"])?;
    run(&python, &["-m", "pytest", "--quiet", "python/tests"])?;
    run(&python, &["-m", "mypy", "--strict", "python/tests"])
}
