//! The report: Flagstone beside its peers in one run, as Markdown on standard output and progress on standard error.
//!
//! ```text
//! cargo run --release -p flagstone-benches --features peers --bin report -- [--messages FILE] [--seconds N] [--count N]
//! ```
//!
//! # How
//! Every section prepares its contenders, verifies their answers, lets them take turns for so many seconds, and appends a
//! table. A wrong answer ends the run.

mod batch;
mod growth;
mod machine;
mod memory;
mod options;
mod plans;
mod rules;
mod search;
mod table;
mod worst;

use std::process::ExitCode;

use flagstone_benches::{Error, messages, phrases::phrases};
use indicatif::ProgressBar;
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};

use crate::options::Options;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<std::alloc::System> = &INSTRUMENTED_SYSTEM;

/// What every section works on.
struct Setting {
    options: Options,
    phrases: Vec<String>,
    messages: Vec<String>,
    bytes: usize,
    progress: ProgressBar,
}

impl Setting {
    /// Nanoseconds of a pass as nanoseconds a message.
    fn each(&self, pass: f64) -> f64 {
        pass / table::float(self.messages.len().max(1))
    }
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Error> {
    let options = Options::read(std::env::args().skip(1))?;
    let phrases = phrases(20_000);
    let messages = match &options.messages {
        Some(path) => messages::read(path)?,
        None => messages::messages(options.count, &phrases),
    };
    let bytes = messages.iter().map(String::len).sum();
    let progress = ProgressBar::new_spinner();
    let setting = Setting { options, phrases, messages, bytes, progress };
    let sections =
        [machine::report, search::report, growth::report, plans::report, worst::report, rules::report, batch::report];
    for section in sections {
        let text = section(&setting)?;
        setting.progress.suspend(|| println!("{text}"));
    }
    setting.progress.finish_and_clear();
    Ok(())
}
