//! From source to plan, and from bytes to plan.

use criterion::{Criterion, criterion_group, criterion_main};
use flagstone::{Package, Plan};
use flagstone_benches::Error;
use flagstone_benches::phrases::phrases;
use flagstone_benches::policy::{Parts, lowered, uk_gp, uk_gp_folder};

fn run(criterion: &mut Criterion) -> Result<(), Error> {
    let mut group = criterion.benchmark_group("compile");
    let source = Parts::of(&phrases(20_000), 1_000).source();
    let policy = lowered(&source)?;
    let bytes = flagstone::compile(&policy)?.to_bytes();
    if Plan::from_bytes(&bytes)?.to_bytes() != bytes {
        return Err("a plan changes by being stored and loaded".into());
    }
    group.bench_function("20,000 phrases: lower", |bencher| bencher.iter(|| lowered(&source)));
    group.bench_function("20,000 phrases: compile", |bencher| bencher.iter(|| flagstone::compile(&policy)));
    group.bench_function("20,000 phrases: load", |bencher| bencher.iter(|| Plan::from_bytes(&bytes)));
    match uk_gp() {
        Ok(policy) => {
            let bytes = flagstone::compile(&policy)?.to_bytes();
            let check = || Package::read(&uk_gp_folder()).map(flagstone::check);
            group.bench_function("uk-gp: read and check", |bencher| bencher.iter(check));
            group.bench_function("uk-gp: compile", |bencher| bencher.iter(|| flagstone::compile(&policy)));
            group.bench_function("uk-gp: load", |bencher| bencher.iter(|| Plan::from_bytes(&bytes)));
        }
        Err(error) => eprintln!("uk-gp is left out: {error}"),
    }
    group.finish();
    Ok(())
}

fn compile(criterion: &mut Criterion) {
    if let Err(error) = run(criterion) {
        eprintln!("error: {error}");
        std::process::exit(1);
    }
}

criterion_group! {
    name = group;
    config = Criterion::default().sample_size(20);
    targets = compile
}
criterion_main!(group);
