//! Reads texts by the engine and by the reference, and prints every text that they read differently.
//!
//! # Why
//! Generated texts find what somebody thought of generating. Real messages, by the thousand, find the rest; they are not
//! part of the repository, so this is a program and not a test.
//!
//! # How
//! Every text goes through both sides of a [`Pair`] under one policy. What differs is printed line by line, and at the end
//! how many texts there were and how many differ.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use flagstone::Package;
use flagstone_records::{Row, case};
use flagstone_tests::pair::IN_FULL;
use flagstone_tests::{Case, Pair};

const HELP: &str = "\
Reads texts by the engine and by the reference, and prints every text that they read differently.

Usage: agree [--policy FOLDER] [--every N] [--from N] [--show N] PATH...

PATH is a file of requests as JSON lines with a `text`, a case file (.cases.md), or any other file, of which every line
is a text; of a line with bars, what stands after the last one, without brackets around words.

  --policy FOLDER  the policy to decide by (rulesets/uk-gp)
  --every N        take every Nth text only (1)
  --from N         begin with the Nth text (0)
  --show N         print at most so many texts that differ (10)
  --help           print this

Exit codes: 0 both agree on every text, 1 they do not, 2 the command was not understood.
";

struct Arguments {
    policy: PathBuf,
    every: usize,
    from: usize,
    show: usize,
    paths: Vec<PathBuf>,
}

fn main() -> ExitCode {
    if std::env::args().any(|argument| argument == "--help") {
        print!("{HELP}");
        return ExitCode::SUCCESS;
    }
    match arguments().and_then(|arguments| compare(&arguments)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(problem) => {
            eprintln!("{problem}\n\n{HELP}");
            ExitCode::from(2)
        }
    }
}

fn arguments() -> Result<Arguments, String> {
    let policy = Path::new(env!("CARGO_MANIFEST_DIR")).join("../rulesets/uk-gp");
    let mut arguments = Arguments { policy, every: 1, from: 0, show: 10, paths: Vec::new() };
    let mut given = std::env::args().skip(1);
    while let Some(argument) = given.next() {
        let mut value = || given.next().ok_or(format!("`{argument}` needs a value"));
        let number = |value: String| value.parse::<usize>().map_err(|_| format!("`{value}` is not a number"));
        match argument.as_str() {
            "--policy" => arguments.policy = PathBuf::from(value()?),
            "--every" => arguments.every = number(value()?)?.max(1),
            "--from" => arguments.from = number(value()?)?,
            "--show" => arguments.show = number(value()?)?,
            path if !path.starts_with('-') => arguments.paths.push(PathBuf::from(path)),
            other => return Err(format!("`{other}` is not known")),
        }
    }
    if arguments.paths.is_empty() {
        return Err("say which file to read".to_owned());
    }
    Ok(arguments)
}

/// Whether both sides agree on every text.
fn compare(arguments: &Arguments) -> Result<bool, String> {
    let package = Package::read(&arguments.policy).map_err(|error| error.to_string())?;
    let policy = flagstone::check(package).policy.ok_or("the policy has errors")?;
    let mut pair = Pair::new(policy);
    let (mut seen, mut differ) = (0, 0);
    for path in &arguments.paths {
        for case in cases(path)?.into_iter().skip(arguments.from).step_by(arguments.every) {
            seen += 1;
            let Err(difference) = pair.agree(&case) else { continue };
            differ += 1;
            if differ <= arguments.show {
                let lines = difference.lines().take_while(|line| *line != IN_FULL).collect::<Vec<_>>();
                println!("{}\n{}\n", excerpt(&case), lines.join("\n"));
            }
        }
    }
    println!("{differ} of {seen} texts are read differently");
    Ok(differ == 0)
}

fn excerpt(case: &Case) -> String {
    let text: String = case.texts().map(String::from_utf8_lossy).collect::<Vec<_>>().join(" | ");
    let short: String = text.chars().take(600).collect();
    format!("--- {short:?}")
}

/// The requests of a file.
fn cases(path: &Path) -> Result<Vec<Case>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    if case::is_case_file(path) {
        return Ok(case::parse(path, &text).cases.iter().map(|case| case.request.with_request(Case::copied)).collect());
    }
    let is_json = path.extension().is_some_and(|extension| extension == "jsonl");
    let lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    Ok(lines.map(|line| if is_json { row(line) } else { sentence(line) }).collect())
}

fn row(line: &str) -> Case {
    Row::from_json(1, line.as_bytes()).request.with_request(Case::copied)
}

fn sentence(line: &str) -> Case {
    let text = line.rsplit('|').next().unwrap_or(line).trim();
    Case::says(&text.replace(['[', ']', '{', '}'], ""))
}
