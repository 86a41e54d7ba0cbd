//! `flagstone run`: deciding a file of requests.
//!
//! # Why
//! There are two readers: a program, which wants every decision in order and nothing else, and a duty doctor at 08:05, who
//! wants to see who cannot wait. The first gets JSON lines, the second a table.
//!
//! # Invariants
//! Every row of the input gives a decision. Nothing but decisions goes to standard output; problems go to standard error.
//!
//! # Cost
//! With `--output` the memory is that of one block of rows. The table keeps the requests that it lists.

mod entry;
mod problems;
mod table;

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;
use std::time::Instant;

use flagstone::Plan;
use flagstone_records::{Format, ReadError, Recorder, RowReader};
use indicatif::{ProgressBar, ProgressStyle};

use crate::args::{RowFormat, Run};
use crate::batch::Batch;
use crate::failure::Failure;
use crate::loading;
use crate::screen::{Screen, count, print, thousands};
use entry::Entry;
pub(crate) use entry::{fact_words, reasons};
use problems::Problems;
use table::Table;

/// Decides a file of requests.
pub(crate) fn run(options: &Run, screen: Screen) -> Result<(), Failure> {
    let plan = loading::load(&options.package, screen)?.plan;
    let format = options.format.map(|format| match format {
        RowFormat::Jsonl => Format::Jsonl,
        RowFormat::Csv => Format::Csv,
    });
    if let Some(output) = options.output.as_deref().filter(|output| same_file(output, &options.input)) {
        let message =
            format!("{} is both the input and --output; writing would destroy the requests", output.display());
        return Err(Failure::Usage(message));
    }
    let mut reader = RowReader::open(&options.input, format).map_err(unreadable)?;
    let mut batch = Batch::new(&plan, options.jobs);
    match &options.output {
        Some(path) => write_lines(&plan, &mut reader, &mut batch, path),
        None => show_table(&plan, &mut reader, &mut batch, options.limit, screen),
    }
}

fn same_file(a: &Path, b: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().ok();
    real(a).is_some_and(|a| Some(a) == real(b))
}

fn unreadable(error: ReadError) -> Failure {
    match error {
        ReadError::Open { path, reason } => Failure::file("read", &path, &reason),
        ReadError::UnknownFormat { .. } => Failure::Usage(error.to_string()),
        other => Failure::Unreadable(other.to_string()),
    }
}

/// One decision a line, in the order of the input.
fn write_lines(plan: &Plan, reader: &mut RowReader, batch: &mut Batch<'_>, path: &Path) -> Result<(), Failure> {
    let standard = path == Path::new("-");
    let failed = |reason: io::Error| Failure::file("write", path, &reason);
    let target: Box<dyn Write> =
        if standard { Box::new(io::stdout().lock()) } else { Box::new(File::create(path).map_err(failed)?) };
    let mut output = BufWriter::with_capacity(1 << 20, target);
    let recorder = Recorder::new(plan);
    let (mut problems, progress, started) = (Problems::default(), Progress::new(), Instant::now());
    let mut levels = vec![0_usize; plan.levels().len()];
    let make = |request: &flagstone_records::OwnedRequest, decision: &flagstone::Decision<'_>| {
        let line = serde_json::to_vec(&recorder.record(request, decision));
        (decision.urgency(), line)
    };
    while let Some(block) = batch.next(reader, make).map_err(unreadable)? {
        progress.add(block.len());
        for done in block {
            let (level, line) = done.value;
            let line = line.map_err(|error| failed(error.into()))?;
            match output.write_all(&line).and_then(|()| output.write_all(b"\n")) {
                Err(reason) if standard && reason.kind() == io::ErrorKind::BrokenPipe => return Ok(()),
                written => written.map_err(failed)?,
            }
            levels.iter_mut().skip(level.index()).take(1).for_each(|count| *count += 1);
            problems.add(done.problems);
        }
    }
    progress.finish();
    match output.flush() {
        Err(reason) if standard && reason.kind() == io::ErrorKind::BrokenPipe => return Ok(()),
        flushed => flushed.map_err(failed)?,
    }
    problems.tell();
    tell_counts(plan, &levels, started);
    Ok(())
}

/// A last word on standard error, for whoever started a long run.
fn tell_counts(plan: &Plan, levels: &[usize], started: Instant) {
    let total = levels.iter().sum();
    let parts = plan.levels().iter().zip(levels).filter(|(_, count)| **count > 0);
    let parts: Vec<String> = parts.map(|(level, count)| format!("{} {}", thousands(*count), level.called)).collect();
    let seconds = started.elapsed().as_secs_f64();
    eprintln!("{} in {seconds:.1} s: {}", count(total, "decision", "decisions"), parts.join(", "));
}

fn show_table(
    plan: &Plan,
    reader: &mut RowReader,
    batch: &mut Batch<'_>,
    limit: Option<usize>,
    screen: Screen,
) -> Result<(), Failure> {
    let (mut problems, progress) = (Problems::default(), Progress::new());
    let mut table = Table::new(plan, limit, screen);
    while let Some(block) =
        batch.next(reader, |request, decision| Entry::new(request, decision, screen)).map_err(unreadable)?
    {
        progress.add(block.len());
        for done in block {
            table.add(done.value);
            problems.add(done.problems);
        }
    }
    progress.finish();
    print(&table.show(problems.rows()))?;
    problems.tell();
    Ok(())
}

/// A bar on standard error for long runs at a terminal.
struct Progress(Option<ProgressBar>);

impl Progress {
    /// Shorter runs need no bar.
    const LONG: u64 = 20_000;

    fn new() -> Progress {
        Progress(io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::hidden();
            let style = ProgressStyle::with_template("{spinner} {human_pos} requests decided, {per_sec}");
            style.map_or(bar.clone(), |style| bar.with_style(style))
        }))
    }

    fn add(&self, count: usize) {
        let Some(bar) = &self.0 else { return };
        bar.inc(u64::try_from(count).unwrap_or(0));
        if bar.is_hidden() && bar.position() >= Self::LONG {
            bar.set_draw_target(indicatif::ProgressDrawTarget::stderr());
        }
    }

    fn finish(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
