//! Several cores at once.

use std::thread;
use std::time::Instant;

use flagstone::Scratch;
use flagstone_benches::Error;
use flagstone_benches::corpus::decide_all;
use flagstone_benches::policy::{Parts, compile};

use crate::Setting;
use crate::table::{Table, float, ratio, whole};

/// Passes of each thread in a round, so that starting threads does not count.
const PASSES: usize = 8;
const ROUNDS: usize = 7;

pub(crate) fn report(setting: &Setting) -> Result<String, Error> {
    let plan = compile(&Parts::of(setting.phrases.get(..5_000).unwrap_or_default(), 1_000).source())?;
    let cores = thread::available_parallelism()?.get();
    let mut table = Table::new("Batches, 5,000 phrases", &["threads", "messages a second", "times one thread"]);
    let mut rates: Vec<Vec<f64>> = vec![Vec::new(); cores];
    for _ in 0..ROUNDS {
        for (threads, rates) in (1..).zip(&mut rates) {
            setting.progress.set_message(format!("batches: {threads} threads"));
            let start = Instant::now();
            thread::scope(|scope| {
                for _ in 0..threads {
                    scope.spawn(|| {
                        let mut scratch = Scratch::new(&plan);
                        (0..PASSES).map(|_| decide_all(&plan, &mut scratch, &setting.messages)).sum::<u64>()
                    });
                }
            });
            let done = float(threads * PASSES * setting.messages.len());
            rates.push(done / start.elapsed().as_secs_f64());
        }
    }
    let mut one = None;
    for (threads, rates) in (1_usize..).zip(&mut rates) {
        rates.sort_by(f64::total_cmp);
        let rate = rates.get(rates.len() / 2).copied().unwrap_or_default();
        let one = *one.get_or_insert(rate);
        table.row(&[threads.to_string(), whole(rate), ratio(rate / one)]);
    }
    Ok(table.finish())
}
