//! How well a patient's words are read: context, numbers and spelling on labelled files, and what reading costs.
//!
//! ```text
//! cargo run --release -p flagstone-benches --bin reading -- context FILE...
//! cargo run --release -p flagstone-benches --bin reading -- numbers FILE...
//! cargo run --release -p flagstone-benches --bin reading -- spelling --misspelt FILE --messages FILE
//! cargo run --release -p flagstone-benches --bin reading -- cost --messages FILE
//! ```
//!
//! No labelled text lies in this repository: every file is an argument.

#![allow(
    clippy::indexing_slicing,
    reason = "rows of labelled files are looked into by name; nothing of the product runs this"
)]

mod context;
mod cost;
mod numbers;
mod share;
mod spelling;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(about = "Measures the reading of patients' words on labelled files", version)]
struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Under-triage, over-triage and every axis of the context of mentions
    Context {
        /// Labelled mentions, JSON lines
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Also show rows whose finding is right and whose axes differ
        #[arg(long)]
        axes: bool,
    },
    /// Temperatures, durations, ages and other numbers
    Numbers {
        /// Labelled texts, JSON lines
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Misspellings recovered, and ordinary words taken for others
    Spelling {
        /// The policy whose words may be meant
        #[arg(long, default_value = "rulesets/uk-gp")]
        package: PathBuf,
        /// Lines `misspelt | meant`
        #[arg(long)]
        misspelt: Option<PathBuf>,
        /// Words that must be left alone
        #[arg(long)]
        real_words: Option<PathBuf>,
        /// Messages whose most frequent words must be left alone, JSON lines with `text`
        #[arg(long)]
        messages: Option<PathBuf>,
        /// How many of their words
        #[arg(long, default_value_t = 1000)]
        words: usize,
    },
    /// Whole decisions, with and without context, numbers and spelling
    Cost {
        /// The policy
        #[arg(long, default_value = "rulesets/uk-gp")]
        package: PathBuf,
        /// Messages, JSON lines with `text` and perhaps `group`
        #[arg(long)]
        messages: PathBuf,
        /// Only messages of this group
        #[arg(long)]
        group: Option<String>,
        /// Seconds a contender
        #[arg(long, default_value_t = 5)]
        seconds: u64,
    },
}

fn main() -> ExitCode {
    let done = match Arguments::parse().what {
        What::Context { files, axes } => context::report(&files, axes),
        What::Numbers { files } => numbers::report(&files),
        What::Spelling { package, misspelt, real_words, messages, words } => {
            spelling::report(&spelling::Work { package, misspelt, real_words, messages, words })
        }
        What::Cost { package, messages, group, seconds } => {
            cost::report(&package, &messages, group.as_deref(), seconds)
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
