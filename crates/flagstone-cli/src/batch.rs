//! Deciding many requests on several cores, in order.
//!
//! # Why
//! A year of requests must not need a year of memory, and the answer must not depend on how many cores there are.
//!
//! # How
//! Rows are read in blocks. Each block is cut into as many runs of rows as there are workers; each worker parses and decides
//! its run with a scratch of its own, and the runs are put together again in order.
//!
//! # Cost
//! One block of rows and one scratch a worker.
//!
//! Before: [`RowReader`]. After: `run`.

use flagstone::{Decision, Plan, Scratch};
use flagstone_records::{OwnedRequest, Problem, RawRow, ReadError, RowReader};

/// The rows of a block.
const BLOCK_ROWS: usize = 8_192;

/// What is made of one row.
pub(crate) struct Done<T> {
    /// What the caller made of the decision.
    pub(crate) value: T,
    /// What was wrong with the row.
    pub(crate) problems: Vec<Problem>,
}

/// Decides blocks of rows.
pub(crate) struct Batch<'p> {
    plan: &'p Plan,
    scratches: Vec<Scratch>,
}

impl<'p> Batch<'p> {
    /// With so many workers; all cores if none is said.
    pub(crate) fn new(plan: &'p Plan, jobs: Option<usize>) -> Self {
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        let jobs = jobs.unwrap_or_else(cores).clamp(1, 256);
        Self { plan, scratches: (0..jobs).map(|_| Scratch::new(plan)).collect() }
    }

    /// Decides the next block; `None` at the end of the rows.
    pub(crate) fn next<T: Send>(
        &mut self,
        reader: &mut RowReader,
        make: impl Fn(&OwnedRequest, &Decision<'_>) -> T + Sync,
    ) -> Result<Option<Vec<Done<T>>>, ReadError> {
        let rows = reader.take(BLOCK_ROWS).collect::<Result<Vec<RawRow>, _>>()?;
        Ok(if rows.is_empty() { None } else { Some(self.decide(&rows, make)) })
    }

    fn decide<T: Send>(
        &mut self,
        rows: &[RawRow],
        make: impl Fn(&OwnedRequest, &Decision<'_>) -> T + Sync,
    ) -> Vec<Done<T>> {
        let (plan, make) = (self.plan, &make);
        let run = rows.len().div_ceil(self.scratches.len()).max(1);
        std::thread::scope(|scope| {
            let work = rows.chunks(run).zip(&mut self.scratches);
            let workers: Vec<_> = work
                .map(|(rows, scratch)| {
                    scope.spawn(move || rows.iter().map(|row| decide_row(plan, scratch, row, make)).collect::<Vec<_>>())
                })
                .collect();
            workers.into_iter().flat_map(finished).collect()
        })
    }
}

fn decide_row<T>(
    plan: &Plan,
    scratch: &mut Scratch,
    row: &RawRow,
    make: impl Fn(&OwnedRequest, &Decision<'_>) -> T,
) -> Done<T> {
    let row = row.parse();
    let value = row.request.with_request(|request| {
        let decision = flagstone::evaluate(plan, scratch, request);
        make(&row.request, &decision)
    });
    Done { value, problems: row.problems }
}

/// What a worker made.
///
/// INVARIANT: evaluating never panics; if it ever did, going on would lose requests silently.
fn finished<T>(worker: std::thread::ScopedJoinHandle<'_, Vec<T>>) -> Vec<T> {
    worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}
