//! The same messages on one core and on several, each with a scratch of its own.

use std::thread;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use flagstone::{Plan, Scratch};
use flagstone_benches::Error;
use flagstone_benches::corpus::decide_all;
use flagstone_benches::messages::usual;
use flagstone_benches::phrases::phrases;
use flagstone_benches::policy::{Parts, compile};

/// Enough that starting a thread does not count.
const MESSAGES: usize = 20_000;

fn batch(plan: &Plan, scratches: &mut [Scratch], messages: &[String]) {
    let share = messages.len().div_ceil(scratches.len().max(1)).max(1);
    thread::scope(|scope| {
        for (scratch, messages) in scratches.iter_mut().zip(messages.chunks(share)) {
            scope.spawn(move || decide_all(plan, scratch, messages));
        }
    });
}

fn run(criterion: &mut Criterion) -> Result<(), Error> {
    let all = phrases(20_000);
    let messages = usual(MESSAGES, &all)?;
    let plan = compile(&Parts::of(all.get(..5_000).unwrap_or_default(), 1_000).source())?;
    let mut group = criterion.benchmark_group("batch");
    group.throughput(Throughput::Elements(u64::try_from(messages.len())?));
    let cores = thread::available_parallelism()?.get();
    for threads in (0..).map(|power| 1 << power).take_while(|threads| *threads <= cores) {
        let mut scratches: Vec<Scratch> = (0..threads).map(|_| Scratch::new(&plan)).collect();
        let name = BenchmarkId::new("threads", threads);
        group.bench_function(name, |bencher| bencher.iter(|| batch(&plan, &mut scratches, &messages)));
    }
    group.finish();
    Ok(())
}

fn threads(criterion: &mut Criterion) {
    if let Err(error) = run(criterion) {
        eprintln!("error: {error}");
        std::process::exit(1);
    }
}

criterion_group! {
    name = group;
    config = Criterion::default().sample_size(20);
    targets = threads
}
criterion_main!(group);
