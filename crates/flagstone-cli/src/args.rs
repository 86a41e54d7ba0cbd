//! What can be typed after `flagstone`, with the help that goes with it.
//!
//! Before: the shell. After: one module a command.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};

const EXIT_CODES: &str = "\
Exit codes:
  0  all is well
  1  something was found: errors in a policy, failed tests, files not formatted
  2  the command was not understood
  3  something could not be read or written

PACKAGE is a folder with .flag files, one .flag file, or a compiled .plan file.";

/// Rule-driven triage of requests that patients send to their GP in their own words.
#[derive(Debug, Parser)]
#[command(name = "flagstone", version, after_help = EXIT_CODES, propagate_version = true)]
pub(crate) struct Arguments {
    /// When to use colour; the variable NO_COLOR turns it off, too
    #[arg(long, global = true, value_enum, default_value_t = ColorChoice::Auto, value_name = "WHEN")]
    pub(crate) color: ColorChoice,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorChoice {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Tell everything that is wrong with a policy
    Check(Check),
    /// Write policies in the one agreed layout
    Fmt(Fmt),
    /// Run a policy's examples, tests and cases
    Test(Test),
    /// Write a whole policy as tables that a clinician can read
    Document(Document),
    /// Show why one request was decided as it was
    Explain(Box<Explain>),
    /// Decide a file of requests
    Run(Run),
    /// Compile a policy into one file for other programs
    Compile(Compile),
    /// Find phrases in texts and tell how they are meant
    Mentions(Mentions),
    /// Show what the stages between text and decision see
    Debug(Debug),
    /// Print a completion script for a shell
    #[command(
        after_help = "Example:\n  flagstone completions bash > ~/.local/share/bash-completion/completions/flagstone"
    )]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// `flagstone check`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  flagstone check rulesets/uk-gp\n  flagstone check --output plain my-policy.flag\n  flagstone check --output sarif policy > policy.sarif"
)]
pub(crate) struct Check {
    /// Policies to check
    #[arg(required = true, value_name = "PACKAGE")]
    pub(crate) packages: Vec<PathBuf>,
    /// How to show what is found
    #[arg(long, value_enum, default_value_t = CheckOutput::Human)]
    pub(crate) output: CheckOutput,
}

/// How diagnostics are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckOutput {
    /// The source with the problems marked
    Human,
    /// Words only, for screen readers and e-mail
    Plain,
    /// A JSON array
    Json,
    /// SARIF 2.1.0, for code hosts and editors
    Sarif,
}

/// `flagstone fmt`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  flagstone fmt my-policy\n  flagstone fmt --check rulesets")]
pub(crate) struct Fmt {
    /// Files and folders
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Change nothing; tell which files would change
    #[arg(long)]
    pub(crate) check: bool,
}

/// `flagstone test`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  flagstone test rulesets/uk-gp\n  flagstone test rulesets/uk-gp --phrases\n  flagstone test my-policy.flag --cases messages.cases.jsonl --split held-out\n\nCase files (*.cases.md, *.cases.jsonl) in the package's folder are found by themselves.

Cases with the split `held-out` are a measurement, not a promise: they are counted in the statistics, but neither shown nor able to fail the run, unless you ask for them with --split held-out."
)]
pub(crate) struct Test {
    /// The policy
    pub(crate) package: PathBuf,
    /// More files or folders of cases
    #[arg(long, value_name = "PATH")]
    pub(crate) cases: Vec<PathBuf>,
    /// Only cases of this split; `held-out` also shows those cases, and lets them fail the run
    #[arg(long, value_name = "NAME")]
    pub(crate) split: Option<String>,
    /// List the phrases that no example, test or case has met, by concept
    #[arg(long)]
    pub(crate) phrases: bool,
    /// How to show the result
    #[arg(long, value_enum, default_value_t = ReportOutput::Human)]
    pub(crate) output: ReportOutput,
}

/// How reports are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportOutput {
    /// For people
    Human,
    /// For programs
    Json,
}

/// `flagstone document`
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  flagstone document rulesets/uk-gp > uk-gp.md
  flagstone document rulesets/uk-gp --output uk-gp.html
  flagstone document my-policy.flag --format html --on 2027-07-01 --output my-policy.html

The same policy gives the same document on every day and every computer.
The HTML is one page that needs no network; print it on A4 from any browser.")]
pub(crate) struct Document {
    /// The policy: its folder or file, not a compiled plan
    pub(crate) package: PathBuf,
    /// Markdown or HTML; if not given, the name of the output tells, or else it is Markdown
    #[arg(long, value_enum)]
    pub(crate) format: Option<DocumentFormat>,
    /// The file to write; standard output if not given
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Mark what was due for review before this day
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) on: Option<NaiveDate>,
}

/// How a document is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DocumentFormat {
    /// For reviews and for comparing versions
    Markdown,
    /// One page for screens and paper
    Html,
}

/// `flagstone explain`
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  flagstone explain rulesets/uk-gp --text \"crushing chest pain and I'm sweating\" --age 58 --sex male
  flagstone explain rulesets/uk-gp --text \"burning up\" --from \"a carer of a 6 week old baby\"
  flagstone explain rulesets/uk-gp --input monday.jsonl --id m-017
  echo \"no chest pain\" | flagstone explain rulesets/uk-gp --answer \"Chest pain=yes\"")]
pub(crate) struct Explain {
    /// The policy
    pub(crate) package: PathBuf,
    /// What the patient writes; standard input if neither this nor --input is given
    #[arg(long, conflicts_with_all = ["input", "id"])]
    pub(crate) text: Option<String>,
    /// A file of requests
    #[arg(long, value_name = "FILE", requires = "id")]
    pub(crate) input: Option<PathBuf>,
    /// Which request of the file
    #[arg(long, requires = "input")]
    pub(crate) id: Option<String>,
    /// What is known of the patient.
    #[command(flatten)]
    pub(crate) facts: Facts,
    /// Show every rule that nearly fired
    #[arg(long)]
    pub(crate) all: bool,
    /// How to show the answer
    #[arg(long, value_enum, default_value_t = ReportOutput::Human)]
    pub(crate) output: ReportOutput,
}

/// What is known of the patient; they replace what a row says.
#[derive(Debug, Args)]
pub(crate) struct Facts {
    /// Who writes, such as "a pregnant 30 year old woman who takes \"warfarin\""
    #[arg(long, value_name = "PERSON")]
    pub(crate) from: Option<String>,
    /// Age, such as 34, "6 weeks" or "3 months"
    #[arg(long)]
    pub(crate) age: Option<String>,
    /// female or male
    #[arg(long)]
    pub(crate) sex: Option<String>,
    /// yes or no
    #[arg(long)]
    pub(crate) pregnant: Option<String>,
    /// Completed weeks of pregnancy
    #[arg(long, value_name = "WEEKS")]
    pub(crate) weeks_pregnant: Option<u16>,
    /// Days since the patient last gave birth
    #[arg(long, value_name = "DAYS")]
    pub(crate) days_since_birth: Option<u32>,
    /// Days since the patient's last operation
    #[arg(long, value_name = "DAYS")]
    pub(crate) days_since_surgery: Option<u32>,
    /// medical, admin or document
    #[arg(long)]
    pub(crate) form: Option<String>,
    /// patient, carer, community pharmacy or third party
    #[arg(long)]
    pub(crate) sender: Option<String>,
    /// When it was received, such as 2026-10-05T08:05:00+01:00
    #[arg(long, value_name = "MOMENT")]
    pub(crate) received: Option<String>,
    /// A medicine on the record; may be given several times
    #[arg(long, value_name = "MEDICINE")]
    pub(crate) takes: Vec<String>,
    /// A long-term condition on the record; may be given several times
    #[arg(long, value_name = "CONDITION")]
    pub(crate) has: Vec<String>,
    /// An answer, such as "Chest pain=no"; may be given several times
    #[arg(long, value_name = "QUESTION=ANSWER")]
    pub(crate) answer: Vec<String>,
}

/// `flagstone run`
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  flagstone run rulesets/uk-gp monday.jsonl
  flagstone run rulesets/uk-gp export.csv --output decisions.jsonl
  zcat year.jsonl.gz | flagstone run uk-gp.plan - --output - | gzip > decisions.jsonl.gz

A row is a JSON object, or a row of a table with a header:
  id, text (or fields: names and texts), form, sender, received, age, sex, pregnant, weeks_pregnant,
  days_since_birth, days_since_surgery, conditions, medicines, answers (questions and answers).
In a table, columns `field:NAME` and `answer:QUESTION` stand for fields and answers.
Everything but the text may be missing. A row that cannot be read still gives a decision: a person must read it.")]
pub(crate) struct Run {
    /// The policy
    pub(crate) package: PathBuf,
    /// The requests; - is standard input
    pub(crate) input: PathBuf,
    /// Write one decision a line into this file, or - for standard output, instead of a table
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// How the requests are written, if the name does not tell
    #[arg(long, value_enum)]
    pub(crate) format: Option<RowFormat>,
    /// How many cores to use; all of them if not given
    #[arg(long, short, value_name = "N")]
    pub(crate) jobs: Option<usize>,
    /// In the table, show at most so many requests of each urgency
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
}

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RowFormat {
    /// One JSON object a line
    Jsonl,
    /// Comma-separated values with a header
    Csv,
}

/// `flagstone compile`
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  flagstone compile rulesets/uk-gp -o uk-gp.plan")]
pub(crate) struct Compile {
    /// The policy
    pub(crate) package: PathBuf,
    /// Where to write the plan
    #[arg(long, short, value_name = "FILE.plan")]
    pub(crate) output: PathBuf,
}

/// `flagstone mentions`
#[derive(Debug, Args)]
#[command(after_help = "Example:
  echo '{\"id\": \"1\", \"text\": \"no chest pain\", \"concept\": \"chest pain\"}' | flagstone mentions

Every row has an id, a text and a concept: the phrase to look for. Every mention is one line.")]
pub(crate) struct Mentions {
    /// JSON lines; standard input if not given
    #[arg(default_value = "-")]
    pub(crate) input: PathBuf,
    /// What the phrases are
    #[arg(long, value_enum, default_value_t = Kind::Symptom)]
    pub(crate) kind: Kind,
}

/// What a concept is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// Something a person feels or shows
    Symptom,
    /// A disease or event
    Condition,
    /// Words about the request itself
    Context,
}

/// `flagstone debug`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  flagstone debug ast my-policy.flag\n  flagstone debug tokens rulesets/uk-gp --text \"no chest pain\"\n  flagstone debug mentions rulesets/uk-gp --text \"no chest pain\""
)]
pub(crate) struct Debug {
    /// Which stage
    #[arg(value_enum)]
    pub(crate) stage: Stage,
    /// The policy
    pub(crate) package: PathBuf,
    /// What a patient writes, for tokens and mentions; standard input if not given
    #[arg(long)]
    pub(crate) text: Option<String>,
}

/// A stage between text and decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Stage {
    /// The words of a text
    Tokens,
    /// What the author wrote
    Ast,
    /// What the policy means
    Hir,
    /// What the engine reads
    Plan,
    /// What a text mentions
    Mentions,
}
