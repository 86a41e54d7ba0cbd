//! Whole decisions: fold, tokens, phrases, context, numbers, rules, routing, deadline.
//!
//! Messages are generated, or read from the file that `FLAGSTONE_MESSAGES` names. Answers are compared with the oracle on a
//! sample before anything is timed.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use flagstone::{Plan, Scratch};
use flagstone_benches::Error;
use flagstone_benches::corpus::{decide_all, read_all};
use flagstone_benches::folded::Folded;
use flagstone_benches::messages::usual;
use flagstone_benches::phrases::phrases;
use flagstone_benches::policy::{Parts, compile, uk_gp};
use flagstone_benches::search::{findings, mentions, oracle};

const MESSAGES: usize = 2_000;

fn verify(plan: &Plan, phrases: &[String], messages: &[String]) -> Result<(), Error> {
    let mut scratch = Scratch::new(plan);
    for message in messages.iter().take(50) {
        let folded = Folded::new(plan.lexicon(), message);
        if mentions(plan, &mut scratch, message) != findings(&folded, oracle(phrases, &folded.text)) {
            return Err(format!("Flagstone and the oracle disagree about {message:?}").into());
        }
    }
    Ok(())
}

fn run(criterion: &mut Criterion) -> Result<(), Error> {
    let all = phrases(20_000);
    let messages = usual(MESSAGES, &all)?;
    let bytes = u64::try_from(messages.iter().map(String::len).sum::<usize>())?;
    let count = u64::try_from(messages.len())?;
    let mut group = criterion.benchmark_group("decision");
    group.throughput(Throughput::ElementsAndBytes { elements: count, bytes });
    let sizes =
        [(100, 1_000), (1_000, 1_000), (5_000, 1_000), (20_000, 1_000), (5_000, 10), (5_000, 100), (5_000, 5_000)];
    for (size, rules) in sizes {
        let phrases = all.get(..size).unwrap_or_default();
        let plan = compile(&Parts::of(phrases, rules).source())?;
        verify(&plan, phrases, &messages)?;
        let mut scratch = Scratch::new(&plan);
        let name = BenchmarkId::new(format!("{size} phrases"), format!("{rules} rules"));
        group.bench_function(name, |bencher| bencher.iter(|| decide_all(&plan, &mut scratch, &messages)));
        if rules == 1_000 {
            let mut reader = flagstone::text::Scratch::new(plan.lexicon());
            let name = BenchmarkId::new(format!("{size} phrases"), "reading only");
            group.bench_function(name, |bencher| bencher.iter(|| read_all(&plan, &mut reader, &messages)));
        }
    }
    match uk_gp() {
        Ok(policy) => {
            let plan = flagstone::compile(&policy)?;
            let mut scratch = Scratch::new(&plan);
            group.bench_function("uk-gp", |bencher| bencher.iter(|| decide_all(&plan, &mut scratch, &messages)));
        }
        Err(error) => eprintln!("uk-gp is left out: {error}"),
    }
    group.finish();
    Ok(())
}

fn decision(criterion: &mut Criterion) {
    if let Err(error) = run(criterion) {
        eprintln!("error: {error}");
        std::process::exit(1);
    }
}

criterion_group! {
    name = group;
    config = Criterion::default().sample_size(20);
    targets = decision
}
criterion_main!(group);
