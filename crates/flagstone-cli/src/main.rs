//! The program `flagstone`: check, test, run and explain policies that triage what patients write to their GP.
//!
//! # Why
//! Every command is a thin layer over the library, so that what a practice sees here is what a vendor's system decides.
//!
//! # How
//! ```text
//! arguments ──args──► one module a command ──► text on standard output, problems on standard error, an exit code
//! ```
//! Exit codes: 0 all is well; 1 something was found (errors in a policy, failed tests, files not formatted);
//! 2 the command was not understood; 3 something could not be read or written.
//!
//! # Invariants
//! Nothing that a patient wrote reaches the terminal with its control characters.

mod args;
mod batch;
mod check;
mod compile;
mod debug;
mod describe;
mod document;
mod excerpt;
mod explain;
mod failure;
mod fmt;
mod loading;
mod mentions;
mod moments;
mod run;
mod screen;
mod test;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use args::{Arguments, Command};
use failure::Failure;
use screen::Screen;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let screen = Screen::new(arguments.color);
    match execute(arguments.command, screen) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.tell();
            ExitCode::from(failure.code())
        }
    }
}

fn execute(command: Command, screen: Screen) -> Result<(), Failure> {
    match command {
        Command::Check(options) => check::check(&options, screen),
        Command::Fmt(options) => fmt::fmt(&options),
        Command::Test(options) => test::test(&options, screen),
        Command::Document(options) => document::document(&options, screen),
        Command::Explain(options) => explain::explain(&options, screen),
        Command::Run(options) => run::run(&options, screen),
        Command::Compile(options) => compile::compile(&options, screen),
        Command::Mentions(options) => mentions::mentions(&options),
        Command::Debug(options) => debug::debug(&options, screen),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "flagstone", &mut script);
            screen::print(&String::from_utf8_lossy(&script))
        }
    }
}
